import type { CapabilityId, Trouble } from '../book/capabilities.ts';
import { capability, isCapability, pointedTo } from '../book/capabilities.ts';
import type { Supplier } from '../book/suppliers.ts';
import type { TechEvent } from './event.ts';
import { figuresIn } from './figures.ts';
import type { Impact, Severity } from './impact.ts';
import type { NamedPart } from './parts.ts';
import { bareText } from './sentences.ts';
import type { Statement } from './statements.ts';
import { is } from './statements.ts';

const textAbout = (event: TechEvent, statements: readonly Statement[]): readonly string[] => [
  [bareText(event.title), ...event.components].join(' . '),
  statements
    .filter((one) => is(one, 'impact') && !is(one, 'later', 'unaffected'))
    .map(({ text }) => text)
    .join(' '),
  statements.map(({ text }) => text).join(' '),
];

const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w])${word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\w])`, 'i').test(text);

export const capabilityOf = (
  event: TechEvent,
  parts: readonly NamedPart[],
  supplier: Supplier | null,
  statements: readonly Statement[],
): CapabilityId => {
  const usual = supplier && isCapability(supplier.capability) ? supplier.capability : null;
  const isWellKnown = supplier !== null && supplier.parts.length > 0;
  return (
    mostHit(parts) ?? (isWellKnown ? usual : null) ?? byWords(textAbout(event, statements)) ?? usual ?? 'none'
  );
};

/** The capability of most parts; those that work again count half. */
const mostHit = (parts: readonly NamedPart[]): CapabilityId | null => {
  const counts = new Map<CapabilityId, number>();
  for (const { part, isBack } of parts) {
    if (part && isCapability(part.capability))
      counts.set(part.capability, (counts.get(part.capability) ?? 0) + (isBack ? 0.5 : 1));
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
};

const byWords = (texts: readonly string[]): CapabilityId | null => {
  for (const text of texts) {
    const found = pointedTo.find(({ words }) => words.some((word) => hasWord(text, word)));
    if (found) return found.id;
  }
  return null;
};

export const troubleOf = (event: TechEvent, statements: readonly Statement[]): Trouble => {
  const text = [
    event.title,
    ...statements.filter((one) => is(one, 'impact')).map((one) => one.text),
    ...event.updates.map(({ body }) => body),
  ].join(' ');
  if (
    /\b(?:fail\w*|errors?|unavailab\w*|cannot|can't|unable|down\b|degraded availability|unreachable|inaccessible|broken|stuck|not (?:printing|loading|working)|5\d\d|outage|missing|wrong|empty|zero-result)/i.test(
      text,
    )
  )
    return 'fails';
  if (/\b(?:delay\w*|late\b|lag|behind|queue\w*|backlog)/i.test(text)) return 'late';
  if (/\b(?:slow\w*|latenc\w*|ttfb|lcp|degraded performance|throughput)/i.test(text)) return 'slow';
  return 'fails';
};

export const shareOf = (figures: readonly Statement[]): number | null => {
  const shares = figures
    .filter(
      ({ text }) => !/\bmost|success|auth rate|acceptance|approval|dropped from|normal(?:ly)?\b/i.test(text),
    )
    .flatMap(({ text }) =>
      figuresIn(text)
        .filter(({ kind }) => kind === 'share')
        .map((figure) => Number(/[\d.,]+(?=%)/.exec(figure.text)?.[0] ?? Number.NaN)),
    );
  const known = shares.filter((share) => share > 0 && share <= 100);
  return known.length > 0 ? Math.max(...known) / 100 : null;
};

const wholly =
  /\b(?:all|every|most|majority|completely|entirely|100%|down|unavailable|outage|nobody|none of)\b/i;

export const severityOf = (
  id: CapabilityId,
  text: string,
  share: number | null,
  knownFrom: Impact['knownFrom'],
): Severity => {
  const [whole, part] = thresholds(id);
  const assumed = wholly.test(text) ? 1 : knownFrom === 'title' ? 0 : 0.1;
  const hit = share ?? assumed;
  if (hit >= whole) return 'critical';
  return hit >= part ? 'major' : 'minor';
};

/** From which share on it is critical, and from which major: selling matters most, work inside the firm least. */
const thresholds = (id: CapabilityId): readonly [number, number] => {
  if (id === 'checkout' || id === 'card_payments') return [0.2, 0];
  const isFelt = capability(id).feltBy === 'customers' || id === 'label_printing' || id === 'order_import';
  return isFelt ? [0.5, 0.05] : [Number.POSITIVE_INFINITY, 0.5];
};
