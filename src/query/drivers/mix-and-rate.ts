import type { Exact } from '#src/lib/exact.ts';
import { add, divide, exact, fraction, multiply, subtract } from '#src/lib/exact.ts';
import type { Cell } from '../figures.ts';

type Row = { readonly value: string | null; readonly now: Cell; readonly before: Cell };

type Weighed = {
  readonly value: string | null;
  readonly now: Exact | null;
  readonly before: Exact | null;
  readonly change: Exact;
  readonly mix: Exact;
  readonly rate: Exact;
};

const half = fraction(1n, 2n);

type Part = { readonly ratio: Exact | null; readonly weight: Exact };

const partOf = (cell: Cell, whole: Exact): Part | null => {
  const weight = cell.by ? divide(cell.by, whole) : exact(0);
  if (!weight) return null;
  return { weight, ratio: cell.of && cell.by ? divide(cell.of, cell.by) : null };
};

/**
 * What each group brought to the change of a ratio of sums: by its own ratio (at its mean weight) and by its weight (at how
 * far its mean ratio lies from that of all). The parts sum exactly to the change. Null when a ratio is not defined, or
 * the groups do not make up the whole.
 */
export const weigh = (
  rows: readonly Row[],
  totals: { readonly now: Cell; readonly before: Cell },
): readonly Weighed[] | null => {
  const { now, before } = totals;
  if (!now.value || !before.value || !now.by || !before.by) return null;
  const middle = multiply(half, add(now.value, before.value));
  const weighed: Weighed[] = [];
  for (const row of rows) {
    const [after, then] = [partOf(row.now, now.by), partOf(row.before, before.by)];
    if (!after || !then) return null;
    const ratio = { now: after.ratio ?? then.ratio, before: then.ratio ?? after.ratio };
    if (!ratio.now || !ratio.before) continue;
    const rate = multiply(subtract(ratio.now, ratio.before), multiply(half, add(after.weight, then.weight)));
    const distance = subtract(multiply(half, add(ratio.now, ratio.before)), middle);
    const mix = multiply(subtract(after.weight, then.weight), distance);
    weighed.push({
      value: row.value,
      now: after.ratio,
      before: then.ratio,
      change: add(mix, rate),
      mix,
      rate,
    });
  }
  const change = weighed.reduce((sum, one) => add(sum, one.change), exact(0));
  const wanted = subtract(now.value, before.value);
  return change.n * wanted.d === wanted.n * change.d ? weighed : null;
};
