import { toNumber } from '#src/lib/exact.ts';
import { startOfDay } from '#src/lib/time-range.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Covered } from '../coverage/check.ts';
import { currencyIn } from '../drivers/read-pair.ts';
import type { NotKnown } from '../figures.ts';
import type { MetricRun, Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';

/** A metric by whole days: `values[i]` is the day `first` + i, as doubles of the smallest unit. */
export type DailySeries = {
  readonly first: Temporal.PlainDate;
  readonly values: readonly number[];
};

/** A daily series with what it was read from. */
export type ReadSeries = {
  readonly kind: 'series';
  readonly series: DailySeries;
  readonly currency: string | null;
  readonly covered: Covered;
  readonly caveats: Extract<MetricRun, { readonly kind: 'run' }>['caveats'];
};

/** How far back days are read: two years and two months, so that last year's shape can be tried on the year before. */
const historyDays = 790;

/** Parts that add up over time: only what is a sum of days can be foreseen day by day. */
export const addsUpOverTime = (metric: Metric): boolean => {
  const { compute } = metric;
  switch (compute.kind) {
    case 'measure':
      return compute.take.kind === 'sum' || compute.take.kind === 'count';
    case 'combination':
      return [...compute.plus, ...compute.minus].every(addsUpOverTime);
    case 'state':
    case 'ratio':
    case 'elapsed':
    case 'change':
    case 'record':
    case 'estimate':
      return false;
    default:
      return compute satisfies never;
  }
};

/** The complete days of a metric up to the last one before now; NotKnown when there are none, or in several currencies. */
export const readDays = async (
  runtime: Runtime,
  metric: Metric,
  query: MetricQuery,
): Promise<ReadSeries | NotKnown> => {
  const zone = query.period.from.timeZoneId;
  const today = startOfDay(runtime.now.toZonedDateTimeISO(zone).toPlainDate(), zone);
  const run = await runMetric(runtime, metric, {
    ...query,
    groupBy: ['day'],
    comparison: null,
    order: null,
    limit: null,
    period: {
      from: today.subtract({ days: historyDays }),
      to: today,
      label: '',
      unit: 'span',
      count: historyDays,
      toDate: false,
    },
  });
  if (run.kind !== 'run') return run;
  const [currency = null, ...others] = run.now.currencies;
  if (others.length > 0) return { kind: 'several_currencies', metric: metric.id };
  const { from, to } = run.now.period;
  const first = from.equals(from.startOfDay()) ? from.toPlainDate() : from.toPlainDate().add({ days: 1 });
  const days = first.until(to.toPlainDate()).days;
  const values = Array.from({ length: Math.max(0, days) }, (_, index) => {
    const cell = run.now.cellOf(
      { day: first.add({ days: index }).toString() },
      currencyIn(run.now, currency),
    );
    return cell.value ? toNumber(cell.value) : 0;
  });
  return {
    kind: 'series',
    series: { first, values },
    currency,
    covered: run.covered,
    caveats: run.caveats,
  };
};
