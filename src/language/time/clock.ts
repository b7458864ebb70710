import type { Parsed, Parser, Tokens } from './cursor.ts';
import { digits, is, longest, skipLinks } from './cursor.ts';
import { datePhrase } from './dates.ts';
import { namedPeriod } from './named.ts';
import { relativePeriod } from './relative.ts';
import type { TimeRule } from './rules.ts';

const today: TimeRule = { kind: 'relative', unit: 'day', offset: 0 };

/** A time of day in minutes after midnight; not `certain` when it is a bare number. */
type Clock = {
  readonly minutes: number;
  readonly end: number;
  readonly certain: boolean;
  readonly half: boolean;
};

/** `9am`, `9 am`, `14:30`, `22h`, `9 uhr`, `noon`, `9`. */
const clockAt = (t: Tokens, i: number): Clock | null => {
  const named = is(t, i, 'clock');
  if (named) return { minutes: named.hour * 60, end: i + 1, certain: true, half: true };
  const compact = /^(\d{1,2})(am|pm|h|uhr)$/.exec(t[i]?.word ?? '');
  if (compact) return checked(Number(compact[1]), 0, compact[2] ?? '', i + 1);
  const hour = digits(t, i);
  return hour === null ? null : hourAt(t, i, hour);
};

/** An hour in digits, with what follows it: minutes, `pm`, `uhr`. */
const hourAt = (t: Tokens, i: number, hour: number): Clock | null => {
  const written = t[i + 1]?.before === ':' ? /^(\d{2})(am|pm|h|uhr)?$/.exec(t[i + 1]?.word ?? '') : null;
  const minute = Number(written?.[1] ?? 0);
  if (written?.[2]) return checked(hour, minute, written[2], i + 2);
  const at = written ? i + 2 : i + 1;
  const suffix = /^(?:am|pm|h|hrs|uhr|oclock|o)$/.exec(t[at]?.word ?? '')?.[0];
  if (suffix) return checked(hour, minute, suffix, suffix === 'o' ? at + 2 : at + 1);
  const bare = checked(hour, minute, '', at);
  return bare && { ...bare, certain: written !== null, half: hour > 12 };
};

const checked = (hour: number, minute: number, suffix: string, end: number): Clock | null => {
  const twelve = suffix === 'am' || suffix === 'pm';
  if (hour > (twelve ? 12 : 24) || minute > 59) return null;
  const shifted = twelve ? (hour % 12) + (suffix === 'pm' ? 12 : 0) : hour;
  return { minutes: shifted * 60 + minute, end, certain: true, half: twelve || suffix !== '' };
};

/** A single day by whatever name. */
const day: Parser = (t, i) => {
  const read = longest(datePhrase, namedPeriod, relativePeriod)(t, i);
  return read && isDay(read.rule) ? read : null;
};

const isDay = (rule: TimeRule): boolean =>
  rule.kind === 'date' ||
  rule.kind === 'slashed' ||
  rule.kind === 'weekday' ||
  rule.kind === 'event' ||
  (rule.kind === 'relative' && rule.unit === 'day');

/** `this morning`, `yesterday evening`, `friday night`, `last night`, `heute morgen`, `tonight`. */
export const partOfDay: Parser = (t, i) => {
  const lead = is(t, i, 'this') ? today : is(t, i, 'last') ? ({ ...today, offset: -1 } as TimeRule) : null;
  const of = lead ? { rule: lead, end: i + 1 } : day(t, i);
  if (t[i]?.word === 'tonight')
    return { rule: { kind: 'hours', of: today, from: 18 * 60, to: null }, end: i + 1 };
  const at = of ? skipLinks(t, of.end) : i;
  const part = of ? (is(t, at, 'part') ?? morgen(t, at)) : null;
  if (!of || !part || !/^ ?$/.test(t[at]?.before ?? ';')) return null;
  return { rule: { kind: 'hours', of: of.rule, from: part.from * 60, to: part.to * 60 }, end: at + 1 };
};

/** German "morgen" is tomorrow, but after a day it is the morning. */
const morgen = (t: Tokens, i: number): { readonly from: number; readonly to: number } | null =>
  t[i]?.word === 'morgen' || t[i]?.word === 'frueh' || t[i]?.word === 'fruh' ? { from: 6, to: 12 } : null;

