import { commonDimensions, metric } from '#src/metrics/catalogue.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Comparison, MetricQuery } from '#src/metrics/query.ts';
import type { Assumption, Context } from '../interpretation.ts';
import type { Slots } from '../reading/slots.ts';
import type { Calendar } from '../time/calendar.ts';
import type { TimeRule } from '../time/rules.ts';
import { makeBounds } from './bounds.ts';
import { carryFilters, carryGroups, keepsPeriod } from './carry-over.ts';
import { asksForGoal, chooseMetrics } from './choose-metrics.ts';
import { comparisonOf, makeComparison } from './comparisons.ts';
import type { Kept } from './filters.ts';
import { keepNames } from './filters.ts';
import { groupForBounds, makeGroups, makeOrder } from './groups.ts';
import type { Dated } from './periods.ts';
import { calendarOf, datePeriod, isAsOf } from './periods.ts';
import type { Made } from './problem.ts';
import { failed, made } from './problem.ts';

/** A query with all its slots filled, what was assumed, and whether it asks for days to come. */
export type Draft = {
  readonly query: MetricQuery;
  readonly assumptions: readonly Assumption[];
  readonly ahead: boolean;
};

/** What a query is composed from: the slots of a clause, and the query of the conversation it goes on from. */
export type Source = {
  readonly slots: Slots;
  readonly before: MetricQuery | null;
  readonly context: Context;
  readonly now: Temporal.Instant;
  /** Stores meant when the question names none; empty = all. */
  readonly stores: readonly string[];
};

/** Fills every slot of a query, or says which one the words leave open. */
export const compose = (source: Source): Made<Draft> => {
  const { slots, before } = source;
  const chosen = chooseMetrics(slots, before);
  if (!chosen.ok) return chosen;
  const { metrics } = chosen.value;
  const allowed = commonDimensions(metrics);
  const kept = keepNames(
    slots.names,
    allowed,
    metrics.every((id) => isAsOf(metric(id))),
  );
  if (!kept.ok) return kept;
  const shaped = shape(source, metrics, allowed, kept.value);
  if (!shaped.ok) return shaped;
  const stores = storesOf(source, kept.value);
  const calendar = calendarOf(
    source.context,
    source.now,
    zoneOf(source.context, stores),
    slots.cues.has('forecast') ? 'future' : towardOf(metrics),
  );
  const dated = date(source, metrics, calendar);
  if (!dated.ok) return dated;
  const { period } = dated.value;
  const comparison = compareWith(source, period, calendar);
  if (!comparison.ok) return comparison;
  const query = { metrics, ...shaped.value, period, comparison: comparison.value, stores };
  const unclear = unclearWords(slots, query);
  if (unclear.length > 0) return failed({ kind: 'words', words: unclear });
  return made({
    query,
    assumptions: [
      ...chosen.value.assumptions,
      ...corrections(slots),
      ...kept.value.assumptions,
      ...dated.value.assumptions,
    ],
    ahead: dated.value.ahead,
  });
};

const towardOf = (metrics: readonly string[]): Calendar['toward'] =>
  metrics.every((id) => metric(id).future) ? 'future' : 'past';

const corrections = (slots: Slots): readonly Assumption[] =>
  slots.corrected.map(({ typed, read }) => ({ slot: 'metric', text: `“${typed}” is read as “${read}”.` }));

type Shape = Pick<MetricQuery, 'filters' | 'groupBy' | 'order' | 'limit'>;

/** Filters, splits and order, with those of the conversation where it goes on. */
const shape = (
  source: Source,
  metrics: readonly string[],
  allowed: readonly DimensionId[],
  kept: Kept,
): Made<Shape> => {
  const { slots, before } = source;
  const splits = makeGroups(slots.splits, metrics, allowed);
  if (!splits.ok) return splits;
  const bounds = makeBounds(slots.bounds, metrics);
  if (!bounds.ok) return bounds;
  const shared = asShares(slots, metrics, kept);
  const fresh = [...shared.filters, ...bounds.value];
  const filters = before ? carryFilters(before.filters, fresh, slots) : fresh;
  const lost = filters.find((one) => one.kind === 'dimension' && !allowed.includes(one.dimension));
  if (lost?.kind === 'dimension')
    return failed({ kind: 'not_filtered', dimension: lost.dimension, typed: lost.values.join(', ') });
  const isList = metrics.some((id) => metric(id).listBy !== undefined);
  const implied = splits.value.length > 0 || isList ? [] : shared.groupBy;
  const named = [...new Set([...splits.value, ...implied, ...kept.rivals])];
  const groups = before
    ? carryGroups(before, named, slots, filters).filter((id) => allowed.includes(id))
    : named;
  const grouped = asksForGoal(slots) ? made(groups) : groupForBounds(groups, filters, metrics);
  if (!grouped.ok) return grouped;
  const ranked = makeOrder(slots.rank, slots.splits, grouped.value, metrics, slots.metrics);
  if (!ranked.ok) return ranked;
  const keepsOrder =
    before !== null && slots.rank === null && before.order !== null && ranked.value.groupBy.length > 0;
  return made({
    filters,
    groupBy: ranked.value.groupBy,
    order: keepsOrder ? carriedOrder(before, metrics) : ranked.value.order,
    limit: keepsOrder ? before.limit : ranked.value.limit,
  });
};

const carriedOrder = (before: MetricQuery, metrics: readonly string[]): MetricQuery['order'] =>
  before.order && {
    ...before.order,
    by: before.metrics.includes(before.order.by) ? (metrics[0] ?? before.order.by) : before.order.by,
  };

