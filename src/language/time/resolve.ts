import type { Period } from '#src/metrics/period.ts';
import type { Calendar, Span } from './calendar.ts';
import { days, lastSpan, nextSpan, relativeSpan, startOf } from './calendar.ts';
import { labelOf } from './label.ts';
import type { Near } from './occurrences.ts';
import { namedSpan } from './occurrences.ts';
import type { TimeRule } from './rules.ts';
import { isAnchored } from './rules.ts';

/** A period resolved to instants; null for dates that do not exist. The only place where words become dates. */
export const resolveTime = (rule: TimeRule, calendar: Calendar): Period | null => {
  const today = calendar.now.toPlainDate();
  const near: Near = { side: calendar.toward === 'past' ? 'latest' : 'first', at: today };
  const span = spanOf(rule, calendar, near);
  if (!span || Temporal.ZonedDateTime.compare(span.from, span.to) > 0) return null;
  const cut = cutToNow(span, calendar, calendar.toward === 'future');
  return { ...cut, label: labelOf(rule, cut) };
};

const cutToNow = (span: Span, { now }: Calendar, mayBeAhead: boolean): Omit<Period, 'label'> => {
  const { from, to, unit, count } = span;
  const running =
    Temporal.ZonedDateTime.compare(from, now) <= 0 && Temporal.ZonedDateTime.compare(to, now) > 0;
  if (!running || mayBeAhead || span.ahead) return { from, to, unit, count, toDate: false };
  return { from, to: now, unit, count, toDate: unit !== 'instant' };
};

const spanOf = (rule: TimeRule, calendar: Calendar, near: Near): Span | null => {
  switch (rule.kind) {
    case 'now':
      return { from: calendar.now, to: calendar.now, unit: 'instant', count: 0 };
    case 'all':
      return days(
        calendar,
        new Temporal.PlainDate(2000, 1, 1),
        calendar.now.toPlainDate().add({ days: 1 }),
        'span',
        1,
      );
    case 'relative':
      return relativeSpan(rule.unit, rule.offset, calendar);
    case 'last':
      return lastSpan(rule.unit, rule.count, calendar);
    case 'next':
      return nextSpan(rule.unit, rule.count, calendar);
    case 'year':
    case 'month':
    case 'quarter':
    case 'half':
    case 'week':
    case 'season':
    case 'date':
    case 'slashed':
    case 'event':
      return namedSpan(rule, calendar, near);
    case 'weekday':
      return weekdaySpan(rule, calendar, near);
    case 'hours':
      return hoursSpan(rule, calendar, near);
    case 'range':
      return rangeSpan(rule, calendar, near);
    case 'since': {
      const start = spanOf(rule.from, calendar, { side: 'latest', at: calendar.now.toPlainDate() });
      return start && Temporal.ZonedDateTime.compare(start.from, calendar.now) <= 0
        ? {
            from: start.from,
            to: calendar.now.add({ days: 1 }),
            unit: start.unit === 'hour' ? 'hour' : 'span',
            count: 1,
          }
        : null;
    }
    case 'week_of': {
      const of = spanOf(rule.of, calendar, near);
      const from = of && startOf('week', of.from.toPlainDate(), calendar);
      return from && days(calendar, from, from.add({ days: 7 }), 'week', 1);
    }
    case 'beside':
      return besideSpan(rule, calendar, near);
    case 'edge': {
      const of = spanOf(rule.of, calendar, near);
      const at = of && (rule.edge === 'end' ? of.to : of.from);
      return at && { from: at, to: at, unit: 'instant', count: 0 };
    }
    case 'portion':
      return portionSpan(rule, calendar, near);
    default:
      return rule satisfies never;
  }
};

type Of<K extends TimeRule['kind']> = Extract<TimeRule, { readonly kind: K }>;

const besideSpan = (rule: Of<'beside'>, calendar: Calendar, near: Near): Span | null => {
  const of = spanOf(rule.of, calendar, near);
  const length = { days: rule.unit === 'week' ? 7 : 1 };
  const from = rule.side === 'after' ? of?.to.toPlainDate() : of?.from.toPlainDate().subtract(length);
  return from ? days(calendar, from, from.add(length), rule.unit === 'day' ? 'day' : 'span', 1) : null;
};

