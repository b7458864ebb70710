import type { Exact } from '#src/lib/exact.ts';
import { compare, exact, fraction } from '#src/lib/exact.ts';
import { currencyExponent } from '#src/lib/money.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Unit } from '#src/metrics/define.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Bound, Filter, MetricQuery } from '#src/metrics/query.ts';
import { boundsRows } from './compile/rows.ts';
import type { Group } from './figures.ts';
import type { Measured } from './measure.ts';
import { groupId } from './read-parts.ts';

type ValueFilter = Extract<Filter, { readonly kind: 'value' }>;

/** Whether a filter keeps or drops whole groups by their figure. */
export const boundsGroups = (filter: Filter): filter is ValueFilter =>
  filter.kind === 'value' && !boundsRows(filter);

/** The metrics that decide which groups are kept and in what order, by id. */
export type Deciding = ReadonlyMap<string, Measured>;

/** Whether a difference (value less bound) is on the asked side. */
export const holds: Readonly<Record<Bound, (difference: number) => boolean>> = {
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
};

/** A bound as people write it, in the unit that cells are kept in. */
export const boundOf = (value: string, unit: Unit, currency: string | null): Exact => {
  const written = exact(value);
  if (unit.kind === 'money')
    return fraction(written.n * 10n ** BigInt(currencyExponent(currency ?? '')), written.d);
  return unit.kind === 'percent' ? fraction(written.n, written.d * 100n) : written;
};

const passes = (filter: ValueFilter, deciding: Deciding, group: Group): boolean => {
  const measured = deciding.get(filter.metric);
  return (measured?.currencies ?? []).some((currency) => {
    const value = measured?.cellOf(group, currency).value ?? null;
    return (
      value !== null &&
      holds[filter.op](compare(value, boundOf(filter.value, metric(filter.metric).unit, currency)))
    );
  });
};

const firstValue = (measured: Measured | undefined, group: Group): Exact | null =>
  measured?.currencies
    .map((currency) => measured.cellOf(group, currency).value)
    .find((value) => value !== null) ?? null;

const byName = (a: Group, b: Group): number => (groupId(a) < groupId(b) ? -1 : 1);

/**
 * Keeps the groups that pass the value filters and puts them in order: through time for a series, else by the
 * first metric, largest first, unless asked otherwise. Groups without a value come last, ties by name.
 */
export const rank = (query: MetricQuery, groups: readonly Group[], deciding: Deciding): readonly Group[] => {
  const filters = query.filters.filter(boundsGroups);
  const kept = groups.filter((group) => filters.every((filter) => passes(filter, deciding, group)));
  const throughTime = query.groupBy.some((id) => dimension(id).kind === 'time');
  if (!query.order && throughTime) return kept.toSorted(byName);
  const measured = deciding.get(query.order?.by ?? query.metrics[0] ?? '');
  const sign = query.order?.direction === 'asc' ? 1 : -1;
  return kept.toSorted((a, b) => {
    const [x, y] = [firstValue(measured, a), firstValue(measured, b)];
    if (x === null || y === null) return x === y ? byName(a, b) : x === null ? 1 : -1;
    return sign * compare(x, y) || byName(a, b);
  });
};
