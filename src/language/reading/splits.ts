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

/** Reads what is to be put in order, and uses its words; "top 5 best sellers" says it twice. */
export const readRank = (board: Board): RankWish | null => {
  const found = board.mentions.flatMap((mention, i): readonly (RankWish & { readonly at: number })[] => {
    const numbered = meaningOf(mention, 'rank');
    const cue = rankCues.find((one) => isCue(mention, one) || numbered?.cue === one);
    const isFree = !board.used.has(i) || meaningOf(mention, 'metric')?.how === 'vague';
    return cue && isFree ? [{ cue, count: numbered?.count ?? null, at: i }] : [];
  });
  const [first, second] = found;
  if (!first) return null;
  board.used.add(first.at);
  if (!second || isUp(first.cue) !== isUp(second.cue)) return first;
  board.used.add(second.at);
  return { cue: first.cue === 'most' ? second.cue : first.cue, count: first.count ?? second.count };
};

const isUp = (cue: RankWish['cue']): boolean => cue === 'most' || cue === 'best' || cue === 'fastest';

const isRank = (board: Board, i: number): boolean =>
  meaningOf(board.mentions[i], 'rank') !== null || isCue(board.mentions[i], ...rankCues);

/** "Lowest margin products": the rank stands before the figure. */
const isRankedBy = (board: Board, i: number): boolean =>
  meaningOf(board.mentions[i], 'metric') !== null && i > 0 && isRank(board, i - 1) && isNear(board, i - 1, i);

const optionsAt = (board: Board, i: number): readonly DimensionId[] =>
  board.mentions[i]?.meanings.flatMap((one) => (one.kind === 'dimension' ? [one.id] : [])) ?? [];

/** The mention before, names between passed over: "top 5 AWS services", "which German products". */
const beforeNames = (board: Board, i: number): number => {
  let at = i - 1;
  while (at >= 0 && meaningOf(board.mentions[at], 'name') && isNear(board, at, at + 1)) at -= 1;
  return at >= 0 && isNear(board, at, at + 1) ? at : -1;
};

/** What stands before a dimension word decides how it is asked for. */
const askedHow = (
  board: Board,
  i: number,
  splits: ReadonlyMap<number, SplitWish['how']>,
): SplitWish['how'] | null => {
  if (i > 0 && isNear(board, i - 1, i) && isCue(board.mentions[i - 1], 'by', 'each')) return 'by';
  const listed = [...splits.keys()].find((other) => other < i && isListed(board, other, i));
  if (listed !== undefined) return splits.get(listed) ?? 'by';
  const at = beforeNames(board, i);
  if (at >= 0 && (isRank(board, at) || isRankedBy(board, at))) return 'rank';
  if (at >= 0 && isCue(board.mentions[at], 'how_many')) return 'counted';
  if (at >= 0 && isCue(board.mentions[at], 'which')) return 'which';
  if (meaningOf(board.mentions[i + 1], 'bound') && isNear(board, i, i + 1)) return 'bound';
  if (isOfEach(board, i)) return 'by';
  return isBeside(board, i) ? 'beside' : null;
};

/** "Bounce rate of landing pages": a plural that the metric is of. */
const isOfEach = (board: Board, i: number): boolean => {
  const mention = board.mentions[i];
  const [of, last] = [board.words[(mention?.start ?? 0) - 1], board.words[(mention?.end ?? 0) - 1]];
  return (
    i > 0 &&
    meaningOf(board.mentions[i - 1], 'metric') !== null &&
    isNear(board, i - 1, i) &&
    /^(of|across)$/.test(of?.word ?? '') &&
    last?.word.endsWith('s') === true &&
    !isCue(mention, 'count_noun')
  );
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
  if (isGrain && (mention?.size ?? 0) > 1) return true;
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
