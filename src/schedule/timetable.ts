import { startOfDay } from '#src/lib/time-range.ts';

/**
 * When something is due: at a time of day on some weekdays (1 = Monday … 7 = Sunday), on a day of the month (the last
 * one where a month is shorter), or every so many minutes from midnight on.
 */
export type Rhythm =
  | { readonly kind: 'days'; readonly at: Temporal.PlainTime; readonly weekdays: readonly number[] }
  | { readonly kind: 'month'; readonly at: Temporal.PlainTime; readonly day: number }
  | { readonly kind: 'every'; readonly minutes: number };

/** Hours of the day in which nothing is posted; `from` may be later than `to`, the night between them is meant. */
export type QuietHours = { readonly from: Temporal.PlainTime; readonly to: Temporal.PlainTime };

/** Everything that decides when a schedule is due. `holidays` are dates (`2026-12-25`) on which nothing is. */
export type Timetable = {
  readonly rhythm: Rhythm;
  readonly zone: string;
  readonly quiet: QuietHours | null;
  readonly holidays: ReadonlySet<string>;
};

/**
 * One occurrence. Its key is what makes it unique: the date in the schedule's own zone for a time of day, so that no
 * change of clocks can repeat it, and the instant for anything else.
 */
export type Slot = { readonly key: string; readonly due: Temporal.Instant };

/**
 * The instant a wall-clock time names on a date: in the hour that spring leaves out the first instant after the gap,
 * in the hour that autumn repeats the first of the two.
 */
export const instantAt = (
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
): Temporal.Instant => {
  const local = date.toZonedDateTime({ timeZone: zone, plainTime: time });
  if (local.toPlainTime().equals(time) && local.toPlainDate().equals(date)) return local.toInstant();
  // A time at the very start of the gap becomes the transition itself, which is not before itself.
  const after = local.add({ nanoseconds: 1 });
  return (after.getTimeZoneTransition('previous') ?? local).toInstant();
};

/** Whether a wall-clock time lies in the quiet hours; their end does not. */
export const isQuiet = (time: Temporal.PlainTime, quiet: QuietHours | null): boolean => {
  if (!quiet) return false;
  const { compare } = Temporal.PlainTime;
  const fromStart = compare(time, quiet.from) >= 0;
  const beforeEnd = compare(time, quiet.to) < 0;
  return compare(quiet.from, quiet.to) <= 0 ? fromStart && beforeEnd : fromStart || beforeEnd;
};

/** The instant itself, or the end of the quiet hours it lies in. */
export const afterQuiet = (
  at: Temporal.Instant,
  { quiet, zone }: Pick<Timetable, 'quiet' | 'zone'>,
): Temporal.Instant => {
  const local = at.toZonedDateTimeISO(zone);
  if (!quiet || !isQuiet(local.toPlainTime(), quiet)) return at;
  const today = instantAt(local.toPlainDate(), quiet.to, zone);
  if (Temporal.Instant.compare(today, at) > 0) return today;
  return instantAt(local.toPlainDate().add({ days: 1 }), quiet.to, zone);
};

const isWorkday = (date: Temporal.PlainDate): boolean => date.dayOfWeek <= 5;

/** Some islands have skipped a whole day when they changed sides of the date line. */
const exists = (date: Temporal.PlainDate, zone: string): boolean =>
  startOfDay(date, zone).toPlainDate().equals(date);

const isMeant = (date: Temporal.PlainDate, rhythm: Rhythm): boolean => {
  switch (rhythm.kind) {
    case 'days':
      return rhythm.weekdays.includes(date.dayOfWeek);
    case 'month':
      return date.day === Math.min(rhythm.day, date.daysInMonth);
    case 'every':
      return false;
    default:
      return rhythm satisfies never;
  }
};

/** What comes once a week or a month is moved by a holiday; what comes daily leaves it out. */
const isRare = (rhythm: Rhythm): boolean =>
  rhythm.kind === 'month' || (rhythm.kind === 'days' && rhythm.weekdays.length === 1);

