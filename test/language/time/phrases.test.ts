import { describe, expect, test } from 'vitest';
import { berlin, periodsIn, rangeIn } from '#test/support/read-time.ts';

const now = '2026-11-18T10:30';

/** What people say, and what it means on Wednesday 18 November 2026 at half past ten in Berlin. */
const phrases: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'phrases that date libraries get wrong': [
    ['last week', '2026-11-09..2026-11-16'],
    ['this week', `2026-11-16..${now}`],
    ['last quarter', '2026-07-01..2026-10-01'],
    ['Q2 2018', '2018-04-01..2018-07-01'],
    ['Q3', '2026-07-01..2026-10-01'],
    ['month to date', `2026-11-01..${now}`],
    ['mtd', `2026-11-01..${now}`],
    ['ytd', `2026-01-01..${now}`],
    ['H1 2026', '2026-01-01..2026-07-01'],
    ['since Monday', `2026-11-16..${now}`],
    ['on Friday', '2026-11-13..2026-11-14'],
    ['in October', '2026-10-01..2026-11-01'],
    ['since october', `2026-10-01..${now}`],
    ['last 7 days', '2026-11-11..2026-11-18'],
    ['past 30 days', '2026-10-19..2026-11-18'],
    ['last weekend', '2026-11-14..2026-11-16'],
    ['last Tuesday', '2026-11-17..2026-11-18'],
    ['between Oct 1 and Oct 15', '2026-10-01..2026-10-16'],
    ['black friday last year', '2025-11-28..2025-11-29'],
    ['day before yesterday', '2026-11-16..2026-11-17'],
    ['1/10 to 7/10', '2026-10-01..2026-10-08'],
    ['week 42', '2026-10-12..2026-10-19'],
    ['christmas', '2025-12-25..2025-12-26'],
    ['march on', '–'],
    ['how may orders', '–'],
  ],
  'units, running and past': [
    ['today', `2026-11-18..${now}`],
    ['yesterday', '2026-11-17..2026-11-18'],
    ['3 days ago', '2026-11-15..2026-11-16'],
    ['2 weeks ago', '2026-11-02..2026-11-09'],
    ['week before last', '2026-11-02..2026-11-09'],
    ['last 3 months', '2026-08-01..2026-11-01'],
    ['last 12 months', '2025-11-01..2026-11-01'],
    ['last 2 full weeks', '2026-11-02..2026-11-16'],
    ['l7d', '2026-11-11..2026-11-18'],
    ['last 24 hours', `2026-11-17T10:30..${now}`],
    ['so far this month', `2026-11-01..${now}`],
    ['this quarter to date', `2026-10-01..${now}`],
    ['weekend before last', '2026-11-07..2026-11-09'],
    ['next 7 days', '2026-11-19..2026-11-26'],
    ['tomorrow', '2026-11-19..2026-11-20'],
  ],
  'names on the calendar': [
    ['may 2026', '2026-05-01..2026-06-01'],
    ['december', '2025-12-01..2026-01-01'],
    ['this november', `2026-11-01..${now}`],
    ['october last year', '2025-10-01..2025-11-01'],
    ['third quarter of 2025', '2025-07-01..2025-10-01'],
    ['q4 last year', '2025-10-01..2026-01-01'],
    ['fy26 q1', '2026-01-01..2026-04-01'],
    ['2026-w42', '2026-10-12..2026-10-19'],
    ['week of 2 november', '2026-11-02..2026-11-09'],
    ['friday last week', '2026-11-13..2026-11-14'],
    ['last summer', '2026-06-01..2026-09-01'],
    ['easter weekend', '2026-04-03..2026-04-07'],
    ['cyber monday 2024', '2024-12-02..2024-12-03'],
    ['black friday weekend', '2025-11-28..2025-12-01'],
    ["singles' day", '2026-11-11..2026-11-12'],
  ],
  'dates and ranges of them': [
    ['5 oct', '2026-10-05..2026-10-06'],
    ['Oct 5th, 2025', '2025-10-05..2025-10-06'],
    ['5.10.', '2026-10-05..2026-10-06'],
    ['2026-10-05', '2026-10-05..2026-10-06'],
    ['friday, 13 november', '2026-11-13..2026-11-14'],
    ['the 12th of last month', '2026-10-12..2026-10-13'],
    ['from the 1st to the 10th', '2026-11-01..2026-11-11'],
    ['1-15 oct', '2026-10-01..2026-10-16'],
    ['28 dec to 3 jan', '2025-12-28..2026-01-04'],
    ['1 to 30 november', `2026-11-01..${now}`],
    ['mon to wed last week', '2026-11-09..2026-11-12'],
    ['sep to nov', `2026-09-01..${now}`],
    ['first week of november', '2026-11-01..2026-11-08'],
    ['first half of october', '2026-10-01..2026-10-16'],
    ['end of october', '2026-11-01..2026-11-01'],
    ['as of 31 october', '2026-11-01..2026-11-01'],
    ['2026-02-30', 'no such date'],
    ['32.13.2026', 'no such date'],
    ['since 0000-00-00', 'no such date'],
  ],
  'hours of a day': [
    ['since 9am', `2026-11-18T09:00..${now}`],
    ['since 6pm yesterday', `2026-11-17T18:00..${now}`],
    ['since 14:30', 'no such date'],
    ['yesterday evening', '2026-11-17T18:00..2026-11-18'],
    ['between 6 and 8 yesterday evening', '2026-11-17T18:00..2026-11-17T20:00'],
    ['yesterday between 18 and 22h', '2026-11-17T18:00..2026-11-17T22:00'],
    ['after 6pm on friday', '2026-11-13T18:00..2026-11-14'],
    ['this morning', `2026-11-18T06:00..${now}`],
  ],
  'German and Spanish': [
    ['letzte Woche', '2026-11-09..2026-11-16'],
    ['in den letzten 7 Tagen', '2026-11-11..2026-11-18'],
    ['vom 1. bis 15. Oktober', '2026-10-01..2026-10-16'],
    ['seit Montag', `2026-11-16..${now}`],
    ['KW 42', '2026-10-12..2026-10-19'],
    ['vor 2 Wochen', '2026-11-02..2026-11-09'],
    ['gestern Abend', '2026-11-17T18:00..2026-11-18'],
    ['ayer', '2026-11-17..2026-11-18'],
    ['la semana pasada', '2026-11-09..2026-11-16'],
    ['los últimos 7 días', '2026-11-11..2026-11-18'],
    ['desde el lunes', `2026-11-16..${now}`],
    ['hace 3 días', '2026-11-15..2026-11-16'],
  ],
};

