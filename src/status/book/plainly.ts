import { phrases } from './phrase-book.ts';
import { unclearWords } from './plain-words.ts';
import type { Part, Supplier } from './suppliers.ts';
import { tidyFigures } from './tidy.ts';
import { putRound, withoutLead } from './turns.ts';

/** A piece of text in plain words, and the words in it that nobody explained. */
export type Plain = { readonly text: string; readonly unclear: readonly string[] };

/** Rewrites technical text in plain words for events of one supplier (or of our own systems). */
export type Plainly = (text: string) => Plain;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/'/g, "['’]");

const isCapitals = (said: string): boolean => /[A-Z]/.test(said) && !/[a-z]{2}/.test(said);

/** Names that are ordinary words too: at the start of a sentence they count as a name only where the next word allows it. */
const isCommon = (name: string): boolean =>
  /^(?:Issues|Actions|Pages|Projects|Packages|Discussions|Notifications|Support|Images|Admin|Checkout|Billing|Workers|Reports)$/.test(
    name,
  );

const nameFollows =
  "(?=,? (?!with|related|affecting|impacting|in|on|at|to|have been|has been|taken|loading)[a-z]+\\b|'s|:|, )";

const patternOfPart = ({ name }: Part): string =>
  isCommon(name) ? `(?:(?<!^)(?<![.:;] )${name}|^${name}${nameFollows})` : escaped(name);

const patternOf = (said: string): string => (isCapitals(said) ? escaped(said) : `(?i:${escaped(said)})`);

const edges = (pattern: string): string => `(?<![\\w/.-])(?:${pattern})(?![\\w/]|-\\w|\\.\\w)`;

/** Names of AI models stay, behind what they are: nobody can know the difference between two of them otherwise. */
const models =
  /(?<!AI model )\b(?:the )?((?:Claude|GPT|Gemini|Grok|Sonnet|Opus|Haiku|Codex|Fable|Llama|Mistral)(?:[ -](?:[A-Z][\w.]*|\d[\d.]*|mini|Code|Fast|Pro|Max|Flash))*)(?: models?)?/g;

/** What is said about the speaker: "we" is the supplier, or our own IT. */
const spoken = (text: string, speaker: string, isOwn: boolean): string =>
  text
    .replace(
      /\b(?:we|our team|our teams|the team|our engineers|the teams) (?:have|has)\b|\bwe've\b/gi,
      `${speaker} has`,
    )
    .replace(/\b(?:we|our team|our teams|the team|our engineers) (?:are|is)\b|\bwe're\b/gi, `${speaker} is`)
    .replace(
      /\bwe (believe|expect|see|continue|know|plan|hope|understand|anticipate|confirm|receive|notice|observe|need|keep|advise|recommend|assume|think|suspect|get|find|ask|want)\b/gi,
      `${speaker} $1s`,
    )
    .replace(/\bwe'll\b/gi, `${speaker} will`)
    .replace(/\bwe\b/gi, speaker)
    .replace(/\bour\b/gi, isOwn ? 'our' : 'its')
    .replace(/\bus\b(?!\W*(?:east|west|users))/g, speaker);

const tidyWords = (text: string): string =>
  text
    .replace(/\b(about|more than|less than) (?:a |an )?\1\b/gi, '$1')
    .replace(/\b(?:a|an) (?=(?:more|fewer|failures|long waits|longer waits|trouble|now and then)\b)/gi, '')
    .replace(/\b(the|a|an|of|to|in|for|with) \1\b/gi, '$1')
    .replace(/\b(has|have|had|been|be) took\b/gi, '$1 taken')
    .replace(/\ba(?= [aeiou])(?! (?:u[ns][eiu]|one|use|eu))/gi, (a) => `${a}n`)
    .replace(/\ban(?= (?:[bcdfgjklmnpqrstvwxyz]|one|use|uni))/gi, (an) => an.slice(0, 1))
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/([,;:]){2,}/g, '$1')
    .replace(/\s{2,}/g, ' ')
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, '')
    .trim();

