import { isCue, meaningOf } from '../mentions/meaning.ts';
import type { TimeRule } from '../time/rules.ts';
import type { Board } from './board.ts';
import { isListed, neighbour } from './board.ts';

/** What a figure is to be set against, as it was said. */
export type ComparisonWish =
  | { readonly kind: 'previous' | 'last_year' | 'week_before' }
  | { readonly kind: 'time'; readonly rule: TimeRule };

/** The periods of a question: those asked for, and what they are set against. */
export type TimeWish = {
  readonly periods: readonly TimeRule[];
  readonly comparison: ComparisonWish | null;
  /** More was asked to be compared than one period. */
  readonly tooMany: boolean;
};

const ruleAt = (board: Board, i: number | null): TimeRule | null =>
  i === null ? null : (meaningOf(board.mentions[i], 'time')?.rule ?? null);

/** Reads periods and comparisons; a period after "vs" is what the other is set against. */
export const readTimes = (board: Board): TimeWish => {
  const against: ComparisonWish[] = [];
  board.mentions.forEach((mention, i) => {
    if (!isCue(mention, 'versus')) return;
    const next = neighbour(board, i, 1);
    const rule = ruleAt(board, next);
    if (rule && next !== null && hasOtherTime(board, next, i)) {
      board.used.add(i).add(next);
      against.push({ kind: 'time', rule });
    } else if (next !== null && fixedComparison(board, next)) board.used.add(i);
  });
  board.mentions.forEach((_, i) => {
    const fixed = board.used.has(i) ? null : fixedComparison(board, i);
    if (!fixed) return;
    board.used.add(i);
    against.push(fixed);
  });
  const periods = board.mentions.flatMap((mention, i) => {
    const rule = board.used.has(i) ? null : ruleAt(board, i);
    if (!rule || !mention) return [];
    board.used.add(i);
    return [rule];
  });
  return { ...pairUp(board, periods, against), tooMany: against.length > 1 };
};

/** "vs last month" alone sets the default period against it; "compare october and september" has both after it. */
const hasOtherTime = (board: Board, at: number, versus: number): boolean => {
  const next = neighbour(board, at, 1);
  const paired = next !== null && ruleAt(board, next) !== null && isListed(board, at, next);
  return !(paired && board.mentions.slice(0, versus).every((mention) => !meaningOf(mention, 'time')));
};

const fixedComparison = (board: Board, i: number): ComparisonWish | null => {
  const mention = board.mentions[i];
  if (isCue(mention, 'year_before')) return { kind: 'last_year' };
  if (isCue(mention, 'week_before')) return { kind: 'week_before' };
  return isCue(mention, 'period_before') ? { kind: 'previous' } : null;
};

/** "Compare October and September": the second is what the first is set against. */
const pairUp = (
  board: Board,
  periods: readonly TimeRule[],
  against: readonly ComparisonWish[],
): Omit<TimeWish, 'tooMany'> => {
  const versus = board.mentions.findIndex((mention, i) => isCue(mention, 'versus') && !board.used.has(i));
  const [first, second, ...more] = periods;
  if (versus >= 0 && against.length === 0 && first && second && more.length === 0) {
    board.used.add(versus);
    return { periods: [first], comparison: { kind: 'time', rule: second } };
  }
  return { periods, comparison: against[0] ?? null };
};
