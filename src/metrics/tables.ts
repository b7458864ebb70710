import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { currencyExponents } from '#src/lib/money.ts';
import type { Expression, Moment } from './define.ts';
import type { DimensionId } from './dimensions.ts';
import type { FactFamily } from './families.ts';

/**
 * How a fact table splits by a dimension. `of` is the value (null = not known for the row); `family` names who records
 * it when that is not the table's own. Where a row has several values, `splitJoins` make a row of each when the
 * figure is split by them (the groups then overlap), and `matches` replaces `of = value` in filters.
 */
export type TableDimension = {
  readonly of: Expression;
  readonly joins?: readonly string[];
  readonly splitJoins?: readonly string[];
  readonly matches?: (value: string) => SQL;
  readonly family?: FactFamily;
  /** The value is only known once our history before the period is this deep, unless the source knows it itself. */
  readonly historyMonths?: number;
};

/**
 * One kind of event (or state) as rows that can be added up. `at` and `day` say when the event was; a table
 * whose source reports whole days of its own has only `day` and `days: 'source'`. A state table has neither.
 * `alsoFrom` are families that the table holds as well: one of them suffices, and the company's own rows are read too.
 * `sourceId` tells apart what several sources bring; `onOrderDay` is when a row counts for companies that book
 * cancellations on the day of the order.
 */
export type FactTable = {
  readonly id: string;
  readonly family: FactFamily;
  readonly alsoFrom?: readonly FactFamily[];
  readonly from: Expression;
  readonly storeId: SQL;
  readonly sourceId?: SQL;
  readonly at?: SQL;
  readonly day?: SQL;
  readonly days?: 'source';
  readonly onOrderDay?: { readonly at: SQL; readonly day: SQL };
  readonly currency?: SQL;
  /** Who must record the past of a state, when the source only tells the present by itself. */
  readonly history?: FactFamily;
  /** The state is one of the whole period, not only of its end: something about all of it, or the mean of its days. */
  readonly over?: 'period' | 'mean';
  /** What no row at all means: nothing happened (0), or nobody keeps it. */
  readonly empty?: 'zero' | 'unknown';
  readonly joins: Readonly<Record<string, SQL>>;
  readonly dimensions: Readonly<Partial<Record<DimensionId, TableDimension>>>;
};

/** The instant as an SQL parameter. */
export const instantOf = (at: Temporal.Instant): SQL => sql`${at.toString()}::timestamptz`;

/** Whether a state is asked for over more than a day (the longest has 25 hours): then it is a mean, or of the whole period. */
export const isLong = (at: { readonly from: Temporal.Instant; readonly asOf: Temporal.Instant }): boolean =>
  at.asOf.since(at.from).total('hours') > 25;

/** Whether an event has happened by the moment asked for. */
export const happened = (event: SQL, at: Moment): SQL => sql`${event} <= ${instantOf(at.asOf)}`;

/** Whether an event has not happened by the moment asked for (it may never, or later). */
export const pending = (event: SQL, at: Moment): SQL =>
  sql`(${event} is null or ${event} > ${instantOf(at.asOf)})`;

/** The calendar day of the moment in the zone of the row's store, for comparing with promised and due days. */
export const today = (at: Moment, storeId: SQL): SQL => dayIn(at.asOf, storeId);

/** The calendar day of an instant in the zone of a store. */
export const dayIn = (instant: Temporal.Instant, storeId: SQL): SQL =>
  sql`(${instantOf(instant)} at time zone (select s.zone from stores s where s.id = ${storeId}))::date`;

const withPlaces = (places: number): SQL =>
  sql.raw(
    Object.entries(currencyExponents)
      .filter(([, of]) => of === places)
      .map(([code]) => `'${code}'`)
      .join(', '),
  );

/** How many minor units one major unit of a currency has. */
export const minorPerMajor = (currency: SQL): SQL =>
  sql`case when ${currency} in (${withPlaces(0)}) then 1 when ${currency} in (${withPlaces(3)}) then 1000 else 100 end`;

/** The currency of a store, for amounts that name none. */
export const storeCurrency = (storeId: SQL): SQL =>
  sql`(select s.currency from stores s where s.id = ${storeId})`;
