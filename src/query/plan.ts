import { partsOf } from '#src/metrics/catalogue.ts';
import type { Metric, Rows } from '#src/metrics/define.ts';
import type { DimensionId, TimeGrain } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Filter } from '#src/metrics/query.ts';
import { grainOf } from './buckets.ts';
import type { NotKnown } from './figures.ts';

/** One part of a metric and the rows it will be read from. */
export type Read = {
  readonly part: Metric;
  readonly kind: 'measure' | 'state';
  readonly rows: Omit<Rows, 'otherwise'>;
};

/**
 * The reads a metric needs for a split, and for the figure over all of it, which may come from other rows (a SKU is
 * out of stock once, however many locations lack it). `hasMoney` keeps currencies apart; a state split by time is told
 * at the end of each of `steps`.
 */
export type Plan = {
  readonly kind: 'plan';
  readonly reads: readonly Read[];
  readonly whole: readonly Read[];
  readonly hasMoney: boolean;
  readonly steps: TimeGrain | null;
};

const records = (rows: Omit<Rows, 'otherwise'>, id: DimensionId, kind: Read['kind']): boolean => {
  if (id === 'store') return true;
  if (dimension(id).kind !== 'time') return rows.table.dimensions[id] !== undefined;
  if (kind === 'state') return isStep(id);
  return id !== 'hour' || rows.table.at !== undefined;
};

/** Steps of the calendar: a state can be told at the end of each, which it cannot for "Mondays" or "10 o'clock". */
const isStep = (id: DimensionId): boolean => dimension(id).repeats === false;

const readOf = (part: Metric, named: readonly DimensionId[]): Read | DimensionId => {
  const { compute } = part;
  if (compute.kind !== 'measure' && compute.kind !== 'state')
    throw new TypeError(`${part.id} is made of parts`);
  const { otherwise, ...first } = compute;
  for (const rows of otherwise ? [first, otherwise] : [first]) {
    if (named.every((id) => records(rows, id, compute.kind))) return { part, kind: compute.kind, rows };
  }
  return named.find((id) => !records(otherwise ?? first, id, compute.kind)) ?? 'store';
};

/** When the rows of a state entered it, for filters by age; null where a metric has no ages. */
export const sinceOf = (read: Read) =>
  read.part.compute.kind === 'state' ? (read.part.compute.since ?? null) : null;

/** Chooses for each part of a metric the first table that records every dimension of the split and the filters. */
export const planReads = (
  metric: Metric,
  { split, filtered }: { readonly split: readonly DimensionId[]; readonly filtered: readonly DimensionId[] },
  filters: readonly Filter[],
): Plan | NotKnown => {
  const named = [...split, ...filtered];
  const parts = [...new Map(partsOf(metric).map((part) => [part.id, part])).values()];
  const reads: Read[] = [];
  for (const part of parts) {
    const read = readOf(part, named);
    if (typeof read === 'string') return { kind: 'not_split', metric: metric.id, dimension: read };
    reads.push(read);
  }
  const whole = parts.map((part) => readOf(part, filtered)).filter((read) => typeof read !== 'string');
  const hasAge = filters.some((filter) => filter.kind === 'age');
  if (hasAge && reads.some((read) => sinceOf(read) === null)) return { kind: 'no_age', metric: metric.id };
  const hasMoney = metric.unit.kind === 'money' || parts.some((part) => part.unit.kind === 'money');
  const hasState = reads.some((read) => read.kind === 'state');
  const steps = hasState ? (named.map(grainOf).find((grain) => grain !== null) ?? null) : null;
  return { kind: 'plan', reads, whole, hasMoney, steps };
};
