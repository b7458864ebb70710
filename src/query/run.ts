import { metric } from '#src/metrics/catalogue.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { bucketsOf } from './buckets.ts';
import type { Scan } from './compile/scan.ts';
import type { Cell, Column, Figures, Group, NotKnown } from './figures.ts';
import type { Measured } from './measure.ts';
import { boundsGroups, rank } from './rank.ts';
import { groupId } from './read-parts.ts';
import type { MetricRun, Runtime } from './run-metric.ts';
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
  const deciders = query.filters.filter(boundsGroups).map((filter) => filter.metric);
  const shown = [...query.metrics, ...beside];
  const wanted = [...new Set([...shown, ...deciders])];
  const only = topOf(query);
  const runs = await Promise.all(
    wanted.map(async (id) => ({
      id,
      run: await runMetric(runtime, metric(id), query, id === query.metrics[0] ? only : null),
    })),
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
  const asked = query.metrics.flatMap((id) => measured.get(id) ?? []);
  const ranked = rank(query, groupsOf(runtime, query, asked), measured);
  const groups = query.limit === null ? ranked : ranked.slice(0, query.limit);
  const columns = shown.flatMap((id) => {
    const run = known.get(id);
    return run ? columnsOf(runtime, id, run, groups, query) : [];
  });
  return {
    kind: 'figures',
    query,
    groups,
    groupCount: asked[0]?.groupCount ?? ranked.length,
    details: groups.map((group) => asked[0]?.detailsOf(group) ?? []),
    columns,
    missing,
  };
};

/** How many groups to read when the metric itself puts them in order and the rest is not needed for anything. */
const topOf = (query: MetricQuery): Scan['top'] => {
  const [id, ...others] = query.metrics;
  const { groupBy, limit, order, comparison } = query;
  if (id === undefined || others.length > 0 || limit === null || comparison || groupBy.length === 0)
    return null;
  if (query.filters.some(boundsGroups) || groupBy.some((one) => dimension(one).kind === 'time')) return null;
  const { compute } = metric(id);
  if ((order && order.by !== id) || (compute.kind !== 'measure' && compute.kind !== 'state')) return null;
  return { direction: order?.direction ?? 'desc', limit };
};

/** Every group that any metric has rows in; for a series over time, every step of it. */
const groupsOf = (
  { estate }: Runtime,
  query: MetricQuery,
  measured: readonly Measured[],
): readonly Group[] => {
  const [only, ...others] = query.groupBy;
  const [first] = measured;
  const buckets = only && others.length === 0 && first ? bucketsOf(only, first.period, estate.company) : null;
  if (only && buckets) return buckets.map((bucket) => ({ [only]: bucket }));
  return [
    ...new Map(measured.flatMap(({ groups }) => groups).map((group) => [groupId(group), group])).values(),
  ];
};

const columnsOf = (
  runtime: Runtime,
  id: string,
  run: Run,
  groups: readonly Group[],
  query: MetricQuery,
): readonly Column[] => {
  const { now, compared, covered } = run;
  const others = compared ? comparedGroups(runtime, groups, compared, query) : [];
  return currenciesOf(run).map((currency) => ({
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
    caveats: run.caveats,
    statements: now.statements,
  }));
};

/** Currencies of either period; what was sold in one before and is not now shows as nothing now. */
const currenciesOf = ({ now, compared }: Run): readonly (string | null)[] => [
  ...new Set([...now.currencies, ...(compared?.currencies ?? [])]),
];

const unknown: Cell = { value: null, state: 'unknown', missing: 0 };

/** The group of the other period that each group is set against: the same one, or the step at the same place of a series. */
const comparedGroups = (
  { estate }: Runtime,
  groups: readonly Group[],
  compared: Measured,
  query: MetricQuery,
): readonly (Group | null)[] => {
  const [only, ...others] = query.groupBy;
  if (!only || others.length > 0 || dimension(only).repeats !== false) return groups;
  const steps = bucketsOf(only, compared.period, estate.company) ?? [];
  return groups.map((_, index) => (steps[index] === undefined ? null : { [only]: steps[index] }));
};
