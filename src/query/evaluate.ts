import type { Exact } from '#src/lib/exact.ts';
import { add, compare, divide, exact, subtract, zero } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Cell } from './figures.ts';

/** What a statement said about one part of a metric in one group: null = rows without a single value. */
export type PartValue = { readonly value: Exact | null; readonly missing: number };

/** The part's value for the group at hand. */
export type LookUp = (part: Metric) => PartValue;

/** What a part is where no row fits: nothing happened, unless nobody keeps it or there is nothing to take a median of. */
export const emptyPart = (part: Metric): PartValue => {
  const { compute } = part;
  if (compute.kind !== 'measure' && compute.kind !== 'state')
    throw new TypeError(`${part.id} is made of parts`);
  const { take, table } = compute;
  const isSum = take.kind === 'sum';
  const undefinedWhenEmpty =
    take.kind === 'median' || take.kind === 'p90' || (isSum && table.empty === 'unknown');
  return { value: undefinedWhenEmpty ? null : zero, missing: 0 };
};

/** Works out a metric from its parts: exact, null where it is undefined or unknown, never 0 in their place. */
export const evaluate = (metric: Metric, lookUp: LookUp): Cell => {
  const { compute } = metric;
  switch (compute.kind) {
    case 'measure':
    case 'state': {
      const { value, missing } = lookUp(metric);
      return { value, state: value === null ? 'unknown' : 'known', missing };
    }
    case 'combination':
      return combine(
        compute.plus.map((part) => evaluate(part, lookUp)),
        compute.minus.map((part) => evaluate(part, lookUp)),
      );
    case 'ratio':
      return ratio(evaluate(compute.of, lookUp), evaluate(compute.by, lookUp), metric.minimumSample ?? 0);
    case 'estimate':
      throw new TypeError(`${metric.id} is estimated, not computed`);
    default:
      return compute satisfies never;
  }
};

const combine = (plus: readonly Cell[], minus: readonly Cell[]): Cell => {
  const missing = [...plus, ...minus].reduce((sum, cell) => sum + cell.missing, 0);
  let value = zero;
  for (const [cells, operation] of [
    [plus, add],
    [minus, subtract],
  ] as const) {
    for (const cell of cells) {
      if (cell.value === null) return { value: null, state: cell.state, missing };
      value = operation(value, cell.value);
    }
  }
  return { value, state: 'known', missing };
};

const ratio = (of: Cell, by: Cell, minimumSample: number): Cell => {
  const missing = of.missing + by.missing;
  const parts = { of: of.value, by: by.value };
  if (of.value === null || by.value === null) return { value: null, state: 'unknown', missing, ...parts };
  const value = divide(of.value, by.value);
  if (value === null) return { value: null, state: 'undefined', missing, ...parts };
  if (compare(by.value, exact(minimumSample)) < 0)
    return { value: null, state: 'small_sample', missing, ...parts };
  return { value, state: 'known', missing, ...parts };
};
