import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  exact,
  fraction,
  multiply,
  subtract,
  toDecimal,
  toNumber,
  zero,
} from '#src/lib/exact.ts';

test('reads decimals and scientific notation without losing a digit', () => {
  expect(exact('-12.340')).toEqual({ n: -617n, d: 50n });
  expect(exact('6.123E-7')).toEqual({ n: 6123n, d: 10000000000n });
  expect(exact('1e3')).toEqual({ n: 1000n, d: 1n });
  expect(exact(9007199254740993n)).toEqual({ n: 9007199254740993n, d: 1n });
});

test.each(['', 'NaN', '12,34', '0x10', '1e99999', '--1', '.', 'e5'])('refuses %j', (text) => {
  expect(() => exact(text)).toThrow(RangeError);
});

test('rounds halves away from zero and never shows minus zero', () => {
  expect(toDecimal(fraction(1n, 8n), 2)).toBe('0.13');
  expect(toDecimal(fraction(-1n, 8n), 2)).toBe('-0.13');
  expect(toDecimal(fraction(-1n, 1000n), 2)).toBe('0.00');
  expect(toDecimal(exact('1234567.895'), 2)).toBe('1234567.90');
  expect(toDecimal(exact(7), 0)).toBe('7');
});

test('a ratio by nothing is null', () => {
  expect(divide(exact(1), zero)).toBeNull();
});

const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => fraction(n, d));

test('sums and products keep the laws of arithmetic', () => {
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      expect(add(a, b)).toEqual(add(b, a));
      expect(subtract(add(a, b), b)).toEqual(a);
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      expect(Math.sign(compare(a, b))).toBe(Math.sign(-compare(b, a)));
    }),
    { seed: 7 },
  );
});

test('what is shown is within half a unit of the last place', () => {
  fc.assert(
    fc.property(number, fc.integer({ min: 0, max: 6 }), (a, places) => {
      const error = subtract(exact(toDecimal(a, places)), a);
      const half = fraction(1n, 2n * 10n ** BigInt(places));
      expect(compare(error.n < 0n ? subtract(zero, error) : error, half)).toBeLessThanOrEqual(0);
      expect(toNumber(a)).toBeCloseTo(Number(a.n) / Number(a.d), 3);
    }),
    { seed: 7 },
  );
});
