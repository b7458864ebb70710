import { tokenise } from '#src/language/text/tokens.ts';
import type { Calendar } from '#src/language/time/calendar.ts';
import { timeAt } from '#src/language/time/parse.ts';
import { resolveTime } from '#src/language/time/resolve.ts';
import { singular } from '#src/lib/text.ts';
import { boundText } from '#src/lib/time-range.ts';
import type { Period } from '#src/metrics/period.ts';

/** Wednesday 18 November 2026, half past ten in Berlin. */
export const berlin: Calendar = {
  now: Temporal.ZonedDateTime.from('2026-11-18T10:30[Europe/Berlin]'),
  weekStart: 1,
  fiscalYearStart: 1,
  dayFirst: true,
  toward: 'past',
};

/** The periods in a text, in their order; null for words that are a date but not one that exists. */
export const periodsIn = (text: string, calendar: Calendar = berlin): readonly (Period | null)[] => {
  const words = tokenise(text).map((token) => ({ ...token, stem: singular(token.word) }));
  const periods: (Period | null)[] = [];
  for (let i = 0; i < words.length; ) {
    const read = timeAt(words, i);
    if (read) periods.push(resolveTime(read.rule, calendar));
    i = read?.end ?? i + 1;
  }
  return periods;
};

/** A period as `from..to`; a dash for none. */
export const rangeIn = (text: string, calendar: Calendar = berlin): string => {
  const found = periodsIn(text, calendar).map((one) =>
    one
      ? `${boundText(one.from).replace(/:00[+-].*$/, '')}..${boundText(one.to).replace(/:00[+-].*$/, '')}`
      : 'no such date',
  );
  return found.length === 0 ? '–' : found.join(' ');
};
