import { expect, test } from 'vitest';
import type { Period, PeriodUnit } from '#src/metrics/period.ts';
import { lastYear, previousPeriod } from '#src/metrics/period.ts';

const zone = 'Europe/Berlin';
const at = (text: string): Temporal.ZonedDateTime => Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
const period = (from: string, to: string, unit: PeriodUnit, count = 1, toDate = false): Period => ({
  from: at(from),
  to: at(to),
  label: 'x',
  unit,
  count,
  toDate,
});
const said = ({ from, to }: Period): string => `${from.toPlainDateTime()} ${to.toPlainDateTime()}`;

test.each([
  [
    'a day looks at the same weekday a week before',
    period('2026-11-17', '2026-11-18', 'day'),
    '2026-11-10T00:00:00 2026-11-11T00:00:00',
  ],
  [
    'today so far ends at the same clock time',
    period('2026-11-18', '2026-11-18T10:30', 'day', 1, true),
    '2026-11-11T00:00:00 2026-11-11T10:30:00',
  ],
  [
    'a week looks at the one before',
    period('2026-11-09', '2026-11-16', 'week'),
    '2026-11-02T00:00:00 2026-11-09T00:00:00',
  ],
  [
    'a rolling span looks at the one before',
    period('2026-11-11', '2026-11-18', 'day', 7),
    '2026-11-04T00:00:00 2026-11-11T00:00:00',
  ],
  [
    'a month looks at the calendar month before',
    period('2026-10-01', '2026-11-01', 'month'),
    '2026-09-01T00:00:00 2026-10-01T00:00:00',
  ],
  [
    'a month to date at the same days',
    period('2026-11-01', '2026-11-18T10:30', 'month', 1, true),
    '2026-10-01T00:00:00 2026-10-18T10:30:00',
  ],
  [
    'cut at a shorter month’s end',
    period('2026-03-01', '2026-03-31T10:30', 'month', 1, true),
    '2026-02-01T00:00:00 2026-03-01T00:00:00',
  ],
  [
    'three months at the three before',
    period('2026-08-01', '2026-11-01', 'month', 3),
    '2026-05-01T00:00:00 2026-08-01T00:00:00',
  ],
  [
    'a quarter at the one before',
    period('2026-07-01', '2026-10-01', 'quarter'),
    '2026-04-01T00:00:00 2026-07-01T00:00:00',
  ],
  [
    'a named span at as many days before',
    period('2026-10-05', '2026-10-18', 'span'),
    '2026-09-22T00:00:00 2026-10-05T00:00:00',
  ],
  [
    'across the change of clocks it stays on midnights',
    period('2026-10-26', '2026-11-02', 'week'),
    '2026-10-19T00:00:00 2026-10-26T00:00:00',
  ],
])('%s', (_, given, expected) => {
  expect(said(previousPeriod(given))).toBe(expected);
});

test('last year keeps the weekday for days and weeks, and the date for months', () => {
  expect(said(lastYear(period('2026-11-17', '2026-11-18', 'day')))).toBe(
    '2025-11-18T00:00:00 2025-11-19T00:00:00',
  );
  expect(said(lastYear(period('2026-10-01', '2026-11-01', 'month')))).toBe(
    '2025-10-01T00:00:00 2025-11-01T00:00:00',
  );
  expect(said(lastYear(period('2024-02-01', '2024-02-29T10:00', 'month', 1, true)))).toBe(
    '2023-02-01T00:00:00 2023-03-01T00:00:00',
  );
});
