import type { Database } from '#src/database/connect.ts';
import type { Exact } from '#src/lib/exact.ts';
import { add, zero } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import { lastYear, previousPeriod, weekBefore } from '#src/metrics/period.ts';
import type { Comparison, MetricQuery } from '#src/metrics/query.ts';
import type { Covered } from './coverage.ts';
import { checkCoverage } from './coverage.ts';
import { emptyPart, evaluate } from './evaluate.ts';
import type { Cell, Group, NotKnown, Statement } from './figures.ts';
import type { Plan } from './plan.ts';
import { planReads } from './plan.ts';
import { keyId, readParts } from './read-parts.ts';
import type { Estate } from './stores.ts';

/** What every step of a question needs besides the question. */
export type Runtime = {
  readonly database: Database;
  readonly estate: Estate;
  readonly now: Temporal.Instant;
  readonly weekStart: 1 | 6 | 7;
};

/** A metric over one period: cells by group in each currency, and the figure over all groups. */
export type Measured = {
  readonly period: Period;
  readonly currencies: readonly (string | null)[];
  readonly groups: readonly Group[];
  readonly cellOf: (group: Group, currency: string | null) => Cell;
  readonly totalOf: (currency: string | null) => Cell | null;
  readonly statements: readonly Statement[];
};

export type MetricRun =
  | {
      readonly kind: 'run';
      readonly covered: Covered;
      readonly now: Measured;
      readonly compared: Measured | null;
    }
  | NotKnown;

type Planned = Extract<Plan, { readonly kind: 'plan' }>;

/** Reads one metric for a query: what is known of it, over the period and over the one it is compared with. */
export const runMetric = async (runtime: Runtime, metric: Metric, query: MetricQuery): Promise<MetricRun> => {
  const named = [
    ...query.groupBy,
    ...query.filters.flatMap((filter) => (filter.kind === 'dimension' ? [filter.dimension] : [])),
  ];
  const plan = planReads(metric, named);
  if (plan.kind === 'not_split') return { kind: 'not_split', metric: metric.id, dimension: plan.dimension };
  const check = (period: Period): Covered | NotKnown =>
    checkCoverage({ ...runtime, metric, reads: plan.reads, stores: query.stores, named, period });
  const covered = check(query.period);
  if (covered.kind !== 'covered') return covered;
  const before = query.comparison ? check(comparedPeriod(query.comparison, covered.period)) : null;
  const [now, compared] = await Promise.all([
    measure(runtime, metric, query, plan, covered),
    before?.kind === 'covered' ? measure(runtime, metric, query, plan, before) : null,
  ]);
  return { kind: 'run', covered, now, compared };
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

const measure = async (
  runtime: Runtime,
  metric: Metric,
  query: MetricQuery,
  plan: Planned,
  covered: Covered,
): Promise<Measured> => {
  const scan = (groupBy: readonly DimensionId[]) =>
    readParts(runtime.database, plan.reads, {
      groupBy,
      filters: query.filters,
      stores: covered.stores,
      byCurrency: plan.byCurrency,
      moment: { from: covered.period.from.toInstant(), asOf: covered.period.to.toInstant() },
      calendar: {
        period: covered.period,
        storedDays: sameZone(runtime.estate, covered),
        weekStart: runtime.weekStart,
      },
    });
  const additive = addsUp(metric, plan);
  const [split, whole] = await Promise.all([
    scan(query.groupBy),
    query.groupBy.length > 0 && !additive ? scan([]) : null,
  ]);
  const found = [...new Set([...split.keys, ...(whole?.keys ?? [])].map((key) => key.currency))];
  const currencies = found.length > 0 ? found : currenciesOf(runtime.estate, covered, plan.byCurrency);
  const cell = (parts: typeof split, group: Group, currency: string | null): Cell =>
    evaluate(metric, (part) => parts.valueOf(part, keyId(group, currency)) ?? emptyPart(part));
  const groups = [...new Map(split.keys.map((key) => [keyId(key.group, null), key.group])).values()];
  return {
    period: covered.period,
    currencies,
    groups: query.groupBy.length > 0 ? groups : [{}],
    cellOf: (group, currency) => cell(split, group, currency),
    totalOf: (currency) =>
      query.groupBy.length > 0 && additive
        ? sumOf(groups.map((group) => cell(split, group, currency)))
        : cell(whole ?? split, {}, currency),
    statements: split.statements,
  };
};

/** Stored days are days of the question's zone when every store in it lives in that zone. */
const sameZone = (estate: Estate, covered: Covered): boolean =>
  estate.stores
    .filter((store) => covered.stores.includes(store.id))
    .every((store) => store.zone === covered.period.from.timeZoneId);

/** The currencies in which "nothing" is said. */
const currenciesOf = (estate: Estate, covered: Covered, byCurrency: boolean): readonly (string | null)[] =>
  byCurrency
    ? [
        ...new Set(
          estate.stores.filter((store) => covered.stores.includes(store.id)).map((store) => store.currency),
        ),
      ]
    : [null];

/** Whether the figure over all groups is the sum of the groups': true of what was read, not of every way to read it. */
const addsUp = (metric: Metric, plan: Planned): boolean =>
  metric.compute.kind !== 'ratio' &&
  plan.reads.every(({ rows }) => rows.take.kind === 'sum' || rows.take.kind === 'count');

const sumOf = (cells: readonly Cell[]): Cell => {
  const missing = cells.reduce((sum, cell) => sum + cell.missing, 0);
  const values = cells.map((cell) => cell.value);
  if (values.includes(null)) return { value: null, state: 'unknown', missing };
  return {
    value: values.reduce((sum: Exact, value) => add(sum, value ?? zero), zero),
    state: 'known',
    missing,
  };
};
