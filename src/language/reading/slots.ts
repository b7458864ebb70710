import { commonDimensions, metric } from '#src/metrics/catalogue.ts';
import type { NameMatch } from '#src/metrics/names.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { BoundMeaning, Word } from '../mentions/meaning.ts';
import { isCue, meaningOf } from '../mentions/meaning.ts';
import { isPlain } from '../text/read-words.ts';
import type { Cue } from '../words/cues.ts';
import type { Board } from './board.ts';
import { hasCue, isNear, leftovers } from './board.ts';
import type { MetricWish } from './metrics.ts';
import { readMetrics } from './metrics.ts';
import type { NameWish } from './names.ts';
import { readNames } from './names.ts';
import type { RankWish, SplitWish } from './splits.ts';
import { readRank, readSplits } from './splits.ts';
import type { TimeWish } from './times.ts';
import { readTimes } from './times.ts';

/** A limit, and what its words say it is on: "more than 2 items" (pieces), "products under 20 euro" (the things themselves). */
export type BoundWish = BoundMeaning & { readonly ofPieces: boolean; readonly ofThings: boolean };

/** Everything a clause says about the figure it wants, and the words that nothing explains. */
export type Slots = {
  readonly metrics: MetricWish;
  readonly names: readonly NameWish[];
  readonly times: TimeWish;
  readonly splits: readonly SplitWish[];
  readonly rank: RankWish | null;
  readonly bounds: readonly BoundWish[];
  readonly cues: ReadonlySet<Cue>;
  /** It goes on from what was said before: "and …", "what about …", "same for …". */
  readonly isContinued: boolean;
  /** A comparison was asked for with a word for it ("vs"). */
  readonly comparesAloud: boolean;
  /** Words that were taken for a slip, with what they were read as. */
  readonly corrected: readonly { readonly typed: string; readonly read: string }[];
  readonly leftovers: readonly string[];
  /** Names that some leftover words may be about: proposed, never assumed. */
  readonly suggestions: readonly NameWish[];
};

/** Cues that change what is asked but stand by themselves; what each does is decided when the query is made. */
const standalone: readonly Cue[] = [
  'only',
  'also',
  'which',
  'list',
  'how_many',
  'how_much',
  'in_money',
  'average',
  'median',
  'share',
  'change',
  'why',
  'forecast',
  'goal',
  'target',
  'all_stores',
  'no_split',
  'which_ones',
  'it',
  'state',
  'count_noun',
  'filler',
];

const readCues = (board: Board, hasBefore: boolean): Set<Cue> => {
  const found = new Set<Cue>();
  board.mentions.forEach((mention, i) => {
    if (board.used.has(i)) return;
    for (const meaning of mention.meanings) {
      if (meaning.kind !== 'cue' || !standalone.includes(meaning.cue)) continue;
      if (meaning.cue === 'it' && !hasBefore) continue;
      found.add(meaning.cue);
      board.used.add(i);
    }
  });
  return found;
};

/** "How much will we make": of what happens over time; German "will" only wants. */
const speaksOfTheFuture = (board: Board, metrics: readonly string[]): boolean =>
  board.language === 'en' &&
  metrics.length > 0 &&
  metrics.every((id) => !metric(id).future && metric(id).defaultPeriod !== 'now') &&
  board.words.some(({ word }) => word === 'will');

/** "By" before a name ("parcels by DHL", "Lieferzeit nach Österreich") only joins it. */
const useJoiningWords = (board: Board, names: readonly NameWish[]): void => {
  for (const { at } of names) {
    const before = meaningOf(board.mentions[at - 1], 'cue');
    if (before?.cue === 'by' || before?.cue === 'each') board.used.add(at - 1);
  }
};

const readBounds = (board: Board): readonly BoundWish[] =>
  board.mentions.flatMap((mention, i) => {
    const bound = board.used.has(i) ? null : meaningOf(mention, 'bound');
    if (!bound) return [];
    board.used.add(i);
    const [before, after] = [board.mentions[i - 1], board.mentions[i + 1]];
    const named = before && (meaningOf(before, 'dimension') ?? meaningOf(before, 'name'));
    return [
      {
        ...bound,
        ofPieces: isCue(after, 'count_noun') && isNear(board, i, i + 1),
        ofThings: bound.unit !== 'time' && Boolean(named) && before?.end === mention.start,
      },
    ];
  });

/** Names that words nobody explained are part of, one by one. */
const suggest = (board: Board, matches: readonly NameMatch[], left: readonly Word[]): readonly NameWish[] =>
  matches
    .filter(
      ({ fit, dimension, start, end }) =>
        fit === 'weak' &&
        (dimension === 'product' || dimension === 'sku') &&
        board.words
          .slice(start, end)
          .some((word) => left.includes(word) && !isPlain(board.language)(word.word)),
    )
    .flatMap(({ dimension, values, stores }) =>
      values.slice(0, 3).map((value) => ({
        options: [{ dimension, values: [value], label: value, stores, fit: 'exact' as const, typed: value }],
        negated: false,
        versus: false,
        saysState: false,
        at: -1,
      })),
    );

/** How a message that goes on from the one before begins. */
const openers =
  /^(?:ok |okay |hm |hmm |so )*(?:and|also|what about|how about|same|the same|und|was ist mit|y|que tal|only|just|nur|solo|but|instead)\b/;

const isContinued = (board: Board): boolean =>
  openers.test(
    board.words
      .slice(0, 4)
      .map(({ word }) => word)
      .join(' '),
  );

/** Reads a clause, slot by slot; each step uses its words, and what no step used is left over. `before` is what "it" can mean, and what "only" narrows. */
export const readSlots = (board: Board, matches: readonly NameMatch[], before: MetricQuery | null): Slots => {
  const comparesAloud = hasCue(board, 'versus');
  const metrics = readMetrics(board, before && hasCue(board, 'only') ? commonDimensions(before.metrics) : []);
  const bounds = readBounds(board);
  const names = readNames(board, metrics.at);
  useJoiningWords(board, names);
  const times = readTimes(board);
  const splits = readSplits(board);
  const rank = readRank(board);
  const cues = readCues(board, before !== null);
  if (speaksOfTheFuture(board, metrics.named)) cues.add('forecast');
  const left = leftovers(board);
  const corrected = board.mentions
    .filter((_, i) => board.used.has(i))
    .flatMap(({ start, end }) => board.words.slice(start, end))
    .filter((word) => word.corrected)
    .map(({ raw, stem }) => ({ typed: raw, read: stem }));
  return {
    metrics,
    names,
    times,
    splits,
    rank,
    bounds,
    cues,
    isContinued: isContinued(board),
    comparesAloud,
    corrected,
    leftovers: left.map(({ raw }) => raw),
    suggestions: suggest(board, matches, left),
  };
};
