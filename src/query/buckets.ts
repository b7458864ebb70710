import { startOfDay } from '#src/lib/time-range.ts';
import type { Company } from '#src/metrics/company.ts';
import type { DimensionId, TimeGrain } from '#src/metrics/dimensions.ts';
import { timeGrains } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';

const steps = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
} as const satisfies Readonly<Record<TimeGrain, Temporal.DurationLike>>;

/** Months since the fiscal year began, 0 to 11. */
const fiscalMonth = (day: Temporal.PlainDate, { fiscalYearStart }: Company): number =>
  (day.month - fiscalYearStart + 12) % 12;

/** First day of the step that a day lies in. */
const firstDay = (grain: TimeGrain, day: Temporal.PlainDate, company: Company): Temporal.PlainDate => {
  const month = day.with({ day: 1 });
  switch (grain) {
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: (day.dayOfWeek - company.weekStart + 7) % 7 });
    case 'month':
      return month;
    case 'quarter':
      return month.subtract({ months: fiscalMonth(day, company) % 3 });
    case 'year':
      return month.subtract({ months: fiscalMonth(day, company) });
    default:
      return grain satisfies never;
  }
};

/** The calendar step a dimension stands for, or null when it is none. */
export const grainOf = (id: DimensionId): TimeGrain | null => timeGrains.find((one) => one === id) ?? null;

/** A step of the calendar inside a period: its value as statements write it, and the part of the period in it. */
export type Step = { readonly value: string; readonly period: Period };

/** Every step of a period, cut to the period at both ends. */
export const stepsOf = (grain: TimeGrain, period: Period, company: Company): readonly Step[] => {
  const zone = period.from.timeZoneId;
  const last = period.to.subtract({ nanoseconds: 1 }).toPlainDate();
  const found: Step[] = [];
  let day = firstDay(grain, period.from.toPlainDate(), company);
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    const next = day.add(steps[grain]);
    const [from, to] = [startOfDay(day, zone), startOfDay(next, zone)];
    found.push({
      value: day.toString(),
      period: {
        ...period,
        from: Temporal.ZonedDateTime.compare(from, period.from) < 0 ? period.from : from,
        to: Temporal.ZonedDateTime.compare(to, period.to) > 0 ? period.to : to,
      },
    });
    day = next;
  }
  return found;
};

/** Every value a time split can have inside a period, as the statements write it, so that quiet days show as 0 and not as gaps. */
export const bucketsOf = (id: DimensionId, period: Period, company: Company): readonly string[] | null => {
  if (id === 'weekday') return weekdaysIn(period);
  if (id === 'hour') return hoursIn(period);
  const grain = grainOf(id);
  return grain ? stepsOf(grain, period, company).map(({ value }) => value) : null;
};

const weekdaysIn = (period: Period): readonly string[] => {
  const weekdays = new Set<string>();
  for (
    let day = period.from.toPlainDate();
    day.toZonedDateTime(period.from.timeZoneId).epochNanoseconds < period.to.epochNanoseconds &&
    weekdays.size < 7;
    day = day.add({ days: 1 })
  ) {
    weekdays.add(String(day.dayOfWeek));
  }
  return [...weekdays].sort();
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