/** `between 18 and 22h`, `from 6pm to 10pm`, `9:10-9:52`, `18-22 uhr`. */
const clockRange = (
  t: Tokens,
  from: number,
): { readonly from: Clock; readonly to: Clock; readonly end: number } | null => {
  const open = is(t, from, 'between') || is(t, from, 'from');
  const first = clockAt(t, open ? from + 1 : from);
  if (!first) return null;
  const dash = t[first.end]?.before.trim() === '-';
  const word = is(t, first.end, 'to') || is(t, first.end, 'until') || (open && is(t, first.end, 'and'));
  const second = dash ? clockAt(t, first.end) : word ? clockAt(t, first.end + 1) : null;
  if (!second || is(t, second.end, 'month') || is(t, second.end, 'unit')) return null;
  return { from: first, to: second, end: second.end };
};

/** Both ends in the same half of the day: `6 to 10pm` is in the evening, and so is `6 to 8 yesterday evening`. */
const inHalf = (
  range: { readonly from: Clock; readonly to: Clock },
  evening: boolean,
): readonly [number, number] => {
  const afternoon =
    evening || (range.to.half && !range.from.half && range.to.minutes > 720 && range.from.minutes < 720);
  const shift = (clock: Clock): number =>
    afternoon && !clock.half && clock.minutes < 720 && clock.minutes + 720 <= 1440
      ? clock.minutes + 720
      : clock.minutes;
  return [shift(range.from), shift(range.to)];
};

/** "After midnight" is from the start of the day. */
const hours = (of: TimeRule, start: number | null, to: number | null, end: number): Parsed | null => {
  const from = to === null && start === 1440 ? 0 : start;
  return from !== null && to !== null && to <= from ? null : { rule: { kind: 'hours', of, from, to }, end };
};

/** A span of hours with its day before it, after it, or today's: `yesterday between 18 and 22h`. */
const hoursOfDay: Parser = (t, i) => {
  const lead = partOfDay(t, i) ?? day(t, i);
  const range = clockRange(t, lead ? skipLinks(t, lead.end) : i);
  if (!range) return null;
  const trail = lead ? null : dayAfter(t, range.end);
  const of = lead ?? trail;
  if (!of && !(range.from.certain || range.to.certain)) return null;
  const rule = of?.rule ?? today;
  const [evening, base] = rule.kind === 'hours' ? [(rule.from ?? 0) >= 720, rule.of] : [false, rule];
  const [from, to] = inHalf(range, evening);
  const read = hours(base, from, to, trail?.end ?? range.end);
  return of ? read : assumedToday(read);
};

/** Hours without a day: today's, unless a day is said elsewhere. */
const assumedToday = (read: Parsed | null): Parsed | null =>
  read?.rule.kind === 'hours' ? { ...read, rule: { ...read.rule, isOfToday: true } } : read;

const dayAfter: Parser = (t, i) => {
  const at = skipLinks(t, i);
  return longest(partOfDay, day)(t, at);
};

/** `since 9am` (up to now), `after 6pm yesterday` (up to its end), `today before noon`, `yesterday until 10:00`, `seit 8 uhr`. */
const openHours: Parser = (t, i) => {
  const lead = day(t, i);
  const at = lead ? lead.end : i;
  const side = openSide(t, at);
  const clock = side && clockAt(t, skipLinks(t, at + 1));
  const trail = clock && !lead ? dayAfter(t, clock.end) : null;
  if (!clock || !isClock(t, clock, Boolean(lead ?? trail))) return null;
  const of = lead?.rule ?? trail?.rule ?? today;
  const base = of.kind === 'hours' ? of.of : of;
  const end = trail?.end ?? clock.end;
  const read =
    side === 'until' ? hours(base, null, clock.minutes, end) : hours(base, clock.minutes, null, end);
  if (read && side === 'since') return { rule: { kind: 'since', from: read.rule }, end };
  return (lead ?? trail) ? read : assumedToday(read);
};

/** Which end of the hours a word leaves open. */
const openSide = (t: Tokens, i: number): 'since' | 'after' | 'until' | null => {
  if (is(t, i, 'since')) return 'since';
  if (is(t, i, 'after') || (is(t, i, 'from') && t[i]?.word !== 'del')) return 'after';
  return is(t, i, 'until') || (is(t, i, 'before') && t[i]?.word !== 'vor') ? 'until' : null;
};

/** A bare number is a time of day only beside a day or before the hour it could be. */
const isClock = (t: Tokens, clock: Clock, withDay: boolean): boolean =>
  clock.certain ||
  (withDay && !is(t, clock.end, 'month')) ||
  (!is(t, clock.end, 'month') && !is(t, clock.end, 'unit') && clock.end === t.length);

/** Spans within a day. */
export const hoursPhrase: Parser = longest(partOfDay, hoursOfDay, openHours);
