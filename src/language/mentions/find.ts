import type { NameMatch } from '#src/metrics/names.ts';
import { isPlain } from '../text/read-words.ts';
import { timeAt } from '../time/parse.ts';
import type { Language } from '../words/fillers.ts';
import { isFiller } from '../words/fillers.ts';
import { findBounds } from './bounds.ts';
import type { Meaning, Mention, Word } from './meaning.ts';
import { findPhrases } from './phrases.ts';
import { findReferences } from './references.ts';

const isLink = (word: Word): boolean =>
  /^(the|in|on|at|of|for|over|during|a|im|am|der|die|el|la|en|de)$/.test(word.word);

const findTimes = (words: readonly Word[]): readonly Mention[] =>
  words.flatMap((_, start) => {
    const read = timeAt(words, start);
    if (!read || isCompared(words, start, read.rule.kind)) return [];
    const size = words.slice(start, read.end).filter((word) => !isLink(word)).length;
    const from = words[start - 1]?.word === 'over' && read.rule.kind !== 'last' ? start - 1 : start;
    return [{ start: from, end: read.end, size, meanings: [{ kind: 'time', rule: read.rule } as const] }];
  });

/** "The difference between October and September" sets two periods against each other; it is no range. */
const isCompared = (words: readonly Word[], start: number, kind: string): boolean =>
  kind === 'range' &&
  /^(between|zwischen|entre)$/.test(words[start]?.word ?? '') &&
  words
    .slice(0, start)
    .some(({ word }) =>
      /^(difference|change|compare|comparison|unterschied|vergleich|diferencia)$/.test(word),
    );

/** "de + at + ch": in a list of countries "at" is Austria. */
const besideCode = (match: NameMatch, words: readonly Word[], names: readonly NameMatch[]): boolean =>
  names.some(
    ({ dimension, start }) =>
      dimension === 'country' &&
      ((start === match.end && /[,/+]/.test(words[start]?.before ?? '')) ||
        (start === match.start - 1 && /[,/+]/.test(words[match.start]?.before ?? ''))),
  );

/** A name as a mention, unless its words are better taken for what they say by themselves. */
const nameMention = (
  match: NameMatch,
  words: readonly Word[],
  names: readonly NameMatch[],
  language: Language,
): readonly Mention[] => {
  if (match.fit === 'weak') return [];
  const said = words.slice(match.start, match.end);
  const [first] = said;
  const isCode = match.dimension === 'country' && said.length === 1 && first?.word.length === 2;
  const isSmallWord = isCode && isFiller(first.word, language) && first.raw !== first.raw.toUpperCase();
  if (isSmallWord && !besideCode(match, words, names)) return [];
  if (match.fit === 'part' && said.every(({ word }) => isPlain(language)(word))) return [];
  const size = said.filter((word) => !isLink(word)).length;
  const meant = asWritten(match, said);
  return [{ start: match.start, end: match.end, size, meanings: [{ kind: 'name', match: meant }] }];
};

/** Capitals that were typed choose between codes that differ in them only (85123A, 85123a); small letters do not. */
const asWritten = (match: NameMatch, said: readonly Word[]): NameMatch => {
  const typed = said.map(({ raw }) => raw).join('');
  if (match.dimension !== 'sku' || match.values.length < 2 || typed === typed.toLowerCase()) return match;
  const meant = match.values.filter((value) => value.replace(/[^\p{L}\p{N}]/gu, '') === typed);
  return meant.length === 1 ? { ...match, values: meant, label: meant.join() } : match;
};

/** What wins where equally many words can be read in several ways. */
const rankOf = (meaning: Meaning, size: number): number => {
  switch (meaning.kind) {
    case 'name':
      if (meaning.match.fit === 'part') return size > 1 ? 4 : 9;
      return size > 1 ? 0 : 5;
    case 'number':
      return 2;
    case 'time':
    case 'bound':
    case 'rank':
      return 1;
    case 'metric':
      return meaning.how === 'vague' ? 8 : 3;
    case 'value':
      return 3;
    case 'dimension':
      return 6;
    case 'cue':
      return 7;
    default:
      return meaning satisfies never;
  }
};

const best = (mention: Mention): number =>
  Math.min(...mention.meanings.map((one) => rankOf(one, mention.size)));

const keyOf = (meaning: Meaning): string =>
  meaning.kind === 'name' ? `name ${meaning.match.dimension}` : JSON.stringify(meaning);

/** Mentions of the same words become one with several meanings. */
const merged = (mentions: readonly Mention[]): readonly Mention[] =>
  [...Map.groupBy(mentions, ({ start, end }) => `${start}-${end}`).values()].flatMap((same) => {
    const [first] = same;
    const meanings = new Map(same.flatMap((one) => one.meanings).map((one) => [keyOf(one), one]));
    return first ? [{ ...first, meanings: unlessTime([...meanings.values()], first.size) }] : [];
  });

/** "Friday night" is a time where a hoodie of that name is only half said, and the hoodie where its whole name is. */
const unlessTime = (meanings: readonly Meaning[], size: number): readonly Meaning[] => {
  const times = meanings.filter(({ kind }) => kind === 'time');
  const names = meanings.filter(({ kind }) => kind === 'name');
  const [time, name] = [times[0], names[0]];
  if (!time || !name) return meanings;
  return rankOf(name, size) < rankOf(time, size) ? names : meanings.filter(({ kind }) => kind !== 'name');
};

/** Words inside a phrase that are not its own. */
const looseness = ({ start, end, size }: Mention): number => end - start - size;

const overlap = (a: Mention, b: Mention): boolean => a.start < b.end && b.start < a.end;

/**
 * Chooses, among everything that runs of words can mean, the readings that do not overlap: the longer first, so
 * that "Sun Hat" is no Sunday and "Trail Runner 2 weeks ago" stays unclear; in order of the words.
 */
export const findMentions = (
  words: readonly Word[],
  names: readonly NameMatch[],
  language: Language,
): readonly Mention[] => {
  const candidates = merged([
    ...names.flatMap((match) => nameMention(match, words, names, language)),
    ...findTimes(words),
    ...findBounds(words),
    ...findReferences(words),
    ...findPhrases(words),
  ]).toSorted(
    (a, b) => b.size - a.size || best(a) - best(b) || looseness(a) - looseness(b) || a.start - b.start,
  );
  const chosen: Mention[] = [];
  for (const mention of candidates) {
    if (!chosen.some((other) => overlap(mention, other))) chosen.push(mention);
  }
  return chosen.toSorted((a, b) => a.start - b.start);
};
