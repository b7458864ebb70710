import type { TransactionSql } from 'postgres';
import type { Database } from '#src/database/connect.ts';
import { waitForTurn } from './load/session.ts';

/** Tables that hold rows of stores: all whose first column is the store, roll-ups included. */
const storeTables = async (tx: TransactionSql): Promise<readonly string[]> => {
  const rows = await tx`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'store_id' and ordinal_position = 1`;
  return rows.map((row) => String(row['name']));
};

/** Removes stores with everything that is stored of them. When none is left, tables are emptied at once, which is quicker. */
export const removeStores = async (database: Database, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await database.client.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    await waitForTurn(tx);
    const tables = await storeTables(tx);
    const others = await tx`select 1 from stores where id <> all(${[...ids]}) limit 1`;
    if (others.length === 0) await tx`truncate ${tx(['stores', ...tables])}`;
    else {
      for (const table of tables) await tx`delete from ${tx(table)} where store_id = any(${[...ids]})`;
      await tx`delete from stores where id = any(${[...ids]})`;
    }
  });
};

/**
 * Does `work` while no other process makes, brings on or removes the demo shop: an import that begins while the demo is
 * being made waits, and then removes it. The transaction only holds the lock, and lets go of it when the process dies.
 */
export const withDemoHeld = <T>(database: Database, work: () => Promise<T>): Promise<T> =>
  database.client.begin(async (tx) => {
    await tx`select set_config('statement_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true)`;
    await tx`select pg_advisory_xact_lock(hashtext('crosswalk demo'))`;
    return work();
  }) as Promise<T>;

/** Removes the demo shop: called when the first real source or import brings a store of its own. Returns whether there was one. */
export const removeDemo = (database: Database): Promise<boolean> =>
  withDemoHeld(database, async () => {
    const rows = await database.client`select id from stores where is_demo`;
    await removeStores(
      database,
      rows.map((row) => String(row['id'])),
    );
    return rows.length > 0;
  });
