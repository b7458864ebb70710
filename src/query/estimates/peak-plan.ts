import { toNumber } from '#src/lib/exact.ts';
import { startOfDay } from '#src/lib/time-range.ts';
import { cost } from '#src/metrics/cloud.ts';
import type { Metric } from '#src/metrics/define.ts';
import { parcelCount } from '#src/metrics/fulfilment.ts';
import { ordersPlaced } from '#src/metrics/orders.ts';
import type { Period } from '#src/metrics/period.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import { unitsSold } from '#src/metrics/pieces.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { available } from '#src/metrics/stock.ts';
import { sessions } from '#src/metrics/traffic.ts';
import type { Caveat, NotKnown, SourceState } from '../figures.ts';
import type { MetricRun, Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';
import type { ReadSeries } from './daily-series.ts';
import { readDays } from './daily-series.ts';
import type { Range } from './forecast.ts';
import { threeDigits } from './forecast.ts';
import { foresee } from './foresee.ts';
import { eventMethod } from './methods.ts';

/** One thing to be ready for: what it will be in all, and on the day with most of it. */
export type PeakItem = Range & {
  readonly metric: string;
  readonly currency: string | null;
  readonly perDay: Range['value'];
};

/** A SKU of which less is there than the days of the event will ask for. */
export type ShortSku = { readonly sku: string; readonly available: number; readonly wanted: number };

/** What the days of an event will bring, from the same days a year (364 days) before at today's level. */
export type PeakPlan = {
  readonly kind: 'peak_plan';
  readonly metric: string;
  readonly period: Period;
  readonly items: readonly PeakItem[];
  /** Null where stock or sales of then are not recorded. */
  readonly short: readonly ShortSku[] | null;
  readonly stores: readonly string[];
  readonly sources: readonly SourceState[];
  readonly caveats: readonly Caveat[];
};

/** What a peak is planned by. */
const planned: readonly Metric[] = [ordersPlaced, parcelCount, sessions, cost];
const year = 364;
const mostShort = 10;

const itemOf = (metric: Metric, { series, currency }: ReadSeries, period: Period): PeakItem | null => {
  const end = series.first.add({ days: series.values.length });
  const skip = end.until(period.from.toPlainDate()).days;
  const days = period.from.toPlainDate().until(period.to.toPlainDate()).days;
  const foreseen = skip < 0 ? null : foresee(series, skip, days, [eventMethod]);
  return (
    foreseen && {
      metric: metric.id,
      currency,
      value: threeDigits(foreseen.value),
      low: threeDigits(foreseen.low),
      high: threeDigits(foreseen.high),
      perDay: threeDigits(Math.max(...foreseen.days)),
    }
  );
};

const bySku = (run: MetricRun): ReadonlyMap<string, number> =>
  new Map(
    run.kind === 'run'
      ? run.now.groups.flatMap((group) => {
          const value = run.now.cellOf(group, run.now.currencies[0] ?? null).value;
          return group.sku && value ? [[group.sku, toNumber(value)] as const] : [];
        })
      : [],
  );

/** How much more is sold now than a year ago: the last four weeks against the same ones then. */
const growthOf = ({ series: { values } }: ReadSeries): number => {
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  const then = sum(values.slice(-year - 28, -year));
  return then > 0 ? sum(values.slice(-28)) / then : 1;
};

/** SKUs of which the event will ask for more than there is, most missing first. */
const readShort = async (
  runtime: Runtime,
  query: MetricQuery,
  growth: number,
): Promise<readonly ShortSku[] | null> => {
  const zone = query.period.from.timeZoneId;
  const [sold, stock] = await Promise.all([
    runMetric(runtime, unitsSold, {
      ...query,
      groupBy: ['sku'],
      period: {
        ...query.period,
        from: query.period.from.subtract({ days: year }),
        to: query.period.to.subtract({ days: year }),
      },
    }),
    runMetric(runtime, available, { ...query, groupBy: ['sku'], period: instantPeriod(runtime.now, zone) }),
  ]);
  if (sold.kind !== 'run' || stock.kind !== 'run') return null;
  const levels = bySku(stock);
  return [...bySku(sold)]
    .flatMap(([sku, units]) => {
      const wanted = Math.round(units * growth);
      const left = levels.get(sku);
      return left !== undefined && left < wanted ? [{ sku, available: left, wanted }] : [];
    })
    .toSorted((a, b) => b.wanted - b.available - (a.wanted - a.available))
    .slice(0, mostShort);
};

/** Whole days of the period that are still to come. */
const daysAhead = (runtime: Runtime, { period }: MetricQuery): Period => {
  const zone = period.from.timeZoneId;
  const today = startOfDay(runtime.now.toZonedDateTimeISO(zone).toPlainDate(), zone);
  return Temporal.ZonedDateTime.compare(period.from, today) < 0 ? { ...period, from: today } : period;
};

/** Plans the days of a named event: orders, parcels, visits, cloud cost, and what will not last. */
export const peakPlan = async (runtime: Runtime, asked: MetricQuery): Promise<PeakPlan | NotKnown> => {
  const id = asked.metrics[0] ?? '';
  const period = daysAhead(runtime, asked);
  const query: MetricQuery = { ...asked, period, groupBy: [], comparison: null, order: null, limit: null };
  const [orders, ...others] = await Promise.all(
    planned.map(async (metric) => ({ metric, read: await readDays(runtime, metric, query) })),
  );
  if (!orders) return { kind: 'empty_period' };
  if (orders.read.kind !== 'series') return orders.read;
  const items = [orders, ...others].flatMap(({ metric, read }) =>
    read.kind === 'series' ? (itemOf(metric, read, period) ?? []) : [],
  );
  if (!items.some(({ metric }) => metric === ordersPlaced.id))
    return {
      kind: 'cannot_estimate',
      metric: id,
      why: 'it takes the same days of last year, and enough days before them to see how far such a plan is off',
    };
  return {
    kind: 'peak_plan',
    metric: id,
    period,
    items,
    short: await readShort(runtime, query, growthOf(orders.read)),
    stores: orders.read.covered.stores,
    sources: orders.read.covered.sources,
    caveats: orders.read.caveats.filter(({ kind }) => kind !== 'partly_recorded'),
  };
};
