import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { isStartOfDay, isWholeDays } from '#src/lib/time-range.ts';
import type { Company } from '#src/metrics/company.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import type { FactTable } from '#src/metrics/tables.ts';
import { instantOf } from '#src/metrics/tables.ts';

/** How time is read in one statement: the zone of the question, whether stored days are days of that zone, and the company's calendar. */
export type Calendar = {
  readonly period: Period;
  readonly storedDays: boolean;
  readonly company: Company;
};

type When = { readonly at: SQL | undefined; readonly day: SQL | undefined };

/** The columns that say when a row counts, for this company. */
const whenOf = (table: FactTable, { company }: Calendar): When =>
  (company.cancellations === 'order_day' ? table.onOrderDay : undefined) ?? { at: table.at, day: table.day };

const lastDate = (to: Temporal.ZonedDateTime): string =>
  (isStartOfDay(to) ? to.toPlainDate() : to.toPlainDate().add({ days: 1 })).toString();

/**
 * The rows whose event lies in the period. Stored days are used where they say the same as the instants;
 * a table that knows only days gives the days the period touches.
 */
export const inPeriod = (table: FactTable, calendar: Calendar): SQL => {
  const { period } = calendar;
  const { at, day } = whenOf(table, calendar);
  if (day && (at === undefined || (calendar.storedDays && isWholeDays(period)))) {
    return sql`${day} >= ${period.from.toPlainDate().toString()}::date and ${day} < ${lastDate(period.to)}::date`;
  }
  const exact = sql`${at} >= ${instantOf(period.from.toInstant())} and ${at} < ${instantOf(period.to.toInstant())}`;
  return day ? sql`${aroundPeriod(day, period)} and ${exact}` : exact;
};

/** Days that surely hold the period, whatever zone they are of: rows are found by their days, then kept by their instants. */
const aroundPeriod = (day: SQL, { from, to }: Period): SQL =>
  sql`${day} >= ${from.toPlainDate().subtract({ days: 1 }).toString()}::date
    and ${day} <= ${to.toPlainDate().add({ days: 1 }).toString()}::date`;

/** The day of a row in the zone of the question. */
export const dayColumn = (table: FactTable, calendar: Calendar): SQL => {
  const { at, day } = whenOf(table, calendar);
  return day && (at === undefined || calendar.storedDays)
    ? day
    : sql`(${at} at time zone ${calendar.period.from.timeZoneId})::date`;
};

/** Days a week starts after Monday, so that `date_trunc`, which starts on Monday, can be shifted. */
const weekShift = (weekStart: 1 | 6 | 7): number => (weekStart === 1 ? 0 : 8 - weekStart);

/** Months the fiscal year starts after January; `date_trunc` knows calendar quarters and years only. */
const fiscalStep = (grain: 'quarter' | 'year', day: SQL, fiscalYearStart: number): SQL => {
  const months = sql.raw(`interval '${fiscalYearStart - 1} months'`);
  return sql`(date_trunc('${sql.raw(grain)}', ${day} - ${months}) + ${months})::date::text`;
};

/**
 * A day as the text of a time dimension: `2026-10-05` for days, weeks (their first day), months, quarters and years
 * (their first day), `1`–`7` for weekdays (Monday 1).
 */
export const stepOf = (id: DimensionId, day: SQL, { weekStart, fiscalYearStart }: Company): SQL => {
  const shift = sql.raw(String(weekShift(weekStart)));
  switch (id) {
    case 'weekday':
      return sql`extract(isodow from ${day})::text`;
    case 'week':
      return sql`(date_trunc('week', ${day} + ${shift})::date - ${shift})::text`;
    case 'month':
      return sql`date_trunc('month', ${day})::date::text`;
    case 'quarter':
    case 'year':
      return fiscalStep(id, day, fiscalYearStart);
    default:
      return sql`${day}::text`;
  }
};

/** The value of a time dimension for a row; hours are `00`–`23`. */
export const timeColumn = (id: DimensionId, table: FactTable, calendar: Calendar): SQL => {
  if (id !== 'hour') return stepOf(id, dayColumn(table, calendar), calendar.company);
  const { at } = whenOf(table, calendar);
  return sql`to_char(${at} at time zone ${calendar.period.from.timeZoneId}, 'HH24')`;
};
