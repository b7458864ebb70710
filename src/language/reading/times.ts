import { isCue, meaningOf } from '../mentions/meaning.ts';
import type { TimeRule } from '../time/rules.ts';
import type { Board } from './board.ts';
import { hasCue, isListed, isNear, neighbour } from './board.ts';

/** What a figure is to be set against, as it was said. */
export type ComparisonWish =
  | { readonly kind: 'previous' | 'last_year' | 'week_before' | 'day_before' }
  | { readonly kind: 'time'; readonly rule: TimeRule };

/** The periods of a question: those asked for, and what they are set against. */
export type TimeWish = {
  readonly periods: readonly TimeRule[];
  readonly comparison: ComparisonWish | null;
  /** More was asked to be compared than one period. */
  readonly tooMany: boolean;
  /** The period is when the things came in ("orders placed yesterday"), not when they are counted. */
  readonly isOfArrival: boolean;
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
      useSameTime(board, i, next);
      against.push({ kind: 'time', rule });
    } else if (next !== null && fixedComparison(board, next)) board.used.add(i);
  });
  board.mentions.forEach((_, i) => {
    const fixed = board.used.has(i) ? null : fixedComparison(board, i);
    if (!fixed) return;
    board.used.add(i);
    against.push(fixed);
  });
  const places = board.mentions.flatMap((_, i) => (!board.used.has(i) && ruleAt(board, i) ? [i] : []));
  for (const i of places) board.used.add(i);
  const periods = mergeApart(places.flatMap((i) => ruleAt(board, i) ?? []));
  const paired = pairUp(board, periods, against);
  const unlisted =
    paired.periods.length > 1 && places.some((i, at) => at > 0 && !isApart(board, places[at - 1] ?? i, i));
  return {
    ...paired,
    tooMany: against.length > 1 || unlisted,
    isOfArrival: places.some((i) => comesAfterArrival(board, i)),
  };
};

const comesAfterArrival = (board: Board, i: number): boolean => {
  const start = board.mentions[i]?.start ?? 0;
  return board.words
    .slice(Math.max(0, start - 2), start)
    .some(({ word }) => /^(from|placed|received|ordered|created|made|bestellt|eingegangen)$/.test(word));
};

/** "Compared to the same period last month", "vs yesterday, same time": like for like is how periods are compared anyway. */
const useSameTime = (board: Board, versus: number, at: number): void => {
  for (const i of [...Array.from({ length: at - versus - 1 }, (_, k) => versus + 1 + k), at + 1]) {
    const mention = board.mentions[i];
    const said = board.words.slice(mention?.start, mention?.end).map(({ word }) => word);
    if (/^same (?:time|period|point|days)$/.test(said.join(' '))) board.used.add(i);
  }
};

/** "vs last month" alone sets the default period against it; "compare october and september" has both after it. */
const hasOtherTime = (board: Board, at: number, versus: number): boolean => {
  const next = neighbour(board, at, 1);
  const paired = next !== null && ruleAt(board, next) !== null && isListed(board, at, next);
  return !(paired && board.mentions.slice(0, versus).every((mention) => !meaningOf(mention, 'time')));
};

/** "Yesterday and the day before" lists two days; after "vs", or alone in a thread, the day before the other is meant. */
const saysWhich = (board: Board): boolean =>
  hasCue(board, 'versus') || board.mentions.every((_, i) => ruleAt(board, i) === null);

/** "The month before" compares; "the month before Christmas" is a time of its own, which the grammar knows or nobody does. */
const fixedComparison = (board: Board, i: number): ComparisonWish | null => {
  const mention = board.mentions[i];
  const last = board.words[(mention?.end ?? 0) - 1]?.word ?? '';
  if (/^(before|earlier|anterior)$/.test(last) && ruleAt(board, i + 1) && isNear(board, i, i + 1))
    return null;
  if (isCue(mention, 'year_before')) return { kind: 'last_year' };
  if (isCue(mention, 'week_before')) return { kind: 'week_before' };
  if (isCue(mention, 'day_before')) return saysWhich(board) ? { kind: 'day_before' } : null;
  return isCue(mention, 'period_before') ? { kind: 'previous' } : null;
};

/** "Black Friday revenue last year": a date and its year (a day and its hours) are one period, though words part them. */
const mergeApart = (periods: readonly TimeRule[]): readonly TimeRule[] => {
  const [first, second, ...more] = periods;
  const whole =
    first && second && more.length === 0 ? (within(first, second) ?? within(second, first)) : null;
  return whole ? [whole] : periods;
};

const within = (inner: TimeRule, outer: TimeRule): TimeRule | null => {
  const year =
    outer.kind === 'relative' && outer.unit === 'year'
      ? { offset: outer.offset }
      : outer.kind === 'year' && !outer.fiscal
        ? outer.year
        : null;
  if (year !== null && inner.kind !== 'year' && 'year' in inner && inner.year === null)
    return { ...inner, year };
  if (outer.kind === 'relative' && outer.unit === 'week' && inner.kind === 'weekday' && inner.week === null)
    return { ...inner, week: outer };
  return inner.kind === 'hours' && inner.isOfToday && isDay(outer)
    ? { ...inner, of: outer, isOfToday: false }
    : null;
};

const isDay = (rule: TimeRule): boolean =>
  rule.kind === 'date' ||
  rule.kind === 'weekday' ||
  rule.kind === 'event' ||
  (rule.kind === 'relative' && rule.unit === 'day');

/** Periods side by side are a list only when they are listed, or when each has a figure of its own. */
const isApart = (board: Board, from: number, to: number): boolean =>
  isListed(board, from, to) ||
  (board.mentions[from]?.end === board.mentions[to]?.start &&
    alike(ruleAt(board, from), ruleAt(board, to))) ||
  board.mentions.slice(from + 1, to).some((mention) => meaningOf(mention, 'metric') !== null);

/** Names of the same kind in a row: "Monday Tuesday", "October November". */
const alike = (a: TimeRule | null, b: TimeRule | null): boolean =>
  a?.kind === b?.kind && !(a?.kind === 'relative' && b?.kind === 'relative' && a.unit !== b.unit);

/** "Compare October and September": the second is what the first is set against. */
const pairUp = (
  board: Board,
  periods: readonly TimeRule[],
  against: readonly ComparisonWish[],
): Pick<TimeWish, 'periods' | 'comparison'> => {
  const versus = board.mentions.findIndex((mention, i) => isCue(mention, 'versus') && !board.used.has(i));
  const [first, second, ...more] = periods;
  if (versus >= 0 && against.length === 0 && first && second && more.length === 0) {
    board.used.add(versus);
    return { periods: [first], comparison: { kind: 'time', rule: second } };
  }
  return { periods, comparison: against[0] ?? null };
};
