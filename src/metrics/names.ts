import type { DimensionId } from './dimensions.ts';

/**
 * A name of the shop found among the words of a question, words [start, end). `values` are canonical (ISO country
 * codes, SKUs, stored names); several when the words fit a family of them equally. `exact`: the whole name;
 * `near`: the whole name with typos; `part`: some words of it, all of them explained; `weak`: not enough to go by alone.
 */
export type NameMatch = {
  readonly dimension: DimensionId;
  readonly values: readonly string[];
  readonly label: string;
  /** Stores that have the name; empty = it belongs to no single store. */
  readonly stores: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly fit: 'exact' | 'near' | 'part' | 'weak';
  /** Positions of words that only a slip explains. */
  readonly typos: readonly number[];
};

/**
 * Finds the shop's names among folded words, made by src/query/names and given to the rules by main. Words that
 * `isPlain` knows to mean something by themselves are never taken for a slip of a name. Matches may overlap.
 */
export type FindNames = (
  words: readonly string[],
  isPlain: (word: string) => boolean,
) => readonly NameMatch[];
