import type { Database } from '#src/database/connect.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import { lastYear, previousPeriod, weekBefore } from '#src/metrics/period.ts';
import type { Comparison, Filter, MetricQuery } from '#src/metrics/query.ts';
import { boundsRows } from './compile/rows.ts';
import type { Conversion } from './compile/scan.ts';
import type { Covered } from './coverage/check.ts';
import { checkCoverage } from './coverage/check.ts';
import { readRates } from './currency/rates.ts';
import type { Caveat, NotKnown } from './figures.ts';
import type { Measured, Measuring } from './measure.ts';
import { measure, storeCurrencies } from './measure.ts';
import { measureSteps } from './measure-steps.ts';
import type { Plan } from './plan.ts';
import { planReads } from './plan.ts';
import type { Estate } from './stores.ts';

/** What every step of a question needs besides the question. */
export type Runtime = {
  readonly database: Database;
  readonly estate: Estate;
  readonly now: Temporal.Instant;
};

export type MetricRun =
  | {
      readonly kind: 'run';
      readonly covered: Covered;
      readonly caveats: readonly Caveat[];
      readonly now: Measured;
      readonly compared: Measured | null;
    }
  | NotKnown;

/** The dimensions a question names, in its splits and its filters. */
const dimensionsIn = (
  query: MetricQuery,
): { readonly split: readonly DimensionId[]; readonly filtered: readonly DimensionId[] } => ({
  split: query.groupBy,
  filtered: query.filters.flatMap(filteredBy),
});

const filteredBy = (filter: Filter): readonly DimensionId[] => {
  if (filter.kind === 'dimension') return [filter.dimension];
  return boundsRows(filter) ? [metricOf(filter.metric).listBy ?? 'order'] : [];
};

/**
 * Reads one metric for a query: what is known of it, over the period and over the one it is compared with. Where no
 * source records its facts, the metric that stands in for it answers, and its formula is given. `only` reads just so
 * many groups, where the metric itself puts them in order.
 */
export const runMetric = async (
  runtime: Runtime,
  metric: Metric,
  query: MetricQuery,
  only: Measuring['top'] = null,
): Promise<MetricRun> => {
  const run = await runOwn(runtime, metric, query, only);
  if (run.kind !== 'not_recorded' || !metric.fallback) return run;
  const instead = await runOwn(runtime, metric.fallback, query, only);
  if (instead.kind !== 'run') return run;
  const basis: Caveat = { kind: 'other_basis', formula: metric.fallback.formula };
  return { ...instead, caveats: [basis, ...instead.caveats] };
};

const runOwn = async (
  runtime: Runtime,
  metric: Metric,
  query: MetricQuery,
  top: Measuring['top'],
): Promise<MetricRun> => {
  const named = dimensionsIn(query);
  const plan = planReads(metric, named, query.filters);
  if (plan.kind !== 'plan') return plan;
  const check = (period: Period): Covered | NotKnown =>
    checkCoverage({
      ...named,
      estate: runtime.estate,
      now: runtime.now,
      metric,
      plan,
      stores: query.stores,
      period,
    });
  const covered = check(query.period);
  if (covered.kind !== 'covered') return covered;
  const before = query.comparison ? check(comparedPeriod(query.comparison, covered.period)) : null;
  const then = before?.kind === 'covered' ? before : null;
  const read = (convert: (at: Covered) => Conversion | null) =>
    Promise.all([
      take(runtime, { metric, query, plan, covered, convert: convert(covered), top: then ? null : top }),
      then && take(runtime, { metric, query, plan, covered: then, convert: convert(then), top: null }),
    ]);
  const plain = await read(() => null);
  const [now, compared] = plain;
  if (now.tooMany || compared?.tooMany)
    return { kind: 'too_many_rows', dimension: query.groupBy[0] ?? 'order', most: 20_000 };
  const converted = await inOneCurrency(runtime, { query, plan, covered, then, plain, read });
  if (converted && 'kind' in converted) return converted;
  const missing = then ? covered.stores.filter((store) => !then.stores.includes(store)) : [];
  const caveats: readonly Caveat[] = [
    ...covered.caveats,
    ...(missing.length > 0 ? [{ kind: 'compared_without', stores: missing } as const] : []),
    ...(converted?.caveats ?? []),
  ];
  return {
    kind: 'run',
    covered,
    caveats,
    now: converted?.now ?? now,
    compared: converted ? converted.compared : compared,
  };
};

/** A state is told at the end of each step of the calendar, everything else in one go. */
const take = (runtime: Runtime, asked: Omit<Measuring, 'withDetails'>): Promise<Measured> => {
  const measuring = { ...asked, withDetails: asked.query.groupBy[0] === asked.metric.listBy };
  return asked.plan.reads.some((read) => read.kind === 'state') && asked.plan.steps
    ? measureSteps(runtime, measuring, asked.plan.steps)
    : measure(runtime, measuring);
};

type Both = readonly [Measured, Measured | null];

/**
 * The same figures in one currency, when they are in several and the company reports in one, or when the question asks
 * for one. Null when they may stay as they are; without a rate they do, which is said, unless it was asked for.
 */
const inOneCurrency = async (
  runtime: Runtime,
  asked: {
    readonly query: MetricQuery;
    readonly plan: Plan;
    readonly covered: Covered;
    readonly then: Covered | null;
    readonly plain: Both;
    readonly read: (convert: (at: Covered) => Conversion | null) => Promise<Both>;
  },
): Promise<
  | { readonly now: Measured; readonly compared: Measured | null; readonly caveats: readonly Caveat[] }
  | NotKnown
  | null
> => {
  const { query, plan, covered, then, plain, read } = asked;
  if (!plan.hasMoney) return null;
  const found = new Set(plain.flatMap((one) => one?.currencies ?? []).filter((one) => one !== null));
  const usual = storeCurrencies(runtime, covered);
  const isSeveral = new Set([...found, ...usual]).size > 1;
  const to = query.currency ?? (isSeveral ? runtime.estate.company.reportingCurrency : null);
  if (to === null || (found.size === 1 && found.has(to))) return null;
  const isState = plan.reads.every((one) => one.kind === 'state');
  const ratesFor = (at: Covered) =>
    readRates(runtime.database.fast, { from: [...found], to, period: at.period, isState });
  const [rates, ratesThen] = await Promise.all([ratesFor(covered), then && ratesFor(then)]);
  const gap = [rates, ratesThen].find((one) => one?.kind === 'no_rate');
  if (gap?.kind === 'no_rate')
    return query.currency ? gap : { now: plain[0], compared: plain[1], caveats: [gap] };
  if (rates.kind !== 'rates') return null;
  const conversionThen = ratesThen?.kind === 'rates' ? ratesThen.conversion : null;
  const [now, compared] = await read((at) => (at === then ? conversionThen : rates.conversion));
  return { now, compared, caveats: rates.caveats };
};

/** Like for like: what a period that was cut short is set against is cut at the same place. */
const comparedPeriod = (comparison: Comparison, period: Period): Period => {
  switch (comparison.kind) {
    case 'previous':
      return previousPeriod(period);
    case 'last_year':
      return lastYear(period);
    case 'week_before':
      return weekBefore(period);
    case 'named':
      return comparison.period;
    default:
      return comparison.kind satisfies never;
  }
};
