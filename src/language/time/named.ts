import { singular } from '#src/lib/text.ts';
import type { Parsed, Parser, Tokens } from './cursor.ts';
import { count, digits, fourDigitYear, is, joined, longest, ordinal, skipLinks, yearRef } from './cursor.ts';
import { timeEvents } from './events.ts';
import { monthPeriod, weekPeriod } from './relative.ts';
import type { TimeRule, YearRef } from './rules.ts';

const lastOrThis = (t: Tokens, i: number): YearRef | undefined =>
  is(t, i, 'this') ? { offset: 0 } : undefined;

/** `october`, `october 2025`, `oct last year`, `last october`, `this november`. */
const month: Parser = (t, i) => {
  const lead = is(t, i, 'last') || is(t, i, 'this') || is(t, i, 'next') ? i + 1 : i;
  const named = is(t, lead, 'month');
  if (!named || !isMeantAsMonth(t, lead)) return null;
  if (lead > i) {
    if (is(t, i, 'next')) return null;
    return { rule: { kind: 'month', n: named.n, year: lastOrThis(t, i) ?? null }, end: lead + 1 };
  }
  const { year, end } = yearRef(t, lead + 1);
  return { rule: { kind: 'month', n: named.n, year }, end };
};

/** "may" and "march" are other words too; alone they are months only where a month can stand. */
const isMeantAsMonth = (t: Tokens, i: number): boolean => {
  const word = t[i]?.word ?? '';
  if (word !== 'may' && word !== 'march' && word !== 'mar' && word !== 'mai') return true;
  const before = t[i - 1];
  const after = t[i + 1];
  const introduced =
    before !== undefined &&
    (is(t, i - 1, 'link') ||
      is(t, i - 1, 'from') ||
      is(t, i - 1, 'to') ||
      is(t, i - 1, 'since') ||
      is(t, i - 1, 'last') ||
      is(t, i - 1, 'this') ||
      is(t, i - 1, 'between') ||
      is(t, i - 1, 'until') ||
      is(t, i - 1, 'and') ||
      is(t, i - 1, 'month') ||
      digits(t, i - 1) !== null ||
      ordinal(t, i - 1) !== null ||
      ['vs', 'by', 'for', 'per'].includes(before.word));
  const followed =
    after === undefined ||
    fourDigitYear(t, i + 1) !== null ||
    is(t, i + 1, 'to') !== null ||
    is(t, i + 1, 'and') !== null ||
    digits(t, i + 1) !== null ||
    ordinal(t, i + 1) !== null ||
    after.word === 'vs';
  return Boolean(introduced) || followed;
};

/** `q3`, `q3 2025`, `third quarter of last year`, `3. quartal`, `h1`, `first half of 2026`, `fiscal q2`. */
const quarterOrHalf: Parser = (t, from) => {
  const fiscal = is(t, from, 'fiscal') !== null;
  const i = fiscal ? from + 1 : from;
  const short = /^([qh])([1-4])$/.exec(t[i]?.word ?? '');
  if (short) return partOfYear(t, i + 1, short[1] === 'q' ? 'quarter' : 'half', Number(short[2]), fiscal);
  const spelt = /^([1-4])q$/.exec(t[i]?.word ?? '');
  if (spelt) return partOfYear(t, i + 1, 'quarter', Number(spelt[1]), fiscal);
  return numberedPart(t, i, fiscal);
};

const isQuarter = (t: Tokens, i: number): boolean => is(t, i, 'unit')?.unit === 'quarter';

/** `third quarter`, `3. quartal`, `quarter 3`, `first half of 2026`. */
const numberedPart = (t: Tokens, i: number, fiscal: boolean): Parsed | null => {
  const after = isQuarter(t, i) ? digits(t, i + 1) : null;
  if (after !== null) return partOfYear(t, i + 2, 'quarter', after, fiscal);
  const n = ordinal(t, i) ?? (t[i]?.after.startsWith('.') ? digits(t, i) : null);
  if (n === null) return null;
  if (isQuarter(t, i + 1)) return partOfYear(t, i + 2, 'quarter', n, fiscal);
  return is(t, i + 1, 'half') ? halfOf(t, i, n) : null;
};

/** A half needs its year (`first half of 2026`), or the word for it (`erstes halbjahr`). */
const halfOf = (t: Tokens, i: number, n: number): Parsed | null => {
  const at = is(t, i + 2, 'unit')?.unit === 'year' ? i + 3 : i + 2;
  const read = partOfYear(t, at, 'half', n, false);
  const certain =
    read && (read.end > at || at === i + 3 || t[i + 1]?.stem === 'halbjahr' || t[i + 1]?.stem === 'semestre');
  return certain ? read : null;
};

