import { describe, expect, test } from 'vitest';
import { minorOf, piecesOf, readEach, utcOf } from '#src/sources/shop/reading.ts';

describe('an amount of a platform', () => {
  test.each<readonly [string | number, string, bigint]>([
    ['24.9', 'EUR', 2490n],
    ['-0.005', 'EUR', -1n],
    [195.66, 'EUR', 19_566n],
    [0.1 + 0.2, 'EUR', 30n],
    ['5000.0', 'JPY', 5000n],
    ['1.2345', 'KWD', 1235n],
    ['19.990000', 'EUR', 1999n],
  ])('%s %s is %s of its smallest units', (value, currency, minor) => {
    expect(minorOf(value, currency, 'price')).toBe(minor);
  });

  test.each([
    '12,34',
    '',
    'free',
    '1e5',
    '0x10',
    '1 000',
    '١٢',
    '1.12345678901234567890',
    '99999999999999999999',
    1e18,
    Number.NaN,
  ])('%s is refused with the name of the field', (value) => {
    expect(() => minorOf(value, 'EUR', 'line 7 price')).toThrow(/^line 7 price /);
  });
});

test.each([1.5, '2.5', 'two', 3e9])('%s pieces are refused', (value) => {
  expect(() => piecesOf(value, 'quantity')).toThrow(RangeError);
});

test('a time with a zone of its own is not taken for UTC', () => {
  expect(utcOf('2026-11-20 22:58:10', 'created_at')).toBe('2026-11-20T22:58:10Z');
  expect(() => utcOf('2026-11-20T22:58:10+01:00', 'created_at')).toThrow('created_at is not a time');
});

test('a thing that cannot be read is named with its reason, and the rest is read', () => {
  const items = [
    { id: 1, price: '10' },
    { id: 2, price: '12,34' },
    { id: 3, price: '20' },
  ];
  const reference = (item: unknown) => `orders/${Reflect.get(Object(item), 'id')}`;
  const { read, unreadable } = readEach(items, { family: 'orders', reference }, (item) =>
    minorOf(String(Reflect.get(Object(item), 'price')), 'EUR', 'price'),
  );
  expect(read).toEqual([1000n, 2000n]);
  expect(unreadable).toEqual([
    { reference: 'orders/2', family: 'orders', reason: 'price is not a plain decimal number' },
  ]);
});
