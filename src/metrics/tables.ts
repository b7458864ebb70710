import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { Expression, Moment } from './define.ts';
import type { DimensionId } from './dimensions.ts';
import type { FactFamily } from './families.ts';

/**
 * How a fact table splits by a dimension. `of` is the value (null = not known for the row); `matches` replaces
 * `of = value` where a row has several values; `family` names who records it when that is not the table's own.
 */
export type TableDimension = {
  readonly of: Expression;
  readonly joins?: readonly string[];
  readonly matches?: (value: string) => SQL;
  readonly family?: FactFamily;
  /** The value is only known once our history before the period is this deep, unless the source knows it itself. */
  readonly historyMonths?: number;
};

/**
 * One kind of event (or state) as rows that can be added up. `at` and `day` say when the event was; a table
 * whose source reports whole days of its own has only `day` and `days: 'source'`. A state table has neither.
 */
export type FactTable = {
  readonly id: string;
  readonly family: FactFamily;
  readonly from: Expression;
  readonly storeId: SQL;
  readonly at?: SQL;
  readonly day?: SQL;
  readonly days?: 'store' | 'source';
  readonly currency?: SQL;
  /** Who must record the past of a state, when the source only tells the present by itself. */
  readonly history?: FactFamily;
  /** What no row at all means: nothing happened (0), or nobody keeps it. */
  readonly empty?: 'zero' | 'unknown';
  readonly joins: Readonly<Record<string, SQL>>;
  readonly dimensions: Readonly<Partial<Record<DimensionId, TableDimension>>>;
};

/** The instant as an SQL parameter. */
export const instantOf = (at: Temporal.Instant): SQL => sql`${at.toString()}::timestamptz`;

/** Whether an event has happened by the moment asked for. */
export const happened = (event: SQL, at: Moment): SQL => sql`${event} <= ${instantOf(at.asOf)}`;

/** Whether an event has not happened by the moment asked for (it may never, or later). */
export const pending = (event: SQL, at: Moment): SQL =>
  sql`(${event} is null or ${event} > ${instantOf(at.asOf)})`;

/** The calendar day of the moment in the zone of the row's store, for comparing with promised and due days. */
export const today = (at: Moment, storeId: SQL): SQL =>
  sql`(${instantOf(at.asOf)} at time zone (select s.zone from stores s where s.id = ${storeId}))::date`;
