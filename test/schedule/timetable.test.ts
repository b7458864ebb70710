import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Timetable } from '#src/schedule/timetable.ts';
import { afterQuiet, instantAt, nextSlot, previousDate, slotsBetween } from '#src/schedule/timetable.ts';

const time = (text: string) => Temporal.PlainTime.from(text);
const date = (text: string) => Temporal.PlainDate.from(text);
const daily = (at: string, zone: string, over: Partial<Timetable> = {}): Timetable => ({
  rhythm: { kind: 'days', at: time(at), weekdays: [1, 2, 3, 4, 5, 6, 7] },
  zone,
  quiet: null,
  holidays: new Set(),
  ...over,
});
const local = (at: Temporal.Instant | undefined, zone: string) =>
  at?.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' });
const slots = (timetable: Timetable, from: string, to: string) =>
  slotsBetween(
    timetable,
    instantAt(date(from), time('00:00'), timetable.zone).subtract({ seconds: 1 }),
    instantAt(date(to), time('00:00'), timetable.zone).subtract({ seconds: 1 }),
  );

describe('the day the clocks change', () => {
  test.each([
    ['02:30', 'Europe/Berlin', '2026-03-29', '2026-03-29T03:00+02:00'],
    ['02:00', 'America/New_York', '2026-03-08', '2026-03-08T03:00-04:00'],
    ['00:00', 'America/Havana', '2026-03-08', '2026-03-08T01:00-04:00'],
    ['00:30', 'America/Havana', '2026-03-08', '2026-03-08T01:00-04:00'],
    ['02:10', 'Australia/Lord_Howe', '2026-10-04', '2026-10-04T02:30+11:00'],
    ['02:50', 'Pacific/Chatham', '2026-09-27', '2026-09-27T03:45+13:45'],
    ['02:30', 'Asia/Kolkata', '2026-03-29', '2026-03-29T02:30+05:30'],
  ])('%s in %s comes at the first instant after the gap', (at, zone, day, expected) => {
    const found = slots(daily(at, zone), day, date(day).add({ days: 1 }).toString());
    expect(found.map(({ key, due }) => [key, local(due, zone)])).toEqual([[day, expected]]);
  });

  test.each([
    ['02:30', 'Europe/Berlin', '2026-10-25', '2026-10-25T02:30+02:00'],
    ['01:30', 'America/New_York', '2026-11-01', '2026-11-01T01:30-04:00'],
    ['00:30', 'America/Havana', '2026-11-01', '2026-11-01T00:30-04:00'],
    ['01:45', 'Australia/Lord_Howe', '2026-04-05', '2026-04-05T01:45+11:00'],
    ['03:00', 'Pacific/Chatham', '2026-04-05', '2026-04-05T03:00+13:45'],
  ])('%s in %s comes once, the first time', (at, zone, day, expected) => {
    const found = slots(daily(at, zone), day, date(day).add({ days: 1 }).toString());
    expect(found.map(({ key, due }) => [key, local(due, zone)])).toEqual([[day, expected]]);
  });

  test('a day that an island skipped has no digest', () => {
    const found = slots(daily('08:00', 'Pacific/Apia'), '2011-12-28', '2012-01-01');
    expect(found.map(({ key }) => key)).toEqual(['2011-12-28', '2011-12-29', '2011-12-31']);
  });
});

describe('holidays and quiet hours', () => {
  const workdays = { kind: 'days', at: time('08:00'), weekdays: [1, 2, 3, 4, 5] } as const;

  test('a daily digest leaves holidays out, a weekly one moves to the next workday', () => {
    const holidays = new Set(['2026-12-25', '2026-12-28']);
    const days = { ...daily('08:00', 'Europe/Berlin'), holidays, rhythm: workdays };
    expect(slots(days, '2026-12-23', '2026-12-31').map(({ key }) => key)).toEqual([
      '2026-12-23',
      '2026-12-24',
      '2026-12-29',
      '2026-12-30',
    ]);
    const fridays = { ...days, rhythm: { ...workdays, weekdays: [5] } };
    const moved = slots(fridays, '2026-12-24', '2026-12-31');
    expect(moved.map(({ key, due }) => [key, local(due, 'Europe/Berlin')])).toEqual([
      ['2026-12-25', '2026-12-29T08:00+01:00'],
    ]);
  });

  test('what falls into quiet hours comes at their end and keeps its own date', () => {
    const quiet = { from: time('22:00'), to: time('07:00') };
    const early = slots(daily('06:00', 'Europe/Berlin', { quiet }), '2026-11-18', '2026-11-19');
    expect(early.map(({ key, due }) => [key, local(due, 'Europe/Berlin')])).toEqual([
      ['2026-11-18', '2026-11-18T07:00+01:00'],
    ]);
    const late = slots(daily('23:00', 'Europe/Berlin', { quiet }), '2026-11-18', '2026-11-20');
    expect(late.map(({ key, due }) => [key, local(due, 'Europe/Berlin')])).toEqual([
      ['2026-11-17', '2026-11-18T07:00+01:00'],
      ['2026-11-18', '2026-11-19T07:00+01:00'],
    ]);
  });

  test('quiet hours that end in the spring gap end at its end', () => {
    const quiet = { from: time('22:00'), to: time('02:30') };
    const at = Temporal.Instant.from('2026-03-29T00:30+01:00');
    expect(local(afterQuiet(at, { quiet, zone: 'Europe/Berlin' }), 'Europe/Berlin')).toBe(
      '2026-03-29T03:00+02:00',
    );
  });

  test('every 15 minutes has 92, 96 or 100 slots a day, none of them in quiet hours or on holidays', () => {
    const every = { ...daily('08:00', 'Europe/Berlin'), rhythm: { kind: 'every', minutes: 15 } as const };
    const counts = ['2026-03-29', '2026-10-25', '2026-11-18'].map(
      (day) => slots(every, day, date(day).add({ days: 1 }).toString()).length,
    );
    expect(counts).toEqual([92, 100, 96]);
    const bounded = {
      ...every,
      quiet: { from: time('18:00'), to: time('08:00') },
      holidays: new Set(['2026-11-19']),
    };
    expect(slots(bounded, '2026-11-18', '2026-11-20').length).toBe(40);
  });
});

