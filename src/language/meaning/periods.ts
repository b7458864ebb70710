import { metric } from '#src/metrics/catalogue.ts';
import type { DefaultPeriod, Metric } from '#src/metrics/define.ts';
import type { Period } from '#src/metrics/period.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import type { Assumption, Context } from '../interpretation.ts';
import type { Calendar } from '../time/calendar.ts';
import { resolveTime } from '../time/resolve.ts';
import type { TimeRule } from '../time/rules.ts';
import type { Made } from './problem.ts';
import { failed, made } from './problem.ts';

/** A period with what had to be assumed to name it; `ahead` when it has not begun. */
export type Dated = {
  readonly period: Period;
  readonly ahead: boolean;
  readonly assumptions: readonly Assumption[];
};

/** The calendar a question is read by. */
export const calendarOf = (
  context: Context,
  now: Temporal.Instant,
  zone: string,
  toward: Calendar['toward'] = 'past',
): Calendar => ({
  now: now.toZonedDateTimeISO(zone),
  weekStart: context.weekStart,
  fiscalYearStart: context.fiscalYearStart,
  dayFirst: context.dayFirst,
  toward,
});

const defaults: Readonly<Record<DefaultPeriod, TimeRule>> = {
  now: { kind: 'now' },
  today: { kind: 'relative', unit: 'day', offset: 0 },
  yesterday: { kind: 'relative', unit: 'day', offset: -1 },
  last_7_days: { kind: 'last', unit: 'day', count: 7 },
  last_30_days: { kind: 'last', unit: 'day', count: 30 },
  this_month: { kind: 'relative', unit: 'month', offset: 0 },
  last_month: { kind: 'relative', unit: 'month', offset: -1 },
  next_30_days: { kind: 'next', unit: 'day', count: 30 },
};

/** Metrics of a state: asked for as of a moment, not over a span. */
export const isAsOf = (one: Metric): boolean => one.defaultPeriod === 'now';

const today = defaults.today;

/** The period when the words name none. */
const defaultPeriod = (one: Metric, calendar: Calendar): Made<Dated> => {
  const period = resolveTime(defaults[one.defaultPeriod], calendar);
  if (!period) return failed({ kind: 'time', why: 'unreadable' });
  const assumptions: readonly Assumption[] = isAsOf(one)
    ? []
    : [{ slot: 'period', text: `No period was named: ${period.label}.` }];
  return made({ period, ahead: false, assumptions });
};

/** The last weekday of that name may lie in this week or in the last one. */
const ambiguousWeekday = (rule: TimeRule, period: Period, calendar: Calendar): readonly Assumption[] => {
  if (rule.kind !== 'weekday' || rule.which !== 'last') return [];
  const days = period.from.toPlainDate().until(calendar.now.toPlainDate()).days;
  const thisWeek = (calendar.now.dayOfWeek - calendar.weekStart + 7) % 7 >= days;
  return thisWeek ? [{ slot: 'period', text: `The latest one is meant: ${period.label}.` }] : [];
};

/** A state is asked for as of now or as of the end of a day, week, month, quarter or year. */
const asOf = (dated: Dated, calendar: Calendar): Made<Dated> => {
  const { period } = dated;
  if (period.unit === 'instant') return made(dated);
  if (period.toDate && period.count === 1 && !['span', 'hour'].includes(period.unit))
    return made({ ...dated, period: instantPeriod(calendar.now.toInstant(), calendar.now.timeZoneId) });
  if (period.count !== 1 || period.unit === 'span' || period.unit === 'hour')
    return failed({ kind: 'time', why: 'not_as_of' });
  const text = `As of the end of ${period.label}.`;
  return made({ ...dated, assumptions: [...dated.assumptions, { slot: 'period', text }] });
};

/** Resolves the words for the period (null = none) for the metrics that are asked for. */
export const datePeriod = (
  rule: TimeRule | null,
  metrics: readonly string[],
  calendar: Calendar,
): Made<Dated> => {
  const [first] = metrics.map(metric);
  if (!first) return failed({ kind: 'no_metric' });
  if (rule === null) return defaultPeriod(first, calendar);
  const state = isAsOf(first);
  const period = resolveTime(!state && rule.kind === 'now' ? today : rule, calendar);
  if (!period) return failed({ kind: 'time', why: 'unreadable' });
  const ahead = Temporal.ZonedDateTime.compare(period.to, calendar.now) > 0;
  const dated = { period, ahead, assumptions: ambiguousWeekday(rule, period, calendar) };
  if (state && !first.future) return ahead ? failed({ kind: 'time', why: 'ahead' }) : asOf(dated, calendar);
  if (period.unit !== 'instant') return made(dated);
  return rule.kind === 'edge' && rule.edge === 'end' && ahead
    ? datePeriod(rule.of, metrics, { ...calendar, toward: 'future' })
    : failed({ kind: 'time', why: 'not_a_moment' });
};
