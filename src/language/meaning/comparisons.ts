import type { Period } from '#src/metrics/period.ts';
import { lastYear, previousPeriod, weekBefore } from '#src/metrics/period.ts';
import type { Comparison } from '#src/metrics/query.ts';
import type { ComparisonWish } from '../reading/times.ts';
import type { Calendar } from '../time/calendar.ts';
import { resolveTime } from '../time/resolve.ts';
import type { TimeRule } from '../time/rules.ts';

const same = (a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): boolean => a.equals(b);

/** Comparisons of the named kinds for a period. */
export const comparisonOf = (kind: Exclude<Comparison['kind'], 'named'>, period: Period): Comparison => {
  switch (kind) {
    case 'previous':
      return { kind, period: previousPeriod(period) };
    case 'last_year':
      return { kind, period: lastYear(period) };
    case 'week_before':
      return period.unit === 'week' ? comparisonOf('previous', period) : { kind, period: weekBefore(period) };
    default:
      return kind satisfies never;
  }
};

/** "Last year", "last week" as something to compare with: the same days of it, when the period is shorter. */
const relativeKind = (rule: TimeRule, period: Period): Exclude<Comparison['kind'], 'named'> | null => {
  if (rule.kind !== 'relative' || rule.offset !== -1) return null;
  if (rule.unit === 'year') return 'last_year';
  if (rule.unit === 'week' && (period.unit === 'day' || period.unit === 'hour' || period.unit === 'instant'))
    return 'week_before';
  return null;
};

/** A period of the same kind that is still running on one side is cut at the same place on the other (METRICS.md). */
const cutAlike = (other: Period, period: Period): Period => {
  if (!period.toDate || other.toDate || other.unit !== period.unit || other.count !== period.count)
    return other;
  const full = period.from.until(period.to, { largestUnit: 'days' });
  const to = other.from.add(full);
  return Temporal.ZonedDateTime.compare(to, other.to) < 0 ? { ...other, to } : other;
};

/** The day before a day; cut at the same hour where that day is still running. */
const dayBefore = (period: Period): Comparison | null => {
  if (period.unit !== 'day' || period.count !== 1) return null;
  const [from, to] = [period.from.subtract({ days: 1 }), period.to.subtract({ days: 1 })];
  return { kind: 'named', period: { ...period, from, to, label: 'the day before' } };
};

/** What a period is set against; null when the words name no date there is. */
export const makeComparison = (
  wish: ComparisonWish,
  period: Period,
  calendar: Calendar,
): Comparison | null => {
  if (wish.kind === 'day_before') return dayBefore(period);
  if (wish.kind !== 'time') return comparisonOf(wish.kind, period);
  const relative = relativeKind(wish.rule, period);
  if (relative) return comparisonOf(relative, period);
  const read = resolveTime(wish.rule, calendar);
  if (!read) return null;
  if (same(read.from, period.from) && same(read.to, period.to)) return comparisonOf('previous', period);
  const other = cutAlike(read, period);
  const kinds = ['previous', 'last_year', 'week_before'] as const;
  const known = kinds
    .map((kind) => comparisonOf(kind, period))
    .find((one) => same(one.period.from, other.from) && same(one.period.to, other.to));
  return known ?? { kind: 'named', period: other };
};
