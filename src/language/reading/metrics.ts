import { dimensionsOf, metric } from '#src/metrics/catalogue.ts';
import type { Mention } from '../mentions/meaning.ts';
import { isCue, meaningOf } from '../mentions/meaning.ts';
import type { Board } from './board.ts';
import { isListed, isNear, neighbour } from './board.ts';

/** The metrics of a question: those it names, those its words may mean, and the one it is ordered by. */
export type MetricWish = {
  readonly named: readonly string[];
  /** Candidates where only words with several meanings were used. */
  readonly candidates: readonly string[];
  readonly orderBy: string | null;
  /** Two metrics that are not a list: what they mean together is unclear. */
  readonly tangled: boolean;
  readonly at: ReadonlySet<number>;
};

const sureMetric = (mention: Mention | undefined): string | null =>
  mention?.meanings.flatMap((one) => (one.kind === 'metric' && !one.vague ? [one.id] : []))[0] ?? null;

const vagueMetrics = (mention: Mention | undefined): readonly string[] =>
  mention?.meanings.flatMap((one) => (one.kind === 'metric' && one.vague ? [one.id] : [])) ?? [];

/** "Orders from new customers": the phrase is a value of the other metric's dimension, not a second metric. */
const isValueOf = (board: Board, i: number, others: readonly number[]): boolean => {
  const value = meaningOf(board.mentions[i], 'value');
  if (!value) return false;
  return others.some((other) => {
    const id = sureMetric(board.mentions[other]);
    if (other === i || id === null || meaningOf(board.mentions[other], 'value')) return false;
    const [from, to] = other < i ? [other, i] : [i, other];
    return dimensionsOf(metric(id)).includes(value.dimension) && !isListed(board, from, to);
  });
};

/** A metric after "by" puts the others (or the groups) in order. */
const isOrder = (board: Board, i: number): boolean => {
  const before = neighbour(board, i, -1);
  return before === i - 1 && isCue(board.mentions[before], 'by') && isNear(board, before, i);
};

const linked = (board: Board, from: number, to: number): boolean => {
  if (isListed(board, from, to)) return true;
  const between = board.mentions.slice(from + 1, to);
  return between.some((mention) => isCue(mention, 'versus', 'list') || meaningOf(mention, 'time') !== null);
};

/** Reads which figures are asked for. */
export const readMetrics = (board: Board): MetricWish => {
  const sure = board.mentions.flatMap((mention, i) => (sureMetric(mention) === null ? [] : [i]));
  const places = sure.filter((i) => !isValueOf(board, i, sure));
  const ordering = places.filter((i) => isOrder(board, i));
  const wanted = places.filter((i) => !ordering.includes(i));
  const named = (wanted.length > 0 ? wanted : ordering).flatMap((i) => sureMetric(board.mentions[i]) ?? []);
  const vague =
    named.length > 0
      ? []
      : board.mentions.flatMap((mention, i) => (vagueMetrics(mention).length > 0 ? [i] : []));
  for (const i of [...places, ...vague]) board.used.add(i);
  for (const i of ordering) board.used.add(i - 1);
  const apart = wanted.filter((i, place) => place > 0 && !linked(board, wanted[place - 1] ?? i, i));
  const distinct = [...new Set(named)];
  useVersusBetween(board, wanted);
  return {
    named: distinct,
    candidates: [...new Set(vague.flatMap((i) => vagueMetrics(board.mentions[i])))],
    orderBy: wanted.length > 0 && ordering.length > 0 ? sureMetric(board.mentions[ordering[0] ?? -1]) : null,
    tangled:
      distinct.length > 1 && apart.length > 0 && !(apart.length > 1 && apart.length === wanted.length - 1),
    at: new Set([...places, ...vague]),
  };
};

/** "Sessions vs orders": two figures side by side. */
const useVersusBetween = (board: Board, places: readonly number[]): void => {
  board.mentions.forEach((mention, i) => {
    const [before, after] = [neighbour(board, i, -1), neighbour(board, i, 1)];
    if (isCue(mention, 'versus') && places.includes(before ?? -1) && places.includes(after ?? -1))
      board.used.add(i);
  });
};
