import type { TimeRange } from '#src/lib/time-range.ts';
import { isStartOfDay } from '#src/lib/time-range.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths =
  'January February March April May June July August September October November December'.split(' ');
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

type Day = Temporal.PlainDate | Temporal.ZonedDateTime;

/** `18 Nov 2026`. */
export const sayDay = (day: Day): string => `${day.day} ${months[day.month - 1]} ${day.year}`;

/** `Wed 18 Nov 2026`. */
export const sayWeekday = (day: Day): string => `${weekdays[day.dayOfWeek - 1]} ${sayDay(day)}`;

/** `November 2026`. */
export const sayMonth = (day: Day): string => `${longMonths[day.month - 1]} ${day.year}`;

/** `10:30`. */
export const sayTime = (at: Temporal.ZonedDateTime): string =>
  at.toPlainTime().toString({ smallestUnit: 'minute' });

const sayDays = (first: Temporal.PlainDate, last: Temporal.PlainDate): string => {
  if (first.equals(last)) return sayWeekday(first);
  if (first.year !== last.year) return `${sayDay(first)} – ${sayDay(last)}`;
  if (first.month !== last.month) return `${first.day} ${months[first.month - 1]} – ${sayDay(last)}`;
  return `${first.day}–${sayDay(last)}`;
};

/** The resolved range in words: `1–31 Oct 2026`, `Tue 17 Nov 2026`, `Wed 18 Nov 2026, 00:00–10:30`. */
export const sayRange = ({ from, to }: TimeRange): string => {
  if (from.equals(to)) return `${sayWeekday(from)}, ${sayTime(from)}`;
  const last = to.subtract({ nanoseconds: 1 }).toPlainDate();
  if (isStartOfDay(from) && isStartOfDay(to)) return sayDays(from.toPlainDate(), last);
  if (from.toPlainDate().equals(last)) {
    const end = isStartOfDay(to) ? '24:00' : sayTime(to);
    return `${sayWeekday(from)}, ${sayTime(from)}–${end}`;
  }
  const start = isStartOfDay(from) ? sayDay(from) : `${sayDay(from)}, ${sayTime(from)}`;
  return isStartOfDay(to) ? `${start} – ${sayDay(last)}` : `${start} – ${sayDay(to)}, ${sayTime(to)}`;
};

/** The zone as people name it: `Europe/Berlin` → `Berlin time`. */
export const sayZone = (zone: string): string =>
  zone.includes('/') ? `${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')} time` : zone;