const partOfYear = (
  t: Tokens,
  at: number,
  kind: 'quarter' | 'half',
  n: number,
  fiscal: boolean,
): Parsed | null => {
  if (n < 1 || n > (kind === 'half' ? 2 : 4)) return null;
  const { year, end } = yearRef(t, at);
  return { rule: { kind, n, year, ...(fiscal && { fiscal }) }, end };
};

/** `fy26`, `fiscal year 2026`, `fy 2026`, `fy26 q1`. */
const fiscalYear: Parser = (t, i) => {
  const short = /^fy(\d{2}|\d{4})$/.exec(t[i]?.word ?? '');
  const spelt = is(t, i, 'fiscal') ? (is(t, i + 1, 'unit')?.unit === 'year' ? i + 2 : i + 1) : null;
  const written = short
    ? short[1]
    : spelt === null
      ? undefined
      : /^(\d{2}|\d{4})$/.exec(t[spelt]?.word ?? '')?.[1];
  if (written === undefined) return null;
  const year = Number(written) + (written.length === 2 ? 2000 : 0);
  const end = short ? i + 1 : (spelt ?? i) + 1;
  const quarter = /^q([1-4])$/.exec(t[end]?.word ?? '');
  if (quarter) return { rule: { kind: 'quarter', n: Number(quarter[1]), year, fiscal: true }, end: end + 1 };
  return { rule: { kind: 'year', year, fiscal: true }, end };
};

/** `week 42`, `w42`, `kw 42`, `cw42`, `calendar week 42 2025`, `2026-w42`. */
const weekNumber: Parser = (t, i) => {
  const year = fourDigitYear(t, i);
  const lead = year === null ? i : i + 1;
  const short = /^(?:w|cw|kw|wk|week)(\d{1,2})$/.exec(t[lead]?.word ?? '');
  const spelt = is(t, lead, 'full') ? lead + 1 : lead;
  const named = is(t, spelt, 'unit')?.unit === 'week' || is(t, spelt, 'week_number') !== null;
  const n = short ? Number(short[1]) : named && t[spelt]?.word !== 'weeks' ? digits(t, spelt + 1) : null;
  if (n === null || n < 1 || n > 53) return null;
  const at = short ? lead + 1 : spelt + 2;
  if (is(t, at, 'unit')) return null;
  if (year !== null) return { rule: { kind: 'week', n, year }, end: at };
  const after = yearRef(t, at);
  return { rule: { kind: 'week', n, year: after.year }, end: after.end };
};

/** `friday`, `last friday`, `this monday`, `friday last week`, `last week friday`, `next tuesday`. */
const weekday: Parser = (t, i) => {
  const week = weekPeriod(t, i);
  if (week) return dayInWeek(t, week);
  const which = whichDay(t, i);
  const at = which === 'latest' ? i : i + 1;
  const day = is(t, at, 'weekday');
  if (!day || !isOneDay(t, at)) return null;
  const after = which === 'latest' ? weekPeriod(t, skipLinks(t, at + 1)) : null;
  if (after) return { rule: { kind: 'weekday', n: day.n, which, week: after.rule }, end: after.end };
  if (which === 'latest' && is(t, at + 1, 'last'))
    return { rule: { kind: 'weekday', n: day.n, which: 'last', week: null }, end: at + 2 };
  return { rule: { kind: 'weekday', n: day.n, which, week: null }, end: at + 1 };
};

const whichDay = (t: Tokens, i: number): 'last' | 'this' | 'next' | 'latest' => {
  if (is(t, i, 'last')) return 'last';
  if (is(t, i, 'this')) return 'this';
  return is(t, i, 'next') ? 'next' : 'latest';
};

/** `last week friday`. */
const dayInWeek = (t: Tokens, week: Parsed): Parsed | null => {
  const at = skipLinks(t, week.end);
  const day = is(t, at, 'weekday');
  return day && isOneDay(t, at)
    ? { rule: { kind: 'weekday', n: day.n, which: 'latest', week: week.rule }, end: at + 1 }
    : null;
};

/** "Mondays" is every Monday, not one of them. */
const isOneDay = (t: Tokens, i: number): boolean => !/days$/.test(t[i]?.word ?? '');

