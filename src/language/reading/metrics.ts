import { dimensionsOf, metric, partsOf, tablesOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Mention } from '../mentions/meaning.ts';
import { isCue, meaningOf } from '../mentions/meaning.ts';
import type { Board } from './board.ts';
import { isListed, isNear, neighbour } from './board.ts';

/** The metrics of a question: those it names, those its words may mean, and the one it is ordered by. */
export type MetricWish = {
  readonly named: readonly string[];
  /** Candidates where only words with several meanings were used. */
  readonly candidates: readonly string[];
  /** The candidates come from a word that may only count what is spoken of ("units"). */
  readonly isNounOnly: boolean;
  readonly orderBy: string | null;
  /** Two metrics that are not a list: what they mean together is unclear. */
  readonly tangled: boolean;
  /** Only what is done was said ("how many did we sell"), not to what. */
  readonly lacksThing: boolean;
  /** One single thing is asked for: "the biggest order". */
  readonly isSingular: boolean;
  readonly at: ReadonlySet<number>;
};

/** Dimensions that the names and splits of the clause may belong to. */
const dimensionsSaid = (board: Board): ReadonlySet<DimensionId> =>
  new Set(
    board.mentions.flatMap((mention) =>
      mention.meanings.flatMap((one): readonly DimensionId[] => {
        if (one.kind === 'name') return [one.match.dimension];
        if (one.kind === 'value') return [one.dimension];
        return one.kind === 'dimension' && !isCue(mention, 'count_noun') ? [one.id] : [];
      }),
    ),
  );

type Reading = {
  readonly sure: string | null;
  readonly candidates: readonly string[];
  /** `word`: named outright; `verb`: by what is done; `context`: sure only because of what else is named. */
  readonly by: 'word' | 'verb' | 'context';
};

const nothing: Reading = { sure: null, candidates: [], by: 'context' };

/** What a mention says of metrics; a word with several meanings is sure where what else is named leaves one of them. */
const readMention = (mention: Mention, said: ReadonlySet<DimensionId>, isAfterBy: boolean): Reading => {
  const ids = (how: 'sure' | 'verb' | 'vague'): readonly string[] =>
    mention.meanings.flatMap((one) => (one.kind === 'metric' && one.how === how ? [one.id] : []));
  const [sure, verb] = [ids('sure')[0], ids('verb')[0]];
  if (sure !== undefined) return { sure, candidates: [], by: 'word' };
  if (verb !== undefined) return { sure: verb, candidates: [], by: 'verb' };
  const all = ids('vague');
  const left = all.filter((id) => metric(id).vague?.by.some((dimension) => said.has(dimension)));
  const [only] = left;
  if (only !== undefined && left.length === 1) return { sure: only, candidates: [], by: 'context' };
  const [single] = all;
  if (isAfterBy && single !== undefined && all.length === 1)
    return { sure: single, candidates: [], by: 'word' };
  return { sure: null, candidates: left.length > 0 ? left : all, by: 'context' };
};

/** Dimensions that a mention may name a value of. */
const valueDimensions = (mention: Mention | undefined): readonly DimensionId[] =>
  mention?.meanings.flatMap((one): readonly DimensionId[] => {
    if (one.kind === 'value') return [one.dimension];
    return one.kind === 'name' ? [one.match.dimension] : [];
  }) ?? [];

/** "Orders that shipped": shipped orders are counted in orders, so they are the figure and no filter of it. */
const countsSame = (special: string | null, general: Metric): boolean => {
  const unit = special === null ? null : metric(special).unit;
  return unit?.kind === 'count' && unit.many === general.label;
};

/** "Orders from new customers", "incidents in checkout": a value of the other metric's dimension, not a second metric. */
const isValueOf = (board: Board, i: number, readings: readonly Reading[]): boolean => {
  const dimensions = valueDimensions(board.mentions[i]);
  if (dimensions.length === 0) return false;
  return readings.some(({ sure }, other) => {
    if (other === i || sure === null || valueDimensions(board.mentions[other]).length > 0) return false;
    const [from, to] = other < i ? [other, i] : [i, other];
    const general = metric(sure);
    if (countsSame(readings[i]?.sure ?? null, general)) return false;
    return dimensions.some((id) => dimensionsOf(general).includes(id)) && !isListed(board, from, to);
  });
};

const familiesOf = (one: Metric): readonly string[] =>
  partsOf(one)
    .flatMap(tablesOf)
    .map(({ family }) => family);

/** Whether a figure is made of the same records as what a verb says: "parcels" of what "shipped". */
const sharesRecords = (verb: Metric, other: Metric): boolean => {
  const own = familiesOf(verb);
  return familiesOf(other).every((family) => own.includes(family));
};

/**
 * "Orders that were late", "parcels in transit", "refunds to German customers": the general word only says what the
 * special metric counts, or whose it is.
 */
const saysWhatIsCounted = (
  board: Board,
  i: number,
  places: readonly number[],
  readings: readonly Reading[],
): boolean => {
  const own = metric(readings[i]?.sure ?? '');
  const counted = isCue(board.mentions[i - 1], 'how_many', 'by', 'each');
  return places.some((other) => {
    const { id, unit } = metric(readings[other]?.sure ?? '');
    if (id === own.id || isListed(board, Math.min(i, other), Math.max(i, other))) return false;
    return (
      (unit.kind === 'count' && unit.many === own.label) || (own.saysWhose === true && other < i && !counted)
    );
  });
};

