/** What hides in a text or turns it around: controls other than the line break, bidi marks, tags, lone surrogates. */
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

const rightToLeft =
  '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}';

/** A stretch of right-to-left words with what stands between them. */
const rightToLeftRun = new RegExp(`[${rightToLeft}](?:[^\\S\\n]*[^\\s\\d\\n]*[${rightToLeft}])*`, 'gu');

/** At most `most` characters; what was cut is shown as cut. */
const cut = (text: string, most: number): string => {
  const letters = text.length <= most ? text : text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  return letters.length === text.length ? text : `${letters.trimEnd()}…`;
};

/**
 * Text for Slack's plain and rich text objects, which take it literally: nothing hidden, and right-to-left names set
 * apart (U+2068, U+2069) so that they do not turn the figures beside them around.
 */
export const literal = (text: string, most: number): string => {
  const plain = text
    .slice(0, most * 2)
    .replace(invisible, '')
    .replace(rightToLeftRun, '\u2068$&\u2069');
  const short = cut(plain, most);
  // A cut may leave a stretch open.
  return short.lastIndexOf('\u2068') > short.lastIndexOf('\u2069')
    ? `${short.slice(0, most - 1)}\u2069`
    : short;
};

/** Word joiner: takes up no room and keeps Slack from reading what stands around it as one sign. */
const joiner = '\u2060';

/** Text for the message's own `text`, which Slack reads for marks, mentions and links: none is left to find. */
export const escaped = (text: string, most: number): string =>
  cut(text.slice(0, most * 2).replace(invisible, ''), most)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[*_~`@]/g, `$&${joiner}`)
    .replace(/:(?=\/\/|[\w+-]+:)/g, `:${joiner}`)
    .replace(/(?<=[\p{L}\d])\.(?=\p{L})/gu, `.${joiner}`);
