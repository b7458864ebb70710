import type { Context } from '#src/language/interpretation.ts';
import type { Token } from '#src/language/text/tokens.ts';
import { tokenise } from '#src/language/text/tokens.ts';
import { timeWord, timeWords } from '#src/language/time/lexicon.ts';
import { timeAt } from '#src/language/time/parse.ts';
import type { Cue } from '#src/language/words/cues.ts';
import { cuePhrases } from '#src/language/words/cues.ts';
import { isFiller, languages } from '#src/language/words/fillers.ts';
import { singular } from '#src/lib/text.ts';
import type { Reading } from './form.ts';
import { bare } from './rewrite.ts';

/** Longest quote for a metric, in words; more would swallow what else was said. */
const longestMetricQuote = 4;

const wordsOf = (text: string): readonly string[] => tokenise(text).map(({ word }) => word);

const quotesOf = ({ metrics, filters, groupBy, time, comparison, rank }: Reading): readonly string[] => [
  ...metrics.map(({ quote }) => quote),
  ...filters.map(({ value }) => value),
  ...groupBy.map(({ quote }) => quote),
  ...[time, comparison, rank].flatMap((one) => (one ? [one.quote] : [])),
];

/** The places of a quote's words in the message that no other quote has taken; null when it is not there. */
const placesOf = (
  quote: string,
  message: readonly Token[],
  taken: ReadonlySet<number>,
): readonly number[] | null => {
  const words = wordsOf(quote);
  if (words.length === 0) return null;
  const start = message.findIndex((_, i) =>
    words.every((word, k) => message[i + k]?.word === word && !taken.has(i + k)),
  );
  return start < 0 ? null : words.map((_, k) => start + k);
};

/** Words of the message that no quote covers; null when a quote is not in it, or two quotes share words. */
export const uncovered = (reading: Reading, text: string): readonly string[] | null => {
  const message = tokenise(text);
  const taken = new Set<number>();
  for (const quote of quotesOf(reading)) {
    const places = placesOf(quote, message, taken);
    if (!places) return null;
    for (const place of places) taken.add(place);
  }
  return message.filter((_, i) => !taken.has(i)).map(({ word }) => word);
};

const cueWords = (...cues: readonly Cue[]): ReadonlySet<string> =>
  new Set(
    cues.flatMap((cue) =>
      Object.values(cuePhrases[cue]).flatMap((list) => list.split(', ').flatMap(wordsOf)),
    ),
  );

const joining = cueWords('by', 'each', 'which', 'list', 'how_many', 'how_much', 'filler');
/** Single words only: the small words of "other than" and "outside of" deny nothing by themselves. */
const denying: ReadonlySet<string> = new Set(
  Object.values(cuePhrases.not).flatMap((list) => list.split(', ').filter((phrase) => !phrase.includes(' '))),
);
const comparing = cueWords('versus');
const asking = cueWords('why', 'forecast');

/** Whether every word that no quote covers is one that says nothing, or is said by another slot. */
export const isExplained = (reading: Reading, words: readonly string[]): boolean => {
  const negates = reading.filters.some(({ negated }) => negated);
  return words.every(
    (word) =>
      !/\d/.test(word) &&
      (languages.some((language) => isFiller(word, language)) ||
        joining.has(word) ||
        (negates && denying.has(word)) ||
        (reading.comparison !== null && comparing.has(word)) ||
        (reading.intent !== 'figures' && asking.has(word))) &&
      (negates || !denying.has(word)),
  );
};

/** A quote that hides a number, a negation, a time or a name of the shop's says more than a metric or a split. */
const saysMore = (quote: string, context: Context): boolean => {
  const words = wordsOf(quote);
  const names = context.findNames(words, () => false);
  return (
    words.some((word) => /\d/.test(word) || denying.has(word) || isCalendar(word)) ||
    names.some(({ fit }) => fit !== 'weak')
  );
};

const isCalendar = (word: string): boolean =>
  timeWords(singular(word)).some(({ is }) =>
    ['unit', 'day', 'month', 'weekday', 'last', 'next'].includes(is),
  );

const saysLimit = ({ rank }: Reading): boolean =>
  rank === null ||
  rank.limit === null ||
  wordsOf(rank.quote).some(
    (word) => word === String(rank.limit) || timeWord(singular(word), 'number')?.n === rank.limit,
  );

/** Whether each quote says just what its slot is for. */
export const areHonest = (reading: Reading, context: Context): boolean =>
  reading.metrics.every(
    ({ quote }) => wordsOf(quote).length <= longestMetricQuote && !saysMore(quote, context),
  ) &&
  reading.groupBy.every(
    ({ quote }) => wordsOf(quote).length <= longestMetricQuote && !saysMore(quote, context),
  ) &&
  saysLimit(reading);

/** A quoted period as the grammar reads it: `sure` when it reads the quote itself, not only the model's English for it. */
export const worded = (said: Reading['time']): { readonly text: string | null; readonly sure: boolean } => {
  if (!said) return { text: null, sure: true };
  const quote = bare(said.quote);
  return isPeriod(quote) ? { text: quote, sure: true } : { text: bare(said.english), sure: false };
};

const isPeriod = (text: string): boolean => {
  const tokens = tokenise(text).map((token) => ({ ...token, stem: singular(token.word) }));
  return tokens.some((_, i) => timeAt(tokens, i)?.end === tokens.length && i <= 2);
};
