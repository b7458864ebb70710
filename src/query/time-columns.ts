import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { isStartOfDay, isWholeDays } from '#src/lib/time-range.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import type { FactTable } from '#src/metrics/tables.ts';
import { instantOf } from '#src/metrics/tables.ts';

/** How time is read in one statement: the zone of the question, and whether stored days are days of that zone. */
export type Calendar = {
  readonly period: Period;
  readonly storedDays: boolean;
  readonly weekStart: 1 | 6 | 7;
};

const lastDate = (to: Temporal.ZonedDateTime): string =>
  (isStartOfDay(to) ? to.toPlainDate() : to.toPlainDate().add({ days: 1 })).toString();

/**
 * The rows whose event lies in the period. Stored days are used where they say the same as the instants;
 * a source that reports whole days gives the days the period touches.
 */
export const inPeriod = (table: FactTable, calendar: Calendar): SQL => {
  const { period } = calendar;
  const wholeDaysOnly = table.at === undefined;
  if (table.day && (wholeDaysOnly || (calendar.storedDays && isWholeDays(period)))) {
    return sql`${table.day} >= ${period.from.toPlainDate().toString()}::date and ${table.day} < ${lastDate(period.to)}::date`;
  }
  return sql`${table.at} >= ${instantOf(period.from.toInstant())} and ${table.at} < ${instantOf(period.to.toInstant())}`;
};

const dayColumn = (table: FactTable, calendar: Calendar): SQL =>
  table.day && (table.at === undefined || calendar.storedDays)
    ? table.day
    : sql`(${table.at} at time zone ${calendar.period.from.timeZoneId})::date`;

/** Days a week starts after Monday, so that `date_trunc`, which starts on Monday, can be shifted. */
const weekShift = (weekStart: 1 | 6 | 7): number => (weekStart === 1 ? 0 : 8 - weekStart);

/** The value of a time dimension as text: `2026-10-05` for days, weeks (their first day) and months (their first), `1`–`7` for weekdays (Monday 1), `00`–`23` for hours. */
export const timeColumn = (id: DimensionId, table: FactTable, calendar: Calendar): SQL => {
  const zone = calendar.period.from.timeZoneId;
  const day = dayColumn(table, calendar);
  const shift = weekShift(calendar.weekStart);
  switch (id) {
    case 'hour':
      return sql`to_char(${table.at} at time zone ${zone}, 'HH24')`;
    case 'weekday':
      return sql`extract(isodow from ${day})::text`;
    case 'week':
      return sql`(date_trunc('week', ${day} + ${sql.raw(String(shift))})::date - ${sql.raw(String(shift))})::text`;
    case 'month':
    case 'quarter':
    case 'year':
      return sql`date_trunc('${sql.raw(id)}', ${day})::date::text`;
    default:
      return sql`${day}::text`;
  }
};
