import type { Slot, Timetable } from './timetable.ts';
import { slotsBetween } from './timetable.ts';

/** How long after its time a digest is still worth posting, with a note that it is late. */
export const catchUpMinutes = 120;

/** A digest that is posted this long after its time says so. */
export const lateMinutes = 5;

/** What becomes of a slot: it is posted, or it is recorded as skipped with the reason its owner is told. */
export type PlannedSlot = Slot & { readonly skipped: SkipReason | null };

/** `late`: nobody was there to post it in time; `newer`: a later one of the same schedule is posted instead. */
export type SkipReason = 'late' | 'newer';

/**
 * What is due now and was not planned before, and what came too late to be posted. Pure: the same slots come out
 * however often and in whatever steps it is asked, and a clock that jumps back gives none twice (`plannedTo` stays).
 */
export const planSlots = (
  timetable: Timetable,
  plannedTo: Temporal.Instant,
  now: Temporal.Instant,
): readonly PlannedSlot[] => {
  const slots = slotsBetween(timetable, plannedTo, now);
  return slots.map((slot, index) => {
    const late = now.since(slot.due).total('minutes') > catchUpMinutes;
    return { ...slot, skipped: late ? 'late' : index < slots.length - 1 ? 'newer' : null };
  });
};
