import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSlots } from '#src/schedule/plan.ts';
import type { Timetable } from '#src/schedule/timetable.ts';

const table: Timetable = {
  rhythm: { kind: 'days', at: Temporal.PlainTime.from('08:00'), weekdays: [1, 2, 3, 4, 5, 6, 7] },
  zone: 'Europe/Berlin',
  quiet: null,
  holidays: new Set(),
};
const at = (text: string) => Temporal.Instant.from(`${text}+01:00`);
const plan = (from: string, now: string, of: Timetable = table) =>
  planSlots(of, at(from), at(now)).map(({ key, skipped }) => [key, skipped]);

test('down from 07:55 to 08:40: posted at 08:40; down for six hours: recorded as skipped', () => {
  expect(plan('2026-11-18T07:55', '2026-11-18T08:40')).toEqual([['2026-11-18', null]]);
  expect(plan('2026-11-18T07:55', '2026-11-18T10:00')).toEqual([['2026-11-18', null]]);
  expect(plan('2026-11-18T07:55', '2026-11-18T13:55')).toEqual([['2026-11-18', 'late']]);
});

test('after days of silence each missed day is recorded and only the newest is posted', () => {
  expect(plan('2026-11-15T09:00', '2026-11-18T08:30')).toEqual([
    ['2026-11-16', 'late'],
    ['2026-11-17', 'late'],
    ['2026-11-18', null],
  ]);
});

test('of several slots missed within the window only the newest is posted', () => {
  const every = { ...table, rhythm: { kind: 'every', minutes: 30 } as const };
  expect(plan('2026-11-18T08:00', '2026-11-18T09:10', every).map(([, skipped]) => skipped)).toEqual([
    'newer',
    null,
  ]);
});

test('a clock that jumps back finds nothing to do', () => {
  expect(plan('2026-11-18T08:01', '2026-11-18T07:50')).toEqual([]);
  expect(plan('2026-11-18T08:01', '2026-11-18T08:05')).toEqual([]);
});

test('whatever the clock does, a slot is planned once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -600, max: 3000 }), { minLength: 1, maxLength: 60 }), (jumps) => {
      let plannedTo = at('2026-03-20T00:00');
      let now = plannedTo;
      const planned: string[] = [];
      for (const minutes of jumps) {
        now = now.add({ minutes });
        planned.push(...planSlots(table, plannedTo, now).map(({ key }) => key));
        if (Temporal.Instant.compare(now, plannedTo) > 0) plannedTo = now;
      }
      expect(new Set(planned).size).toBe(planned.length);
      expect(planned).toEqual(planSlots(table, at('2026-03-20T00:00'), plannedTo).map(({ key }) => key));
    }),
    { numRuns: 200, seed: 7 },
  );
});
