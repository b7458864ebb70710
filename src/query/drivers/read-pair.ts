import type { Exact } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Comparison, MetricQuery } from '#src/metrics/query.ts';
import type { Measured } from '../measure.ts';
import type { Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';

/** A figure in the period and in the one it is set against. */
export type Pair = { readonly now: Exact; readonly before: Exact };

/** A change that is taken apart: the query without any split, the currency of its figure, and the two periods as they were answered. */
export type Changed = {
  readonly query: MetricQuery & { readonly comparison: Comparison };
  readonly currency: string | null;
  readonly period: Period;
  readonly before: Period;
};

const isSame = (a: Period, b: Period): boolean => a.from.equals(b.from) && a.to.equals(b.to);

/** Amounts are looked up in the currency of the change; counts know none. */
export const currencyIn = (measured: Measured, currency: string | null): string | null =>
  measured.currencies.every((one) => one === null) ? null : currency;

/** Another metric over the very same two periods; null where it is not known for all of both. */
export const readPair = async (runtime: Runtime, metric: Metric, asked: Changed): Promise<Pair | null> => {
  const run = await runMetric(runtime, metric, asked.query);
  if (run.kind !== 'run' || !run.compared) return null;
  if (!isSame(run.now.period, asked.period) || !isSame(run.compared.period, asked.before)) return null;
  const now = run.now.totalOf(currencyIn(run.now, asked.currency)).value;
  const before = run.compared.totalOf(currencyIn(run.compared, asked.currency)).value;
  return now && before ? { now, before } : null;
};
