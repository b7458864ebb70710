import type { TransactionSql } from 'postgres';
import type { Format } from '../formats/column.ts';

/** Which instant of an order decides the day it counts on. */
export type DateBasis = 'placed' | 'paid';

/** What the statements of one load share: the transaction, and who writes for which store. */
export type LoadSession = {
  readonly tx: TransactionSql;
  readonly storeId: string;
  readonly source: string;
  readonly basis: DateBasis;
};

/**
 * Scratch tables of a load, kept per connection and emptied by every commit: orders and persons to book again,
 * what booking found for each order, versions that came too late, and days whose figures may have changed.
 */
const scratch = [
  'touched_orders (id text primary key)',
  'touched_persons (person_key text primary key)',
  `booked_orders (id text primary key, kind text, sold_at timestamptz, sold_day date, cancelled_at timestamptz,
     discount_minor bigint, person_key text, customer_type text)`,
  'stale_rows (table_name text, id text)',
  'touched_days (family text, day date)',
];

/** Creates the scratch tables where this connection does not have them yet. */
export const makeScratch = async (session: LoadSession): Promise<void> => {
  for (const table of scratch) {
    await session.tx.unsafe(`create temp table if not exists ${table} on commit delete rows`);
  }
};

/** Waits until no other load writes: two could otherwise wait for each other's tables. */
export const waitForTurn = async (tx: TransactionSql): Promise<void> => {
  await tx`select pg_advisory_xact_lock(hashtext('crosswalk load'))`;
};

/** Name of the scratch table that holds the rows of a table on their way in. */
export const stageOf = (format: Format): string => `stage_${format.table}`;

/** Creates the stage of a table: its described columns, without constraints. */
export const makeStage = async (session: LoadSession, format: Format): Promise<void> => {
  const columns = format.columns.map((column) => `${column.name} ${column.sqlType}`).join(', ');
  await session.tx.unsafe(
    `create temp table if not exists ${stageOf(format)} (${columns}) on commit delete rows`,
  );
};

/** SQL condition that `stored` is the row of the table (for store `$1`) that `staged` is a version of. */
export const isStored = (session: LoadSession, format: Format, stored: string, staged: string): string =>
  [
    `${stored}.store_id = $1`,
    ...format.key.map((key) => `${stored}.${key} = ${staged}.${key}`),
    ...(format.isPerSource ? [`${stored}.source = '${session.source}'`] : []),
  ].join(' and ');

/** `(a.x, a.y)` over names. */
export const tuple = (alias: string, names: readonly string[]): string =>
  `(${names.map((name) => `${alias}.${name}`).join(', ')})`;

/** Whether the store has rows in the table already. */
export const hasRows = async (session: LoadSession, format: Format): Promise<boolean> => {
  const [row] = await session.tx.unsafe(
    `select exists(select 1 from ${format.table} where store_id = $1) as found`,
    [session.storeId],
  );
  return row?.['found'] === true;
};
