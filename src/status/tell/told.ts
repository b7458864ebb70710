import { readingGrade } from '../book/grade.ts';
import { isPlainWord } from '../book/plain-words.ts';
import type { Plain, Plainly } from '../book/plainly.ts';
import { asSentence } from '../book/plainly.ts';
import { figuresIn } from '../read/figures.ts';

/** A sentence of the source as we tell it; `unclear` are the words that had to be left out or named only. */
export type Told = { readonly text: string; readonly unclear: readonly string[] };

/** Where a sentence can be cut without changing what the rest says. */
const joints =
  /\s*(?:;|:(?=\s)| – | — |,\s(?=(?:which|resulting|leading|causing|triggering|meaning|allowing|requiring|preventing|disrupting|affecting|impacting|as\b|while|due|where|who\b|because|including|with\b|though|although|however)|but\b|(?:and|so) (?:we|it|this|they|users|customers|some|no\b|all|by|at|\d|about|approximately|most|recovery|the \w+ (?:is|was|are|were)))|\s(?=requiring (?:users|customers)))\s*/;

const maxWords = 30;

const isShort = (text: string): boolean => text.split(' ').length <= maxWords && readingGrade(text) <= 13;

const isGood = ({ text, unclear }: Plain): boolean => unclear.length === 0 && isShort(text) && text !== '';

/** The clauses of a sentence, without side remarks in brackets that hold no figure. */
export const clausesOf = (text: string): readonly string[] =>
  text
    .replace(/\s*\(([^()]*)\)/g, (found, inside: string) => (figuresIn(inside).length > 0 ? found : ''))
    .split(joints)
    .filter((clause) => clause.trim() !== '');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Clauses of a sentence that must stay: those with figures, else the first one. */
const neededClauses = (text: string): readonly string[] => {
  const clauses = clausesOf(text);
  const withFigures = clauses.filter(
    (clause) =>
      figuresIn(clause).length > 0 ||
      /\d{1,2}:\d\d|\b\d{1,2}(?::\d\d)?\s?[ap]m\b|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(
        clause,
      ),
  );
  return withFigures.length > 0 ? withFigures : clauses.slice(0, 1);
};

/** A clause that begins with the word that joined it, as a sentence of its own. */
const standing = (clause: string): string =>
  clause.replace(
    /^(?:and|but|so|while|though|although|with|causing|resulting in|leading to|as|where) (?!(?:with|a result)\b)(?:also )?/i,
    '',
  );

/** Joined again: the first clause and those that carry figures, as sentences of their own. */
const shortened = (text: string, plainly: Plainly): Plain => {
  const [first = ''] = clausesOf(text);
  const needed = neededClauses(text);
  const both = needed.includes(first) ? needed : [first, ...needed];
  for (const clauses of [both, needed]) {
    const parts = clauses.map((clause) => plainly(standing(clause)));
    const whole = {
      text: parts
        .map((part) => part.text.replace(/[.,;]+$/, ''))
        .map((part, index) => (index === 0 ? part : capital(part)))
        .join('. '),
      unclear: parts.flatMap((part) => part.unclear),
    };
    if (whole.unclear.length === 0 && parts.every(isGood)) return whole;
  }
  const parts = needed.map((clause) => plainly(standing(clause)));
  return {
    text: parts.map((part) => capital(part.text.replace(/[.,;]+$/, ''))).join('. '),
    unclear: parts.flatMap((part) => part.unclear),
  };
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * Names nobody explained are named as such; other unexplained words go: in front of a plain word they only narrow it
 * down, elsewhere "a technical part" stands for them.
 */
const withoutUnclear = ({ text, unclear }: Plain): string => {
  let rest = text;
  for (const word of new Set(unclear)) {
    const pattern = escaped(word);
    if (/^[A-Z][a-z]{2,}/.test(word)) {
      rest = rest.replace(new RegExp(`(?<![\\w“])${pattern}(?:['’]s)?(?! \\()(?![\\w”])`, 'gu'), `“${word}”`);
      continue;
    }
    rest = rest.replace(
      new RegExp(`(?<![\\w“])${pattern}(?:['’]s)? (?=([\\p{L}-]+))`, 'gu'),
      (found, next: string) =>
        isPlainWord(next) &&
        !/^(?:and|or|of|for|in|on|at|to|from|by|with|is|are|was|were|has|have|had|that|which|may|can|will)$/i.test(
          next,
        )
          ? ''
          : found,
    );
    rest = rest.replace(
      new RegExp(
        `(?:\\b(?:the|a|an|its|our|their|this|that) )?(?<![\\w“])${pattern}(?![\\w”])(?:['’]s)?`,
        'gu',
      ),
      'a technical part',
    );
  }
  return rest
    .replace(
      /(?:\b(?:a|an|the) )?a technical part(?:(?:,| and| or| of| for| in| on)? (?:(?:a|an|the) )?a technical part)*/g,
      'a technical part',
    )
    .replace(/” “/g, ' ')
    .replace(/(?<!\b(?:named|called|the) )“([^”]+)”(?! \p{Ll}{4,})/gu, 'a part named “$1”')
    .replace(/\s{2,}/g, ' ');
};

/** Tells a sentence in plain words: as a whole where that is clear and short, else its needed clauses, else without the words nobody explained. */
export const tellSentence = (text: string, plainly: Plainly): Told => {
  const whole = plainly(text);
  if (isGood(whole)) return { text: asSentence(whole.text), unclear: [] };
  const short = shortened(text, plainly);
  if (short.unclear.length === 0 && short.text !== '' && readingGrade(short.text) <= 13)
    return { text: asSentence(short.text), unclear: [] };
  const best = short.unclear.length <= whole.unclear.length || !isShort(whole.text) ? short : whole;
  return { text: asSentence(withoutUnclear(best)), unclear: [...new Set(best.unclear)] };
};
