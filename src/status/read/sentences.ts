import { clean } from '#src/lib/text.ts';

/** Where a full stop ends no sentence. */
const shortForms =
  /\b(?:approx|e\.g|i\.e|etc|vs|no|nos|ca|incl|resp|St|Dr|Mr|Ms|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/i;

/** Stands for a full stop that ends nothing while sentences are split. */
const dot = '\u2024';

/** Text of a source without markup, links and invisible characters; its words and figures are untouched. */
export const bareText = (text: string): string =>
  clean(
    text
      .replace(/<br\s*\/?>|<\/(?:p|li|div|h\d)>/gi, '\n')
      .replace(/<(?:https?:|mailto:|[@#!])[^<>]*>/g, ' ')
      .replace(/<\/?[a-z][^<>]*>/gi, ' ')
      .replace(/&nbsp;/g, ' ')
      .replace(/&amp;/g, '&')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/https?:\/\/\S+?(?=[.,;)]*(?:\s|$))/g, 'its help page')
      .replace(/(?<!\w)[*_]{1,3}|\*{1,3}(?!\w)|~~|`/g, ''),
    20_000,
  );

const protect = (text: string): string =>
  text
    .replace(/(\d)\.(?=\d)/g, `$1${dot}`)
    .replace(/\.(?=[a-z]{2,4}\b(?!\s[A-Z]))/g, dot)
    .replace(/\b(?:e\.g|i\.e)\./gi, (found) => found.replaceAll('.', dot))
    .replace(/\b[ap]\.m\./gi, (found) => found.replaceAll('.', dot));

/** Nothing that needs more characters is a sentence a person wrote. */
const longest = 600;

/** The sentences of a text: full stops, list items and line ends part them, decimals and short forms do not. */
export const sentencesOf = (text: string): readonly string[] => {
  const lines = text
    .replace(/<(?:https?:|mailto:|[@#!])[^<>]*>/g, '\n')
    .split(/\n+/)
    .flatMap((line) => bareText(line).split(/(?:^|(?<=\s))(?:[-•*–]|\d{1,2}[.)])\s+(?=[A-Z0-9~<"“])/));
  const sentences: string[] = [];
  for (const line of lines) {
    for (const piece of protect(line).split(/(?<=[.!?]["”')]?)\s+(?=["“'(]?(?:[\p{Lu}\d~<]|p\d\d\b))/u)) {
      const sentence = piece.replaceAll(dot, '.').trim();
      const last = sentences.at(-1);
      if (last !== undefined && shortForms.test(last))
        sentences[sentences.length - 1] = `${last} ${sentence}`;
      else if (/[\p{L}\d]/u.test(sentence)) sentences.push(clean(sentence, longest));
    }
  }
  return sentences;
};
