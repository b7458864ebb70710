import type { TimeRange } from '#src/lib/time-range.ts';

/** What a period is made of: decides what it is compared with and how it is named. */
export type PeriodUnit = 'instant' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'span';

/**
 * A resolved time range, half-open, in the zone it was asked in. `label` is how the words are understood
 * ("last month"), `count` how many units it spans, `toDate` whether its unit is still running and it ends now.
 * An `instant` has from = to.
 */
export type Period = TimeRange & {
  readonly label: string;
  readonly unit: PeriodUnit;
  readonly count: number;
  readonly toDate: boolean;
};

type Duration = { readonly days?: number; readonly months?: number };

/** How far back the period before lies: a day looks at the same weekday, everything else at its neighbour (METRICS.md). */
const stepBack = (period: Period): Duration => {
  const { unit, count } = period;
  switch (unit) {
    case 'instant':
    case 'hour':
      return { days: 7 };
    case 'day':
      return { days: count === 1 ? 7 : count };
    case 'week':
      return { days: 7 * count };
    case 'month':
      return { months: count };
    case 'quarter':
      return { months: 3 * count };
    case 'year':
      return { months: 12 * count };
    case 'span':
      return { days: wholeDays(period) };
    default:
      return unit satisfies never;
  }
};

const wholeDays = (period: Period): number =>
  Math.max(1, period.from.toPlainDate().until(period.to.subtract({ nanoseconds: 1 }).toPlainDate()).days + 1);

/** A bound moved back on the calendar; a day that the month does not have becomes the end of that month. */
const moveBound = (at: Temporal.ZonedDateTime, by: Duration): Temporal.ZonedDateTime => {
  const moved = at.subtract(by);
  return by.months && moved.day < at.day ? moved.add({ days: 1 }).startOfDay() : moved;
};

const moveBack = (period: Period, by: Duration, label: string): Period => ({
  ...period,
  from: moveBound(period.from, by),
  to: moveBound(period.to, by),
  label,
});

/** The period a figure is compared with when nothing else is asked: like for like, to the same clock time when it is still running. */
export const previousPeriod = (period: Period): Period =>
  moveBack(period, stepBack(period), 'the period before');

/** A year before: 364 days for days and weeks, so that weekdays match; the calendar for months and longer. */
export const lastYear = (period: Period): Period => {
  const calendar = period.unit === 'month' || period.unit === 'quarter' || period.unit === 'year';
  return moveBack(period, calendar ? { months: 12 } : { days: 364 }, 'a year before');
};

/** The same days a week before. */
export const weekBefore = (period: Period): Period => moveBack(period, { days: 7 }, 'a week before');

/** The current state: no span at all. */
export const instantPeriod = (now: Temporal.Instant, zone: string): Period => {
  const at = now.toZonedDateTimeISO(zone);
  return { from: at, to: at, label: 'now', unit: 'instant', count: 0, toDate: false };
};
