import type { Parsed, Parser, Tokens } from './cursor.ts';
import { digits, fourDigitYear, is, longest, skipLinks, yearRef } from './cursor.ts';
import { monthPeriod } from './relative.ts';
import type { MonthRef, YearRef } from './rules.ts';

const date = (day: number, month: MonthRef, year: YearRef, end: number): Parsed => ({
  rule: { kind: 'date', day, month, year },
  end,
});

const joinedBy = (t: Tokens, i: number, sign: string): boolean => t[i]?.before === sign;

/** `2026-10-05`; impossible days are read too, so that they are asked about instead of ignored. */
const iso: Parser = (t, i) => {
  if (!/^\d{4}$/.test(t[i]?.word ?? '') || !joinedBy(t, i + 1, '-') || !joinedBy(t, i + 2, '-')) return null;
  const [month, day] = [digits(t, i + 1), digits(t, i + 2)];
  return month === null || day === null ? null : date(day, month, Number(t[i]?.word), i + 3);
};

/** `5.10.2026`, `5.10.`, `05.10.26`; a day and a month without the closing dot are a decimal number. */
const dotted: Parser = (t, i) => {
  const [day, month] = [digits(t, i), digits(t, i + 1)];
  if (day === null || month === null || !joinedBy(t, i + 1, '.')) return null;
  const year = joinedBy(t, i + 2, '.') ? writtenYear(t, i + 2) : null;
  if (year !== null) return date(day, month, year, i + 3);
  if (!/^\./.test(t[i + 1]?.after ?? '')) return null;
  const after = yearRef(t, i + 2);
  return date(day, month, after.year, after.end);
};

const writtenYear = (t: Tokens, i: number): number | null => {
  const word = t[i]?.word ?? '';
  if (/^\d{4}$/.test(word)) return Number(word);
  return /^\d{2}$/.test(word) ? 2000 + Number(word) : null;
};

/** `5/10`, `5/10/2026`. */
const slashed: Parser = (t, i) => {
  const [first, second] = [digits(t, i), digits(t, i + 1)];
  if (first === null || second === null || !joinedBy(t, i + 1, '/')) return null;
  const year = joinedBy(t, i + 2, '/') ? writtenYear(t, i + 2) : null;
  return { rule: { kind: 'slashed', first, second, year }, end: year === null ? i + 2 : i + 3 };
};

/** A day's number: `5`, `5.`, `5th`. */
export const dayNumber = (t: Tokens, i: number): number | null => {
  const suffixed = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(t[i]?.word ?? '')?.[1];
  const day = digits(t, i) ?? (suffixed === undefined ? null : Number(suffixed));
  return day !== null && day <= 99 ? day : null;
};

/** `5 october`, `5th of oct 2026`, `1. oktober`. */
const dayThenMonth: Parser = (t, i) => {
  const day = dayNumber(t, i);
  const at = skipLinks(t, i + 1);
  const month = is(t, at, 'month');
  if (day === null || !month || !/^[ .-]{0,2}$/.test(t[i + 1]?.before ?? ';')) return null;
  const { year, end } = yearRef(t, at + 1);
  return date(day, month.n, year, end);
};

/** `october 5`, `oct 5th, 2026`. */
const monthThenDay: Parser = (t, i) => {
  const month = is(t, i, 'month');
  const at = skipLinks(t, i + 1);
  const day = month && fourDigitYear(t, at) === null ? dayNumber(t, at) : null;
  if (!month || day === null || is(t, at + 1, 'unit') || /^[%:]/.test(t[at]?.after ?? '')) return null;
  const { year, end } = yearRef(t, at + 1);
  return date(day, month.n, year, end);
};

/** `the 5th`, `on the 12th of last month`. */
const dayOfMonth: Parser = (t, i) => {
  const day = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(t[i]?.word ?? '')?.[1];
  if (day === undefined) return null;
  const of = monthPeriod(t, skipLinks(t, i + 1));
  return of ? date(Number(day), { offset: of.offset }, null, of.end) : date(Number(day), null, null, i + 1);
};

const plainDate: Parser = longest(iso, dotted, slashed, dayThenMonth, monthThenDay, dayOfMonth);

/** `friday, 13 november`: the date says it all. */
const weekdayThenDate: Parser = (t, i) => {
  const at = is(t, i, 'weekday') ? skipLinks(t, i + 1) : i;
  return at > i && /^,? ?$/.test(t[i + 1]?.before ?? ';') ? plainDate(t, at) : null;
};

/** Single days by their date. */
export const datePhrase: Parser = longest(plainDate, weekdayThenDate);
