import type { Exact } from '#src/lib/exact.ts';
import { exact } from '#src/lib/exact.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { currencyIn } from '../drivers/read-pair.ts';
import type { Caveat, NotKnown, SourceState } from '../figures.ts';
import type { Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';
import type { ReadSeries } from './daily-series.ts';
import { addsUpOverTime, readDays } from './daily-series.ts';
import type { Foreseen } from './foresee.ts';
import { foresee } from './foresee.ts';
import type { Goal } from './read-goal.ts';
import { readGoal } from './read-goal.ts';

/** About `value`, and between `low` and `high` in four of five cases; in the unit of the metric, rounded to what can be known. */
export type Range = { readonly value: Exact; readonly low: Exact; readonly high: Exact };

/**
 * What a metric will be over a period that is not over. `soFar` is measured, up to now; `perDay` is the pace of the last
 * four weeks, `needed` the one that the goal asks of the `daysLeft` days left.
 */
export type Forecast = Range & {
  readonly kind: 'forecast';
  readonly metric: string;
  readonly currency: string | null;
  readonly period: Period;
  readonly soFar: { readonly value: Exact; readonly to: Temporal.ZonedDateTime } | null;
  readonly goal: Goal | null;
  readonly needed: Exact | null;
  readonly perDay: Exact;
  readonly daysLeft: number;
  readonly method: string;
  readonly trials: number;
  readonly typicalError: number;
  readonly stores: readonly string[];
  readonly sources: readonly SourceState[];
  readonly caveats: readonly Caveat[];
};

/** Longer ahead than this, no past of ours tells anything. */
const farthestDays = 400;

/** An estimate is no surer than three digits. */
export const threeDigits = (value: number): Exact =>
  exact(value === 0 || !Number.isFinite(value) ? 0 : Number(value.toPrecision(3)).toFixed(0));

const cannot = (metric: string, why: string): NotKnown => ({ kind: 'cannot_estimate', metric, why });

/** The metric that is foreseen for the one that is asked for. */
const foreseenOf = (asked: Metric): Metric => {
  const [input] = asked.compute.kind === 'estimate' ? asked.compute.inputs : [asked];
  return input ?? asked;
};

const readSoFar = async (
  runtime: Runtime,
  metric: Metric,
  query: MetricQuery,
  currency: string | null,
): Promise<Forecast['soFar']> => {
  const now = runtime.now.toZonedDateTimeISO(query.period.from.timeZoneId);
  const { from, to } = query.period;
  if (Temporal.ZonedDateTime.compare(from, now) >= 0) return null;
  const run = await runMetric(runtime, metric, {
    ...query,
    comparison: null,
    period: { ...query.period, to: Temporal.ZonedDateTime.compare(to, now) < 0 ? to : now },
  });
  if (run.kind !== 'run') return null;
  const { value } = run.now.totalOf(currencyIn(run.now, currency));
  return value && { value, to: run.now.period.to };
};

/** A unit of the calendar that is still running, to its end. */
const wholeUnit = (period: Period): Period => {
  const { unit, count, toDate } = period;
  if (!toDate || count !== 1 || unit === 'instant' || unit === 'hour' || unit === 'span') return period;
  const step = unit === 'quarter' ? { months: 3 } : { [`${unit}s`]: 1 };
  return { ...period, to: period.from.add(step), toDate: false };
};

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** Days of the series that lie in the period. */
const knownPart = ({ series: { first, values } }: ReadSeries, from: Temporal.PlainDate): number =>
  sum(values.slice(Math.max(0, first.until(from).days)));

type Ahead = { readonly skip: number; readonly days: number };

/** What of the period lies after the last day that is known. */
const aheadOf = ({ series: { first, values } }: ReadSeries, { from, to }: Period): Ahead => {
  const end = first.add({ days: values.length });
  const start = Temporal.PlainDate.compare(from.toPlainDate(), end) > 0 ? from.toPlainDate() : end;
  const last = to.subtract({ nanoseconds: 1 }).toPlainDate().add({ days: 1 });
  return { skip: end.until(start).days, days: Math.max(0, start.until(last).days) };
};

const rangeOf = (known: number, foreseen: Foreseen, soFar: number): Range => {
  const isPositive = foreseen.low >= 0;
  return {
    value: threeDigits(Math.max(isPositive ? soFar : -Infinity, known + foreseen.value)),
    low: threeDigits(Math.max(isPositive ? soFar : -Infinity, known + foreseen.low)),
    high: threeDigits(known + foreseen.high),
  };
};

/** Foresees the first metric of a query over its period, against the goal that was said (major units) or set; NotKnown when it cannot be told, and why. */
export const forecast = async (
  runtime: Runtime,
  asked: MetricQuery,
  said: string | null,
): Promise<Forecast | NotKnown> => {
  const id = asked.metrics[0] ?? '';
  const metric = foreseenOf(metricOf(id));
  const query: MetricQuery = {
    ...asked,
    metrics: [metric.id],
    period: wholeUnit(asked.period),
    groupBy: [],
    order: null,
    limit: null,
  };
  if (!addsUpOverTime(metric))
    return cannot(id, 'only what adds up day by day can be, such as orders, sales or cost');
  const read = await readDays(runtime, metric, query);
  if (read.kind !== 'series') return read;
  const { skip, days } = aheadOf(read, query.period);
  if (skip + days > farthestDays) return cannot(id, 'that is more than a year ahead');
  const foreseen = days === 0 ? nothingLeft : foresee(read.series, skip, days);
  if (!foreseen)
    return cannot(
      id,
      `there are ${read.series.values.length} days of it, too few to try an estimate for ${days} days on`,
    );
  const [soFar, goal] = await Promise.all([
    readSoFar(runtime, metric, query, read.currency),
    readGoal(runtime, query, said, read.currency),
  ]);
  const known = skip > 0 ? 0 : knownPart(read, query.period.from.toPlainDate());
  const done = soFar ? Number(soFar.value.n) / Number(soFar.value.d) : 0;
  return {
    kind: 'forecast',
    metric: id,
    currency: read.currency,
    period: query.period,
    ...(days === 0 && soFar ? exactly(soFar.value) : rangeOf(known, foreseen, done)),
    soFar,
    goal,
    needed: goal && days > 0 ? neededPerDay(goal, known, days) : null,
    perDay: threeDigits(sum(read.series.values.slice(-28)) / Math.min(28, read.series.values.length)),
    daysLeft: days,
    method: foreseen.method.words,
    trials: foreseen.trials,
    typicalError: foreseen.typicalError,
    stores: read.covered.stores,
    sources: read.covered.sources,
    caveats: read.caveats.filter(({ kind }) => kind !== 'partly_recorded'),
  };
};

const exactly = (value: Exact): Range => ({ value, low: value, high: value });

/** A period that is over needs no estimate. */
const nothingLeft: Foreseen = {
  value: 0,
  low: 0,
  high: 0,
  days: [],
  method: { words: '', of: () => [] },
  trials: 0,
  typicalError: 0,
};

/** What each day left would have to bring; null when the goal is reached already. */
const neededPerDay = ({ amount }: Goal, known: number, days: number): Exact | null => {
  const left = Number(amount.n) / Number(amount.d) - known;
  return left <= 0 ? null : threeDigits(left / days);
};
