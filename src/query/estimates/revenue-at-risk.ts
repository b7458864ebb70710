import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { orderLines } from '#src/database/schema/sales.ts';
import { incidents } from '#src/database/schema/tech.ts';
import type { Exact } from '#src/lib/exact.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Caveat, NotKnown, SourceState } from '../figures.ts';
import type { Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';
import { quantile } from '../statistics.ts';
import { companyStore } from '../stores.ts';
import { threeDigits } from './forecast.ts';

/** The sales that one outage kept from being made, in minor units. */
export type OutageRisk = {
  readonly ref: string;
  readonly title: string;
  readonly from: Temporal.ZonedDateTime;
  readonly to: Temporal.ZonedDateTime;
  readonly missed: Missed;
};

/** What was missed; or nothing was, it cannot be told apart from chance, or the outage is too long for its hours to be compared. */
export type Missed =
  | { readonly kind: 'about'; readonly value: Exact; readonly low: Exact; readonly high: Exact }
  | { readonly kind: 'nothing' | 'too_few' | 'too_long' };

/** What outages of a period cost in sales, each by itself. */
export type Risk = {
  readonly kind: 'risk';
  readonly metric: string;
  readonly currency: string | null;
  readonly period: Period;
  readonly outages: readonly OutageRisk[];
  readonly stores: readonly string[];
  readonly sources: readonly SourceState[];
  readonly caveats: readonly Caveat[];
};

/** A stretch of time. */
type Window = { readonly from: Temporal.ZonedDateTime; readonly to: Temporal.ZonedDateTime };

/** Weeks whose same hours say what is expected. */
const weeks = 6;
/** Days before, on which the same window shows how far such an estimate is off. */
const triedDays = 28;
/** Hours before the outage that say how strong the day is. */
const levelHours = 8;
/** So many minor units (600.00) of expected sales before the outage make half of that level believed. */
const halfBelieved = 60_000;
/** Quantiles whose range held 81–87 % of outages in the simulation behind this method, and is called 80 %. */
const outer = { low: 0.05, high: 0.95 };
const mostOutages = 20;
const longestHours = 72;

const shifted = ({ from, to }: Window, days: number): Window => ({
  from: from.subtract({ days }),
  to: to.subtract({ days }),
});

const beforeIt = ({ from }: Window): Window => ({ from: from.subtract({ hours: levelHours }), to: from });

/** Sales placed in each window, gross less discounts, in minor units. */
const readSales = async (
  runtime: Runtime,
  stores: readonly string[],
  currency: string | null,
  windows: readonly Window[],
): Promise<readonly number[]> => {
  const values = windows.map(
    ({ from, to }, index) =>
      sql`(${index}::int, ${from.toInstant().toString()}::timestamptz, ${to.toInstant().toString()}::timestamptz)`,
  );
  const rows = (await runtime.database.heavy.execute(sql`
    select w.i, coalesce(sum(l.gross_minor - l.discount_minor), 0)::float8 as sales
    from (values ${sql.join(values, sql`, `)}) as w(i, f, t)
    left join ${orderLines} l on l.sold_at >= w.f and l.sold_at < w.t and l.kind = 'product'
      and l.sold_day between (w.f - interval '1 day')::date and (w.t + interval '1 day')::date
      and l.currency = ${currency} and l.store_id in (${sql.join(
        stores.map((one) => sql`${one}`),
        sql`, `,
      )})
    group by w.i order by w.i`)) as unknown as readonly { readonly sales: number }[];
  return rows.map(({ sales }) => sales);
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

type Sales = { readonly inside: (daysAgo: number) => number; readonly before: (daysAgo: number) => number };

/** What a window so many days ago was expected to bring, from the weeks before it and the hours before it. */
const expectedAt = ({ inside, before }: Sales, daysAgo: number): number => {
  const earlier = Array.from({ length: weeks }, (_, index) => daysAgo + 7 * (index + 1));
  const usual = mean(earlier.map(inside));
  const usualBefore = mean(earlier.map(before));
  const believed = usualBefore / (usualBefore + halfBelieved);
  const level = usualBefore > 0 ? before(daysAgo) / usualBefore : 1;
  return usual * (1 + believed * (level - 1));
};

const missedIn = (sales: Sales, share: number): Missed => {
  const expected = expectedAt(sales, 0) * share;
  const tried = Array.from({ length: triedDays }, (_, index) => index + 1).flatMap((daysAgo) => {
    const then = expectedAt(sales, daysAgo);
    return then > 0 ? [sales.inside(daysAgo) / then] : [];
  });
  if (tried.length < triedDays / 2 || expected <= 0) return { kind: 'too_few' };
  const actual = Math.max(0, sales.inside(0) - expectedAt(sales, 0) * (1 - share));
  const [low, high] = [outer.low, outer.high].map((at) => expected * quantile(tried, at) - actual);
  const value = expected - actual;
  if (value <= 0) return { kind: 'nothing' };
  if (low === undefined || high === undefined || high - low > value) return { kind: 'too_few' };
  return {
    kind: 'about',
    value: threeDigits(value),
    low: threeDigits(Math.max(0, low)),
    high: threeDigits(high),
  };
};

const readOutages = async (runtime: Runtime, { period, stores }: MetricQuery) =>
  runtime.database.fast
    .select({
      ref: incidents.ref,
      title: incidents.title,
      share: incidents.affectedShare,
      startedAt: incidents.startedAt,
      resolvedAt: incidents.resolvedAt,
    })
    .from(incidents)
    .where(
      and(
        inArray(incidents.storeId, [...stores, companyStore]),
        inArray(incidents.severity, ['major', 'critical']),
        eq(incidents.origin, 'own'),
        lt(incidents.startedAt, period.to.toInstant().toString()),
        lt(incidents.startedAt, runtime.now.toString()),
        or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, period.from.toInstant().toString())),
      ),
    )
    .orderBy(asc(incidents.startedAt))
    .limit(mostOutages);

