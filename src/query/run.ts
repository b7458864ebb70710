import { metric } from '#src/metrics/catalogue.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { bucketsOf } from './buckets.ts';
import type { Cell, Column, Figures, Group, NotKnown } from './figures.ts';
import { rank } from './rank.ts';
import { keyId } from './read-parts.ts';
import type { Measured, MetricRun, Runtime } from './run-metric.ts';
import { runMetric } from './run-metric.ts';

type Run = Extract<MetricRun, { readonly kind: 'run' }>;

/**
 * Answers a MetricQuery: every metric is read, groups are matched, kept by the value filters, ordered and cut.
 * `beside` are metrics read along for the same groups. NotKnown when nothing of what was asked is known; single
 * metrics that are not are in `missing`.
 */
export const runQuery = async (
  runtime: Runtime,
  query: MetricQuery,
  beside: readonly string[] = [],
): Promise<Figures | NotKnown> => {
  const deciders = query.filters.flatMap((filter) => (filter.kind === 'value' ? [filter.metric] : []));
  const shown = [...query.metrics, ...beside];
  const wanted = [...new Set([...shown, ...deciders])];
  const runs = await Promise.all(
    wanted.map(async (id) => ({ id, run: await runMetric(runtime, metric(id), query) })),
  );
  const known = new Map(runs.flatMap(({ id, run }) => (run.kind === 'run' ? [[id, run] as const] : [])));
  const missing = runs.flatMap(({ id, run }) =>
    run.kind === 'run' || beside.includes(id) ? [] : [{ metric: id, why: run }],
  );
  const decisive = missing.find(
    ({ metric: id }) => deciders.includes(id) || !query.metrics.some((one) => known.has(one)),
  );
  if (decisive) return decisive.why;
  const measured = new Map([...known].map(([id, run]) => [id, run.now]));
  const ranked = rank(
    query,
    groupsOf(
      query,
      query.metrics.flatMap((id) => measured.get(id) ?? []),
      runtime.weekStart,
    ),
    measured,
  );
  const groups = query.limit === null ? ranked : ranked.slice(0, query.limit);
  const columns = shown.flatMap((id) => {
    const run = known.get(id);
    return run ? columnsOf(id, run, groups, query, runtime.weekStart) : [];
  });
  return { kind: 'figures', query, groups, groupCount: ranked.length, columns, missing };
};

/** Every group that any metric has rows in; for a series over time, every step of it. */
const groupsOf = (
  query: MetricQuery,
  measured: readonly Measured[],
  weekStart: Runtime['weekStart'],
): readonly Group[] => {
  const [only, ...others] = query.groupBy;
  const [first] = measured;
  const buckets = only && others.length === 0 && first ? bucketsOf(only, first.period, weekStart) : null;
  if (only && buckets) return buckets.map((bucket) => ({ [only]: bucket }));
  return [
    ...new Map(measured.flatMap(({ groups }) => groups).map((group) => [keyId(group, null), group])).values(),
  ];
};

const columnsOf = (
  id: string,
  run: Run,
  groups: readonly Group[],
  query: MetricQuery,
  weekStart: Runtime['weekStart'],
): readonly Column[] => {
  const { now, compared, covered } = run;
  const others = compared ? comparedGroups(groups, compared, query, weekStart) : [];
  return now.currencies.map((currency) => ({
    metric: id,
    currency,
    period: now.period,
    cells: groups.map((group) => now.cellOf(group, currency)),
    total: now.totalOf(currency),
    compared: compared && {
      period: compared.period,
      cells: others.map((group) => (group ? compared.cellOf(group, currency) : unknown)),
      total: compared.totalOf(currency),
    },
    stores: covered.stores,
    sources: covered.sources,
    caveats: covered.caveats,
    statements: now.statements,
  }));
};

const unknown: Cell = { value: null, state: 'unknown', missing: 0 };

/** The group of the other period that each group is set against: the same one, or the step at the same place of a series. */
const comparedGroups = (
  groups: readonly Group[],
  compared: Measured,
  query: MetricQuery,
  weekStart: Runtime['weekStart'],
): readonly (Group | null)[] => {
  const [only, ...others] = query.groupBy;
  if (!only || others.length > 0 || dimension(only).repeats !== false) return groups;
  const steps = bucketsOf(only, compared.period, weekStart) ?? [];
  return groups.map((_, index) => (steps[index] === undefined ? null : { [only]: steps[index] }));
};
