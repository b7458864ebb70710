import { fold, singular, wordsOf } from '#src/lib/text.ts';
import { mayMean } from '#src/metrics/spelling.ts';

/** Words too common to tell names apart. */
const noise = new Set(
  'the a an of and for with in on to by und mit fur de la el con y von der die das'.split(' '),
);

/** A name as the words it is recognised by: folded, singular, without "the" and "of". */
export const nameWords = (text: string): readonly string[] =>
  wordsOf(text)
    .map((word) => singular(fold(word)))
    .filter((word) => !noise.has(word));

/** The entries that a typed word leads to; `typo` when only a slip explains it; `length` is how many typed words it took. */
export type Hit = { readonly entries: ReadonlySet<number>; readonly typo: boolean; readonly length: number };

/** The ways to take the word at a position: as it is, with the next one as one word, as a number of a unit, as a slip. */
export type WordIndex = (words: readonly string[], i: number) => readonly Hit[];

/**
 * Builds the index of lists of words, one list per entry. Numbers, words with digits and those in `exactOnly`
 * (colours, sizes) are never matched by similarity; nor are typed words that `isPlain` knows to mean something else.
 */
export const indexWords = (
  lists: readonly (readonly string[])[],
  exactOnly: ReadonlySet<string>,
): ((isPlain: (word: string) => boolean) => WordIndex) => {
  const postings = new Map<string, Set<number>>();
  const post = (word: string, entry: number): void => {
    const entries = postings.get(word);
    if (entries) entries.add(entry);
    else postings.set(word, new Set([entry]));
  };
  lists.forEach((words, entry) => {
    for (const word of words) post(word, entry);
    for (const pair of shortPairs(words)) post(pair, entry);
  });
  const byLetter = Map.groupBy(
    [...postings.keys()].filter((word) => word.length >= 4 && !/\d/.test(word) && !exactOnly.has(word)),
    (word) => word[0] ?? '',
  );
  const withUnit = Map.groupBy(
    [...postings.keys()].filter((word) => /^\d+[a-z]+$/.test(word)),
    (word) => String(Number.parseInt(word, 10)),
  );
  const union = (words: readonly string[]): ReadonlySet<number> | null => {
    const [only, ...more] = words;
    if (only === undefined) return null;
    const first = postings.get(only) ?? new Set<number>();
    return more.length === 0
      ? first
      : more.reduce((all, word) => all.union(postings.get(word) ?? new Set()), first);
  };
  /** Ways to take the word that need no guessing. */
  const surely = (word: string, next: string | undefined): readonly (Hit | null)[] => [
    hit(postings.has(word) ? [word] : [], { length: 1 }),
    hit(next !== undefined && postings.has(word + next) ? [word + next] : [], { length: 2 }),
    hit(/^\d+$/.test(word) ? (withUnit.get(word) ?? []) : [], { length: 1 }),
  ];
  const hit = (
    found: readonly string[],
    how: { readonly length: number; readonly typo?: boolean },
  ): Hit | null => {
    const entries = union(found);
    return entries && { entries, typo: false, ...how };
  };
  return (isPlain) => (words, i) => {
    const word = words[i] ?? '';
    const sure = surely(word, words[i + 1]).filter((one) => one !== null);
    if (sure.length > 0 || isPlain(word) || exactOnly.has(word)) return sure;
    const slips = (byLetter.get(word[0] ?? '') ?? []).filter((meant) => mayMean(word, meant));
    const slip = hit(slips, { length: 1, typo: true });
    return slip ? [slip] : [];
  };
};

/** `T-Shirt` is also typed as one word. */
const shortPairs = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, i) => {
    const next = words[i + 1];
    return next !== undefined && (word.length <= 2 || next.length <= 2) && !/^\d+$/.test(word + next)
      ? [word + next]
      : [];
  });
