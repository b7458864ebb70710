import type { PeriodUnit } from '#src/metrics/period.ts';
import type { Unit } from './lexicon.ts';
import type { CalendarUnit } from './rules.ts';

/** What turns words into dates: the instant of the question in the zone of its stores, and the company's calendar. */
export type Calendar = {
  readonly now: Temporal.ZonedDateTime;
  /** First day of the week, ISO numbered. */
  readonly weekStart: 1 | 6 | 7;
  /** Month in which the fiscal year starts. */
  readonly fiscalYearStart: number;
  readonly dayFirst: boolean;
  /** Where a name alone points: back (the latest October) or ahead (the next one, for plans). */
  readonly toward: 'past' | 'future';
};

/** Days [from, to) or, inside a day, the exact instants; `ahead` when the words ask for days to come. */
export type Span = {
  readonly from: Temporal.ZonedDateTime;
  readonly to: Temporal.ZonedDateTime;
  readonly unit: PeriodUnit;
  readonly count: number;
  readonly ahead?: boolean;
};

/** Whole days in the zone of the question. */
export const days = (
  { now }: Calendar,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  unit: PeriodUnit,
  count: number,
): Span => ({
  from: from.toZonedDateTime({ timeZone: now.timeZoneId }),
  to: to.toZonedDateTime({ timeZone: now.timeZoneId }),
  unit,
  count,
});

/** First day of the unit that a day belongs to. */
export const startOf = (
  unit: CalendarUnit,
  day: Temporal.PlainDate,
  calendar: Calendar,
): Temporal.PlainDate => {
  const shift = calendar.fiscalYearStart - 1;
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: (day.dayOfWeek - calendar.weekStart + 7) % 7 });
    case 'weekend':
      return day.subtract({ days: (day.dayOfWeek + 1) % 7 });
    case 'month':
      return day.with({ day: 1 });
    case 'quarter':
      return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });
    case 'half':
      return day.with({ month: day.month > 6 ? 7 : 1, day: 1 });
    case 'year':
      return day.with({ month: 1, day: 1 });
    case 'fiscal_year':
      return startOf('year', day.subtract({ months: shift }), calendar).add({ months: shift });
    case 'fiscal_quarter':
      return startOf('quarter', day.with({ day: 1 }).subtract({ months: shift }), calendar).add({
        months: shift,
      });
    default:
      return unit satisfies never;
  }
};

type Length = { readonly days?: number; readonly months?: number; readonly years?: number };

/** How long units are, and what a period made of them is compared as. */
const shape: Readonly<
  Record<CalendarUnit, { readonly length: Length; readonly unit: PeriodUnit; readonly count: number }>
> = {
  day: { length: { days: 1 }, unit: 'day', count: 1 },
  week: { length: { days: 7 }, unit: 'week', count: 1 },
  weekend: { length: { days: 7 }, unit: 'week', count: 1 },
  month: { length: { months: 1 }, unit: 'month', count: 1 },
  quarter: { length: { months: 3 }, unit: 'quarter', count: 1 },
  half: { length: { months: 6 }, unit: 'month', count: 6 },
  year: { length: { years: 1 }, unit: 'year', count: 1 },
  fiscal_year: { length: { years: 1 }, unit: 'year', count: 1 },
  fiscal_quarter: { length: { months: 3 }, unit: 'quarter', count: 1 },
};

const times = (length: Length, n: number): Length => ({
  days: (length.days ?? 0) * n,
  months: (length.months ?? 0) * n,
  years: (length.years ?? 0) * n,
});

/** So many units from the running one. */
export const relativeSpan = (unit: CalendarUnit, offset: number, calendar: Calendar): Span => {
  const { length, unit: as, count } = shape[unit];
  const today = calendar.now.toPlainDate();
  const from = startOf(unit, today, calendar).add(times(length, lastWeekendOffset(unit, offset, today)));
  const to = unit === 'weekend' ? from.add({ days: 2 }) : from.add(length);
  return { ...days(calendar, from, to, as, count), ahead: offset > 0 };
};

/** On a weekday the latest Saturday began the last weekend, not the running one. */
const lastWeekendOffset = (unit: CalendarUnit, offset: number, today: Temporal.PlainDate): number =>
  unit === 'weekend' && today.dayOfWeek < 6 ? offset + 1 : offset;

/** So many full units up to the running one; hours and minutes up to now. */
export const lastSpan = (unit: Unit, count: number, calendar: Calendar): Span => {
  if (unit === 'minute' || unit === 'hour')
    return { from: calendar.now.subtract({ [`${unit}s`]: count }), to: calendar.now, unit: 'hour', count };
  const to = startOf(unit, calendar.now.toPlainDate(), calendar);
  const span = days(calendar, to.add(times(shape[unit].length, -count)), to, unit, count);
  return unit === 'day' && count === 1 ? { ...span, unit: 'day' } : span;
};

/** "The next 7 days" starts tomorrow; other units start with the next whole one. */
export const nextSpan = (unit: Unit, count: number, calendar: Calendar): Span => {
  if (unit === 'minute' || unit === 'hour')
    return {
      from: calendar.now,
      to: calendar.now.add({ [`${unit}s`]: count }),
      unit: 'hour',
      count,
      ahead: true,
    };
  const { length } = shape[unit];
  const from = startOf(unit, calendar.now.toPlainDate(), calendar).add(length);
  return { ...days(calendar, from, from.add(times(length, count)), unit, count), ahead: true };
};
