import type { DailySeries } from './daily-series.ts';
import type { Method } from './methods.ts';
import { backtest, methods, typicalError } from './methods.ts';

/** A sum over days to come: about `value`, between `low` and `high` in four of five cases. */
export type Foreseen = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly days: readonly number[];
  readonly method: Method;
  /** At how many earlier times the method was tried. */
  readonly trials: number;
  /** The typical error of those trials, as a share. */
  readonly typicalError: number;
};

/** Fewer trials than these do not tell how wrong a method is. */
const fewestTrials = 4;
/** Another method must have been this much nearer to be preferred to a plainer one. */
const clearlyNearer = 0.9;
/** Quantile of the normal distribution that leaves a tenth outside on each side. */
const outside = 1.2816;
/** Trials overlap, so they tell less than as many independent ones would: measured in the simulation of the test. */
const widening = 1.15;
/** No estimate is surer than this share, whatever the trials say. */
const leastError = 0.02;

type Tried = { readonly method: Method; readonly errors: readonly number[] };

const chosen = (tried: readonly Tried[]): Tried | null => {
  const [first, ...others] = tried;
  if (!first) return null;
  return others.reduce(
    (best, one) => (typicalError(one.errors) < clearlyNearer * typicalError(best.errors) ? one : best),
    first,
  );
};

/**
 * Foresees the sum of the `days` days that begin `skip` days after the history ends, by the method that did best at the
 * same task in the last weeks; null when the history is too short to try any.
 */
export const foresee = (
  history: DailySeries,
  skip: number,
  days: number,
  tryOut: readonly Method[] = methods,
): Foreseen | null => {
  const tried = tryOut
    .map((method) => ({ method, errors: backtest(method, history, skip, days) }))
    .filter(({ errors }) => errors.length >= fewestTrials);
  const best = chosen(tried);
  const ahead = best?.method.of(history, skip, days);
  if (!best || !ahead) return null;
  const { errors } = best;
  const squared = errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
  const spread = outside * widening * Math.max(leastError, Math.sqrt(squared * (1 + 1 / errors.length)));
  const value = ahead.reduce((sum, one) => sum + one, 0);
  return {
    value,
    low: value * Math.exp(-spread),
    high: value * Math.exp(spread),
    days: ahead,
    method: best.method,
    trials: errors.length,
    typicalError: Math.expm1(typicalError(errors)),
  };
};
