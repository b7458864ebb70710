import type { Db } from '#src/database/connect.ts';
import type { Schedule, ScheduleWish } from '#src/schedule/schedule.ts';
import { timetableOf } from '#src/schedule/schedule.ts';
import {
  changeSchedule,
  createSchedule,
  pauseSchedule,
  removeSchedule,
  resumeSchedule,
} from '#src/schedule/schedules.ts';
import type { Timetable } from '#src/schedule/timetable.ts';
import { slotsBetween } from '#src/schedule/timetable.ts';

/** Under which times a schedule stood, and since when. */
type Era = { readonly table: Timetable; readonly from: Temporal.Instant; readonly isPaused: boolean };

/** A schedule through all its changes, with everything it should have made due. */
export type Life = {
  schedule: Schedule;
  era: Era | null;
  readonly due: Map<string, 'open' | 'paused'>;
};

type Random = () => number;
const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

const times = ['02:30', '00:00', '02:10', '02:50', '08:00', '23:45', '01:30'];
const weekdays = [[1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5], [1], [3, 7]];
const nights = { from: Temporal.PlainTime.from('22:00'), to: Temporal.PlainTime.from('07:00') };

const wishIn = (zone: string, random: Random): ScheduleWish => ({
  digest: 'marketing-morning',
  query: null,
  stores: [],
  zone,
  rhythm:
    random() < 0.15
      ? { kind: 'every', minutes: pick(random, [90, 360, 720]) }
      : {
          kind: 'days',
          at: Temporal.PlainTime.from(pick(random, times)),
          weekdays: pick(random, weekdays),
        },
  holidays: pick(random, [null, null, 'DE', 'US']),
  quiet: random() < 0.2 ? nights : null,
});

/** Ends the era at hand: what it made due is written down. */
export const close = (life: Life, until: Temporal.Instant): void => {
  if (!life.era) return;
  const { table, from, isPaused } = life.era;
  for (const { key } of slotsBetween(table, from, until)) {
    if (!life.due.has(key)) life.due.set(key, isPaused ? 'paused' : 'open');
  }
  life.era = null;
};

const begin = (life: Life, schedule: Schedule, now: Temporal.Instant): void => {
  close(life, schedule.plannedTo);
  life.schedule = schedule;
  const table = timetableOf(schedule, [], now);
  life.era = { table, from: schedule.plannedTo, isPaused: schedule.paused !== null };
};

export const beginLife = async (
  db: Db,
  place: { readonly zone: string; readonly channelId: string },
  random: Random,
  now: Temporal.Instant,
  life?: Life,
): Promise<Life> => {
  const { zone, channelId } = place;
  const wish = wishIn(zone, random);
  const { schedule } = await createSchedule(db, { ...wish, teamId: 'T1', channelId, ownerId: 'U1' }, now);
  const begun = life ?? { schedule, era: null, due: new Map() };
  begin(begun, schedule, now);
  return begun;
};

/** Somebody changes, pauses, resumes or removes it, or sets it up again. */
export const edit = async (db: Db, life: Life, random: Random, now: Temporal.Instant): Promise<void> => {
  const { id, version, zone } = life.schedule;
  if (!life.era) {
    await beginLife(db, life.schedule, random, now, life);
    return;
  }
  const by = { by: 'U2', at: now };
  const kinds = [
    () => changeSchedule(db, id, version, wishIn(zone, random), by),
    () => changeSchedule(db, id, version, wishIn(zone, random), by),
    () => pauseSchedule(db, id, 'by_person', by),
    () => resumeSchedule(db, id, by),
    () => removeSchedule(db, id, by),
  ];
  const resume = 3;
  const which = life.era.isPaused && random() < 0.8 ? resume : Math.floor(random() * kinds.length);
  const changed = await kinds[which]?.();
  if (changed?.kind !== 'saved') throw new Error(changed?.kind);
  begin(life, changed.schedule, now);
  if (which === kinds.length - 1) life.era = null;
};