/** Estimates what the outages of a period cost: what their hours would have brought less what they did. */
export const revenueAtRisk = async (runtime: Runtime, query: MetricQuery): Promise<Risk | NotKnown> => {
  const id = query.metrics[0] ?? '';
  const zone = query.period.from.timeZoneId;
  const now = runtime.now.toZonedDateTimeISO(zone);
  const isCut = Temporal.ZonedDateTime.compare(query.period.to, now) > 0;
  const period = isCut ? { ...query.period, to: now } : query.period;
  const { compute } = metricOf(id);
  const [sold] = compute.kind === 'estimate' ? compute.inputs : [];
  if (!sold || query.filters.length > 0)
    return {
      kind: 'cannot_estimate',
      metric: id,
      why: 'it is told for all sales of a store, not for a part of them',
    };
  const run = await runMetric(runtime, sold, { ...query, period, groupBy: [], comparison: null });
  if (run.kind !== 'run') return run;
  const [currency = null, ...others] = run.now.currencies;
  if (others.length > 0) return { kind: 'several_currencies', metric: id };
  const found = await readOutages(runtime, { ...query, period });
  const outages = await Promise.all(
    found.map(async ({ ref, title, share, startedAt, resolvedAt }): Promise<OutageRisk> => {
      const from = instantFrom(startedAt).toZonedDateTimeISO(zone);
      const ended = resolvedAt ? instantFrom(resolvedAt).toZonedDateTimeISO(zone) : now;
      const to = Temporal.ZonedDateTime.compare(ended, now) > 0 ? now : ended;
      const outage = { ref, title, from, to };
      if (from.until(to).total('hours') > longestHours) return { ...outage, missed: { kind: 'too_long' } };
      const days = Array.from({ length: triedDays + 7 * weeks + 1 }, (_, index) => index);
      const windows = days.map((ago) => shifted({ from, to }, ago));
      const [inside, before] = await Promise.all(
        [windows, windows.map(beforeIt)].map((of) => readSales(runtime, run.covered.stores, currency, of)),
      );
      const at = (of: readonly number[] | undefined) => (ago: number) => of?.[ago] ?? 0;
      const missed = missedIn({ inside: at(inside), before: at(before) }, share === null ? 1 : Number(share));
      return { ...outage, missed };
    }),
  );
  return {
    kind: 'risk',
    metric: id,
    currency,
    period,
    outages,
    stores: run.covered.stores,
    sources: run.covered.sources,
    caveats: run.caveats,
  };
};
