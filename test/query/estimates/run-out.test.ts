import { describe, expect, test } from 'vitest';
import type { Sold } from '#src/query/estimates/pace.ts';
import { paceOf } from '#src/query/estimates/pace.ts';
import { runOut } from '#src/query/estimates/run-out.ts';
import { randomFrom } from '#test/support/random-shop/random.ts';

const week = [0.9, 0.95, 1, 1, 1.1, 1.2, 0.85];

type Kind = {
  readonly rate: (day: number) => number;
  readonly size?: number;
  /** Days that the stock lasts at the pace of today, on average. */
  readonly cover: number;
};

const kinds = {
  smooth: { rate: (day) => 6 * (week[((day % 7) + 7) % 7] ?? 1), cover: 25 },
  large: { rate: (day) => 40 * (week[((day % 7) + 7) % 7] ?? 1), cover: 20 },
  intermittent: { rate: () => 0.25, size: 3, cover: 30 },
  slow: { rate: () => 0.12, cover: 60 },
  rising: { rate: (day) => 3 * Math.exp(0.012 * day), cover: 20 },
  falling: { rate: (day) => 6 * Math.exp(-0.012 * day), cover: 25 },
  dying: { rate: (day) => 3 * Math.exp(-0.04 * day), cover: 25 },
} as const satisfies Readonly<Record<string, Kind>>;

const chanceFrom = (seed: number) => {
  const random = randomFrom(seed);
  const chance = (): number => random.whole(1, 1_000_000) / 1_000_001;
  const normal = (): number => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  const poisson = (mean: number): number => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    let [count, product] = [0, chance()];
    while (product > Math.exp(-mean)) [count, product] = [count + 1, product * chance()];
    return count;
  };
  return { chance, normal, poisson };
};

/** One item: its sales of the last twelve weeks, its stock, and the day on which that really ran out (null: not within a year). */
const lifeOf = (kind: Kind, seed: number) => {
  const { chance, normal, poisson } = chanceFrom(seed);
  let drift = 0;
  const soldOn = (day: number): number => {
    drift = 0.97 * drift + 0.03 * normal();
    const mean = kind.rate(day) * Math.exp(drift);
    if (!kind.size) return poisson(mean);
    return chance() < (2 * mean) / (1 + kind.size) ? 1 + Math.floor(chance() * kind.size) : 0;
  };
  const sold = Array.from({ length: 84 }, (_, index) => soldOn(index - 84));
  const stock = Math.max(1, Math.round(kind.rate(0) * kind.cover * (0.5 + chance())));
  let left = stock;
  for (let day = 0; day < 365; day += 1) {
    const today = soldOn(day);
    if (today >= left) return { sold, stock, actual: day + left / Math.max(today, 1) };
    left -= today;
  }
  return { sold, stock, actual: Number.POSITIVE_INFINITY };
};

test.each(Object.entries(kinds))(
  'the range of %s demand holds the day it runs out four times of five',
  (_, kind) => {
    let [inside, told] = [0, 0];
    for (let seed = 1; seed <= 400; seed += 1) {
      const { sold, stock, actual } = lifeOf(kind, seed);
      const pace = paceOf(sold);
      if (pace.kind !== 'pace') continue;
      told += 1;
      const { low, high } = runOut(stock, pace, []);
      const isLate = actual > Math.ceil(high ?? Number.POSITIVE_INFINITY);
      if (actual >= Math.floor(low ?? Number.POSITIVE_INFINITY) && !isLate) inside += 1;
    }
    expect(told).toBeGreaterThan(300);
    expect(inside / told).toBeGreaterThanOrEqual(0.7);
    expect(inside / told).toBeLessThanOrEqual(0.92);
  },
);

const days = (count: number, of: number | null): Sold => Array.from({ length: count }, () => of);

describe('the pace of an item', () => {
  test('leaves out days on which there was nothing to sell', () => {
    const sold = [...days(40, 10), ...days(14, null), ...days(30, 10)];
    expect(paceOf(sold)).toMatchObject({ kind: 'pace', perDay: 10, growth: expect.closeTo(0, 9) });
  });

  test('is none after four weeks on the shelf without a sale', () => {
    expect(paceOf([...days(56, 3), ...days(28, 0)])).toEqual({ kind: 'not_selling' });
  });

  test('is not told from too few days on the shelf', () => {
    expect(paceOf([...days(76, null), ...days(8, 5)])).toEqual({ kind: 'too_little' });
  });

  test('follows the weekday', () => {
    const sold = Array.from({ length: 84 }, (_, index) => (index % 7 === 0 ? 40 : 10));
    const pace = paceOf(sold);
    // 84 days end with the sixth day of the pattern: today is its first again.
    expect(pace.kind === 'pace' && pace.shape.map((one) => Math.round(one * 100) / 100)).toEqual(
      [2.67, 0.71, 0.71, 0.71, 0.71, 0.71, 0.71].map((one) => expect.closeTo(one, 0)),
    );
    expect(pace.kind === 'pace' && (pace.shape[0] ?? 0) > 2 * (pace.shape[1] ?? 0)).toBe(true);
  });
});

test('what is due to arrive is added on its day, and only if it comes before the end', () => {
  const pace = paceOf(days(84, 10));
  if (pace.kind !== 'pace') throw new Error('no pace');
  expect(runOut(100, pace, []).value).toBeCloseTo(10, 6);
  expect(runOut(100, pace, [{ inDays: 5, units: 50 }]).value).toBeCloseTo(15, 6);
  expect(runOut(100, pace, [{ inDays: 12, units: 50 }]).value).toBeCloseTo(10, 6);
});
