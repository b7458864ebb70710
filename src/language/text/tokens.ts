import { fold } from '#src/lib/text.ts';

/**
 * A word of a message. `word` is folded (lower case, no accents), `raw` as typed; `before` and `after` are the
 * characters between it and its neighbours, spaces folded to one: where signs such as `>`, `%`, `/`, `€` are read.
 */
export type Token = {
  readonly word: string;
  readonly raw: string;
  readonly before: string;
  readonly after: string;
};

/** Longest message that is read; more is not a question to a colleague. */
export const mostCharacters = 600;

/** Slack's own mark-up as the words it stands for: mentions and links vanish, labels of channels and links stay. */
const withoutMarkup = (text: string): string =>
  text
    .replace(/<[@!][^<>]{0,120}>/gu, ' ')
    .replace(/<#[A-Z0-9]{1,20}\|?([^<>|]{0,80})>/gu, ' $1 ')
    .replace(/<[a-z]{2,10}:[^<>|]{0,500}\|([^<>]{0,200})>/giu, ' $1 ')
    .replace(/<[a-z]{2,10}:[^<>]{0,500}>/giu, ' ')
    .replace(/(^|[\s\p{P}]):[a-z][a-z0-9_+'-]{0,60}:(?=$|[\s\p{P}])/gu, '$1 ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** Signs and slashed short forms that say what a word would, in the order they are replaced. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/(?<=^|\s)w\/o(?=\s)/giu, 'without'],
  [/(?<=^|\s)w\/c(?=\s)/giu, 'week commencing'],
  [/(?<=^|\s)w\/(?=\s?\p{L})/giu, 'with '],
  [/(?<=^|\s)([dwmqy])\/\1(?=\s|$|\p{P})/giu, '$1o$1'],
  [/\s-+>\s/g, ' to '],
  [/>=|=>|\u2265/g, ' at least '],
  [/<=|=<|\u2264/g, ' at most '],
  [/>/g, ' more than '],
  [/</g, ' less than '],
  [/(\d)\s?\+(?=\s|$|\p{P})/gu, '$1 or more'],
  [/&/g, ' and '],
  [/%/g, ' percent '],
  [/\u20ac/g, ' eur '],
  [/\u00a3/g, ' gbp '],
  [/\$(?=\s?\d)/g, ' usd '],
];

/** Text as people see it: NFKC, no mark-up, no invisible characters; line breaks end a sentence. */
const visible = (text: string): string =>
  signs
    .reduce((seen, [sign, words]) => seen.replace(sign, words), withoutMarkup(text.normalize('NFKC')))
    .replace(/\r?\n/g, ' ; ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/(\p{L})['\u2019`](?=\p{L})/gu, '$1')
    .replace(/[`*_~]/g, ' ')
    .replace(/\s+/gu, ' ');

/** The words of a message with what stands between them. Linear in the length of the text. */
export const tokenise = (text: string): readonly Token[] => {
  const seen = visible(text);
  const found = [...seen.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const glue = (from: number, to: number): string => fold(seen.slice(from, to)).replace(/\s+/gu, ' ');
  return found.map((match, index) => {
    const raw = match[0];
    const previous = found[index - 1];
    const start = match.index;
    const next = found[index + 1]?.index ?? seen.length;
    return {
      raw,
      word: fold(raw),
      before: glue(previous ? previous.index + previous[0].length : 0, start),
      after: glue(start + raw.length, next),
    };
  });
};