/** Capital at the start, full stop at the end. */
export const asSentence = (text: string): string => {
  const whole = text.trim();
  if (whole === '') return '';
  const start = whole.charAt(0).toUpperCase() + whole.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
};

/**
 * The rewriter for one supplier: its parts by their plain names, the phrase book, figures written out, "we" by the
 * speaker's name. Longest entries win and nothing is rewritten twice.
 */
export const plainlyFor = (supplier: Supplier | null, parts: readonly Part[] = noParts): Plainly => {
  const ofParts = made.get(parts) ?? new Map<string, Plainly>();
  made.set(parts, ofParts);
  const name = supplier?.name ?? '';
  const plainly = ofParts.get(name) ?? remembering(compile(supplier, parts));
  ofParts.set(name, plainly);
  return plainly;
};

const noParts: readonly Part[] = [];

/** Compiled rewriters by own parts and supplier: making one takes 10 ms. */
const made = new WeakMap<readonly Part[], Map<string, Plainly>>();

const mostRemembered = 500;

/** Six departments read the same sentences: each is rewritten once. */
const remembering = (plainly: Plainly): Plainly => {
  const seen = new Map<string, Plain>();
  return (text) => {
    const known = seen.get(text);
    if (known) return known;
    if (seen.size >= mostRemembered) seen.clear();
    const plain = plainly(text);
    seen.set(text, plain);
    return plain;
  };
};

/** Three and more parts in a row: the telling names what is hit once, and no sentence need do it again. */
const listsOf = (known: readonly Part[]): RegExp => {
  if (known.length === 0) return /(?!)/;
  const names = [...new Set(known.map(({ short }) => short))]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');
  const one = `(?:the |other )?(?:${names}|screens and links to other programs)(?: screens and links to other programs)?`;
  return new RegExp(
    `(?:the )?(?:${one})(?:, ${one})+,? (?:and|or) (?:${one}|(?:a few )?(?:other|more) \\w+)`,
    'g',
  );
};

const compile = (supplier: Supplier | null, parts: readonly Part[]): Plainly => {
  const known = [...parts, ...(supplier?.parts ?? [])];
  const says = new Map<string, string>();
  for (const { said, plainly } of phrases) says.set(isCapitals(said) ? said : said.toLowerCase(), plainly);
  for (const { name, short } of known) says.set(name, short);
  const patterns = [
    ...phrases.map(({ said }) => ({ length: said.length, pattern: patternOf(said) })),
    ...known.map((part) => ({ length: part.name.length + 0.5, pattern: patternOfPart(part) })),
  ].sort((a, b) => b.length - a.length);
  const book = new RegExp(edges(patterns.map(({ pattern }) => pattern).join('|')), 'g');
  const lists = listsOf(known);
  const speaker = supplier?.name ?? 'IT';
  const prefix = supplier
    ? new RegExp(`\\b${escaped(supplier.name)}(?:'s)? (?=[A-Z][a-z])(?!CLI|App)`, 'g')
    : /(?!)/;
  const names = supplier ? [supplier.name] : [];
  return (text) => {
    const figured = tidyFigures(text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' '));
    const round = spoken(putRound(withoutLead(figured)).replace(prefix, ''), speaker, supplier === null);
    const said = round.replace(book, (found) => {
      const plain = found.replaceAll('’', "'");
      return says.get(plain) ?? says.get(plain.toLowerCase()) ?? found;
    });
    const kept: string[] = [];
    const named = said.replace(models, (_, name: string) => {
      kept.push(name.trim());
      return `the AI model ${name.trim()}`;
    });
    const rewritten = tidyWords(named.replace(lists, 'several of its parts'));
    return {
      text: rewritten,
      unclear: unclearWords(rewritten, [...names, ...kept.sort((a, b) => b.length - a.length)]),
    };
  };
};
