import type { Calendar, Span } from './calendar.ts';
import { days, startOf } from './calendar.ts';
import { timeEvent } from './events.ts';
import type { TimeRule, YearRef } from './rules.ts';

/** Which of the dates that fit a name is meant: the latest starting by `at`, or the first from `at` on. */
export type Near = { readonly side: 'latest' | 'first'; readonly at: Temporal.PlainDate };

export type Named = Extract<
  TimeRule,
  { readonly kind: 'year' | 'month' | 'quarter' | 'half' | 'week' | 'season' | 'date' | 'slashed' | 'event' }
>;

/** The occurrence of a named date in a year; null when that year has none (30 February, week 53). */
const inYear = (rule: Named, year: number, calendar: Calendar): Span | null => {
  const at = (month: number, day = 1): Temporal.PlainDate => new Temporal.PlainDate(year, month, day);
  switch (rule.kind) {
    case 'year': {
      const from = rule.fiscal ? fiscalStart(year, calendar) : at(1);
      return days(calendar, from, from.add({ years: 1 }), 'year', 1);
    }
    case 'month':
      return days(calendar, at(rule.n), at(rule.n).add({ months: 1 }), 'month', 1);
    case 'quarter':
    case 'half': {
      const months = rule.kind === 'quarter' ? 3 : 6;
      const from = (rule.fiscal ? fiscalStart(year, calendar) : at(1)).add({ months: months * (rule.n - 1) });
      const [unit, count] = rule.kind === 'quarter' ? (['quarter', 1] as const) : (['month', 6] as const);
      return days(calendar, from, from.add({ months }), unit, count);
    }
    case 'week': {
      const from = startOf('week', at(1, 4), { ...calendar, weekStart: 1 }).add({ days: 7 * (rule.n - 1) });
      return from.add({ days: 3 }).year === year
        ? days(calendar, from, from.add({ days: 7 }), 'week', 1)
        : null;
    }
    case 'season':
      return days(calendar, at(rule.n), at(rule.n).add({ months: 3 }), 'month', 3);
    case 'event': {
      const event = timeEvent(rule.event);
      if (!event) return null;
      const from = event.start(year);
      return days(
        calendar,
        from,
        from.add({ days: event.days }),
        event.days === 1 ? 'day' : 'span',
        event.days,
      );
    }
    case 'date':
    case 'slashed':
      return null;
    default:
      return rule satisfies never;
  }
};

/** A fiscal year is called after the calendar year in which it ends. */
const fiscalStart = (year: number, { fiscalYearStart }: Calendar): Temporal.PlainDate =>
  new Temporal.PlainDate(fiscalYearStart === 1 ? year : year - 1, fiscalYearStart, 1);

const oneDay = (calendar: Calendar, year: number, month: number, day: number): Span | null => {
  if (month < 1 || month > 12 || year < 1) return null;
  const first = new Temporal.PlainDate(year, month, 1);
  if (day < 1 || day > first.daysInMonth) return null;
  const date = first.with({ day });
  return days(calendar, date, date.add({ days: 1 }), 'day', 1);
};

const yearOf = (ref: Exclude<YearRef, null>, { now }: Calendar): number =>
  typeof ref === 'number' ? ref : now.year + ref.offset;

/** The date a name stands for; null when there is none. */
export const namedSpan = (rule: Named, calendar: Calendar, near: Near): Span | null => {
  if (rule.kind === 'year') return aheadIfLater(inYear(rule, rule.year, calendar), calendar);
  if (rule.kind === 'date' || rule.kind === 'slashed') return dateSpan(rule, calendar, near);
  if (rule.year !== null) return aheadIfLater(inYear(rule, yearOf(rule.year, calendar), calendar), calendar);
  const years = [-2, -1, 0, 1, 2].map((offset) => near.at.year + offset);
  return nearest(
    years.flatMap((year) => inYear(rule, year, calendar) ?? []),
    near,
  );
};

/** A year that was named and has not come yet is asked for on purpose. */
const aheadIfLater = (span: Span | null, { now }: Calendar): Span | null =>
  span && { ...span, ahead: Temporal.ZonedDateTime.compare(span.from, now) > 0 };

const dateSpan = (
  rule: Extract<TimeRule, { readonly kind: 'date' | 'slashed' }>,
  calendar: Calendar,
  near: Near,
): Span | null => {
  const { day, month, year } = rule.kind === 'slashed' ? unslashed(rule, calendar) : rule;
  if (typeof month === 'object' && month !== null) {
    const of = calendar.now.toPlainDate().with({ day: 1 }).add({ months: month.offset });
    return oneDay(calendar, of.year, of.month, day);
  }
  if (month === null) {
    const first = near.at.with({ day: 1 });
    const months = [-3, -2, -1, 0, 1, 2, 3].map((offset) => first.add({ months: offset }));
    return nearest(
      months.flatMap((of) => oneDay(calendar, of.year, of.month, day) ?? []),
      near,
    );
  }
  if (year !== null) return aheadIfLater(oneDay(calendar, yearOf(year, calendar), month, day), calendar);
  const years = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((offset) => near.at.year + offset);
  return nearest(
    years.flatMap((of) => oneDay(calendar, of, month, day) ?? []),
    near,
  );
};

/** The company's order, unless only the other one is a date. */
const unslashed = (
  rule: Extract<TimeRule, { readonly kind: 'slashed' }>,
  { dayFirst }: Calendar,
): { readonly day: number; readonly month: number; readonly year: YearRef } => {
  const first = dayFirst ? rule.second <= 12 : rule.first > 12;
  return first
    ? { day: rule.first, month: rule.second, year: rule.year }
    : { day: rule.second, month: rule.first, year: rule.year };
};

/** The span on the side that is meant; ahead, the latest one when none is left. */
export const nearest = (spans: readonly Span[], near: Near): Span | null => {
  const begun = (span: Span): boolean => Temporal.PlainDate.compare(span.from.toPlainDate(), near.at) <= 0;
  const over = (span: Span): boolean => Temporal.PlainDate.compare(span.to.toPlainDate(), near.at) <= 0;
  const latest = spans.findLast(begun) ?? null;
  return near.side === 'latest' ? latest : (spans.find((span) => !over(span)) ?? latest);
};
