import { describe, expect, test } from 'vitest';
import type { Reading } from '#src/watches/judge.ts';
import { judge } from '#src/watches/judge.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-18T${time}Z`);
const none: ReadonlySet<string> = new Set();
/** Told under 20, over again from 21 on. */
const stock = (value: number, key = 'all'): Reading => ({
  key,
  said: String(value),
  isBeyond: value < 20,
  isBack: value >= 21,
});

describe('a watch', () => {
  test('takes the first look as its baseline, whatever it finds', () => {
    const first = judge([stock(5)], none, null, at('08:00'));
    expect(first.crossed).toEqual([]);
    expect(first.beyond).toEqual({ all: { since: at('08:00'), said: '5' } });
  });

  test('crosses once, stays silent while it lasts, and tells when it is over', () => {
    const crossed = judge([stock(19)], none, {}, at('08:00'));
    expect(crossed.crossed).toEqual(['all']);
    const lasting = judge([stock(3)], none, crossed.beyond, at('09:00'));
    expect(lasting).toMatchObject({ crossed: [], recovered: {}, beyond: { all: { said: '3' } } });
    const over = judge([stock(40)], none, lasting.beyond, at('10:00'));
    expect(over.recovered).toEqual({ all: { since: at('08:00'), said: '3' } });
    expect(judge([stock(10)], none, over.beyond, at('11:00')).crossed).toEqual(['all']);
  });

  test('does not come and go while a value hangs about its limit', () => {
    let beyond = judge([stock(19)], none, {}, at('08:00')).beyond;
    for (const value of [20, 19, 20, 19, 20]) {
      const next = judge([stock(value)], none, beyond, at('09:00'));
      expect([next.crossed, next.recovered]).toEqual([[], {}]);
      beyond = next.beyond;
    }
  });

  test('of a list tells of what is new in it, and of what left it', () => {
    const before = judge([stock(1, 'Hat'), stock(2, 'Shoe')], none, {}, at('08:00')).beyond;
    const next = judge([stock(1, 'Hat'), stock(4, 'Sock')], none, before, at('09:00'));
    expect(next.crossed).toEqual(['Sock']);
    expect(Object.keys(next.recovered)).toEqual(['Shoe']);
  });

  test('keeps what it knew while a value cannot be read', () => {
    const before = judge([stock(1)], none, {}, at('08:00')).beyond;
    const next = judge([], new Set(['all']), before, at('09:00'));
    expect(next).toMatchObject({ crossed: [], recovered: {}, beyond: before });
  });
});
