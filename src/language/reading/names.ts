import { dimensionsOf, metric } from '#src/metrics/catalogue.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Mention } from '../mentions/meaning.ts';
import { isCue, meaningOf } from '../mentions/meaning.ts';
import type { Board } from './board.ts';
import { isListed, isNear, neighbour } from './board.ts';

/** One value (or family of values) that words may stand for. */
export type NameOption = {
  readonly dimension: DimensionId;
  readonly values: readonly string[];
  readonly label: string;
  readonly stores: readonly string[];
  readonly fit: 'exact' | 'near' | 'part';
  readonly typed: string;
};

/** A name in a question with all it may stand for. */
export type NameWish = {
  readonly options: readonly NameOption[];
  readonly negated: boolean;
  /** Set against another one: "Germany vs France". */
  readonly versus: boolean;
  /** Its word also only says that something is not over yet ("open"). */
  readonly saysState: boolean;
  readonly at: number;
};

const typedAs = (board: Board, mention: Mention): string =>
  board.words
    .slice(mention.start, mention.end)
    .map(({ raw }) => raw)
    .join(' ');

const optionsOf = (board: Board, mention: Mention): readonly NameOption[] => {
  const typed = typedAs(board, mention);
  return mention.meanings.flatMap((meaning): readonly NameOption[] => {
    if (meaning.kind === 'value') {
      const { dimension, value } = meaning;
      return [{ dimension, values: [value], label: value, stores: [], fit: 'exact', typed }];
    }
    if (meaning.kind !== 'name' || meaning.match.fit === 'weak') return [];
    const { dimension, values, label, stores, fit } = meaning.match;
    return [{ dimension, values, label, stores, fit, typed }];
  });
};

const isName = (mention: Mention | undefined): boolean =>
  Boolean(meaningOf(mention, 'name') ?? meaningOf(mention, 'value'));

/** A bare number is a size or the like only beside the word for it. */
const isBareNumber = (board: Board, mention: Mention): boolean =>
  mention.end - mention.start === 1 && /^\d+$/.test(board.words[mention.start]?.word ?? '');

/** The word for what kind of thing a name is, right before or after it: "carrier DHL", "the shoes category", "code X". */
const kindBeside = (
  board: Board,
  i: number,
): { readonly at: number; readonly ids: readonly DimensionId[] } | null => {
  for (const at of [i - 1, i + 1]) {
    const ids =
      board.mentions[at]?.meanings.flatMap((one) => (one.kind === 'dimension' ? [one.id] : [])) ?? [];
    const gap = at < i ? isNear(board, at, i) && adjacent(board, at, i) : adjacent(board, i, at);
    if (ids.length > 0 && gap) return { at, ids };
  }
  return null;
};

const adjacent = (board: Board, from: number, to: number): boolean =>
  (board.mentions[to]?.start ?? 0) - (board.mentions[from]?.end ?? 0) <= 1 &&
  !isCue(board.mentions[from - 1], 'by', 'each');

/** "By platform" is a split even where a team is called Platform. */
const isSplit = (board: Board, i: number): boolean =>
  meaningOf(board.mentions[i], 'dimension') !== null &&
  isCue(board.mentions[i - 1], 'by', 'each', 'which') &&
  isNear(board, i - 1, i);

/** "Planned maintenance", "payouts in transit": one phrase for a list and for which of its rows are wanted. */
const saysWhichOfList = (mention: Mention | undefined): boolean => {
  const id = meaningOf(mention, 'metric')?.id;
  const value = meaningOf(mention, 'value');
  if (id === undefined || !value) return false;
  const one = metric(id);
  return one.listBy !== undefined && dimensionsOf(one).includes(value.dimension);
};

const isTaken = (board: Board, i: number, metricsAt: ReadonlySet<number>): boolean =>
  metricsAt.has(i) ? !saysWhichOfList(board.mentions[i]) : board.used.has(i);

/** Reads which values the question keeps or leaves out. `metricsAt` are mentions already taken as metrics. */
export const readNames = (board: Board, metricsAt: ReadonlySet<number>): readonly NameWish[] => {
  const negated = readNegations(board, metricsAt);
  const versus = readVersus(board, metricsAt);
  return board.mentions.flatMap((mention, i) => {
    if (!isName(mention) || isSplit(board, i) || isTaken(board, i, metricsAt)) return [];
    const all = optionsOf(board, mention);
    const kind = kindBeside(board, i);
    const ofKind = kind ? all.filter(({ dimension }) => kind.ids.includes(dimension)) : [];
    if (isBareNumber(board, mention) && ofKind.length === 0) return [];
    if (kind && ofKind.length > 0) board.used.add(kind.at);
    board.used.add(i);
    return [
      {
        options: ofKind.length > 0 ? ofKind : all,
        negated: negated.has(i),
        versus: versus.has(i),
        saysState: isCue(mention, 'state'),
        at: i,
      },
    ];
  });
};

/** Names that a "not" stands before, with the rest of their list: "without Germany and France". */
const readNegations = (board: Board, metricsAt: ReadonlySet<number>): ReadonlySet<number> => {
  const found = new Set<number>();
  board.mentions.forEach((mention, i) => {
    if (!isCue(mention, 'not')) return;
    let next = neighbour(board, i, 1);
    const afterKind =
      next !== null && meaningOf(board.mentions[next], 'dimension') ? neighbour(board, next, 1) : next;
    if (afterKind !== null && !isName(board.mentions[next ?? -1])) next = afterKind;
    if (next === null || !isName(board.mentions[next]) || metricsAt.has(next) || !isNear(board, i, i + 1))
      return;
    board.used.add(i);
    found.add(next);
    for (
      let last = next, more = neighbourInList(board, last);
      more !== null;
      more = neighbourInList(board, last)
    ) {
      found.add(more);
      last = more;
    }
  });
  return found;
};

const neighbourInList = (board: Board, from: number): number | null => {
  const next = neighbour(board, from, 1);
  return next !== null && isName(board.mentions[next]) && isListed(board, from, next) ? next : null;
};

/** Names on both sides of a "vs". */
const readVersus = (board: Board, metricsAt: ReadonlySet<number>): ReadonlySet<number> => {
  const found = new Set<number>();
  board.mentions.forEach((mention, i) => {
    if (!isCue(mention, 'versus')) return;
    const before = neighbour(board, i, -1);
    const after = neighbour(board, i, 1);
    const name = (at: number | null): at is number =>
      at !== null && isName(board.mentions[at]) && !metricsAt.has(at) && !board.used.has(at);
    if (!name(after)) return;
    const listed = name(before) ? before : neighbourInList(board, after);
    if (listed === null) return;
    board.used.add(i);
    found.add(after);
    found.add(listed);
  });
  return found;
};
