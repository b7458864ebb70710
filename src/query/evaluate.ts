import type { Exact } from '#src/lib/exact.ts';
import { add, compare, divide, exact, subtract, zero } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { Cell } from './figures.ts';

/** What a statement said about one part of a metric in one group: null = rows without a single value. */
export type PartValue = { readonly value: Exact | null; readonly missing: number };

/** What a metric is worked out from: its parts' values for the group at hand, and how many seconds the period has. */
export type Known = {
  readonly part: (part: Metric) => PartValue;
  readonly elapsedSeconds: Exact;
};

/** What a part is where no row fits: nothing happened, unless nobody keeps it or there is nothing to take a median of. */
export const emptyPart = (part: Metric): PartValue => {
  const { compute } = part;
  if (compute.kind !== 'measure' && compute.kind !== 'state')
    throw new TypeError(`${part.id} is made of parts`);
  const { take, table } = compute;
  const isSum = take.kind === 'sum';
  const undefinedWhenEmpty =
    take.kind === 'median' ||
    take.kind === 'p90' ||
    take.kind === 'least' ||
    (isSum && table.empty === 'unknown');
  return { value: undefinedWhenEmpty ? null : zero, missing: 0 };
};

/** Works out a metric from its parts: exact, null where it is undefined or unknown, never 0 in their place. */
export const evaluate = (metric: Metric, known: Known): Cell => {
  const { compute } = metric;
  switch (compute.kind) {
    case 'measure':
    case 'state': {
      const { value, missing } = known.part(metric);
      return { value, state: value === null ? 'unknown' : 'known', missing };
    }
    case 'elapsed':
      return { value: known.elapsedSeconds, state: 'known', missing: 0 };
    case 'combination':
      return combine(
        compute.plus.map((part) => evaluate(part, known)),
        compute.minus.map((part) => evaluate(part, known)),
      );
    case 'ratio':
      return ratio(evaluate(compute.of, known), evaluate(compute.by, known), metric.minimumSample ?? 0);
    case 'change':
    case 'record':
    case 'estimate':
      throw new TypeError(`${metric.id} is not computed from rows alone`);
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
