import { expect, test } from 'vitest';
import { exact, fraction } from '#src/lib/exact.ts';
import { toMajor, toMinor } from '#src/lib/money.ts';

test.each([
  ['24.9', 'EUR', 2490n],
  ['5000.0', 'EUR', 500000n],
  ['1500', 'JPY', 1500n],
  ['1.234', 'KWD', 1234n],
  ['-5.00', 'EUR', -500n],
  [195.66, 'EUR', 19566n],
] as const)('%s %s is %s minor units', (major, currency, minor) => {
  expect(toMinor(major, currency)).toBe(minor);
});

test.each([
  ['12,34', 'EUR'],
  ['0.001', 'EUR'],
  ['1.5', 'JPY'],
  ['', 'EUR'],
] as const)('refuses %j %s', (major, currency) => {
  expect(() => toMinor(major, currency)).toThrow(RangeError);
});

test('writes major units with the decimals of the currency', () => {
  expect(toMajor(exact(123450), 'EUR')).toBe('1234.50');
  expect(toMajor(exact(1500), 'JPY')).toBe('1500');
  expect(toMajor(fraction(1n, 3n), 'EUR')).toBe('0.00');
});