describe.each(Object.entries(phrases))('%s', (_, list) => {
  test.each(list)('"%s" is %s', (phrase, range) => {
    expect(rangeIn(phrase)).toBe(range);
  });
});

test('days are written before months only where the company does', () => {
  expect(rangeIn('3/4')).toBe('2026-04-03..2026-04-04');
  const american = { ...berlin, dayFirst: false };
  expect(rangeIn('3/4', american)).toBe('2026-03-04..2026-03-05');
  expect(rangeIn('25/12', american)).toBe('2025-12-25..2025-12-26');
});

test('a fiscal year starts where the company says and is called after the year it ends in', () => {
  const fromApril = { ...berlin, fiscalYearStart: 4 };
  expect(rangeIn('fy26', fromApril)).toBe('2025-04-01..2026-04-01');
  expect(rangeIn('this fiscal quarter', fromApril)).toBe(`2026-10-01..${now}`);
  expect(rangeIn('fiscal q1 2027', fromApril)).toBe('2026-04-01..2026-07-01');
  expect(rangeIn('q1', fromApril)).toBe('2026-01-01..2026-04-01');
});

test('weeks start on the day the company says', () => {
  expect(rangeIn('this week', { ...berlin, weekStart: 7 })).toBe(`2026-11-15..${now}`);
  expect(rangeIn('last week', { ...berlin, weekStart: 6 })).toBe('2026-11-07..2026-11-14');
});

test('a day is as long as its clock says', () => {
  const hours = (text: string): number => {
    const [period] = periodsIn(text);
    return period ? period.from.until(period.to).total('hours') : 0;
  };
  expect(hours('25 october 2026')).toBe(25);
  expect(hours('29 march 2026')).toBe(23);
  expect(hours('week of 23 march 2026')).toBe(167);
});

test('a plan looks ahead where a figure looks back', () => {
  const ahead = { ...berlin, toward: 'future' as const };
  expect(rangeIn('december', ahead)).toBe('2026-12-01..2027-01-01');
  expect(rangeIn('black friday', ahead)).toBe('2026-11-27..2026-11-28');
  expect(rangeIn('this week', ahead)).toBe('2026-11-16..2026-11-23');
});

test('the words are printed as they were understood', () => {
  const label = (text: string): string | undefined => periodsIn(text)[0]?.label;
  expect(label('last week')).toBe('last week');
  expect(label('october')).toBe('October 2026');
  expect(label('black friday')).toBe('Black Friday 2025');
  expect(label('last tuesday')).toBe('Tuesday 17 November 2026');
  expect(label('yesterday between 18 and 22h')).toBe('17 November 2026, 18:00–22:00');
  expect(label('end of october')).toBe('the end of October 2026');
});
