import { singular, wordsOf } from '#src/lib/text.ts';
import { askable } from '#src/metrics/catalogue.ts';
import type { Synonyms } from '#src/metrics/define.ts';
import { dimension, dimensionIds } from '#src/metrics/dimensions.ts';
import type { Cue } from '../words/cues.ts';
import { cuePhrases } from '../words/cues.ts';
import type { Language } from '../words/fillers.ts';
import { languages } from '../words/fillers.ts';
import type { Meaning, Mention, Word } from './meaning.ts';

/** Words that may stand inside a phrase without changing it: "orders [did we] ship", "cost [of the] goods". */
const transparent = new Set(
  `did do does we you i our us the a an have has had were was are is been be being get got gets of it they them that
   still yet already currently actually really haben hat wir wurden wurde sind die der das den se hemos han`.split(
    /\s+/,
  ),
);

/** `tail`: the words that end a phrase with something in its middle ("how long will … last"); empty for most. */
type Phrase = {
  readonly words: readonly string[];
  readonly tail: readonly string[];
  readonly meaning: Meaning;
};

const keyWords = (phrase: string): readonly string[] => {
  const words = wordsOf(phrase).map(singular);
  const kept = words.filter((word) => !transparent.has(word));
  return kept.length > 1 ? kept : words;
};

const all = (synonyms: Synonyms): readonly string[] =>
  languages.flatMap((language) => synonyms[language] ?? []);

const phrasesOf = (texts: readonly string[], meaning: Meaning, words = keyWords): readonly Phrase[] =>
  texts
    .filter((text) => text !== '')
    .map((text) => {
      const [lead = '', tail = ''] = text.split('…');
      return { words: words(lead), tail: words(tail), meaning };
    });

const plainWords = (phrase: string): readonly string[] => wordsOf(phrase).map(singular);

const cuesOf = (language: Language): readonly Phrase[] =>
  Object.entries(cuePhrases).flatMap(([cue, lists]) =>
    phrasesOf(lists[language]?.split(', ') ?? [], { kind: 'cue', cue: cue as Cue }, plainWords),
  );

/** Every phrase that means something, whatever the shop: the catalogue, the dimensions, the cues. */
const phrases: readonly Phrase[] = [
  ...askable.flatMap(({ id, synonyms, verbs, vague }) => [
    ...phrasesOf(all(synonyms), { kind: 'metric', id, how: 'sure' }),
    ...phrasesOf(verbs ?? [], { kind: 'metric', id, how: 'verb' }),
    ...phrasesOf(vague?.words ?? [], { kind: 'metric', id, how: 'vague' }),
  ]),
  ...dimensionIds.flatMap((id) => {
    const { synonyms, values = {} } = dimension(id);
    return [
      ...phrasesOf(all(synonyms), { kind: 'dimension', id }, plainWords),
      ...Object.entries(values).flatMap(([value, names]) =>
        phrasesOf(all(names), { kind: 'value', dimension: id, value }, plainWords),
      ),
    ];
  }),
  ...languages.flatMap(cuesOf),
];

const byFirst = Map.groupBy(phrases, ({ words }) => words[0] ?? '');

/** Words of all phrases, as keys; what a word may be a slip for. */
export const phraseWords: ReadonlySet<string> = new Set(
  phrases.flatMap(({ words, tail }) => [...words, ...tail]),
);

/** The phrase's words from a position on, other words that say nothing allowed between them; the end, or null. */
const matchEnd = (phrase: Phrase, words: readonly Word[], start: number): number | null => {
  const mayGap = phrase.meaning.kind === 'metric';
  let i = start;
  for (const [place, wanted] of phrase.words.entries()) {
    let gap = 0;
    while (
      place > 0 &&
      mayGap &&
      gap < 4 &&
      words[i]?.stem !== wanted &&
      transparent.has(words[i]?.stem ?? '')
    ) {
      i += 1;
      gap += 1;
    }
    if (words[i]?.stem !== wanted || (place > 0 && /[,;:?!]/.test(words[i]?.before ?? ''))) return null;
    i += 1;
  }
  return i;
};

/** Most words in the middle of a phrase: a product with its options. */
const widestMiddle = 8;

/** Every phrase found in the words; the same words can mean several things. */
export const findPhrases = (words: readonly Word[]): readonly Mention[] =>
  words.flatMap((word, start) =>
    (byFirst.get(word.stem) ?? []).flatMap((phrase) => {
      const end = matchEnd(phrase, words, start);
      if (end === null) return [];
      const found = { start, end, size: phrase.words.length, meanings: [phrase.meaning] };
      if (phrase.tail.length === 0) return [found];
      const tail = findTail(phrase, words, end);
      return tail ? [found, tail] : [];
    }),
  );

/** Where a phrase goes on after what stands in its middle. */
const findTail = ({ tail }: Phrase, words: readonly Word[], from: number): Mention | null => {
  const at = words.findIndex(
    (_, i) =>
      i > from && i <= from + widestMiddle && tail.every((wanted, k) => words[i + k]?.stem === wanted),
  );
  if (at < 0) return null;
  return { start: at, end: at + tail.length, size: tail.length, meanings: [{ kind: 'cue', cue: 'filler' }] };
};
