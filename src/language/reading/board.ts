import type { Mention, Word } from '../mentions/meaning.ts';
import { isCue, meaningOf } from '../mentions/meaning.ts';
import type { Language } from '../words/fillers.ts';
import { isFiller, swappedFiller } from '../words/fillers.ts';

/**
 * A clause laid out for reading: its words, the mentions in them, and which mentions a step has made use of.
 * What is left at the end was not understood. Only the reading steps write to `used`.
 */
export type Board = {
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  readonly language: Language;
  readonly used: Set<number>;
};

export const createBoard = (
  words: readonly Word[],
  mentions: readonly Mention[],
  language: Language,
): Board => ({ words, mentions, language, used: new Set() });

/** Cues that stand between others without parting them. */
const isWeak = (mention: Mention | undefined): boolean =>
  isCue(mention, 'filler', 'only', 'also', 'it', 'which', 'list', 'how_many', 'how_much') &&
  !meaningOf(mention, 'dimension');

/** The next mention from a place on that says something of its own; `step` -1 looks back. */
export const neighbour = (board: Board, from: number, step: 1 | -1): number | null => {
  for (let i = from + step; i >= 0 && i < board.mentions.length; i += step) {
    if (!isWeak(board.mentions[i])) return i;
  }
  return null;
};

/** Words between two mentions, the first before the second. */
const gapWords = (board: Board, from: number, to: number): readonly Word[] =>
  board.words.slice(board.mentions[from]?.end ?? 0, board.mentions[to]?.start ?? 0);

/** Whether only small words stand between two neighbouring mentions. */
export const isNear = (board: Board, from: number, to: number): boolean => {
  const gap = gapWords(board, from, to);
  return gap.length <= 4 && gap.every(({ word }) => isFiller(word, board.language));
};

/** Whether two mentions are items of one list: a comma, a slash, "and", "or" between them and nothing else. */
export const isListed = (board: Board, from: number, to: number): boolean => {
  const first = board.words[board.mentions[from]?.end ?? 0];
  const inner = board.mentions.slice(from + 1, to);
  const gap = gapWords(board, from, to);
  const signs = /[,/+]|^ - $/.test(first?.before ?? '');
  const words =
    inner.some((mention) => isCue(mention, 'list')) ||
    gap.some(({ word }) => /^(and|or|und|oder|y|o)$/.test(word));
  const onlySmall = gap.every(({ word, stem }) => isFiller(word, board.language) || stem === 'plus');
  return (signs || words) && onlySmall && inner.every((mention) => isCue(mention, 'list', 'filler', 'also'));
};

export const hasCue = (board: Board, ...cues: Parameters<typeof isCue>[1][]): boolean =>
  board.mentions.some((mention) => isCue(mention, ...cues));

/** Words that nothing explains: neither a used mention nor a small word. */
export const leftovers = (board: Board): readonly Word[] => {
  const explained = new Set<number>();
  for (const i of board.used) {
    const mention = board.mentions[i];
    for (let at = mention?.start ?? 0; at < (mention?.end ?? 0); at += 1) explained.add(at);
  }
  return board.words.filter(
    ({ word }, i) =>
      !explained.has(i) && !isFiller(word, board.language) && swappedFiller(word, board.language) === null,
  );
};