const eventPhrases = timeEvents.flatMap(({ id, phrases }) =>
  phrases.map((phrase) => ({ id, words: phrase.split(' ').map(singular) })),
);

/** The longest first, so that a weekend is not taken for its Friday. */
const eventsByWord = Map.groupBy(
  eventPhrases.toSorted((a, b) => b.words.length - a.words.length),
  ({ words }) => words[0] ?? '',
);

/** `black friday`, `easter 2025`, `last christmas`, `cyber monday last year`. */
const event: Parser = (t, i) => {
  const lead = is(t, i, 'last') || is(t, i, 'this') ? i + 1 : i;
  const named = eventsByWord
    .get(t[lead]?.stem ?? '')
    ?.find(({ words }) => words.every((word, at) => t[lead + at]?.stem === word));
  if (!named) return null;
  const { year, end } = yearRef(t, lead + named.words.length);
  const fixed = lead > i && is(t, i, 'this') ? { offset: 0 } : year;
  return { rule: { kind: 'event', event: named.id, year: fixed }, end };
};

/** Words of the events, for spelling. */
export const eventVocabulary: readonly string[] = eventPhrases.flatMap(({ words }) => words);

/** Whether an event can begin with the word. */
export const startsEvent = (stem: string): boolean => eventsByWord.has(stem);

/** `last summer`, `summer 2025`, `this spring`: three months from March, June, September or December. */
const season: Parser = (t, i) => {
  const lead = is(t, i, 'last') || is(t, i, 'this') ? i + 1 : i;
  const named = is(t, lead, 'season');
  if (!named) return null;
  const { year, end } = yearRef(t, lead + 1);
  if (lead === i && year === null && !isSeasonIntroduced(t, i)) return null;
  return { rule: { kind: 'season', n: named.month, year: is(t, i, 'this') ? { offset: 0 } : year }, end };
};

/** "In spring" is a time, "spring collection" may be anything. */
const isSeasonIntroduced = (t: Tokens, i: number): boolean =>
  /^(in|during|im|en|since|over|the|than)$/.test(t[i - 1]?.word ?? '') && t[i + 1] === undefined;

/** `2025`, `in 2025`; a number that could be a year and stands alone. */
const year: Parser = (t, i) => {
  const read = fourDigitYear(t, i);
  if (read === null || /[.,:#€$£<>=/-]$/.test(t[i]?.before ?? '') || /^[.,:%/-]\S/.test(t[i]?.after ?? ''))
    return null;
  return { rule: { kind: 'year', year: read, fiscal: false }, end: i + 1 };
};

/** `first week of november`, `last 3 days of september`, `first half of october`. */
const portion: Parser = (t, i) => {
  const side = is(t, i, 'first') ? 'first' : is(t, i, 'last') || ordinal(t, i) === 2 ? 'last' : null;
  if (side === null) return null;
  const n = count(t, i + 1);
  const at = n === null ? i + 1 : i + 2;
  const unit = is(t, at, 'half') ? 'half' : is(t, at, 'unit')?.unit;
  if ((unit !== 'half' && unit !== 'day' && unit !== 'week') || (ordinal(t, i) === 2 && unit !== 'half'))
    return null;
  const of = containing(t, skipLinks(t, at + 1));
  if (!of || of.end <= at + 1 || skipLinks(t, at + 1) === at + 1) return null;
  return { rule: { kind: 'portion', of: of.rule, side, count: n ?? 1, unit }, end: of.end };
};

/** The month, quarter or year that a portion or an end is of. */
export const containing: Parser = (t, i) => {
  const offset = monthPeriod(t, i);
  const monthOf: Parsed | null = offset && {
    rule: { kind: 'relative', unit: 'month', offset: offset.offset },
    end: offset.end,
  };
  const named = longest(month, quarterOrHalf, year, fiscalYear, weekNumber)(t, i);
  return named ?? monthOf ?? bareUnit(t, i);
};

/** `end of month`, `end of the year`: the running one. */
const bareUnit: Parser = (t, i) => {
  const unit = is(t, i, 'unit')?.unit;
  const rule: TimeRule | null =
    unit && unit !== 'minute' && unit !== 'hour' ? { kind: 'relative', unit, offset: 0 } : null;
  return rule && joined(t, i) ? { rule, end: i + 1 } : null;
};

/** Periods with a name of their own on the calendar. */
export const namedPeriod: Parser = longest(
  month,
  quarterOrHalf,
  fiscalYear,
  weekNumber,
  weekday,
  event,
  season,
  year,
  portion,
);
