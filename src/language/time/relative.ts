import type { Parsed, Parser, Tokens } from './cursor.ts';
import { count, is, joined, longest, skipLinks } from './cursor.ts';
import type { Unit } from './lexicon.ts';
import type { CalendarUnit, TimeRule } from './rules.ts';

const calendarUnit = (unit: Unit): CalendarUnit | null =>
  unit === 'minute' || unit === 'hour' ? null : unit;

/** `last`, `this` or `next` as an offset in units. */
const direction = (t: Tokens, i: number): -1 | 0 | 1 | null => {
  if (is(t, i, 'last')) return -1;
  if (is(t, i, 'this')) return 0;
  return is(t, i, 'next') ? 1 : null;
};

const skipFull = (t: Tokens, i: number): number => (is(t, i, 'full') ? i + 1 : i);

/** A unit, `weekend`, or a fiscal one (`fiscal year`), and where it ends. */
const unitAt = (
  t: Tokens,
  from: number,
): { readonly unit: Unit | CalendarUnit; readonly end: number } | null => {
  const i = skipFull(t, from);
  if (is(t, i, 'weekend') && t[i]?.stem !== 'finde') return { unit: 'weekend', end: i + 1 };
  if (is(t, i, 'half') && is(t, i + 1, 'unit')?.unit === 'year') return { unit: 'half', end: i + 2 };
  if (is(t, i, 'fiscal')) {
    const unit = is(t, i + 1, 'unit')?.unit;
    if (unit === 'year' || unit === 'quarter') return { unit: `fiscal_${unit}`, end: i + 2 };
    return unit ? null : { unit: 'fiscal_year', end: i + 1 };
  }
  const unit = is(t, i, 'unit')?.unit;
  return unit ? { unit, end: i + 1 } : null;
};

const isWeekend = (t: Tokens, i: number): boolean =>
  is(t, i, 'weekend') !== null || (t[i]?.stem === 'fin' && t[i + 2]?.stem === 'semana');

/** `last week`, `this month so far`, `next quarter`, `last full week`, `current fiscal year`. */
const relative: Parser = (t, i) => {
  const offset = direction(t, i);
  const at = offset === null ? null : unitAt(t, i + 1);
  if (offset === null || at === null || !joined(t, i + 1)) return null;
  if (at.unit === 'hour' || at.unit === 'minute')
    return offset === -1 ? { rule: { kind: 'last', unit: at.unit, count: 1 }, end: at.end } : null;
  return { rule: { kind: 'relative', unit: at.unit, offset }, end: at.end };
};

/** `semana pasada`, `mes actual`, `week before last`. */
const relativeAfter: Parser = (t, i) => {
  const unit = is(t, i, 'unit')?.unit;
  const of = unit ? calendarUnit(unit) : null;
  if (!of || !joined(t, i + 1)) return null;
  if (is(t, i + 1, 'before') && is(t, i + 2, 'last'))
    return { rule: { kind: 'relative', unit: of, offset: -2 }, end: i + 3 };
  const offset = direction(t, i + 1);
  return offset === null || is(t, i + 2, 'unit') || t[i]?.stem === 'day'
    ? null
    : { rule: { kind: 'relative', unit: of, offset }, end: i + 2 };
};

/** `last 7 days`, `past three full months`, `next 2 weeks`, `last couple of weeks`, `ultimos 7 dias`. */
const spanOf: Parser = (t, i) => {
  const offset = t[i]?.word === 'rolling' ? -1 : direction(t, i);
  if (offset === null || offset === 0) return null;
  const n = count(t, i + 1);
  const at = n === null ? null : unitAt(t, skipLinks(t, i + 2));
  if (n === null || n === 0 || at === null || at.unit === 'half' || at.unit.startsWith('fiscal')) return null;
  if (at.unit === 'weekend') return null;
  return { rule: { kind: offset < 0 ? 'last' : 'next', unit: at.unit as Unit, count: n }, end: at.end };
};

/** `l7d`, `last 7d`, `last 24h`, `past 2w`: a number and the first letter of its unit in one word. */
const compactSpan: Parser = (t, i) => {
  const letters: Readonly<Record<string, Unit>> = { d: 'day', h: 'hour', w: 'week', m: 'month', y: 'year' };
  const whole = /^[lp](\d{1,3})([dwm])$/.exec(t[i]?.word ?? '');
  if (whole)
    return {
      rule: { kind: 'last', unit: letters[whole[2] ?? ''] ?? 'day', count: Number(whole[1]) },
      end: i + 1,
    };
  const match = /^(\d{1,3})([dhwmy])$/.exec(t[i + 1]?.word ?? '');
  const unit = letters[match?.[2] ?? ''];
  if (!is(t, i, 'last') || !match || !unit || Number(match[1]) === 0) return null;
  return { rule: { kind: 'last', unit, count: Number(match[1]) }, end: i + 2 };
};

const ago = (n: number, unit: Unit): TimeRule | null => {
  const of = calendarUnit(unit);
  return of && n > 0 ? { kind: 'relative', unit: of, offset: -n } : null;
};

/** `3 days ago`, `a week ago`, `vor 2 wochen`, `hace 3 dias`. */
const agoPhrase: Parser = (t, i) => {
  const before = is(t, i, 'ago_before') !== null || t[i]?.stem === 'vor';
  const at = before ? i + 1 : i;
  const n = count(t, at);
  const unit = is(t, at + 1, 'unit')?.unit;
  if (n === null || !unit || (!before && !is(t, at + 2, 'ago'))) return null;
  const rule = ago(n, unit);
  return rule && { rule, end: before ? at + 2 : at + 3 };
};