/** "What share comes from Germany" is asked of the whole: a split shows it, a filter would hide it. */
const asShares = (
  slots: Slots,
  metrics: readonly string[],
  kept: Kept,
): Pick<MetricQuery, 'filters' | 'groupBy'> => {
  const plain = { filters: kept.filters, groupBy: kept.families };
  const additive = metrics.every((id) => ['count', 'money'].includes(metric(id).unit.kind));
  if (!slots.cues.has('share') || !additive || kept.filters.length !== 1) return plain;
  const [only] = kept.filters;
  const listed = metrics.some((id) => metric(id).listBy === only?.dimension);
  return only?.op === 'is' ? { filters: [], groupBy: listed ? [] : [only.dimension] } : plain;
};

const storesOf = ({ slots, before, stores }: Source, kept: Kept): readonly string[] => {
  if (slots.cues.has('all_stores')) return [];
  if (kept.stores.length > 0) return kept.stores;
  return before ? before.stores : stores;
};

const zoneOf = (context: Context, stores: readonly string[]): string => {
  const zones = new Set(context.stores.filter(({ id }) => stores.includes(id)).map(({ zone }) => zone));
  const [zone] = zones;
  return zone !== undefined && zones.size === 1 ? zone : context.zone;
};

/** The period that was named, else the conversation's, else the metric's own. */
const date = ({ slots, before }: Source, metrics: readonly string[], calendar: Calendar): Made<Dated> => {
  const [rule, ...more] = slots.times.periods;
  if (more.length > 0 || slots.times.tooMany) return failed({ kind: 'time', why: 'too_many' });
  if (!rule && before && keepsPeriod(before, metrics)) {
    const { comparison } = slots.times;
    if (comparison === null || comparison.kind === 'time' || !isShift(slots))
      return made({ period: before.period, ahead: false, assumptions: [] });
    const moved = makeComparison(comparison, before.period, calendar);
    return moved
      ? made({ period: moved.period, ahead: false, assumptions: [] })
      : failed({ kind: 'time', why: 'unreadable' });
  }
  if (rule && rule.kind !== 'now' && slots.times.isOfArrival && metrics.some((id) => isAsOf(metric(id))))
    return failed({ kind: 'time', why: 'not_as_of' });
  const forecast =
    asksForGoal(slots) && !rule ? ({ kind: 'relative', unit: 'month', offset: 0 } as const) : null;
  return datePeriod(rule ?? forecast ?? runningUnit(slots), metrics, calendar);
};

/** "Are sessions down vs last month": what is set against last month is this one; against a spring, the last three months. */
const runningUnit = ({ times: { comparison } }: Slots): TimeRule | null => {
  if (comparison?.kind !== 'time') return null;
  const { rule } = comparison;
  switch (rule.kind) {
    case 'relative':
      return rule.offset === -1 ? { ...rule, offset: 0 } : null;
    case 'month':
    case 'year':
      return { kind: 'relative', unit: rule.kind, offset: 0 };
    case 'season':
    case 'quarter':
      return { kind: 'last', unit: 'month', count: 3 };
    case 'half':
      return { kind: 'last', unit: 'month', count: 6 };
    default:
      return null;
  }
};

const overlaps = (a: Period, b: Period): boolean =>
  Temporal.ZonedDateTime.compare(a.from, b.to) < 0 && Temporal.ZonedDateTime.compare(b.from, a.to) < 0;

/** "And the week before that" goes back; "vs the week before" compares. */
const isShift = (slots: Slots): boolean => slots.isContinued && !slots.comparesAloud;

const compareWith = (
  { slots, before }: Source,
  period: Period,
  calendar: Calendar,
): Made<Comparison | null> => {
  const wish = slots.times.comparison;
  if (wish && !(before && isShift(slots) && wish.kind !== 'time')) {
    const comparison = makeComparison(wish, period, calendar);
    if (!comparison) return failed({ kind: 'time', why: 'unreadable' });
    const isGuessed = slots.times.periods.length === 0 && !before;
    return isGuessed && overlaps(comparison.period, period)
      ? failed({ kind: 'time', why: 'too_many' })
      : made(comparison);
  }
  if (slots.cues.has('change') && period.unit !== 'instant' && !slots.cues.has('why'))
    return made(comparisonOf('previous', period));
  const kept = before?.comparison?.kind;
  return made(kept && kept !== 'named' ? comparisonOf(kept, period) : null);
};

/** Words that ask for something a query cannot say. */
const unclearWords = (slots: Slots, query: MetricQuery): readonly string[] => {
  const metrics = query.metrics.map(metric);
  const perTime = query.groupBy.some((id) => dimension(id).kind === 'time');
  const levels = metrics.every(
    ({ unit, compute }) => ['duration', 'percent', 'times'].includes(unit.kind) || compute.kind === 'ratio',
  );
  return [
    ...slots.leftovers,
    ...(slots.cues.has('target') && !asksForGoal(slots) ? ['target'] : []),
    ...(slots.cues.has('state') && !metrics.every(isAsOf) ? ['open'] : []),
    ...(slots.cues.has('average') && !levels && !perTime ? ['average'] : []),
    ...(slots.cues.has('median') && !metrics.every(({ unit }) => unit.kind === 'duration') ? ['median'] : []),
    ...(slots.cues.has('share') &&
    query.groupBy.length === 0 &&
    !levels &&
    !metrics.some(({ listBy }) => listBy)
      ? ['share']
      : []),
    ...(slots.cues.has('change') && slots.rank !== null ? ['change'] : []),
  ];
};
