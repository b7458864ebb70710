import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Slots } from '../reading/slots.ts';
import type { Calendar } from '../time/calendar.ts';
import { resolveTime } from '../time/resolve.ts';
import type { TimeRule } from '../time/rules.ts';

type Dated = { readonly rule: TimeRule; readonly period: Period };

const grains: Readonly<Partial<Record<Period['unit'], DimensionId>>> = {
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};

const touches = (dated: readonly Dated[]): boolean =>
  dated.every(({ period }, i) => {
    const next = dated[i + 1]?.period;
    return (
      period.count === 1 && (next === undefined || (period.to.equals(next.from) && period.unit === next.unit))
    );
  });

/**
 * Several periods in one clause: units that follow on each other are one period split by the unit ("Monday and
 * Tuesday"), others are asked for one by one.
 */
export const spreadPeriods = (slots: Slots, calendar: Calendar): readonly Slots[] => {
  const { periods, comparison, tooMany } = slots.times;
  if (periods.length < 2 || comparison !== null || tooMany) return [slots];
  const dated = periods.flatMap((rule): readonly Dated[] => {
    const period = resolveTime(rule, calendar);
    return period ? [{ rule, period }] : [];
  });
  const inOrder = dated.toSorted((a, b) => Temporal.ZonedDateTime.compare(a.period.from, b.period.from));
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  const grain = first && grains[first.period.unit];
  const withTime = (rule: TimeRule): Slots => ({
    ...slots,
    times: { periods: [rule], comparison: null, tooMany: false, isOfArrival: false },
  });
  if (dated.length === periods.length && first && last && grain && touches(inOrder)) {
    const whole = withTime({ kind: 'range', from: first.rule, to: last.rule });
    const isSplit = slots.splits.some(({ options }) => options.includes(grain));
    return [
      isSplit
        ? whole
        : {
            ...whole,
            splits: [...slots.splits, { options: [grain], how: 'by', isPlural: true, typed: grain }],
          },
    ];
  }
  const several = slots.metrics.named.length > 1 || periods.length > 4;
  return several
    ? [{ ...slots, times: { periods, comparison: null, tooMany: true, isOfArrival: false } }]
    : periods.map(withTime);
};
