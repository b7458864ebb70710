import { startOfDay } from '#src/lib/time-range.ts';
import type { Period } from './period.ts';
import { instantPeriod } from './period.ts';
import type { MetricQuery } from './query.ts';

const firstOf = (unit: Period['unit'], day: Temporal.PlainDate, weekStart: 1 | 6 | 7): Temporal.PlainDate => {
  switch (unit) {
    case 'week':
      return day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 });
    case 'month':
      return day.with({ day: 1 });
    case 'quarter':
      return day.with({ day: 1, month: Math.floor((day.month - 1) / 3) * 3 + 1 });
    case 'year':
      return day.with({ day: 1, month: 1 });
    default:
      return day;
  }
};

const back = (unit: Period['unit'], count: number, day: Temporal.PlainDate): Temporal.PlainDate => {
  switch (unit) {
    case 'week':
      return day.subtract({ weeks: count });
    case 'month':
      return day.subtract({ months: count });
    case 'quarter':
      return day.subtract({ months: 3 * count });
    case 'year':
      return day.subtract({ years: count });
    default:
      return day.subtract({ days: count });
  }
};

/**
 * The same period as seen from another day: "yesterday" stays yesterday, "this month" the month so far, "last 7 days"
 * the seven full days before. A question that comes again and again is asked of these.
 */
export const reanchor = (period: Period, now: Temporal.Instant, weekStart: 1 | 6 | 7): Period => {
  const zone = period.from.timeZoneId;
  const local = now.toZonedDateTimeISO(zone);
  if (period.unit === 'instant') return { ...instantPeriod(now, zone), label: period.label };
  const days = Math.max(
    1,
    period.from.toPlainDate().until(period.to.subtract({ nanoseconds: 1 }).toPlainDate()).days + 1,
  );
  if (period.unit === 'hour') {
    const to = period.toDate ? local : local.round({ smallestUnit: 'hour', roundingMode: 'floor' });
    return { ...period, from: to.subtract({ hours: Math.max(1, period.count) }), to };
  }
  const [unit, count] =
    period.unit === 'span' ? (['day', days] as const) : [period.unit, Math.max(1, period.count)];
  const start = firstOf(unit, local.toPlainDate(), weekStart);
  if (period.toDate) return { ...period, from: startOfDay(start, zone), to: local };
  return { ...period, from: startOfDay(back(unit, count, start), zone), to: startOfDay(start, zone) };
};

export const reanchorQuery = (
  query: MetricQuery,
  now: Temporal.Instant,
  weekStart: 1 | 6 | 7,
): MetricQuery => ({ ...query, period: reanchor(query.period, now, weekStart), comparison: null });
