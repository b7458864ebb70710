import { metric } from '#src/metrics/catalogue.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Filter, MetricQuery } from '#src/metrics/query.ts';
import type { Slots } from '../reading/slots.ts';

/** What is bought, however it is named: a new product takes the place of the old one's colour, too. */
const things: readonly DimensionId[] = ['product', 'variant', 'sku', 'colour', 'size', 'category'];

const replaces = (fresh: Filter, old: Filter): boolean => {
  if (fresh.kind !== old.kind) return false;
  if (fresh.kind !== 'dimension' || old.kind !== 'dimension') return true;
  if (fresh.dimension === old.dimension) return true;
  return (
    things.includes(fresh.dimension) &&
    things.includes(old.dimension) &&
    fresh.dimension !== 'size' &&
    fresh.dimension !== 'colour'
  );
};

const withValuesOf = (fresh: Filter, old: readonly Filter[]): Filter => {
  if (fresh.kind !== 'dimension') return fresh;
  const known = old.flatMap((one) =>
    one.kind === 'dimension' && one.dimension === fresh.dimension && one.op === fresh.op ? one.values : [],
  );
  return { ...fresh, values: [...new Set([...known, ...fresh.values])] };
};

/** A new value of the same dimension takes the old one's place ("also" keeps both); a new dimension is added. */
export const carryFilters = (
  before: readonly Filter[],
  fresh: readonly Filter[],
  slots: Slots,
): readonly Filter[] => [
  ...before.filter((old) => !fresh.some((one) => replaces(one, old))),
  ...(slots.cues.has('also') ? fresh.map((one) => withValuesOf(one, before)) : fresh),
];

/** A new split takes the old one's place; "how many" and "in total" want one figure. */
export const carryGroups = (
  before: MetricQuery,
  fresh: readonly DimensionId[],
  slots: Slots,
  filters: readonly Filter[],
): readonly DimensionId[] => {
  if (fresh.length > 0) return fresh;
  if (
    slots.cues.has('why') ||
    slots.cues.has('no_split') ||
    slots.cues.has('how_many') ||
    slots.cues.has('which_ones')
  )
    return [];
  return before.groupBy.filter((id) => !isSingle(id, filters, before));
};

/** A split has nothing left to show when one value of it is chosen. */
const isSingle = (id: DimensionId, filters: readonly Filter[], before: MetricQuery): boolean => {
  const count = (list: readonly Filter[]): number =>
    list.reduce(
      (sum, one) =>
        sum + (one.kind === 'dimension' && one.dimension === id && one.op === 'is' ? one.values.length : 0),
      0,
    );
  return count(filters) === 1 && count(before.filters) !== 1;
};

/** Whether the period of the conversation can be kept for other metrics: a moment is none for what happens over time. */
export const keepsPeriod = (before: MetricQuery, metrics: readonly string[]): boolean => {
  const [first] = metrics.map(metric);
  const isMoment = before.period.unit === 'instant';
  return first !== undefined && (first.defaultPeriod === 'now') === isMoment;
};
