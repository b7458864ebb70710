import type { Part, Supplier } from '../book/suppliers.ts';
import { kindsOf } from './classify.ts';
import type { TechEvent } from './event.ts';
import { bareText, sentencesOf } from './sentences.ts';

/** A part that the source names, with its plain meaning where we know one, and whether it works again. */
export type NamedPart = {
  readonly name: string;
  readonly part: Part | null;
  readonly isBack: boolean;
};

const listOfNames = (text: string): readonly string[] =>
  text
    .split(/,\s*(?:and\s+)?|\s+and\s+|\s*&\s*/)
    .map((name) => name.replace(/^(?:the|some|service\(s\):)\s+/i, '').trim())
    .filter((name) => name !== '' && name.length <= 60);

const statusLines: readonly (readonly [RegExp, 'hit' | 'back'])[] = [
  [/^(.{2,200}?) (?:is|are) experiencing (?:degraded|a|an) /i, 'hit'],
  [
    /\b(?:investigating|aware of) (?:reports of )?(?:degraded|impacted|elevated|reduced)? ?(?:performance|availability|issues?|errors?|problems?)(?: with| for| in| on)? (?:service\(s\): )?(.{2,200}?)[.]?$/i,
    'hit',
  ],
  [/\bissues? with service\(s\): (.{2,200}?)[.]?$/i, 'hit'],
  [/^(.{2,200}?) (?:is|are) (?:now )?operating normally/i, 'back'],
  [/^the degradation affecting (.{2,250}?) ha(?:s|ve) been mitigated/i, 'back'],
  [/^(.{2,200}?) ha(?:s|ve) (?:now )?(?:fully )?recovered/i, 'back'],
];

/** Whether a sentence is one of the lines a status page makes by itself when a part changes its state. */
export const isStatusLine = (sentence: string): boolean =>
  /\b(?:is|are) (?:now )?(?:experiencing degraded (?:performance|availability)|operating normally)\.?$|^we are continuing to investigate\.?$|^the degradation (?:affecting .* )?has been mitigated\.?$|^we are monitoring to ensure stability\.?$|^we are investigating reports of (?:degraded|impacted) (?:performance|availability)\b.{0,160}$/i.test(
    sentence,
  );

const named = (sentence: string): readonly (readonly [string, 'hit' | 'back'])[] =>
  statusLines.flatMap(([pattern, state]) => {
    const found = pattern.exec(sentence)?.[1];
    return found === undefined ? [] : listOfNames(found).map((name) => [name, state] as const);
  });

const nameEdges = (name: string): RegExp =>
  new RegExp(`(?<![\\w/-])${name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\w/-]|\\.\\w)`);

/** Known parts that a sentence names, longest names first, each place counted once. */
const mentioned = (sentence: string, parts: readonly Part[]): readonly Part[] => {
  let rest = sentence;
  const found: Part[] = [];
  const candidates = parts.filter((part) => part.capability !== '');
  for (const part of candidates.toSorted((a, b) => b.name.length - a.name.length)) {
    const pattern = nameEdges(part.name);
    const at = pattern.exec(rest)?.index;
    const isWord = /^[A-Z][a-z]+$/.test(part.name);
    if (
      at === undefined ||
      (at === 0 && isWord && !/^\w+(?:,| (?:and|is|are|has|have|saw|runs|jobs))/.test(rest))
    )
      continue;
    found.push(part);
    rest = rest.replace(new RegExp(pattern.source, 'g'), ' ');
  }
  return found;
};

const partOf = (name: string, parts: readonly Part[]): Part | null =>
  parts.find((part) => part.name === name) ??
  parts.find((part) => part.name.toLowerCase() === name.toLowerCase()) ??
  null;

const worthNaming = /^[A-Z]|\./;

/** Words at the beginning of what is no name. */
const noName = /^(?:We|This|Some|All|The|Full|Code completions|It)\b|services?$/;
const mostWords = 4;

const isName = (name: string): boolean =>
  worthNaming.test(name) && name.split(' ').length <= mostWords && !noName.test(name);

/** Whether a sentence says what is in trouble in its own words, not in the page's. */
const tellsOfTrouble = (sentence: string): boolean => {
  const kinds = kindsOf(sentence);
  return (
    kinds.includes('impact') &&
    !isStatusLine(sentence) &&
    !kinds.some((kind) => kind === 'later' || kind === 'unaffected' || kind === 'recovered')
  );
};

/** Parts that a sentence about the trouble names. */
const told = (sentence: string, parts: readonly Part[]): readonly Part[] =>
  tellsOfTrouble(sentence) ? mentioned(sentence, parts).filter(({ name }) => worthNaming.test(name)) : [];

/** Parts in the order in which they were first named, each with its latest state. */
const openList = (parts: readonly Part[]) => {
  const states = new Map<string, NamedPart>();
  const set = (name: string, state: 'hit' | 'back'): void => {
    const part = partOf(name, parts);
    if (!part && !isName(name)) return;
    const key = part?.meaning ?? name;
    const before = states.get(key);
    if (state === 'hit' || before)
      states.set(key, { name: before?.name ?? name, part, isBack: state === 'back' });
  };
  return { states, set };
};

/**
 * Parts in trouble as far as the text goes: what the page's own lines say, then parts that sentences about the trouble
 * name. Only when the text names none: those of the source's list, then of the title (it may be newer than the text).
 */
export const namedParts = (
  event: TechEvent,
  supplier: Supplier | null,
  own: readonly Part[],
): readonly NamedPart[] => {
  const parts = [...own, ...(supplier?.parts ?? [])];
  const { states, set } = openList(parts);
  for (const sentence of event.updates.flatMap(({ body }) => sentencesOf(body))) {
    for (const [name, state] of named(sentence)) set(name, state);
    const fresh = told(sentence, parts).filter(({ meaning }) => !states.has(meaning));
    for (const { name } of fresh) set(name, 'hit');
  }
  if (states.size === 0) for (const name of event.components) set(name, 'hit');
  if (states.size === 0) for (const part of mentioned(bareText(event.title), parts)) set(part.name, 'hit');
  return [...states.values()];
};
