import type { Exact } from '#src/lib/exact.ts';
import { add, exact, fraction, multiply, subtract, zero } from '#src/lib/exact.ts';

const productOf = (factors: readonly Exact[]): Exact => factors.reduce(multiply, exact(1));

const ordersOf = (of: readonly number[]): readonly (readonly number[])[] =>
  of.length === 0
    ? [[]]
    : of.flatMap((first) => ordersOf(of.filter((one) => one !== first)).map((rest) => [first, ...rest]));

/**
 * How much of the change of a product each of its factors brought: the mean over all orders in which they could have
 * changed one after the other (Shapley value). Exact, and the parts sum to the change of the product.
 */
export const partsOfProduct = (before: readonly Exact[], now: readonly Exact[]): readonly Exact[] => {
  const orders = ordersOf(before.map((_, index) => index));
  const parts = before.map(() => zero);
  for (const order of orders) {
    const factors = [...before];
    for (const index of order) {
      const then = productOf(factors);
      factors[index] = now[index] ?? zero;
      parts[index] = add(parts[index] ?? zero, subtract(productOf(factors), then));
    }
  }
  return parts.map((part) => multiply(part, fraction(1n, BigInt(orders.length))));
};

const floor = ({ n, d }: Exact): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));

const nearest = (value: Exact): bigint => floor(add(value, fraction(1n, 2n)));

/** Parts rounded to whole steps so that what is shown still adds up to the rounded sum: the largest remainders are rounded up. */
export const roundTogether = (parts: readonly Exact[], step: Exact): readonly Exact[] => {
  const inSteps = parts.map((part) => fraction(part.n * step.d, part.d * step.n));
  const floors = inSteps.map(floor);
  const rest = (index: number): Exact => subtract(inSteps[index] ?? zero, exact(floors[index] ?? 0n));
  const short = nearest(inSteps.reduce(add, zero)) - floors.reduce((sum, one) => sum + one, 0n);
  const raised = new Set(
    parts
      .map((_, index) => index)
      .toSorted((a, b) => Number(subtract(rest(b), rest(a)).n) || a - b)
      .slice(0, Number(short)),
  );
  return floors.map((value, index) => multiply(exact(value + (raised.has(index) ? 1n : 0n)), step));
};
