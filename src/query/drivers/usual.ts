import type { Exact } from '#src/lib/exact.ts';
import { exact, toNumber } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';
import { mad, median } from '../statistics.ts';
import type { Changed } from './read-pair.ts';
import { currencyIn } from './read-pair.ts';

/** The range a figure lies in as a rule, from so many earlier periods of the same length and weekdays. */
export type Usual = { readonly low: Exact; readonly high: Exact; readonly periods: number };

const mostPeriods = 8;
/** Fewer earlier periods than these say nothing about what is usual. */
const fewestPeriods = 4;
/** Half the width of the range in robust standard deviations: about 95 % of undisturbed periods lie inside. */
const width = 2;
/** A figure that moves by less than this share is as usual, however steady it was before. */
const leastShare = 0.05;

/** Whole weeks by which a period goes back so that it does not touch itself and begins on the same weekday at the same clock time. */
const weeksOf = ({ from, to }: Period): number => {
  const days = Math.ceil(from.until(to).total({ unit: 'days', relativeTo: from }));
  return Math.max(1, Math.ceil(days / 7));
};

const shifted = (period: Period, weeks: number): Period => ({
  ...period,
  from: period.from.subtract({ weeks }),
  to: period.to.subtract({ weeks }),
});

const readEarlier = async (
  runtime: Runtime,
  metric: Metric,
  { query, currency, period }: Changed,
): Promise<readonly number[]> => {
  const weeks = weeksOf(period);
  const found = await Promise.all(
    Array.from({ length: mostPeriods }, async (_, index) => {
      const earlier = shifted(period, weeks * (index + 1));
      const run = await runMetric(runtime, metric, { ...query, period: earlier, comparison: null });
      if (run.kind !== 'run' || !run.now.period.from.equals(earlier.from)) return null;
      return run.now.totalOf(currencyIn(run.now, currency)).value;
    }),
  );
  return found.flatMap((value) => (value ? [toNumber(value)] : []));
};

/** What counts, jitters with the square root of how much there is, even when it happened to be steady. */
const noiseOf = ({ unit }: Metric, level: number): number =>
  unit.kind === 'count' ? Math.sqrt(Math.abs(level) + 1) : 0;

const decimals = ({ unit }: Metric): number => (unit.kind === 'percent' || unit.kind === 'times' ? 4 : 0);

/** The usual range of a metric, or null when there is too little history to tell. */
export const readUsual = async (runtime: Runtime, metric: Metric, asked: Changed): Promise<Usual | null> => {
  const values = await readEarlier(runtime, metric, asked);
  if (values.length < fewestPeriods) return null;
  const level = median(values);
  const spread = Math.max(mad(values), Math.hypot(noiseOf(metric, level), (leastShare / width) * level));
  const isPositive = values.every((value) => value >= 0);
  const low = level - width * spread;
  const write = (value: number): Exact => exact(value.toFixed(decimals(metric)));
  return {
    low: write(isPositive ? Math.max(0, low) : low),
    high: write(level + width * spread),
    periods: values.length,
  };
};
