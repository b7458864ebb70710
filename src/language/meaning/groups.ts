import { metric } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Filter, MetricQuery } from '#src/metrics/query.ts';
import type { MetricWish } from '../reading/metrics.ts';
import type { RankWish, SplitWish } from '../reading/splits.ts';
import type { Made } from './problem.ts';
import { failed, made } from './problem.ts';

const things: readonly DimensionId[] = ['product', 'variant', 'sku'];

/** "Products" beside a list of SKUs, or beside pieces sold, only says what is counted. */
const saysWhatIsCounted = (wish: SplitWish, one: Metric | undefined): boolean => {
  if (!one) return false;
  if (one.listBy && wish.options.includes(one.listBy)) return true;
  if (!wish.options.some((id) => things.includes(id))) return false;
  if (one.listBy && things.includes(one.listBy)) return true;
  return (
    wish.how === 'counted' &&
    one.ranks !== undefined &&
    things.includes(one.ranks) &&
    one.unit.kind === 'count'
  );
};

const splitOf = (wish: SplitWish, allowed: readonly DimensionId[]): Made<DimensionId> => {
  const options = wish.options.filter((id) => allowed.includes(id));
  const [only, ...more] = options;
  const [first] = wish.options;
  if (!only) return failed({ kind: 'not_split', dimension: first ?? 'product' });
  if (more.length > 0) return failed({ kind: 'several_splits', typed: wish.typed, options });
  return wish.how === 'counted' ? failed({ kind: 'not_counted', dimension: only }) : made(only);
};

/** The splits of a question in their order. */
export const makeGroups = (
  wishes: readonly SplitWish[],
  metrics: readonly string[],
  allowed: readonly DimensionId[],
): Made<readonly DimensionId[]> => {
  const [first] = metrics.map(metric);
  const groups: DimensionId[] = [];
  for (const wish of wishes) {
    if (saysWhatIsCounted(wish, first)) continue;
    const split = splitOf(wish, allowed);
    if (!split.ok) return split;
    if (!groups.includes(split.value)) groups.push(split.value);
  }
  return made(groups);
};

/** Limits on a figure keep groups of it: without a split they keep what "best" would put in order. */
export const groupForBounds = (
  groupBy: readonly DimensionId[],
  filters: readonly Filter[],
  metrics: readonly string[],
): Made<readonly DimensionId[]> => {
  const [first] = metrics.map(metric);
  if (groupBy.length > 0 || !filters.some(({ kind }) => kind === 'value') || first?.listBy)
    return made(groupBy);
  return first?.ranks ? made([first.ranks]) : failed({ kind: 'bound', why: 'no_list' });
};

/** How many of a plural are shown when no number is said. */
const fewOfMany = 10;

const directionOf = (cue: RankWish['cue'], one: Metric): 'asc' | 'desc' => {
  switch (cue) {
    case 'most':
      return 'desc';
    case 'least':
      return 'asc';
    case 'slowest':
      return one.unit.kind === 'duration' ? 'desc' : 'asc';
    case 'fastest':
      return one.unit.kind === 'duration' ? 'asc' : 'desc';
    case 'best':
      return one.good === 'down' ? 'asc' : 'desc';
    case 'worst':
      return one.good === 'down' ? 'desc' : 'asc';
    default:
      return cue satisfies never;
  }
};

type Ranked = Pick<MetricQuery, 'order' | 'limit'> & { readonly groupBy: readonly DimensionId[] };

/** Puts groups in the order that was asked for; "best" and "worst" follow what is good for the metric. */
export const makeOrder = (
  rank: RankWish | null,
  wishes: readonly SplitWish[],
  groupBy: readonly DimensionId[],
  metrics: readonly string[],
  { orderBy, isSingular }: Pick<MetricWish, 'orderBy' | 'isSingular'>,
): Made<Ranked> => {
  const [id = ''] = metrics;
  const one = metric(id);
  if (!rank) return made(unranked(one, groupBy, orderBy, isSingular));
  const groups = groupBy.length > 0 || one.listBy || !one.ranks ? groupBy : [one.ranks];
  if (groups.length === 0 && !one.listBy) return failed({ kind: 'bound', why: 'no_list' });
  const by = orderBy ?? id;
  const order = { by, direction: directionOf(rank.cue, metric(by)) };
  return made({ groupBy: groups, order, limit: rank.count ?? impliedLimit(wishes, one) });
};

/** Without a rank, only lists of single things (the largest orders) are put in order. */
const unranked = (
  one: Metric,
  groupBy: readonly DimensionId[],
  orderBy: string | null,
  isSingular: boolean,
): Ranked => {
  if (orderBy !== null) return { groupBy, order: { by: orderBy, direction: 'desc' }, limit: null };
  if (!one.noTotal) return { groupBy, order: null, limit: null };
  return {
    groupBy,
    order: { by: one.id, direction: 'desc' },
    limit: groupBy.length > 0 ? null : isSingular ? 1 : fewOfMany,
  };
};

/** "Which country" asks for one, "which countries" for all, "best sellers" for a few. */
const impliedLimit = (wishes: readonly SplitWish[], one: Metric): number | null => {
  const asked = wishes.find(({ how }) => how === 'rank' || how === 'which');
  if (asked) return asked.isPlural ? (asked.how === 'which' ? null : fewOfMany) : 1;
  return wishes.length > 0 || one.listBy ? null : fewOfMany;
};