const weekdaySpan = (rule: Of<'weekday'>, calendar: Calendar, near: Near): Span | null => {
  const today = calendar.now.toPlainDate();
  const inWeek = (week: Temporal.PlainDate): Span => {
    const from = week.add({ days: (rule.n - week.dayOfWeek + 7) % 7 });
    const ahead = Temporal.PlainDate.compare(from, today) > 0;
    return { ...days(calendar, from, from.add({ days: 1 }), 'day', 1), ahead };
  };
  if (rule.week) {
    const week = spanOf(rule.week, calendar, near);
    return week && inWeek(week.from.toPlainDate());
  }
  if (rule.which === 'this') return inWeek(startOf('week', today, calendar));
  if (rule.which === 'next') return inWeek(today.add({ days: 1 }));
  if (rule.which === 'last') return inWeek(today.subtract({ days: 7 }));
  return near.side === 'latest'
    ? { ...inWeek(near.at.subtract({ days: 6 })), ahead: false }
    : inWeek(near.at);
};

/** Hours of a day; those of "Friday evening", said on a Friday morning, are last week's. */
const hoursSpan = (rule: Of<'hours'>, calendar: Calendar, near: Near): Span | null => {
  const of = spanOf(rule.of, calendar, near);
  if (of?.unit !== 'day' || of.count !== 1) return null;
  const day = of.from.toPlainDate();
  const at = (minutes: number): Temporal.ZonedDateTime =>
    day.add({ days: Math.floor(minutes / 1440) }).toZonedDateTime({
      timeZone: calendar.now.timeZoneId,
      plainTime: new Temporal.PlainTime(Math.floor((minutes % 1440) / 60), minutes % 60),
    });
  const from = rule.from === null ? of.from : at(rule.from);
  const to = rule.to === null ? of.to : at(rule.to);
  const isToCome = Temporal.ZonedDateTime.compare(from, calendar.now) > 0;
  if (isToCome && near.side === 'latest' && !isAnchored(rule.of) && near.at.equals(day))
    return hoursSpan(rule, calendar, { ...near, at: day.subtract({ days: 1 }) });
  return {
    from,
    to,
    unit: 'hour',
    count: Math.max(1, Math.round(from.until(to).total('hours'))),
    ahead: isToCome,
  };
};

/** An end that is fixed pulls the other to it; else the range starts at the latest date that fits and runs on from there. */
const rangeSpan = (rule: Of<'range'>, calendar: Calendar, near: Near): Span | null => {
  if (isAnchored(rule.to) && !isAnchored(rule.from)) {
    const to = spanOf(rule.to, calendar, near);
    const from = to && spanOf(rule.from, calendar, { side: 'latest', at: to.from.toPlainDate() });
    return hull(from, to);
  }
  const from = spanOf(inMonthOf(rule), calendar, near);
  const to = from && spanOf(rule.to, calendar, { side: 'first', at: from.from.toPlainDate() });
  return hull(from, to);
};

/** `1 to 15 october`: the first day is of the same month. */
const inMonthOf = ({ from, to }: Of<'range'>): TimeRule =>
  from.kind === 'date' && from.month === null && to.kind === 'date' ? { ...from, month: to.month } : from;

/** Ranges from whole unit to whole unit of the same kind stay made of them. */
const hull = (from: Span | null, to: Span | null): Span | null => {
  if (!from || !to) return null;
  const whole = from.unit === to.unit && ['month', 'quarter', 'year', 'week'].includes(from.unit);
  const months = from.from.toPlainDate().until(to.to.toPlainDate(), { largestUnit: 'months' });
  const counts: Readonly<Record<string, number>> = {
    month: months.months,
    quarter: months.months / 3,
    year: months.months / 12,
    week: from.from.toPlainDate().until(to.to.toPlainDate()).days / 7,
  };
  return {
    from: from.from,
    to: to.to,
    unit: whole ? from.unit : 'span',
    count: whole ? Math.round(counts[from.unit] ?? 1) : 1,
    ahead: Boolean(from.ahead),
  };
};

const portionSpan = (rule: Of<'portion'>, calendar: Calendar, near: Near): Span | null => {
  const of = spanOf(rule.of, calendar, near);
  if (!of) return null;
  const [from, to] = [of.from.toPlainDate(), of.to.toPlainDate()];
  if (rule.unit === 'half') {
    const middle = of.unit === 'month' && of.count === 1 ? from.add({ days: 15 }) : halfway(of, from);
    if (!middle) return null;
    return rule.side === 'first'
      ? days(calendar, from, middle, 'span', 1)
      : days(calendar, middle, to, 'span', 1);
  }
  const length = { days: rule.count * (rule.unit === 'week' ? 7 : 1) };
  return rule.side === 'first'
    ? days(calendar, from, from.add(length), 'span', 1)
    : days(calendar, to.subtract(length), to, 'span', 1);
};

const halfway = (of: Span, from: Temporal.PlainDate): Temporal.PlainDate | null =>
  of.unit === 'year' && of.count === 1 ? from.add({ months: 6 }) : null;
