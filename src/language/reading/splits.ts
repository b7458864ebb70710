import { singular } from '#src/lib/text.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import { isCue, meaningOf } from '../mentions/meaning.ts';
import type { Cue } from '../words/cues.ts';
import type { Board } from './board.ts';
import { isListed, isNear } from './board.ts';

/**
 * A split in a question. `options`: the dimensions its word may stand for. `how` it is asked for: "by country",
 * "which country", "top 5 countries", "countries with more than …", "how many countries", or only beside the metric.
 */
export type SplitWish = {
  readonly options: readonly DimensionId[];
  readonly how: 'by' | 'which' | 'rank' | 'bound' | 'counted' | 'beside';
  readonly isPlural: boolean;
  readonly typed: string;
};

/** What is put first: "top 5", "worst", "fastest"; `count` null where no number was said. */
export type RankWish = {
  readonly cue: Extract<Cue, 'most' | 'least' | 'best' | 'worst' | 'fastest' | 'slowest'>;
  readonly count: number | null;
};

const rankCues = ['most', 'least', 'best', 'worst', 'fastest', 'slowest'] as const;

/** Reads what is to be put in order, and uses its words. */
export const readRank = (board: Board): RankWish | null => {
  for (const [i, mention] of board.mentions.entries()) {
    const numbered = meaningOf(mention, 'rank');
    const cue = rankCues.find((one) => isCue(mention, one) || numbered?.cue === one);
    const isFree = !board.used.has(i) || meaningOf(mention, 'metric')?.vague === true;
    if (!cue || !isFree) continue;
    board.used.add(i);
    return { cue, count: numbered?.count ?? null };
  }
  return null;
};

const isRank = (board: Board, i: number): boolean =>
  meaningOf(board.mentions[i], 'rank') !== null || isCue(board.mentions[i], ...rankCues);

/** "Lowest margin products": the rank stands before the figure. */
const isRankedBy = (board: Board, i: number): boolean =>
  meaningOf(board.mentions[i], 'metric') !== null && i > 0 && isRank(board, i - 1) && isNear(board, i - 1, i);

const optionsAt = (board: Board, i: number): readonly DimensionId[] =>
  board.mentions[i]?.meanings.flatMap((one) => (one.kind === 'dimension' ? [one.id] : [])) ?? [];

/** What stands before a dimension word decides how it is asked for. */
const askedHow = (
  board: Board,
  i: number,
  splits: ReadonlyMap<number, SplitWish['how']>,
): SplitWish['how'] | null => {
  const before = board.mentions[i - 1];
  const near = i > 0 && isNear(board, i - 1, i);
  if (near && isCue(before, 'by', 'each')) return 'by';
  const listed = [...splits.keys()].find((other) => other < i && isListed(board, other, i));
  if (listed !== undefined) return splits.get(listed) ?? 'by';
  if (near && (isRank(board, i - 1) || isRankedBy(board, i - 1))) return 'rank';
  if (near && isCue(before, 'how_many')) return 'counted';
  if (near && isCue(before, 'which')) return 'which';
  if (meaningOf(board.mentions[i + 1], 'bound') && isNear(board, i, i + 1)) return 'bound';
  return isBeside(board, i) ? 'beside' : null;
};

/** Right before a metric ("country revenue", "products out of stock"), or said to be the split ("country breakdown"). */
const isBeside = (board: Board, i: number): boolean => {
  const options = optionsAt(board, i);
  const [mention, next] = [board.mentions[i], board.mentions[i + 1]];
  if (options.includes('store')) return false;
  if (options.some((id) => dimension(id).kind === 'enum')) return true;
  const after = board.words[mention?.end ?? 0]?.word ?? '';
  if (/^(breakdown|split|wise)$/.test(after)) return true;
  const isGrain = options.every((id) => dimension(id).kind === 'time');
  if (isGrain)
    return (
      /ly$|lich$/.test(board.words[mention?.start ?? 0]?.word ?? '') ||
      options.some((id) => id === 'weekday' || id === 'hour')
    );
  return next !== undefined && meaningOf(next, 'metric') !== null && isNear(board, i, i + 1);
};

/** Reads the splits of a question in their order, and uses their words with the "by" before them. */
export const readSplits = (board: Board): readonly SplitWish[] => {
  const hows = new Map<number, SplitWish['how']>();
  board.mentions.forEach((_, i) => {
    if (board.used.has(i) || optionsAt(board, i).length === 0) return;
    const how = askedHow(board, i, hows);
    if (how) hows.set(i, how);
  });
  return [...hows].map(([i, how]) => {
    board.used.add(i);
    if (how === 'by' && isCue(board.mentions[i - 1], 'by', 'each')) board.used.add(i - 1);
    const mention = board.mentions[i];
    const typed = board.words.slice(mention?.start, mention?.end).map(({ raw }) => raw);
    const last = typed.at(-1) ?? '';
    return {
      options: optionsAt(board, i),
      how,
      isPlural: singular(last.toLowerCase()) !== last.toLowerCase() && /s$/i.test(last),
      typed: typed.join(' '),
    };
  });
};
