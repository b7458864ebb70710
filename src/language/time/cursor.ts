import type { TimeWord } from './lexicon.ts';
import { timeWord } from './lexicon.ts';
import type { TimeRule, YearRef } from './rules.ts';

/** What the grammar needs of a token. `stem` is the word after spelling. */
export type TimeToken = {
  readonly stem: string;
  readonly word: string;
  readonly before: string;
  readonly after: string;
};

export type Tokens = readonly TimeToken[];

/** A phrase that was read: its rule and the position after its last word. */
export type Parsed = { readonly rule: TimeRule; readonly end: number };

export type Parser = (t: Tokens, i: number) => Parsed | null;

/** The word at a position, if it says this about time. */
export const is = <K extends TimeWord['is']>(
  t: Tokens,
  i: number,
  kind: K,
): Extract<TimeWord, { readonly is: K }> | null => timeWord(t[i]?.stem, kind);

/** Whether a word follows the one before it directly: nothing but a space, a hyphen or the dot of an ordinal (`1. bis`) between them. */
export const joined = (t: Tokens, i: number): boolean => {
  const glue = t[i]?.before ?? ';';
  return /^[ -]?$/.test(glue) || (/^\. $/.test(glue) && /^\d{1,2}$/.test(t[i - 1]?.word ?? ''));
};

/** The next position that is not "of", "the", "in" …; at most three are skipped. */
export const skipLinks = (t: Tokens, from: number): number => {
  let i = from;
  while (i < from + 3 && joined(t, i) && (is(t, i, 'link') || is(t, i, 'from')) && !is(t, i, 'edge')) i += 1;
  return i;
};

/** A number in digits of at most `digits` places, alone or with a suffix such as `th`. */
export const digits = (t: Tokens, i: number, most = 2): number | null => {
  const word = t[i]?.word ?? '';
  return /^\d+$/.test(word) && word.length <= most ? Number(word) : null;
};

/** How many: digits or a number word up to twelve. */
export const count = (t: Tokens, i: number): number | null =>
  digits(t, i, 3) ?? is(t, i, 'number')?.n ?? null;

/** `1st`, `2nd`, `third`, `21st`. */
export const ordinal = (t: Tokens, i: number): number | null => {
  const match = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(t[i]?.word ?? '');
  if (match) return Number(match[1]);
  return is(t, i, 'first') ? 1 : (is(t, i, 'ordinal')?.n ?? null);
};

/** A year in four digits that a shop can mean. */
export const fourDigitYear = (t: Tokens, i: number): number | null => {
  const year = digits(t, i, 4);
  return year !== null && year >= 1990 && year <= 2099 ? year : null;
};

/** A year after a named date: `2025`, `'25`, `last year`, `of this year`, `año pasado`; none = null at the same place. */
export const yearRef = (t: Tokens, from: number): { readonly year: YearRef; readonly end: number } => {
  const i = skipLinks(t, from);
  const none = { year: null, end: from };
  if (i >= t.length || !/^[ ,'/-]{0,2}$/.test(t[i]?.before ?? ';')) return none;
  const year = fourDigitYear(t, i);
  if (year !== null) return { year, end: i + 1 };
  const short = digits(t, i);
  if (short !== null && t[i]?.before.endsWith("'")) return { year: 2000 + short, end: i + 1 };
  const offset = relativeYear(t, i);
  return offset === null ? none : { year: { offset }, end: i + 2 };
};

const relativeYear = (t: Tokens, i: number): number | null => {
  const unit = (at: number): boolean => is(t, at, 'unit')?.unit === 'year';
  if (unit(i + 1)) return is(t, i, 'last') ? -1 : is(t, i, 'this') ? 0 : is(t, i, 'next') ? 1 : null;
  return unit(i) && is(t, i + 1, 'last') ? -1 : null;
};

/** The longest of what several parsers read at a position. */
export const longest =
  (...parsers: readonly Parser[]): Parser =>
  (t, i) => {
    let best: Parsed | null = null;
    for (const parse of parsers) {
      const read = parse(t, i);
      if (read && read.end > (best?.end ?? i)) best = read;
    }
    return best;
  };
