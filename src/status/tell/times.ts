import type { Moment } from '../read/impact.ts';
import type { Span } from '../read/times.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const inZone = (at: Temporal.Instant, zone: string): string =>
  clock.format(at.add({ nanoseconds: at.toZonedDateTimeISO(zone).offsetNanoseconds }).epochMilliseconds);

const hasOffset = (at: Temporal.Instant, zone: string): boolean =>
  at.toZonedDateTimeISO(zone).offsetNanoseconds !== 0;

/** `09:04 UTC`; in another zone `10:04 (09:04 UTC)`, as the source's own words keep naming UTC. */
export const sayClock = (at: Temporal.Instant, zone: string): string =>
  hasOffset(at, zone) ? `${inZone(at, zone)} (${inZone(at, 'UTC')} UTC)` : `${inZone(at, 'UTC')} UTC`;

/** `24 July`, with the year where it is not the one of `now`. */
export const sayDate = (at: Temporal.Instant, zone: string, now: Temporal.Instant): string => {
  const day = at.toZonedDateTimeISO(zone);
  const year = day.year === now.toZonedDateTimeISO(zone).year ? '' : ` ${day.year}`;
  return `${day.day} ${months[day.month - 1]}${year}`;
};

const isSameDay = (a: Temporal.Instant, b: Temporal.Instant, zone: string): boolean =>
  a.toZonedDateTimeISO(zone).toPlainDate().equals(b.toZonedDateTimeISO(zone).toPlainDate());

/** `09:04 UTC`, with the day in front where it is not the day of `now`. */
export const sayWhen = (at: Temporal.Instant, zone: string, now: Temporal.Instant): string =>
  isSameDay(at, now, zone) ? sayClock(at, zone) : `${sayClock(at, zone)} on ${sayDate(at, zone, now)}`;

/** "since 09:04 UTC", or "since at least 09:04 UTC" where that is only when it was reported. */
export const saySince = ({ at, isStated }: Moment, zone: string, now: Temporal.Instant): string =>
  `since ${isStated ? '' : 'at least '}${sayWhen(at, zone, now)}`;

/** "on 24 July from 16:04 to 17:36 UTC"; over midnight both ends carry their day. */
export const saySpan = ({ from, to }: Span, zone: string, now: Temporal.Instant): string => {
  if (to === null) return `from ${sayClock(from, zone)} on ${sayDate(from, zone, now)}`;
  if (!isSameDay(from, to, zone))
    return `from ${sayClock(from, zone)} on ${sayDate(from, zone, now)} to ${sayClock(to, zone)} on ${sayDate(to, zone, now)}`;
  const [start, end] = [sayClock(from, zone), sayClock(to, zone)];
  return `on ${sayDate(from, zone, now)} from ${hasOffset(from, zone) ? start : start.replace(' UTC', '')} to ${end}`;
};
