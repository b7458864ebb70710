import { sayTime, sayWeekday } from '#src/answer/words/periods.ts';
import { sayAbout } from '#src/answer/words/queries.ts';
import type { Digest } from '#src/digests/define.ts';
import { listOf } from '#src/lib/text.ts';
import { holidayCalendars } from './holidays.ts';
import type { Schedule } from './schedule.ts';
import type { Rhythm } from './timetable.ts';

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const sayDays = (weekdays: readonly number[]): string => {
  const key = weekdays.toSorted().join('');
  if (key === '1234567') return 'every day';
  if (key === '12345') return 'Monday to Friday';
  return `every ${listOf(weekdays.toSorted().map((day) => weekdayNames[day - 1] ?? ''))}`;
};

const sayClock = (time: Temporal.PlainTime): string => time.toString({ smallestUnit: 'minute' });

/** `Monday to Friday at 08:00`. */
export const sayRhythm = (rhythm: Rhythm): string => {
  switch (rhythm.kind) {
    case 'days':
      return `${sayDays(rhythm.weekdays)} at ${sayClock(rhythm.at)}`;
    case 'month':
      return `on day ${rhythm.day} of each month at ${sayClock(rhythm.at)}`;
    case 'every':
      return `every ${rhythm.minutes} minutes`;
    default:
      return rhythm satisfies never;
  }
};

/** `Monday to Friday at 08:00 (Europe/Berlin), not on holidays in Germany, quiet from 22:00 to 07:00`. */
export const saySchedule = ({
  rhythm,
  zone,
  holidays,
  quiet,
}: Pick<Schedule, 'rhythm' | 'zone' | 'holidays' | 'quiet'>): string => {
  const country = holidayCalendars.find(({ id }) => id === holidays)?.label;
  const off = holidays === null ? '' : `, not on ${country ? `holidays in ${country}` : 'company holidays'}`;
  const hours = quiet ? `, quiet from ${sayClock(quiet.from)} to ${sayClock(quiet.to)}` : '';
  return `${sayRhythm(rhythm)} (${zone})${off}${hours}`;
};

/** `Thu 19 Nov 2026, 08:00` in the schedule's own zone. */
export const sayWhen = (at: Temporal.Instant, zone: string): string => {
  const local = at.toZonedDateTimeISO(zone);
  return `${sayWeekday(local)}, ${sayTime(local)}`;
};

/** What a schedule posts, by name: `“Warehouse, every morning”`, or the figure in words. */
export const titleOf = ({ digest, query }: Pick<Schedule, 'digest' | 'query'>, of: Digest | null): string =>
  query ? sayAbout(query) : `“${of?.label ?? digest}”`;
