import { hoursPhrase } from './clock.ts';
import type { Parsed, Parser, TimeToken, Tokens } from './cursor.ts';
import { fourDigitYear, is, joined, longest, skipLinks } from './cursor.ts';
import { datePhrase, dayNumber } from './dates.ts';
import { timeWords } from './lexicon.ts';
import { containing, namedPeriod, startsEvent } from './named.ts';
import { relativePeriod } from './relative.ts';
import type { TimeRule } from './rules.ts';

/** A period found in a message: token positions [start, end). */
export type TimeMention = { readonly rule: TimeRule; readonly start: number; readonly end: number };

const single: Parser = longest(datePhrase, namedPeriod, relativePeriod);

/** The end of a range that is only a day's number takes its month from the other end. */
const bareDay: Parser = (t, i) => {
  const day = dayNumber(t, i);
  if (day === null || day > 31 || is(t, i + 1, 'unit') || /^[%:]/.test(t[i]?.after ?? '')) return null;
  return { rule: { kind: 'date', day, month: null, year: null }, end: i + 1 };
};

const isBare = (rule: TimeRule): boolean => rule.kind === 'date' && rule.month === null;

/** `from 1 to 15 october`, `between may and july`, `mon-wed last week`, `1/10 to 7/10`, `seit … bis …`. */
const range: Parser = (t, i) => {
  const between = is(t, i, 'between') !== null;
  const open = between || is(t, i, 'from') !== null || (is(t, i, 'since') !== null && t[i]?.word !== 'since');
  const start = skipLinks(t, open ? i + 1 : i);
  const left = single(t, start) ?? bareDay(t, start);
  if (!left) return null;
  const at = rangeLink(t, left.end, between);
  if (at === null) return null;
  const right = single(t, at) ?? bareDay(t, at);
  if (!right || isDirectional(t, at) || !belong(left.rule, right.rule, /\D/.test(t[start]?.word ?? '')))
    return null;
  return { rule: { kind: 'range', from: left.rule, to: right.rule }, end: right.end };
};

/** Where the other end starts, after "to", "until", a dash, or "and" when the range was opened by "between". */
const rangeLink = (t: Tokens, i: number, between: boolean): number | null => {
  if (/^ ?- ?$/.test(t[i]?.before ?? '')) return i;
  const word = is(t, i, 'to') || is(t, i, 'until') || (between && is(t, i, 'and'));
  return word && joined(t, i) ? skipLinks(t, i + 1) : null;
};

const isDirectional = (t: Tokens, i: number): boolean => t[i]?.stem === 'date';

/** Two bare numbers are no dates ("the 1st to the 10th" are); nor does a range go from a day's number to a month, or backwards. */
const belong = (from: TimeRule, to: TimeRule, isOrdinal: boolean): boolean => {
  if (from.kind === 'relative' && to.kind === 'relative' && from.unit === to.unit)
    return from.offset < to.offset;
  if (isBare(from)) return to.kind === 'date' && (!isBare(to) || isOrdinal);
  if (isBare(to)) return from.kind === 'date';
  return from.kind !== 'now' && to.kind !== 'all';
};

/** `since monday`, `since the beginning of october`, `from 1 november on`, `seit oktober`. */
const since: Parser = (t, i) => {
  if (!is(t, i, 'since') && t[i]?.word !== 'starting') return null;
  const read = longest(range, edge, hoursPhrase, single)(t, skipLinks(t, i + 1));
  if (!read || read.rule.kind === 'range' || read.rule.kind === 'last') return null;
  return { rule: { kind: 'since', from: read.rule }, end: read.end };
};

/** `end of october`, `beginning of the month`, `month end`, `as of 31 october`. */
const edge: Parser = (t, i) => {
  if (/^(by|bis|para)$/.test(t[i]?.word ?? '')) return edgeAt(t, skipLinks(t, i + 1));
  return edgeAt(t, i);
};

const edgeAt: Parser = (t, i) => {
  const named = is(t, i, 'edge');
  if (named && named.edge !== 'middle') {
    const of = longest(containing, single)(t, skipLinks(t, i + 1));
    return of && { rule: { kind: 'edge', of: of.rule, edge: named.edge }, end: of.end };
  }
  const before = containing(t, i);
  if (before && t[before.end]?.stem === 'end') return unitEnd(t, before);
  const asOf = t[i]?.word === 'as' && (t[i + 1]?.word === 'of' || t[i + 1]?.word === 'at');
  const of = asOf ? longest(edge, single)(t, skipLinks(t, i + 2)) : null;
  return (
    of && {
      rule: of.rule.kind === 'edge' ? of.rule : { kind: 'edge', of: of.rule, edge: 'end' },
      end: of.end,
    }
  );
};

/** `the week before christmas`, `the day after black friday`. */
const besideDay: Parser = (t, i) => {
  const unit = is(t, i, 'unit')?.unit;
  const side = is(t, i + 1, 'before') ? 'before' : is(t, i + 1, 'after') ? 'after' : null;
  if ((unit !== 'day' && unit !== 'week') || side === null) return null;
  const of = longest(datePhrase, namedPeriod)(t, skipLinks(t, i + 2));
  return of && isDay(of.rule) ? { rule: { kind: 'beside', of: of.rule, side, unit }, end: of.end } : null;
};

const isDay = ({ kind }: TimeRule): boolean => kind === 'date' || kind === 'slashed' || kind === 'event';

/** `week of 2 november`, `week commencing 2/11`, `the week of easter`. */
const weekOf: Parser = (t, i) => {
  const named =
    is(t, i, 'unit')?.unit === 'week' &&
    /^(of|from|starting|commencing|beginning)$/.test(t[i + 1]?.word ?? '');
  const of = named ? longest(datePhrase, namedPeriod)(t, skipLinks(t, i + 2)) : null;
  return of && isDay(of.rule) ? { rule: { kind: 'week_of', of: of.rule }, end: of.end } : null;
};

/** `month end`, `last quarter end`, `year end 2025`. */
const unitEnd = (t: Tokens, before: Parsed): Parsed => {
  const end = before.end + 1;
  const isYear = before.rule.kind === 'relative' && before.rule.unit === 'year';
  const year = isYear ? fourDigitYear(t, skipLinks(t, end)) : null;
  if (year === null) return { rule: { kind: 'edge', of: before.rule, edge: 'end' }, end };
  const of: TimeRule = { kind: 'year', year, fiscal: false };
  return { rule: { kind: 'edge', of, edge: 'end' }, end: skipLinks(t, end) + 1 };
};

const anyPhrase: Parser = longest(range, since, edge, weekOf, besideDay, hoursPhrase, single);

/** Words that begin a phrase of time without being about time themselves. */
const openers = new Set([
  'as',
  'so',
  'all',
  'right',
  'at',
  'in',
  'lo',
  'starting',
  'tonight',
  'im',
  'en',
  'by',
  'rolling',
]);

const canStart = (token: TimeToken | undefined): boolean =>
  token !== undefined &&
  (/\d/.test(token.word) ||
    openers.has(token.word) ||
    timeWords(token.stem).length > 0 ||
    startsEvent(token.stem));

/** The period that starts at a position, the longest reading of it; null when none does. */
export const timeAt = (t: readonly TimeToken[], i: number): TimeMention | null => {
  const read: Parsed | null = canStart(t[i]) ? anyPhrase(t, i) : null;
  return read && { rule: read.rule, start: i, end: read.end };
};
