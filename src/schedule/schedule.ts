import type { schedules } from '#src/database/schema/schedules.ts';
import { namedUuid } from '#src/lib/ids.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { revive, storable } from '#src/state/stored.ts';
import { holidaysIn } from './holidays.ts';
import type { QuietHours, Rhythm, Timetable } from './timetable.ts';

type Row = typeof schedules.$inferSelect;

/**
 * A digest that goes to a channel (or to one person) at its times. `holidays`: days on which it does not come, by
 * country and always with the company's own calendar; `own` = only that; null = it comes on holidays too.
 */
export type Schedule = {
  readonly id: string;
  readonly teamId: string;
  readonly channelId: string;
  readonly digest: string;
  /** With digest `figure`: the question that is answered each time, as the spine reads it. */
  readonly query: MetricQuery | null;
  readonly ownerId: string;
  readonly stores: readonly string[];
  readonly rhythm: Rhythm;
  readonly zone: string;
  readonly holidays: string | null;
  readonly quiet: QuietHours | null;
  readonly plannedTo: Temporal.Instant;
  readonly version: number;
  readonly paused: { readonly at: Temporal.Instant; readonly because: string } | null;
};

/** What a person can choose about a schedule. */
export type ScheduleWish = Pick<
  Schedule,
  'digest' | 'query' | 'stores' | 'rhythm' | 'zone' | 'holidays' | 'quiet'
>;

/** The digest that is one figure, asked for in words. */
export const figureDigest = 'figure';

const subjectOf = ({ digest, query }: Pick<Schedule, 'digest' | 'query'>): string => {
  if (!query) return digest;
  const { metrics, filters, groupBy, stores } = query;
  return `${digest}|${JSON.stringify([metrics, filters, groupBy, stores])}`;
};

/** One schedule per digest (or figure) and channel: asking for it again changes the one there is. */
export const scheduleId = (of: Pick<Schedule, 'teamId' | 'channelId' | 'digest' | 'query'>): string =>
  namedUuid(`schedule|${of.teamId}|${of.channelId}|${subjectOf(of)}`);

const timeOf = (text: string | null): Temporal.PlainTime => Temporal.PlainTime.from(text ?? '08:00');

const rhythmOf = (row: Row): Rhythm => {
  if (row.everyMinutes !== null) return { kind: 'every', minutes: row.everyMinutes };
  if (row.monthDay !== null) return { kind: 'month', at: timeOf(row.at), day: row.monthDay };
  return { kind: 'days', at: timeOf(row.at), weekdays: row.weekdays };
};

export const scheduleFrom = (row: Row): Schedule => ({
  ...row,
  query: revive(row.query) as MetricQuery | null,
  rhythm: rhythmOf(row),
  quiet:
    row.quietFrom === null || row.quietTo === null
      ? null
      : { from: timeOf(row.quietFrom), to: timeOf(row.quietTo) },
  plannedTo: instantFrom(row.plannedTo),
  paused:
    row.pausedAt === null
      ? null
      : { at: instantFrom(row.pausedAt), because: row.pausedBecause ?? 'by_person' },
});

/** The columns that hold a wish. */
export const wishColumns = ({ rhythm, quiet, stores, query, ...wish }: ScheduleWish) => ({
  ...wish,
  query: query === null ? null : storable(query),
  stores: [...stores],
  at: rhythm.kind === 'every' ? null : rhythm.at.toString(),
  weekdays: rhythm.kind === 'days' ? [...rhythm.weekdays] : [],
  monthDay: rhythm.kind === 'month' ? rhythm.day : null,
  everyMinutes: rhythm.kind === 'every' ? rhythm.minutes : null,
  quietFrom: quiet?.from.toString() ?? null,
  quietTo: quiet?.to.toString() ?? null,
});

/** Days off in the company's own calendar. */
export type DayOff = { readonly from: Temporal.Instant; readonly to: Temporal.Instant };

const datesOf = ({ from, to }: DayOff, zone: string): readonly string[] => {
  const last = to.subtract({ milliseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate();
  const dates: string[] = [];
  let date = from.toZonedDateTimeISO(zone).toPlainDate();
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
    dates.push(date.toString());
  return dates;
};

/** When a schedule is due, for the years around `now`. */
export const timetableOf = (
  schedule: Pick<Schedule, 'rhythm' | 'zone' | 'holidays' | 'quiet'>,
  daysOff: readonly DayOff[],
  now: Temporal.Instant,
): Timetable => {
  const { rhythm, zone, quiet, holidays } = schedule;
  const { year } = now.toZonedDateTimeISO(zone);
  const national = holidays === null ? [] : [-1, 0, 1].flatMap((by) => [...holidaysIn(holidays, year + by)]);
  const own = holidays === null ? [] : daysOff.flatMap((dayOff) => datesOf(dayOff, zone));
  return { rhythm, zone, quiet, holidays: new Set([...national, ...own]) };
};
