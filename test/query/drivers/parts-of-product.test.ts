import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, compare, exact, fraction, multiply, subtract, zero } from '#src/lib/exact.ts';
import { partsOfProduct, roundTogether } from '#src/query/drivers/parts-of-product.ts';

const numbers = fc
  .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 999 }))
  .map(([n, d]) => fraction(BigInt(n), BigInt(d)));

test('a change that only one factor made is all its own', () => {
  const parts = partsOfProduct([exact(100), exact(2), exact(5)], [exact(100), exact(3), exact(5)]);
  expect(parts).toEqual([exact(0), exact(500), exact(0)]);
});

test('two factors that double share what they made together', () => {
  // 1 × 1 → 2 × 2: each by itself adds 1, together 1 more.
  expect(partsOfProduct([exact(1), exact(1)], [exact(2), exact(2)])).toEqual([
    fraction(3n, 2n),
    fraction(3n, 2n),
  ]);
});

test('the parts of any product sum exactly to its change', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(numbers, numbers), { minLength: 1, maxLength: 3 }), (pairs) => {
      const before = pairs.map(([one]) => one);
      const now = pairs.map(([, one]) => one);
      const product = (of: typeof now) => of.reduce(multiply, exact(1));
      const change = subtract(product(now), product(before));
      expect(compare(partsOfProduct(before, now).reduce(add, zero), change)).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('rounded parts add up to the rounded sum, each less than a step away', () => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1, maxLength: 6 }), (parts) => {
      const rounded = roundTogether(parts, exact(1));
      const sum = parts.reduce(add, zero);
      const off = subtract(rounded.reduce(add, zero), sum);
      expect(rounded.every(({ d }) => d === 1n)).toBe(true);
      expect(compare(off, fraction(-1n, 2n)) >= 0 && compare(off, fraction(1n, 2n)) <= 0).toBe(true);
      for (const [index, part] of parts.entries()) {
        const away = subtract(rounded[index] ?? zero, part);
        expect(compare(away, exact(1)) < 0 && compare(away, exact(-1)) > 0).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
