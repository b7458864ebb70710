import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Connection, Db } from '#src/database/connect.ts';
import { schedules } from '#src/database/schema/schedules.ts';
import { calendarEvents } from '#src/database/schema/web.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { Posting } from '#src/outbox/enqueue.ts';
import { enqueue } from '#src/outbox/enqueue.ts';
import type { PlannedSlot, SkipReason } from './plan.ts';
import { catchUpMinutes, planSlots } from './plan.ts';
import type { DayOff, Schedule } from './schedule.ts';
import { scheduleFrom, timetableOf } from './schedule.ts';

/** Slots that were missed, for telling the owner. */
export type Missed = { readonly schedule: Schedule; readonly slots: readonly PlannedSlot[] };

/** How far back and ahead the company's own days off are read. */
const daysOffAround = { hours: 24 * 400 };

/** Holidays in the company's calendar; few rows. */
export const readDaysOff = async (db: Connection, now: Temporal.Instant): Promise<readonly DayOff[]> => {
  const rows = await db
    .select({ from: calendarEvents.startsAt, to: calendarEvents.endsAt })
    .from(calendarEvents)
    .where(
      and(
        eq(calendarEvents.kind, 'holiday'),
        isNull(calendarEvents.cancelledAt),
        gt(calendarEvents.endsAt, now.subtract(daysOffAround).toString()),
        lt(calendarEvents.startsAt, now.add(daysOffAround).toString()),
      ),
    );
  return rows.map(({ from, to }) => ({ from: instantFrom(from), to: instantFrom(to) }));
};

/** Why a slot is recorded and not posted, as it stands in the record. */
export type Skipped = SkipReason | 'paused';

const postingOf = (schedule: Schedule, slot: PlannedSlot): Posting => {
  const skipped: Skipped | null = schedule.paused ? 'paused' : slot.skipped;
  return {
    origin: schedule.id,
    slot: slot.key,
    kind: 'digest',
    teamId: schedule.teamId,
    channelId: schedule.channelId,
    dueAt: slot.due,
    expiresAt: slot.due.add({ minutes: catchUpMinutes }),
    ...(skipped && { skipped }),
  };
};

/** Plans a schedule up to `now` and gives the slots that came too late. Part of the caller's transaction. */
export const planSchedule = async (
  tx: Connection,
  schedule: Schedule,
  daysOff: readonly DayOff[],
  now: Temporal.Instant,
): Promise<readonly PlannedSlot[]> => {
  const slots = planSlots(timetableOf(schedule, daysOff, now), schedule.plannedTo, now);
  const postings = slots.map((slot) => postingOf(schedule, slot));
  const taken = await enqueue(tx, postings, now);
  return taken.length === 0 || schedule.paused ? [] : slots.filter(({ skipped }) => skipped === 'late');
};

/** Without slots, how far a schedule is planned is written down once in this time: it costs a write per schedule. */
const writeAgainMinutes = 60;

/**
 * Turns what is due by `now` into deliveries, once: whichever process comes first plans a schedule's slots, and where
 * it stands is stored with them. Gives what was missed while nobody was running.
 */
export const planDue = async (db: Db, now: Temporal.Instant): Promise<readonly Missed[]> => {
  const rows = await db
    .select()
    .from(schedules)
    .where(and(isNull(schedules.removedAt), lt(schedules.plannedTo, now.toString())));
  const daysOff = rows.length > 0 ? await readDaysOff(db, now) : [];
  const missed: Missed[] = [];
  for (const schedule of rows.map(scheduleFrom)) {
    const waiting = planSlots(timetableOf(schedule, daysOff, now), schedule.plannedTo, now);
    const isOld = now.since(schedule.plannedTo).total('minutes') >= writeAgainMinutes;
    if (waiting.length === 0 && !isOld) continue;
    const slots = await db.transaction(async (tx) => {
      const mine = await tx
        .update(schedules)
        .set({ plannedTo: now.toString() })
        .where(
          and(
            eq(schedules.id, schedule.id),
            eq(schedules.version, schedule.version),
            eq(schedules.plannedTo, schedule.plannedTo.toString()),
          ),
        )
        .returning({ id: schedules.id });
      return mine.length === 0 ? [] : planSchedule(tx, schedule, daysOff, now);
    });
    if (slots.length > 0) missed.push({ schedule, slots });
  }
  return missed;
};
