import type { Unit } from './lexicon.ts';

/** The year a named date belongs to: a number, so many years from the running one, or null = the latest that fits. */
export type YearRef = number | { readonly offset: number } | null;

/** Units that the calendar divides time into; fiscal ones start where the company's year does. */
export type CalendarUnit =
  | Exclude<Unit, 'minute' | 'hour'>
  | 'weekend'
  | 'fiscal_year'
  | 'fiscal_quarter'
  | 'half';

/** A period as the words say it, not yet tied to a date; resolved in one place (resolve.ts). */
export type TimeRule =
  | { readonly kind: 'now' | 'all' }
  | { readonly kind: 'relative'; readonly unit: CalendarUnit; readonly offset: number }
  | { readonly kind: 'last' | 'next'; readonly unit: Unit; readonly count: number }
  | { readonly kind: 'year'; readonly year: number; readonly fiscal: boolean }
  | {
      readonly kind: 'month' | 'quarter' | 'half' | 'week' | 'season';
      readonly n: number;
      readonly year: YearRef;
      readonly fiscal?: boolean;
    }
  | { readonly kind: 'date'; readonly day: number; readonly month: MonthRef; readonly year: YearRef }
  /** `5/10`, `5/10/2026`: day or month first, as the company writes it. */
  | { readonly kind: 'slashed'; readonly first: number; readonly second: number; readonly year: YearRef }
  | {
      readonly kind: 'weekday';
      readonly n: number;
      readonly which: 'latest' | 'last' | 'this' | 'next';
      readonly week: TimeRule | null;
    }
  | { readonly kind: 'event'; readonly event: string; readonly year: YearRef }
  /** Part of a day, in minutes after its start; null = the day's own start, or its end. */
  | {
      readonly kind: 'hours';
      readonly of: TimeRule;
      /** No day was said with the hours. */
      readonly isOfToday?: boolean;
      readonly from: number | null;
      readonly to: number | null;
    }
  | { readonly kind: 'range'; readonly from: TimeRule; readonly to: TimeRule }
  | { readonly kind: 'since'; readonly from: TimeRule }
  /** The week that a day lies in: `week of 2 november`. */
  | { readonly kind: 'week_of'; readonly of: TimeRule }
  /** The day or the seven days right before or after a day: `the week before christmas`. */
  | {
      readonly kind: 'beside';
      readonly of: TimeRule;
      readonly side: 'before' | 'after';
      readonly unit: 'day' | 'week';
    }
  | { readonly kind: 'edge'; readonly of: TimeRule; readonly edge: 'start' | 'end' }
  | {
      readonly kind: 'portion';
      readonly of: TimeRule;
      readonly side: 'first' | 'last';
      readonly count: number;
      readonly unit: 'day' | 'week' | 'half';
    };

/** A month by its number, so many months from the running one, or null = the latest that has such a day. */
export type MonthRef = number | { readonly offset: number } | null;

/** Whether the words fix the year (or week) themselves; otherwise the latest that fits is meant. */
export const isAnchored = (rule: TimeRule): boolean => {
  switch (rule.kind) {
    case 'month':
    case 'quarter':
    case 'half':
    case 'week':
    case 'season':
    case 'event':
    case 'slashed':
      return rule.year !== null;
    case 'date':
      return rule.year !== null || (typeof rule.month === 'object' && rule.month !== null);
    case 'weekday':
      return rule.which !== 'latest' || rule.week !== null;
    case 'hours':
    case 'portion':
    case 'edge':
    case 'week_of':
    case 'beside':
      return isAnchored(rule.of);
    case 'range':
      return isAnchored(rule.from) || isAnchored(rule.to);
    case 'since':
      return isAnchored(rule.from);
    case 'now':
    case 'all':
    case 'relative':
    case 'last':
    case 'next':
    case 'year':
      return true;
    default:
      return rule satisfies never;
  }
};
