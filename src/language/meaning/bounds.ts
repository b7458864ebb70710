import { metric } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Filter } from '#src/metrics/query.ts';
import type { BoundWish } from '../reading/slots.ts';
import type { Made } from './problem.ts';
import { failed, made } from './problem.ts';

const hasAge = ({ compute }: Metric): boolean => compute.kind === 'state' && compute.since !== undefined;

const countsPieces = ({ unit }: Metric): boolean =>
  unit.kind === 'count' && (unit.many === 'pieces' || unit.many === 'SKUs');

/** A limit as a filter on ages, or on the figure itself. */
const filterOf = (bound: BoundWish, one: Metric): Made<Filter> => {
  if (bound.ofThings || (bound.ofPieces && !countsPieces(one)))
    return failed({ kind: 'bound', why: 'nothing_to_bound' });
  const { op, value, unit } = bound;
  if (unit !== 'time') {
    const fitsUnit =
      unit === 'plain' ||
      (unit === 'percent' && one.unit.kind === 'percent') ||
      (unit === 'money' && one.unit.kind === 'money');
    return fitsUnit
      ? made({ kind: 'value', metric: one.id, op, value })
      : failed({ kind: 'bound', why: 'nothing_to_bound' });
  }
  if (one.unit.kind === 'duration') return made({ kind: 'value', metric: one.id, op, value });
  return hasAge(one)
    ? made({ kind: 'age', op, seconds: Number(value) })
    : failed({ kind: 'bound', why: 'no_age' });
};

/** Limits as filters; they bound the first metric. */
export const makeBounds = (
  bounds: readonly BoundWish[],
  metrics: readonly string[],
): Made<readonly Filter[]> => {
  const [first] = metrics.map(metric);
  const filters: Filter[] = [];
  for (const bound of bounds) {
    const filter = first ? filterOf(bound, first) : failed({ kind: 'bound', why: 'nothing_to_bound' });
    if (!filter.ok) return filter;
    filters.push(filter.value);
  }
  return made(filters);
};
