import type { Format } from '../formats/column.ts';
import type { LoadSession } from './session.ts';

/** From how many rows on it is worth it to build the indexes anew. */
const manyRows = 20_000;

/**
 * Writes many rows into a table without its indexes and builds them afterwards, where the rows outnumber those
 * already there. Measured for 528,515 order lines: 3.9 s instead of 7.0 s. Until the load is through, others wait
 * for the table. The rows must have different keys; without the primary key nothing else looks.
 */
export const withoutIndexes = async <T>(
  { tx }: LoadSession,
  format: Format,
  rows: number,
  write: () => Promise<T>,
): Promise<T> => {
  if (rows < manyRows) return write();
  const [row] = await tx.unsafe(
    `select count(*)::int as count from (select 1 from ${format.table} limit ${rows}) t`,
  );
  if (Number(row?.['count']) >= rows) return write();
  const constraints = await tx`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${format.table}::regclass and contype = 'p'`;
  const indexes = await tx`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename = ${format.table}
      and indexname <> all(${constraints.map(({ name }) => String(name))})`;
  for (const { name } of constraints) {
    await tx`alter table ${tx(format.table)} drop constraint ${tx(String(name))}`;
  }
  for (const { name } of indexes) await tx`drop index ${tx(String(name))}`;
  const written = await write();
  for (const { name, definition } of constraints) {
    await tx.unsafe(`alter table ${format.table} add constraint ${String(name)} ${String(definition)}`);
  }
  for (const { definition } of indexes) await tx.unsafe(String(definition));
  return written;
};
