import { sayRange } from '#src/answer/words/periods.ts';
import { startOfDay } from '#src/lib/time-range.ts';
import type { Period } from '#src/metrics/period.ts';
import { instantPeriod, previousPeriod, weekBefore } from '#src/metrics/period.ts';
import type { Comparison } from '#src/metrics/query.ts';
import type { FigureWish } from '../define.ts';

/** More days than this are a week of their own: comparing them with the same weekdays says nothing. */
const mostDays = 7;

/** The whole days from one digest to the next: on Monday the weekend too, after a holiday the days around it. */
export const daysSince = (today: Temporal.PlainDate, before: Temporal.PlainDate, zone: string): Period => {
  const count = Math.min(mostDays, Math.max(1, today.since(before).days));
  const range = { from: startOfDay(today.subtract({ days: count }), zone), to: startOfDay(today, zone) };
  return {
    ...range,
    label: sayRange(range),
    unit: 'day',
    count,
    toDate: false,
  };
};

/** The full week before the one of `today`. */
export const weekBeforeDay = (today: Temporal.PlainDate, zone: string, weekStart: 1 | 6 | 7): Period => {
  const monday = today.subtract({ days: (today.dayOfWeek - weekStart + 7) % 7 });
  const range = { from: startOfDay(monday.subtract({ days: 7 }), zone), to: startOfDay(monday, zone) };
  return {
    ...range,
    label: sayRange(range),
    unit: 'week',
    count: 1,
    toDate: false,
  };
};

/** The month so far, whole days only. On its first day the month before. */
export const monthSoFar = (today: Temporal.PlainDate, zone: string): Period => {
  const first = today.day === 1 ? today.subtract({ months: 1 }) : today.with({ day: 1 });
  const whole = today.day === 1;
  return {
    from: startOfDay(first, zone),
    to: startOfDay(today, zone),
    label: whole ? 'last month' : 'this month',
    unit: 'month',
    count: 1,
    toDate: !whole,
  };
};

/** What a figure is read over, and set against: days with the same weekdays a week before. */
export const rangeOf = (
  wish: FigureWish,
  scene: { readonly period: Period; readonly now: Temporal.Instant; readonly zone: string },
): { readonly period: Period; readonly comparison: Comparison | null } => {
  const today = scene.now.toZonedDateTimeISO(scene.zone).toPlainDate();
  switch (wish.over) {
    case 'period': {
      const { period } = scene;
      const comparison: Comparison =
        period.unit === 'day'
          ? { kind: 'week_before', period: weekBefore(period) }
          : { kind: 'previous', period: previousPeriod(period) };
      return { period, comparison };
    }
    case 'month': {
      const period = monthSoFar(today, scene.zone);
      return { period, comparison: { kind: 'previous', period: previousPeriod(period) } };
    }
    case 'now': {
      const period = instantPeriod(scene.now, scene.zone);
      return { period, comparison: { kind: 'previous', period: previousPeriod(period) } };
    }
    default:
      return wish.over satisfies never;
  }
};
