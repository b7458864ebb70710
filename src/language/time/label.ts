import type { Period } from '#src/metrics/period.ts';
import { timeEvent } from './events.ts';
import type { TimeRule } from './rules.ts';

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const seasons: Readonly<Record<number, string>> = { 3: 'spring', 6: 'summer', 9: 'autumn', 12: 'winter' };

type Bounds = Pick<Period, 'from' | 'to'>;

const dayText = (at: Temporal.ZonedDateTime): string => `${at.day} ${monthNames[at.month - 1]} ${at.year}`;

const clockText = (at: Temporal.ZonedDateTime): string =>
  at.toPlainTime().toString({ smallestUnit: 'minute' });

/** A period by its first and last day. */
export const datesLabel = (at: Bounds): string => {
  const [first, last] = [dayText(at.from), dayText(at.to.subtract({ nanoseconds: 1 }))];
  return first === last ? first : `${first} to ${last}`;
};

/** How a period is called in an answer: the words as they were understood, in English, with the year where it was left out. */
export const labelOf = (rule: TimeRule, at: Bounds): string => {
  switch (rule.kind) {
    case 'now':
      return 'now';
    case 'all':
      return 'all time';
    case 'relative':
      return relativeLabel(rule.unit.replace('_', ' '), rule.offset);
    case 'last':
      return rule.count === 1 ? `the last ${rule.unit}` : `the last ${rule.count} ${rule.unit}s`;
    case 'next':
      return rule.count === 1 ? `the next ${rule.unit}` : `the next ${rule.count} ${rule.unit}s`;
    case 'year':
      return rule.fiscal ? `fiscal year ${rule.year}` : String(rule.year);
    case 'month':
      return `${monthNames[rule.n - 1]} ${at.from.year}`;
    case 'quarter':
      return rule.fiscal ? `fiscal Q${rule.n}, from ${dayText(at.from)}` : `Q${rule.n} ${at.from.year}`;
    case 'half':
      return `H${rule.n} ${at.from.year}`;
    case 'week':
      return `week ${rule.n} of ${at.from.add({ days: 3 }).year}`;
    case 'season':
      return `${seasons[rule.n]} ${at.from.year}`;
    case 'date':
    case 'slashed':
      return dayText(at.from);
    case 'weekday':
      return `${weekdayNames[rule.n - 1]} ${dayText(at.from)}`;
    case 'event':
      return `${timeEvent(rule.event)?.label} ${at.from.year}`;
    case 'hours':
      return `${dayText(at.from)}, ${clockText(at.from)}–${clockText(at.to)}`;
    case 'range':
    case 'portion':
    case 'beside':
      return datesLabel(at);
    case 'since':
      return `since ${at.from.hour + at.from.minute > 0 ? `${clockText(at.from)} on ` : ''}${dayText(at.from)}`;
    case 'week_of':
      return `the week of ${dayText(at.from)}`;
    case 'edge':
      return `${rule.edge === 'end' ? 'the end' : 'the start'} of ${labelOf(rule.of, edgeBounds(rule.edge, at))}`;
    default:
      return rule satisfies never;
  }
};

/** A moment at the end of a period lies after its last day. */
const edgeBounds = (edge: 'start' | 'end', at: Bounds): Bounds =>
  edge === 'start' ? at : { from: at.from.subtract({ nanoseconds: 1 }), to: at.to };

const relativeLabel = (unit: string, offset: number): string => {
  if (unit === 'day' && offset === 0) return 'today';
  if (unit === 'day' && offset === -1) return 'yesterday';
  if (unit === 'day' && offset === 1) return 'tomorrow';
  if (offset === 0) return `this ${unit}`;
  if (Math.abs(offset) === 1) return `${offset < 0 ? 'last' : 'next'} ${unit}`;
  return offset < 0 ? `${-offset} ${unit}s ago` : `in ${offset} ${unit}s`;
};
