import type { DimensionId } from '#src/metrics/dimensions.ts';
import { timeGrains } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';

const steps = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
} as const;

const firstBucket = (
  grain: keyof typeof steps,
  day: Temporal.PlainDate,
  weekStart: 1 | 6 | 7,
): Temporal.PlainDate => {
  switch (grain) {
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 });
    case 'month':
      return day.with({ day: 1 });
    case 'quarter':
      return day.with({ day: 1, month: Math.floor((day.month - 1) / 3) * 3 + 1 });
    case 'year':
      return day.with({ day: 1, month: 1 });
    default:
      return grain satisfies never;
  }
};

/** Every value a time split can have inside a period, as the statements write it, so that quiet days show as 0 and not as gaps. */
export const bucketsOf = (
  id: DimensionId,
  period: Period,
  weekStart: 1 | 6 | 7,
): readonly string[] | null => {
  if (id === 'weekday') return weekdaysIn(period);
  if (id === 'hour') return hoursIn(period);
  const grain = timeGrains.find((one) => one === id);
  if (!grain) return null;
  const last = period.to.subtract({ nanoseconds: 1 }).toPlainDate();
  const buckets: string[] = [];
  for (
    let day = firstBucket(grain, period.from.toPlainDate(), weekStart);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add(steps[grain])
  ) {
    buckets.push(day.toString());
  }
  return buckets;
};

const weekdaysIn = (period: Period): readonly string[] => {
  const days = bucketsOf('day', period, 1) ?? [];
  return [...new Set(days.slice(0, 7).map((day) => String(Temporal.PlainDate.from(day).dayOfWeek)))].sort();
};

const hoursIn = (period: Period): readonly string[] => {
  const hours = new Set<number>();
  for (
    let at = period.from;
    Temporal.ZonedDateTime.compare(at, period.to) < 0 && hours.size < 24;
    at = at.add({ hours: 1 })
  ) {
    hours.add(at.hour);
  }
  return [...hours].sort((a, b) => a - b).map((hour) => String(hour).padStart(2, '0'));
};
