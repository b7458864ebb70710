import { describe, expect, test } from 'vitest';
import { foresee } from '#src/query/estimates/foresee.ts';
import { backtest, methods } from '#src/query/estimates/methods.ts';
import { randomFrom } from '#test/support/random-shop/random.ts';

const first = Temporal.PlainDate.from('2025-01-01');
const week = [0.9, 0.95, 1, 1, 1.1, 1.2, 0.85];

type Kind = {
  readonly level: number;
  readonly growth: number;
  readonly noise: number;
  readonly memory: number;
};

/** Days with the shape of a week, growth, chance that lasts, and the jitter of counting. */
const daysOf = ({ level, growth, noise, memory }: Kind, days: number, seed: number): readonly number[] => {
  const random = randomFrom(seed);
  const chance = (): number => random.whole(1, 1_000_000) / 1_000_001;
  const normal = (): number => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  let state = 0;
  return Array.from({ length: days }, (_, day) => {
    state = memory * state + Math.sqrt(1 - memory ** 2) * noise * normal();
    const mean = level * Math.exp((growth * day) / 28 + state) * (week[day % 7] ?? 1);
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  });
};

const kinds = {
  small: { level: 10, growth: 0, noise: 0.1, memory: 0.3 },
  middling: { level: 60, growth: 0, noise: 0.15, memory: 0.5 },
  large: { level: 400, growth: 0, noise: 0.2, memory: 0.6 },
  growing: { level: 60, growth: 0.05, noise: 0.15, memory: 0.5 },
  falling: { level: 60, growth: -0.05, noise: 0.15, memory: 0.5 },
} as const satisfies Readonly<Record<string, Kind>>;

describe('a forecast', () => {
  test.each(Object.entries(kinds))('of %s sales holds what comes four times of five', (_, kind) => {
    for (const horizon of [7, 30]) {
      let inside = 0;
      const runs = 120;
      for (let seed = 1; seed <= runs; seed += 1) {
        const days = daysOf(kind, 300 + horizon, seed);
        const found = foresee({ first, values: days.slice(0, 300) }, 0, horizon);
        const actual = days.slice(300).reduce((sum, one) => sum + one, 0);
        if (found && actual >= found.low && actual <= found.high) inside += 1;
      }
      expect(inside / runs).toBeGreaterThanOrEqual(0.7);
      expect(inside / runs).toBeLessThanOrEqual(0.92);
    }
  });

  test('takes last year’s days where they were the better guide, and says so', () => {
    // Three weeks of four are quiet, the fourth is five times as busy: recent weeks do not tell which comes next.
    const values = Array.from({ length: 760 }, (_, day) => (Math.floor(day / 7) % 4 === 0 ? 500 : 100));
    const found = foresee({ first, values: values.slice(0, 728) }, 0, 7);
    expect(found?.method.words).toBe('last year’s days at today’s level');
    expect(found?.value).toBe(3500);
  });

  test('keeps the plainest method where none was clearly nearer', () => {
    const values = Array.from({ length: 200 }, (_, day) => [80, 90, 100, 100, 110, 120, 100][day % 7] ?? 0);
    expect(foresee({ first, values }, 0, 7)).toMatchObject({ value: 700, method: methods[0] });
  });

  test('is not made from too short a history', () => {
    expect(foresee({ first, values: Array.from({ length: 40 }, () => 10) }, 0, 7)).toBeNull();
  });

  test('is tried on days it did not see', () => {
    const values = Array.from({ length: 100 }, (_, day) => (day < 93 ? 10 : 20));
    const [method] = methods;
    const [latest] = method ? backtest(method, { first, values }, 0, 7) : [];
    expect(latest).toBeCloseTo(Math.log(2), 9);
  });
});
