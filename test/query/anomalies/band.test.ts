import { describe, expect, test } from 'vitest';
import type { Days } from '#src/query/anomalies/band.ts';
import { bandOf } from '#src/query/anomalies/band.ts';
import { randomFrom } from '#test/support/random-shop/random.ts';

const week = [0.9, 0.95, 1, 1, 1.1, 1.3, 0.75];

/** A year of undisturbed days: the shape of a week, slow growth, chance that lasts a little, the jitter of counting. */
const yearOf = (level: number, seed: number): readonly number[] => {
  const random = randomFrom(seed);
  const chance = (): number => random.whole(1, 1_000_000) / 1_000_001;
  const normal = (): number => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  let state = 0;
  return Array.from({ length: 70 + 365 }, (_, day) => {
    state = 0.4 * state + 0.08 * normal();
    const mean = level * Math.exp(0.0005 * day + state) * (week[day % 7] ?? 1);
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  });
};

/** Alarms of a year: days in a row that are unusual are one. */
const alarmsIn = (days: readonly number[]): number => {
  let [alarms, last] = [0, -10];
  for (let end = 71; end <= days.length; end += 1) {
    if (!bandOf(days.slice(Math.max(0, end - 90), end), true)?.isUnusual) continue;
    if (end - last > 3) alarms += 1;
    last = end;
  }
  return alarms;
};

describe('an undisturbed year', () => {
  test.each([10, 60, 400])('of %i a day gives at most one false alarm', (level) => {
    const years = 6;
    const alarms = Array.from({ length: years }, (_, seed) => alarmsIn(yearOf(level, seed + 1)));
    expect(alarms.reduce((sum, one) => sum + one, 0) / years).toBeLessThanOrEqual(1);
  });
});

describe('a day with half of what it should bring', () => {
  const found = (level: number, share: number): number => {
    const runs = 30;
    return (
      Array.from({ length: runs }, (_, seed) => {
        const days = yearOf(level, seed + 1).slice(0, 140);
        const last = days.at(-1) ?? 0;
        return bandOf([...days.slice(0, -1), Math.round(last * share)], true)?.isUnusual === true;
      }).filter(Boolean).length / runs
    );
  };

  test('is always seen among 400, mostly among 60', () => {
    expect(found(400, 0.5)).toBeGreaterThan(0.9);
    expect(found(60, 0.4)).toBeGreaterThan(0.5);
  });
});

describe('what is not judged', () => {
  const steady: Days = Array.from({ length: 90 }, () => 100);

  test('is a day of an event, which others do not learn from either', () => {
    expect(bandOf([...steady, null], true)).toBeNull();
    const withEvents = steady.map((value, day) => (day % 9 === 0 ? null : value));
    expect(bandOf([...withEvents, 100], true)).toMatchObject({ expected: 100, isUnusual: false });
  });

  test('is a day with too little before it', () => {
    expect(
      bandOf(
        Array.from({ length: 12 }, () => 100),
        true,
      ),
    ).toBeNull();
  });

  test('is a small count by itself: the seven days are', () => {
    const days: Days = [...Array.from({ length: 90 }, () => 6), ...Array.from({ length: 7 }, () => 0)];
    expect(bandOf(days, true)).toMatchObject({ over: 7, value: 0, expected: 42, isUnusual: true });
  });
});

test('the band is that of the weekday', () => {
  const days = Array.from({ length: 98 }, (_, day) => (day % 7 === 6 ? 300 : 100));
  expect(bandOf(days, true)).toMatchObject({ expected: expect.closeTo(300, 0), isUnusual: false });
  expect(bandOf([...days.slice(0, -1), 100], true)).toMatchObject({ isUnusual: true });
});
