import { divide, exact, zero } from '#src/lib/exact.ts';
import { clean, listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Unit } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Bound, Filter } from '#src/metrics/query.ts';
import { sayDay, sayMonth, sayWeekday } from './periods.ts';
import { sayValue } from './values.ts';

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How the values of a dimension are written for people; the rest are names as stored. */
const writers: Partial<Record<DimensionId, (value: string) => string>> = {
  country: (value) => (/^[A-Z]{2}$/.test(value) ? (countryNames.of(value) ?? value) : value),
  weekday: (value) => weekdayNames[Number(value) - 1] ?? value,
  hour: (value) => `${value}:00`,
  day: (value) => sayWeekday(Temporal.PlainDate.from(value)),
  week: (value) => `week of ${sayDay(Temporal.PlainDate.from(value))}`,
  month: (value) => sayMonth(Temporal.PlainDate.from(value)),
  quarter: (value) => `Q${Math.ceil(Number(value.slice(5, 7)) / 3)} ${value.slice(0, 4)}`,
  year: (value) => value.slice(0, 4),
};

/** A value of a dimension for people; text from outside is cleaned and cut. */
export const sayName = (of: DimensionId, value: string | null): string =>
  value === null ? `${dimension(of).label} not known` : (writers[of]?.(value) ?? clean(value, 80));

const bounds = { '>': 'over', '>=': 'at least', '<': 'under', '<=': 'at most' } as const;

/** A bound as it was asked, with its unit (`under 20 pieces`); the currency is the reader's own and not repeated. */
export const sayLimit = (unit: Unit, op: Bound, value: string): string => {
  const said =
    unit.kind === 'money'
      ? value
      : sayValue(
          unit.kind === 'percent' ? (divide(exact(value), exact(100)) ?? zero) : exact(value),
          unit,
          null,
        );
  return `${bounds[op]} ${said}`;
};

/** A filter in words: `Germany and France`, `not Germany`, `over 500`, `older than 3 days`. */
export const sayFilter = (filter: Filter): string => {
  switch (filter.kind) {
    case 'dimension': {
      const names = listOf(filter.values.map((value) => sayName(filter.dimension, value)));
      return filter.op === 'is' ? names : `without ${names}`;
    }
    case 'value': {
      const { unit, label } = metric(filter.metric);
      return `${label} ${sayLimit(unit, filter.op, filter.value)}`;
    }
    case 'age':
      return `${filter.op.startsWith('>') ? 'older' : 'younger'} than ${sayValue(exact(filter.seconds), { kind: 'duration' }, null)}`;
    default:
      return filter satisfies never;
  }
};
