import { and, eq, gte, inArray, lt, or, sql } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { exchangeRates } from '#src/database/schema/money.ts';
import type { Exact } from '#src/lib/exact.ts';
import { divide, exact, fraction, multiply, toDecimal } from '#src/lib/exact.ts';
import { currencyExponent } from '#src/lib/money.ts';
import type { Period } from '#src/metrics/period.ts';
import type { FactTable } from '#src/metrics/tables.ts';
import { currencyOf } from '../compile/rows.ts';
import type { Conversion } from '../compile/scan.ts';
import type { Calendar } from '../compile/time-columns.ts';
import { dayColumn } from '../compile/time-columns.ts';
import type { Caveat } from '../figures.ts';

/** Rates are published on working days; a rate stands for the days after it, this many at most. */
const longestGapDays = 10;

type Rate = typeof exchangeRates.$inferSelect;
type DayRate = { readonly day: string; readonly rate: Exact; readonly source: string };

/** How to turn amounts of some currencies into one, day by day, and what to say of it. */
export type Rates =
  | { readonly kind: 'rates'; readonly conversion: Conversion; readonly caveats: readonly Caveat[] }
  | { readonly kind: 'no_rate'; readonly from: string; readonly to: string; readonly day: string };

/** Days whose rates are needed: all of the period's, or the last one of a state. */
const daysOf = (period: Period, isState: boolean): readonly Temporal.PlainDate[] => {
  const last = period.to.subtract({ nanoseconds: period.from.equals(period.to) ? 0 : 1 }).toPlainDate();
  if (isState) return [last];
  const days: Temporal.PlainDate[] = [];
  for (
    let day = period.from.toPlainDate();
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  )
    days.push(day);
  return days;
};

/** What one unit of `from` is worth in `to` on each day that has a rate: as stored, the other way round, or by way of a third currency. */
const pairRates = (rates: readonly Rate[], from: string, to: string): readonly DayRate[] => {
  const direct = rates.flatMap((row): DayRate[] => {
    const rate = exact(row.rate);
    if (row.base === from && row.quote === to) return [{ day: row.day, rate, source: row.source }];
    const inverse = row.base === to && row.quote === from ? divide(exact(1), rate) : null;
    return inverse ? [{ day: row.day, rate: inverse, source: row.source }] : [];
  });
  if (direct.length > 0) return direct;
  const ofFrom = rates.filter((row) => row.quote === from);
  return ofFrom.flatMap((row) => {
    const other = rates.find((one) => one.day === row.day && one.base === row.base && one.quote === to);
    const rate = other ? divide(exact(other.rate), exact(row.rate)) : null;
    return rate ? [{ day: row.day, rate, source: row.source }] : [];
  });
};

/** The rate that stands on each day; the day that has none, when one is missing. */
const standing = (
  known: readonly DayRate[],
  days: readonly Temporal.PlainDate[],
): readonly (DayRate & { readonly on: string })[] | { readonly missing: string } => {
  const sorted = known.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const found: (DayRate & { on: string })[] = [];
  let next = 0;
  for (const day of days) {
    const on = day.toString();
    while ((sorted[next]?.day ?? '~') <= on) next += 1;
    const last = sorted[next - 1];
    if (!last || Temporal.PlainDate.from(last.day).until(day).days > longestGapDays) return { missing: on };
    found.push({ ...last, on });
  }
  return found;
};

/** Reads what amounts of `from` are worth in `to` on the days of a period. */
export const readRates = async (
  db: Db,
  asked: {
    readonly from: readonly string[];
    readonly to: string;
    readonly period: Period;
    readonly isState: boolean;
  },
): Promise<Rates> => {
  const { to } = asked;
  const days = daysOf(asked.period, asked.isState);
  const others = asked.from.filter((currency) => currency !== to);
  const codes = [...others, to];
  const [first, last] = [days[0], days.at(-1)];
  const rows =
    first && last
      ? await db
          .select()
          .from(exchangeRates)
          .where(
            and(
              gte(exchangeRates.day, first.subtract({ days: longestGapDays }).toString()),
              lt(exchangeRates.day, last.add({ days: 1 }).toString()),
              or(inArray(exchangeRates.quote, codes), inArray(exchangeRates.base, codes)),
              eq(exchangeRates.storeId, 'company'),
            ),
          )
      : [];
  const factors: { currency: string; day: string; factor: string }[] = days.map((day) => ({
    currency: to,
    day: day.toString(),
    factor: '1',
  }));
  const caveats: Caveat[] = [];
  for (const from of others) {
    const rates = standing(pairRates(rows, from, to), days);
    if ('missing' in rates) return { kind: 'no_rate', from, to, day: rates.missing };
    const shift = fraction(10n ** BigInt(currencyExponent(to)), 10n ** BigInt(currencyExponent(from)));
    factors.push(
      ...rates.map(({ on, rate }) => ({
        currency: from,
        day: on,
        factor: toDecimal(multiply(rate, shift), 20),
      })),
    );
    const latest = rates.at(-1);
    if (latest)
      caveats.push({
        kind: 'converted',
        from,
        to,
        rate: latest.rate,
        day: latest.day,
        source: latest.source,
        varies: new Set(rates.map(({ day }) => day)).size > 1,
      });
  }
  const dayOf = (table: FactTable, calendar: Calendar) =>
    asked.isState ? sql`${last?.toString() ?? ''}::date` : dayColumn(table, calendar);
  return {
    kind: 'rates',
    caveats,
    conversion: {
      currency: to,
      factor: sql`fx.factor`,
      join: (table, calendar) => sql`left join (
        select * from jsonb_to_recordset(${JSON.stringify(factors)}::text::jsonb) as x (currency text, day date, factor numeric)
      ) as fx on fx.currency = ${currencyOf(table)} and fx.day = ${dayOf(table, calendar)}`,
    },
  };
};