/** `day before yesterday`, `yesterday`, `today`. */
const dayPhrase: Parser = (t, i) => {
  const beforeThat =
    is(t, i, 'unit')?.unit === 'day' && is(t, i + 1, 'before') && is(t, i + 2, 'day')?.offset === -1;
  if (beforeThat) return { rule: { kind: 'relative', unit: 'day', offset: -2 }, end: i + 3 };
  const day = is(t, i, 'day');
  return day && { rule: { kind: 'relative', unit: 'day', offset: day.offset }, end: i + 1 };
};

/** `mtd`, `month to date`, `so far this week`, `this year so far`, `bisher dieses jahr`. */
const toDate: Parser = (t, i) => {
  const short = is(t, i, 'to_date');
  if (short) return { rule: { kind: 'relative', unit: short.unit as CalendarUnit, offset: 0 }, end: i + 1 };
  const unit = is(t, i, 'unit')?.unit;
  const of = unit ? calendarUnit(unit) : null;
  if (of && is(t, i + 1, 'to') && is(t, i + 2, 'date'))
    return { rule: { kind: 'relative', unit: of, offset: 0 }, end: i + 3 };
  const lead = soFar(t, i);
  if (lead === null) return null;
  const running = longest(relative, dayPhrase)(t, skipLinks(t, lead)) ?? runningMonth(t, skipLinks(t, lead));
  return running && (running.rule.kind === 'month' || isRunning(running.rule)) ? running : null;
};

/** `so far in november`. */
const runningMonth: Parser = (t, i) => {
  const named = is(t, i, 'month');
  return named && { rule: { kind: 'month', n: named.n, year: { offset: 0 } }, end: i + 1 };
};

const isRunning = (rule: TimeRule): boolean => rule.kind === 'relative' && rule.offset === 0;

/** The position after "so far" (or its like) at `i`. */
export const soFar = (t: Tokens, i: number): number | null => {
  if (is(t, i, 'so_far')) return i + 1;
  if (t[i]?.stem === 'so' && t[i + 1]?.stem === 'far') return i + 2;
  const spanish = t[i]?.stem === 'lo' && t[i + 1]?.stem === 'que' && t[i + 2]?.stem === 'va';
  return spanish ? i + 3 : null;
};

/** `this month so far`, `this quarter to date`. */
const withSoFar: Parser = (t, i) => {
  const read = longest(relative, dayPhrase)(t, i);
  if (!read || !isRunning(read.rule)) return null;
  const end = is(t, read.end, 'to') && is(t, read.end + 1, 'date') ? read.end + 2 : soFar(t, read.end);
  return end === null ? null : { rule: read.rule, end };
};

/** `ultimo fin de semana`, `fin de semana pasado`, `the weekend`. */
const weekend: Parser = (t, i) => {
  const lead = direction(t, i);
  const at = lead === null ? i : i + 1;
  if (!isWeekend(t, at)) return null;
  const end = is(t, at, 'weekend') ? at + 1 : at + 3;
  if (lead === null && is(t, end, 'before') && is(t, end + 1, 'last'))
    return { rule: { kind: 'relative', unit: 'weekend', offset: -2 }, end: end + 2 };
  const after = direction(t, end);
  const offset = lead ?? after;
  const rule: TimeRule = { kind: 'relative', unit: 'weekend', offset: offset ?? -1 };
  return { rule, end: lead === null && after !== null ? end + 1 : end };
};

const nowPhrase: Parser = (t, i) => {
  if (is(t, i, 'now')) return { rule: { kind: 'now' }, end: i + 1 };
  const phrases = [
    ['right', 'now'],
    ['at', 'moment'],
    ['at', 'the', 'moment'],
    ['as', 'of', 'now'],
    ['at', 'present'],
    ['en', 'este', 'momento'],
    ['im', 'moment'],
    ['as', 'of', 'today'],
  ];
  const read = phrases.find((phrase) => phrase.every((word, at) => t[i + at]?.word === word));
  return read ? { rule: { kind: 'now' }, end: i + read.length } : null;
};

const allTime: Parser = (t, i) => {
  if (is(t, i, 'ever')) return { rule: { kind: 'all' }, end: i + 1 };
  const phrases = [
    ['all', 'time'],
    ['since', 'the', 'beginning'],
    ['since', 'we', 'started'],
    ['in', 'total', 'ever'],
  ];
  const read = phrases.find((phrase) => phrase.every((word, at) => t[i + at]?.word === word));
  return read ? { rule: { kind: 'all' }, end: i + read.length } : null;
};

/** Periods told from today: days, running and past units, spans up to yesterday. */
export const relativePeriod: Parser = longest(
  relative,
  relativeAfter,
  spanOf,
  compactSpan,
  agoPhrase,
  dayPhrase,
  toDate,
  withSoFar,
  weekend,
  nowPhrase,
  allTime,
);

/** A period that a weekday can belong to: `last week`, `this week`, `2 weeks ago`. */
export const weekPeriod = (t: Tokens, i: number): Parsed | null => {
  const read = longest(relative, relativeAfter, agoPhrase)(t, i);
  return read?.rule.kind === 'relative' && read.rule.unit === 'week' ? read : null;
};

/** A period that a day of the month can belong to: `last month`. */
export const monthPeriod = (
  t: Tokens,
  i: number,
): { readonly offset: number; readonly end: number } | null => {
  const read = longest(relative, relativeAfter)(t, i);
  return read?.rule.kind === 'relative' && read.rule.unit === 'month'
    ? { offset: read.rule.offset, end: read.end }
    : null;
};