/** The day a date's occurrence falls on: its own, or after a holiday the next workday that is none. */
const dayOf = (date: Temporal.PlainDate, { rhythm, holidays }: Timetable): Temporal.PlainDate | null => {
  if (!isMeant(date, rhythm)) return null;
  if (!holidays.has(date.toString())) return date;
  if (!isRare(rhythm)) return null;
  for (let later = date.add({ days: 1 }); later.since(date).days < 7; later = later.add({ days: 1 })) {
    if (isWorkday(later) && !holidays.has(later.toString())) return later;
  }
  return null;
};

const daySlot = (date: Temporal.PlainDate, timetable: Timetable): Slot | null => {
  const { rhythm, zone } = timetable;
  const day = dayOf(date, timetable);
  if (rhythm.kind === 'every' || !day || !exists(date, zone)) return null;
  return { key: date.toString(), due: afterQuiet(instantAt(day, rhythm.at, zone), timetable) };
};

/** How many days after its date a slot can be due: a week of holidays moves a rare one, quiet hours any by a day. */
const longestMove = ({ rhythm, holidays, quiet }: Timetable): number =>
  (isRare(rhythm) && holidays.size > 0 ? 7 : 0) + (quiet ? 1 : 0);

const daySlots = (
  timetable: Timetable,
  after: Temporal.Instant,
  until: Temporal.Instant,
): readonly Slot[] => {
  const { zone } = timetable;
  const first = after
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .subtract({ days: longestMove(timetable) });
  const last = until.toZonedDateTimeISO(zone).toPlainDate();
  const slots: Slot[] = [];
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const slot = daySlot(date, timetable);
    if (slot) slots.push(slot);
  }
  return slots;
};

/** Counted in real minutes from each midnight, so that no day has a slot of 0 or 2 lengths inside it. */
const everySlots = (
  timetable: Timetable,
  after: Temporal.Instant,
  until: Temporal.Instant,
): readonly Slot[] => {
  const { rhythm, zone, holidays, quiet } = timetable;
  if (rhythm.kind !== 'every') return [];
  const slots: Slot[] = [];
  const last = until.toZonedDateTimeISO(zone).toPlainDate();
  let date = after.toZonedDateTimeISO(zone).toPlainDate();
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (holidays.has(date.toString()) || !exists(date, zone)) continue;
    const end = startOfDay(date.add({ days: 1 }), zone).toInstant();
    let due = startOfDay(date, zone).toInstant();
    for (; Temporal.Instant.compare(due, end) < 0; due = due.add({ minutes: rhythm.minutes })) {
      if (!isQuiet(due.toZonedDateTimeISO(zone).toPlainTime(), quiet)) {
        slots.push({ key: due.toString({ smallestUnit: 'second' }), due });
      }
    }
  }
  return slots;
};

/** The slots due after one instant and not after another, in order. */
export const slotsBetween = (
  timetable: Timetable,
  after: Temporal.Instant,
  until: Temporal.Instant,
): readonly Slot[] => {
  if (Temporal.Instant.compare(after, until) >= 0) return [];
  const all = (timetable.rhythm.kind === 'every' ? everySlots : daySlots)(timetable, after, until);
  return all
    .filter(
      ({ due }) => Temporal.Instant.compare(due, after) > 0 && Temporal.Instant.compare(due, until) <= 0,
    )
    .toSorted((a, b) => Temporal.Instant.compare(a.due, b.due));
};

/** The first slot after an instant, or null when none comes within the next year. */
export const nextSlot = (timetable: Timetable, after: Temporal.Instant): Slot | null => {
  for (const days of [2, 10, 60, 370]) {
    const [first] = slotsBetween(timetable, after, after.add({ hours: 24 * days }));
    if (first) return first;
  }
  return null;
};

/** The date of the last daily slot before a date, at most a week back: what a digest looks back to. */
export const previousDate = (timetable: Timetable, date: Temporal.PlainDate): Temporal.PlainDate => {
  for (let days = 1; days < 7; days++) {
    const earlier = date.subtract({ days });
    if (dayOf(earlier, timetable)) return earlier;
  }
  return date.subtract({ days: timetable.rhythm.kind === 'every' ? 1 : 7 });
};
