import { expect, test } from 'vitest';
import { holidayCalendars, holidaysIn } from '#src/schedule/holidays.ts';

test('Germany 2026 has its nine nationwide holidays', () => {
  expect([...holidaysIn('DE', 2026)]).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-10-03',
    '2026-12-25',
    '2026-12-26',
  ]);
});

test('holidays on a weekend are made up for where the country does so', () => {
  expect(holidaysIn('GB', 2026).has('2026-12-28')).toBe(true);
  expect(holidaysIn('GB', 2027).has('2027-12-27') && holidaysIn('GB', 2027).has('2027-12-28')).toBe(true);
  expect(holidaysIn('US', 2026).has('2026-07-03')).toBe(true);
  expect(holidaysIn('US', 2026).has('2026-11-26')).toBe(true);
  expect(holidaysIn('DE', 2027).has('2027-12-27')).toBe(false);
});

test('every country of the menu has holidays, an unknown one has none', () => {
  for (const { id } of holidayCalendars) expect(holidaysIn(id, 2026).size).toBeGreaterThan(3);
  expect(holidaysIn('XX', 2026).size).toBe(0);
});