/** A metric after "by" puts the groups in order: "top 10 products by revenue". "Per" does not: it would divide. */
const isOrder = (board: Board, i: number): boolean => {
  const before = neighbour(board, i, -1);
  const by = board.words[board.mentions[i - 1]?.start ?? 0]?.word ?? '';
  if (before !== i - 1 || !isCue(board.mentions[before], 'by') || /^(per|pro|je)$/.test(by)) return false;
  return isNear(board, before, i) && board.mentions.some(isRanked);
};

const isRanked = (mention: Mention): boolean =>
  meaningOf(mention, 'rank') !== null ||
  meaningOf(mention, 'dimension') !== null ||
  isCue(mention, 'most', 'least', 'best', 'worst');

/** Two figures are asked for side by side when a comma, an "and" or a "vs" stands between them. */
const linked = (board: Board, from: number, to: number): boolean => {
  const words = board.words.slice(board.mentions[from]?.end, (board.mentions[to]?.start ?? 0) + 1);
  return (
    board.mentions.slice(from + 1, to).some((mention) => isCue(mention, 'versus', 'list')) ||
    words.some(({ before }) => /[,/+]/.test(before))
  );
};

/** Reads which figures are asked for; a value of one of the `narrowing` dimensions is no figure ("only new customers"). */
export const readMetrics = (board: Board, narrowing: readonly DimensionId[]): MetricWish => {
  const said = dimensionsSaid(board);
  const readings = board.mentions.map((mention, i) =>
    valueDimensions(mention).some((id) => narrowing.includes(id))
      ? nothing
      : readMention(mention, said, isCue(board.mentions[i - 1], 'by')),
  );
  const sure = readings.flatMap((one, i) => (one.sure === null ? [] : [i]));
  const firm = sure.filter((i) => readings[i]?.by !== 'context');
  const places = sure
    .filter((i) => !isValueOf(board, i, readings) && !givesWay(board, i, firm, readings))
    .filter((i, _, all) => !saysWhatIsCounted(board, i, all, readings));
  const ordering = places.filter((i) => isOrder(board, i));
  const wanted = places.filter((i) => !ordering.includes(i));
  const named = (wanted.length > 0 ? wanted : ordering).flatMap((i) => readings[i]?.sure ?? []);
  const open =
    named.length > 0 ? [] : readings.flatMap(({ candidates }, i) => (candidates.length > 0 ? [i] : []));
  const counted = sure.filter((i) => !places.includes(i) && isSmallTalk(board, i));
  for (const i of [...places, ...open, ...counted]) board.used.add(i);
  for (const i of ordering) board.used.add(i - 1);
  useVersusBetween(board, wanted);
  return {
    named: [...new Set(named)],
    candidates: candidatesOf(board, open, readings),
    isNounOnly: open.every((i) => isCue(board.mentions[i], 'count_noun')),
    orderBy: wanted.length > 0 ? (readings[ordering[0] ?? -1]?.sure ?? null) : null,
    tangled: isTangled(board, wanted, new Set(named).size),
    lacksThing: wanted.length > 0 && wanted.every((i) => readings[i]?.by === 'verb'),
    isSingular: wanted.some((i) => isSingularAt(board, i)),
    at: new Set([...places, ...open, ...counted]),
  };
};

/** "Do we have", "units" and "shipped" give way to a figure that is named, unless they are listed with it. */
const givesWay = (
  board: Board,
  i: number,
  firm: readonly number[],
  readings: readonly Reading[],
): boolean => {
  const own = readings[i];
  const rivals = firm.filter((other) => other !== i && outranks(own, readings[other]));
  return (
    rivals.length > 0 && !rivals.some((other) => isListed(board, Math.min(i, other), Math.max(i, other)))
  );
};

const outranks = (own: Reading | undefined, other: Reading | undefined): boolean => {
  if (!own?.sure || !other?.sure) return false;
  if (own.by === 'context') return true;
  return own.by === 'verb' && other.by === 'word' && sharesRecords(metric(own.sure), metric(other.sure));
};

/** Words that, not being the figure, still need no explaining: "units", "do we have", the general word for what is counted. */
const isSmallTalk = (board: Board, i: number): boolean =>
  valueDimensions(board.mentions[i]).length === 0 &&
  (isCue(board.mentions[i], 'count_noun') ||
    (board.mentions[i]?.size ?? 0) > 1 ||
    meaningOf(board.mentions[i], 'metric')?.how !== 'vague');

/** "Units" beside a word that says more gives way to it. */
const candidatesOf = (
  board: Board,
  open: readonly number[],
  readings: readonly Reading[],
): readonly string[] => {
  const telling = open.filter((i) => !isCue(board.mentions[i], 'count_noun'));
  return [...new Set((telling.length > 0 ? telling : open).flatMap((i) => readings[i]?.candidates ?? []))];
};

/** Two metrics side by side are unclear; three in a row are a list without its commas. */
const isTangled = (board: Board, wanted: readonly number[], distinct: number): boolean => {
  const apart = wanted.filter((i, place) => place > 0 && !linked(board, wanted[place - 1] ?? i, i));
  return distinct > 1 && apart.length > 0 && !(apart.length > 1 && apart.length === wanted.length - 1);
};

const isSingularAt = (board: Board, i: number): boolean =>
  board.words.slice(board.mentions[i]?.start, board.mentions[i]?.end).at(-1)?.word.endsWith('s') === false;

/** "Sessions vs orders": two figures side by side. */
const useVersusBetween = (board: Board, places: readonly number[]): void => {
  board.mentions.forEach((mention, i) => {
    const [before, after] = [neighbour(board, i, -1), neighbour(board, i, 1)];
    if (isCue(mention, 'versus') && places.includes(before ?? -1) && places.includes(after ?? -1))
      board.used.add(i);
  });
};
