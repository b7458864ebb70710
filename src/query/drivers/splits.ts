import type { Exact } from '#src/lib/exact.ts';
import { absolute, add, compare, divide, subtract, toNumber, zero } from '#src/lib/exact.ts';
import { dimensionsOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Cell, Group } from '../figures.ts';
import { groupId } from '../read-parts.ts';
import type { Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';
import { weigh } from './mix-and-rate.ts';
import type { Changed } from './read-pair.ts';
import { currencyIn } from './read-pair.ts';

/**
 * What one value of a dimension brought to a change. Of a ratio, `rate` is what its own ratio changed and `mix` what its
 * share of all changed; together they are `change`.
 */
export type Element = {
  readonly value: string | null;
  readonly now: Exact | null;
  readonly before: Exact | null;
  readonly change: Exact;
  readonly mix?: Exact;
  readonly rate?: Exact;
};

/** A change split by one dimension: the few values that stand out, and what all others brought together. */
export type Split = {
  readonly dimension: DimensionId;
  readonly elements: readonly Element[];
  readonly others: { readonly count: number; readonly change: Exact };
  /** How far the values' shares have moved (Jensen–Shannon divergence of the elements shown): 0 when all changed alike. */
  readonly surprise: number;
};

/** Splits that a change is looked at by: names and kinds that somebody can act on, in the order in which ties are settled. */
const looked: readonly DimensionId[] = [
  'country',
  'product',
  'category',
  'customer_type',
  'discount_code',
  'traffic_source',
  'device',
  'sales_channel',
  'store',
  'ad_platform',
  'campaign',
  'location',
  'carrier',
  'shipping_method',
  'payment_method',
  'payment_provider',
  'decline_reason',
  'return_reason',
  'cloud_provider',
  'cloud_service',
  'capability',
  'severity',
];

/** Splits that are tried: each is a question of its own to the database. */
const mostLooked = 9;
const mostElements = 3;
const mostSplits = 2;
/** An element is worth naming from this share of the change on, and enough are named at that one (Adtributor's T_EEP and T_EP). */
const leastShare = 0.1;
const enoughShare = 0.67;

/** Both shares' distance from their mean, in nats: symmetric and defined where one of them is 0. */
const divergence = (p: number, q: number): number => {
  const mean = (p + q) / 2;
  const part = (one: number): number => (one > 0 ? (one * Math.log(one / mean)) / 2 : 0);
  return part(p) + part(q);
};

const shareOf = (part: Exact | null | undefined, whole: Exact): number => {
  const share = part ? divide(part, whole) : null;
  return share ? Math.max(0, toNumber(share)) : 0;
};

type Row = Element & { readonly surprise: number };

type Totals = { readonly now: Cell; readonly before: Cell };

/** Parts of a sum: each brought what it changed. Null when they do not make up the whole (groups overlap, or one is not known). */
const additiveRows = (
  rows: readonly { readonly value: string | null; readonly now: Cell; readonly before: Cell }[],
  totals: Totals,
): readonly Row[] | null => {
  const [now, before] = [totals.now.value, totals.before.value];
  if (!now || !before) return null;
  const sum = (at: 'now' | 'before'): Exact =>
    rows.reduce((all, row) => add(all, row[at].value ?? zero), zero);
  if (compare(sum('now'), now) !== 0 || compare(sum('before'), before) !== 0) return null;
  return rows.map(({ value, now: own, before: was }) => ({
    value,
    now: own.value,
    before: was.value,
    change: subtract(own.value ?? zero, was.value ?? zero),
    surprise: divergence(shareOf(was.value, before), shareOf(own.value, now)),
  }));
};

const ratioRows = (
  rows: readonly { readonly value: string | null; readonly now: Cell; readonly before: Cell }[],
  totals: Totals,
): readonly Row[] | null => {
  const weighed = weigh(rows, totals);
  return (
    weighed?.map((element) => {
      const row = rows.find(({ value }) => value === element.value);
      const moved = (part: 'of' | 'by'): number =>
        divergence(
          shareOf(row?.before[part], totals.before[part] ?? zero),
          shareOf(row?.now[part], totals.now[part] ?? zero),
        );
      return { ...element, surprise: moved('of') + moved('by') };
    }) ?? null
  );
};

/** The values that stand out most, until they explain enough of the change. */
const standingOut = (rows: readonly Row[], change: Exact): readonly Row[] => {
  const shareOfChange = (row: Row): number => {
    const share = divide(row.change, change);
    return share ? toNumber(share) : 0;
  };
  const chosen: Row[] = [];
  let explained = 0;
  for (const row of rows.toSorted((a, b) => b.surprise - a.surprise)) {
    if (chosen.length === mostElements || explained >= enoughShare) break;
    if (shareOfChange(row) < leastShare) continue;
    chosen.push(row);
    explained += shareOfChange(row);
  }
  const found = chosen.length > 0 ? chosen : rows;
  return found.toSorted((a, b) => compare(absolute(b.change), absolute(a.change))).slice(0, mostElements);
};

const readSplit = async (
  runtime: Runtime,
  metric: Metric,
  asked: Changed,
  dimension: DimensionId,
): Promise<Split | null> => {
  const run = await runMetric(runtime, metric, { ...asked.query, groupBy: [dimension] });
  if (run.kind !== 'run' || !run.compared) return null;
  const { now, compared } = run;
  const groups = [
    ...new Map([...now.groups, ...compared.groups].map((group) => [groupId(group), group])).values(),
  ];
  if (groups.length < 2) return null;
  const [currency, then] = [currencyIn(now, asked.currency), currencyIn(compared, asked.currency)];
  const cells = groups.map((group: Group) => ({
    value: group[dimension] ?? null,
    now: now.cellOf(group, currency),
    before: compared.cellOf(group, then),
  }));
  const totals = { now: now.totalOf(currency), before: compared.totalOf(then) };
  const rows = metric.compute.kind === 'ratio' ? ratioRows(cells, totals) : additiveRows(cells, totals);
  if (!rows) return null;
  const change = rows.reduce((sum, row) => add(sum, row.change), zero);
  const chosen = standingOut(rows, change);
  const named = chosen.reduce((sum, row) => add(sum, row.change), zero);
  return {
    dimension,
    elements: chosen.map(({ surprise: _, ...element }) => element),
    others: { count: rows.length - chosen.length, change: subtract(change, named) },
    surprise: chosen.reduce((sum, row) => sum + row.surprise, 0),
  };
};

/** The dimensions by which a change is split: those asked for, else those of the metric that everybody who sees it may see. */
const candidates = (
  metric: Metric,
  asked: Changed,
  wanted: readonly DimensionId[],
): readonly DimensionId[] => {
  if (wanted.length > 0) return wanted;
  const fixed = asked.query.filters.flatMap((filter) =>
    filter.kind === 'dimension' ? [filter.dimension] : [],
  );
  const hidden = metric.restrictedSplits?.by ?? [];
  const possible = dimensionsOf(metric);
  return looked
    .filter((id) => possible.includes(id) && !fixed.includes(id) && !hidden.includes(id))
    .slice(0, mostLooked);
};

/** The one or two splits of a change in which single values stand out most. */
export const readSplits = async (
  runtime: Runtime,
  metric: Metric,
  asked: Changed,
  wanted: readonly DimensionId[],
): Promise<readonly Split[]> => {
  const splits = await Promise.all(
    candidates(metric, asked, wanted).map((dimension) => readSplit(runtime, metric, asked, dimension)),
  );
  return splits
    .filter((split) => split !== null)
    .toSorted((a, b) => b.surprise - a.surprise)
    .slice(0, mostSplits);
};
