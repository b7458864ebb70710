import { describe, expect, test } from 'vitest';
import { testContext } from '#test/support/interpret.ts';
import type { Outcome } from './score.ts';
import { bestTimes, readItems, score } from './score.ts';

const told = ({ item, differs }: Outcome): string => `${item.text}: ${differs.join('; ')}`;

const outcomes = score(readItems('dev'), testContext);
const judged = outcomes.filter(({ verdict }) => verdict !== 'waiting');
const having = (verdict: Outcome['verdict']): readonly Outcome[] =>
  judged.filter((one) => one.verdict === verdict);

describe('the question set', () => {
  test('has at least 400 questions, of every department, and those of its thread follow each other', () => {
    const items = [...readItems('dev'), ...readItems('held-out')];
    expect(items.length).toBeGreaterThanOrEqual(400);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(new Set(items.map(({ department }) => department)).size).toBe(6);
  });

  test('no question is answered with another meaning than the one asked for', () => {
    expect(having('wrong').map(told)).toEqual([]);
  });

  test('nearly all questions are understood, and few are asked back without need', () => {
    expect(
      having('right').length / judged.length,
      having('asked').map(told).join('\n'),
    ).toBeGreaterThanOrEqual(0.97);
    expect(having('asked').length / judged.length).toBeLessThanOrEqual(0.03);
  });

  test('the rules need less than 15 ms for 99 of 100 questions', { timeout: 60_000 }, () => {
    const times = bestTimes(readItems('dev'), testContext, 2).toSorted((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(15);
  });
});
