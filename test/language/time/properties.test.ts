import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar } from '#src/language/time/calendar.ts';
import { resolveTime } from '#src/language/time/resolve.ts';
import type { TimeRule } from '#src/language/time/rules.ts';
import type { Period } from '#src/metrics/period.ts';
import { periodsIn } from '#test/support/read-time.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana'] as const;

/** Any minute of two years, in any of the zones. */
const calendars = fc
  .record({
    minutes: fc.integer({ min: 0, max: 2 * 366 * 24 * 60 }),
    zone: fc.constantFrom(...zones),
    weekStart: fc.constantFrom(1 as const, 6 as const, 7 as const),
    fiscalYearStart: fc.integer({ min: 1, max: 12 }),
  })
  .map(
    ({ minutes, zone, weekStart, fiscalYearStart }): Calendar => ({
      now: Temporal.Instant.from('2025-01-01T00:00Z').add({ minutes }).toZonedDateTimeISO(zone),
      weekStart,
      fiscalYearStart,
      dayFirst: true,
      toward: 'past',
    }),
  );

const units = ['day', 'week', 'month', 'quarter', 'year', 'half', 'fiscal_year', 'fiscal_quarter'] as const;

const at = (rule: TimeRule, calendar: Calendar): Period => {
  const period = resolveTime(rule, calendar);
  if (!period) throw new Error(`no period for ${JSON.stringify(rule)}`);
  return period;
};

const backward = [
  'today',
  'yesterday',
  'last week',
  'this month',
  'mtd',
  'ytd',
  'last 7 days',
  'last 3 months',
  'last 24 hours',
  'on friday',
  'since monday',
  'since october',
  'in october',
  'q3',
  'h2',
  'week 42',
  '5 oct',
  'the 5th',
  '29 february',
  'last weekend',
  'black friday',
  'christmas',
  'easter',
  'last summer',
  'friday evening',
  'last night',
  'between oct 1 and oct 15',
  'dec to feb',
  'first week of november',
  'fy',
  'this fiscal quarter',
] as const;

describe('whatever the day, the zone and the company calendar', () => {
  test('units that follow on each other touch and do not overlap', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.constantFrom(...units),
        fc.integer({ min: -30, max: -2 }),
        (calendar, unit, offset) => {
          const [before, after] = [
            at({ kind: 'relative', unit, offset }, calendar),
            at({ kind: 'relative', unit, offset: offset + 1 }, calendar),
          ];
          expect(before.to.equals(after.from)).toBe(true);
        },
      ),
      { seed: 4, numRuns: 600 },
    );
  });

  test('the running unit starts where the last one ended and ends now', () => {
    fc.assert(
      fc.property(calendars, fc.constantFrom(...units), (calendar, unit) => {
        const [last, running] = [
          at({ kind: 'relative', unit, offset: -1 }, calendar),
          at({ kind: 'relative', unit, offset: 0 }, calendar),
        ];
        expect(last.to.equals(running.from)).toBe(true);
        expect(running.to.equals(calendar.now)).toBe(true);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  test('the last n days are n days as the zone counts them, however long each is', () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: 1, max: 400 }), (calendar, count) => {
        const { from, to } = at({ kind: 'last', unit: 'day', count }, calendar);
        expect(from.toPlainDate().until(to.toPlainDate()).days).toBe(count);
        expect(to.toPlainDate().equals(calendar.now.toPlainDate())).toBe(true);
      }),
      { seed: 6, numRuns: 400 },
    );
  });

  test('what is said of the past never reaches into the future', () => {
    fc.assert(
      fc.property(calendars, fc.constantFrom(...backward), (calendar, phrase) => {
        for (const period of periodsIn(phrase, calendar)) {
          if (!period) continue;
          expect(Temporal.ZonedDateTime.compare(period.from, period.to)).toBeLessThanOrEqual(0);
          expect(Temporal.ZonedDateTime.compare(period.to, calendar.now)).toBeLessThanOrEqual(0);
        }
      }),
      { seed: 7, numRuns: 1500 },
    );
  });

  test('what is said of days to come begins after now', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.constantFrom('tomorrow', 'next week', 'next month', 'next 7 days', 'next friday'),
        (calendar, phrase) => {
          const [period] = periodsIn(phrase, calendar);
          expect(period && Temporal.ZonedDateTime.compare(period.from, calendar.now)).toBe(1);
        },
      ),
      { seed: 8, numRuns: 400 },
    );
  });
});
