import { toNumber } from '#src/lib/exact.ts';
import { startOfDay } from '#src/lib/time-range.ts';
import { catalogue } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { currencyIn } from '../drivers/read-pair.ts';
import type { ReadSeries } from '../estimates/daily-series.ts';
import { readDays } from '../estimates/daily-series.ts';
import { loudEvents, readEventDays } from '../event-days.ts';
import type { Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';
import { storesByCurrency } from '../stores.ts';
import type { Band, Days } from './band.ts';
import { bandOf, bandSoFar } from './band.ts';

/** A metric that was not as usual, on a day or over the seven days up to it; amounts in the smallest unit of `currency`. */
export type Anomaly = {
  readonly metric: string;
  readonly currency: string | null;
  readonly stores: readonly string[];
  readonly period: Period;
  readonly band: Band;
};

/** Days that are learned from: eight weeks for the weekdays, and four before them for their level. */
const historyDays = 90;
/** A look at a running day needs this share of it, or chance decides. */
const leastShare = 0.25;

const isCount = ({ unit }: Metric): boolean => unit.kind === 'count';

const plainQuery = (stores: readonly string[], period: Period): MetricQuery => ({
  metrics: [],
  filters: [],
  groupBy: [],
  period,
  comparison: null,
  order: null,
  limit: null,
  stores,
});

const daysFrom = (from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): Period => ({
  from,
  to,
  label: from.toPlainDate().toString(),
  unit: 'day',
  count: 1,
  toDate: false,
});

const withoutEvents = ({ series: { first, values } }: ReadSeries, events: ReadonlySet<string>): Days =>
  values.map((value, index) => (events.has(first.add({ days: index }).toString()) ? null : value));

type Look = {
  readonly metric: Metric;
  readonly stores: readonly string[];
  readonly today: Temporal.ZonedDateTime;
  readonly events: ReadonlySet<string>;
};

/** The last whole day of a metric; nothing while its source has not told all of it. */
const lookAtYesterday = ({ metric, stores, today, events }: Look, read: ReadSeries): readonly Anomaly[] => {
  const end = read.series.first.add({ days: read.series.values.length });
  if (!end.equals(today.toPlainDate())) return [];
  const band = bandOf(withoutEvents(read, events), isCount(metric));
  if (!band?.isUnusual) return [];
  const period = daysFrom(today.subtract({ days: band.over }), today);
  return [{ metric: metric.id, currency: read.currency, stores, period, band }];
};

/** What of a day has come in before an hour, as a rule: from the last four weeks. */
const readShare = async (runtime: Runtime, look: Look, hour: number): Promise<number> => {
  const run = await runMetric(runtime, look.metric, {
    ...plainQuery(look.stores, daysFrom(look.today.subtract({ days: 28 }), look.today)),
    groupBy: ['hour'],
  });
  if (run.kind !== 'run') return 0;
  const at = (group: (typeof run.now.groups)[number]): number => {
    const { value } = run.now.cellOf(group, run.now.currencies[0] ?? null);
    return value ? toNumber(value) : 0;
  };
  const all = run.now.groups.reduce((sum, group) => sum + at(group), 0);
  const before = run.now.groups
    .filter((group) => Number(group.hour) < hour)
    .reduce((sum, group) => sum + at(group), 0);
  return all > 0 ? before / all : 0;
};

/** The hours of today that are over, against what they bring as a rule. */
const lookAtToday = async (runtime: Runtime, look: Look, read: ReadSeries): Promise<readonly Anomaly[]> => {
  const { metric, stores, today, events } = look;
  const { hour } = runtime.now.toZonedDateTimeISO(today.timeZoneId);
  const end = read.series.first.add({ days: read.series.values.length });
  if (events.has(today.toPlainDate().toString()) || !end.equals(today.toPlainDate()) || hour === 0) return [];
  const period = daysFrom(today, today.add({ hours: hour }));
  const [share, run] = await Promise.all([
    readShare(runtime, look, hour),
    runMetric(runtime, metric, plainQuery(stores, period)),
  ]);
  if (run.kind !== 'run' || share < leastShare || !run.now.period.to.equals(period.to)) return [];
  const { value } = run.now.totalOf(currencyIn(run.now, read.currency));
  const band =
    value && bandSoFar(withoutEvents(read, events), { value: toNumber(value), share }, isCount(metric));
  return band?.isUnusual ? [{ metric: metric.id, currency: read.currency, stores, period, band }] : [];
};

const lookAt = async (runtime: Runtime, look: Look): Promise<readonly Anomaly[]> => {
  const query = plainQuery(look.stores, daysFrom(look.today.subtract({ days: 1 }), look.today));
  const read = await readDays(runtime, look.metric, query, historyDays);
  if (read.kind === 'several_currencies') {
    const groups = storesByCurrency(runtime.estate, look.stores);
    const found = await Promise.all(groups.map(({ stores }) => lookAt(runtime, { ...look, stores })));
    return groups.length > 1 ? found.flat() : [];
  }
  if (read.kind !== 'series') return [];
  const now = look.metric.judged === 'hourly' ? await lookAtToday(runtime, look, read) : [];
  return [...lookAtYesterday(look, read), ...now];
};

/**
 * What was not as usual on the last whole day (and, for what is judged by the hour, today so far), the farthest from what
 * was expected first. Only metrics that the catalogue says are looked at; days of campaigns, sales, launches and holidays
 * are left out, and so is what its source has not told completely.
 */
export const findAnomalies = async (
  runtime: Runtime,
  stores: readonly string[],
  zone: string,
  metrics: readonly Metric[] = catalogue.filter(({ judged }) => judged !== undefined),
): Promise<readonly Anomaly[]> => {
  const today = startOfDay(runtime.now.toZonedDateTimeISO(zone).toPlainDate(), zone);
  const events = await readEventDays(
    runtime,
    stores,
    loudEvents,
    today.subtract({ days: historyDays }),
    today.add({ days: 1 }),
  );
  const found = await Promise.all(
    metrics.map((metric) => lookAt(runtime, { metric, stores, today, events })),
  );
  const distance = ({ band: { value, expected } }: Anomaly): number =>
    Math.abs(Math.log((value + 1) / (expected + 1)));
  return found.flat().toSorted((a, b) => distance(b) - distance(a));
};