test('the 31st of a month is its last day, and a holiday moves it', () => {
  const rhythm = { kind: 'month', at: time('09:00'), day: 31 } as const;
  const table = {
    ...daily('09:00', 'Europe/Berlin'),
    rhythm,
    holidays: new Set(['2026-12-31', '2027-01-01']),
  };
  const found = slots(table, '2026-09-01', '2027-03-01');
  expect(found.map(({ key, due }) => [key, local(due, table.zone)?.slice(0, 10)])).toEqual([
    ['2026-09-30', '2026-09-30'],
    ['2026-10-31', '2026-10-31'],
    ['2026-11-30', '2026-11-30'],
    ['2026-12-31', '2027-01-04'],
    ['2027-01-31', '2027-01-31'],
    ['2027-02-28', '2027-02-28'],
  ]);
});

test('a digest looks back to the day of the one before', () => {
  const rhythm = { kind: 'days', at: time('08:00'), weekdays: [1, 2, 3, 4, 5] } as const;
  const table = { ...daily('08:00', 'Europe/Berlin'), rhythm, holidays: new Set(['2026-11-16']) };
  const before = ['2026-11-18', '2026-11-17', '2026-11-13'].map((day) =>
    previousDate(table, date(day)).toString(),
  );
  expect(before).toEqual(['2026-11-17', '2026-11-13', '2026-11-12']);
  const weekly = { ...table, rhythm: { ...rhythm, weekdays: [1] }, holidays: new Set<string>() };
  expect(previousDate(weekly, date('2026-11-16')).toString()).toBe('2026-11-09');
});

test('the next slot is found, and that there is none', () => {
  const table = daily('08:00', 'Europe/Berlin');
  expect(local(nextSlot(table, Temporal.Instant.from('2026-11-18T08:00+01:00'))?.due, table.zone)).toBe(
    '2026-11-19T08:00+01:00',
  );
  expect(
    nextSlot(
      { ...table, rhythm: { ...table.rhythm, kind: 'days', at: time('08:00'), weekdays: [] } },
      Temporal.Instant.from('2026-11-18T08:00Z'),
    ),
  ).toBeNull();
});

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Asia/Kolkata',
  'America/St_Johns',
  'Africa/Casablanca',
  'Asia/Beirut',
];
const anyTime = fc.integer({ min: 0, max: 1439 }).map((minutes) => time('00:00').add({ minutes }));
const anyQuiet = fc.option(fc.record({ from: anyTime, to: anyTime }), { nil: null });
const start = Temporal.Instant.from('2026-01-01T00:00Z');

test('every date of a year has exactly one slot in every zone, and steps of any length find the same ones', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      anyTime,
      anyQuiet,
      fc.array(fc.integer({ min: 300, max: 60 * 24 * 40 }), { minLength: 1, maxLength: 30 }),
      (zone, at, quiet, steps) => {
        const table = daily('00:00', zone, {
          quiet,
          rhythm: { kind: 'days', at, weekdays: [1, 2, 3, 4, 5, 6, 7] },
        });
        const end = start.add({ hours: 24 * 366 });
        const whole = slotsBetween(table, start, end);
        expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length);
        expect([365, 366, 367]).toContain(whole.length);
        for (const [index, { key }] of whole.entries()) {
          if (index > 0)
            expect(key).toBe(
              date(whole[index - 1]?.key ?? '')
                .add({ days: 1 })
                .toString(),
            );
        }
        const stepped = [];
        let from = start;
        for (let n = 0; Temporal.Instant.compare(from, end) < 0; n++) {
          const next = from.add({ minutes: steps[n % steps.length] ?? 1 });
          const to = Temporal.Instant.compare(next, end) < 0 ? next : end;
          stepped.push(...slotsBetween(table, from, to));
          from = to;
          if (n > 60) {
            stepped.push(...slotsBetween(table, from, end));
            break;
          }
        }
        expect(stepped).toEqual(whole);
      },
    ),
    { numRuns: 15, seed: 7 },
  );
});
