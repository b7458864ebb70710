import type { Format } from '../formats/column.ts';
import { eventDays } from './days.ts';
import type { LoadSession } from './session.ts';
import { isStored, stageOf, tuple } from './session.ts';

/** What a batch says it holds completely, as the columns and values that mark the part (`define.ts`). */
export type Scope = Readonly<Record<string, string>>;

/** Keeps one row per key: the newest version, of equal ones the last. Returns how many were dropped. */
export const dropDuplicates = async (session: LoadSession, format: Format): Promise<number> => {
  const { tx } = session;
  const keys = format.key.join(', ');
  const [row] = await tx.unsafe(
    `select exists(select 1 from ${stageOf(format)} group by ${keys} having count(*) > 1) as found`,
  );
  if (row?.['found'] !== true) return 0;
  const newest = format.isVersioned ? 'updated_at desc nulls last, ' : '';
  const dropped = await tx.unsafe(
    `delete from ${stageOf(format)} s using (
       select ctid, row_number() over (partition by ${keys} order by ${newest}ctid desc) as nth
       from ${stageOf(format)}) d
     where s.ctid = d.ctid and d.nth > 1`,
  );
  return dropped.count;
};

/** Gives staged rows the numbers that they have already, or the next ones (`Format.numbered`). */
export const fillNumbers = async (session: LoadSession, format: Format): Promise<void> => {
  for (const { name, sql } of format.numbered)
    await session.tx.unsafe(
      `update ${stageOf(format)} s set ${name} = coalesce(
         (select t.${name} from ${format.table} t where ${isStored(session, format, 't', 's')}), ${sql})
       where s.${name} is null`,
      [session.storeId],
    );
};

/** Drops staged rows that an already stored version overtook, and rows of a parent that was. Returns how many. */
export const dropStale = async (session: LoadSession, format: Format): Promise<number> => {
  const { tx, storeId } = session;
  let count = 0;
  if (format.parent) {
    const orphaned = await tx.unsafe(
      `delete from ${stageOf(format)} s using stale_rows p
       where p.table_name = $1 and p.id = s.${format.parent.column}`,
      [format.parent.table],
    );
    count += orphaned.count;
  }
  if (!format.isVersioned) return count;
  const stale = await tx.unsafe(
    `with dropped as (
       delete from ${stageOf(format)} s using ${format.table} t
       where ${isStored(session, format, 't', 's')} and s.updated_at < t.updated_at
       returning s.${format.key[0]} as id)
     insert into stale_rows select $2, id from dropped`,
    [storeId, format.table],
  );
  return count + stale.count;
};

/** Drops staged rows that say what is stored already. Returns how many. */
export const dropUnchanged = async (session: LoadSession, format: Format): Promise<number> => {
  const names = format.columns.map((column) => column.name).filter((name) => !format.key.includes(name));
  const same = await session.tx.unsafe(
    `delete from ${stageOf(format)} s using ${format.table} t
     where ${isStored(session, format, 't', 's')}
       and ${tuple('s', names)} is not distinct from ${tuple('t', names)}`,
    [session.storeId],
  );
  return same.count;
};

/**
 * Deletes stored rows of this source that fit a scope and are not staged. Their days, orders and persons count as
 * touched. Must run while all rows of the batch are still staged. Returns how many.
 */
export const removeReplaced = async (
  session: LoadSession,
  format: Format,
  scopes: readonly Scope[],
): Promise<number> => {
  let count = 0;
  for (const group of Map.groupBy(scopes, (scope) => Object.keys(scope).join(' ')).values()) {
    const kindOf = new Map(format.columns.map((column) => [column.name, column.kind]));
    const fits = Object.keys(group[0] ?? {}).map(
      (name) => `t.${name} = (w.scope ->> '${name}')${kindOf.get(name) === 'day' ? '::date' : ''}`,
    );
    count += await deleteRows(session, format, {
      from: `(select distinct value as scope from jsonb_array_elements($2::text::jsonb)) w`,
      where: `${fits.join(' and ')} and t.source = $3${fromFreshParent(format)}`,
      parameters: [JSON.stringify(group), session.source],
    });
  }
  return count;
};

const fromFreshParent = (format: Format): string =>
  format.parent
    ? ` and not exists (select 1 from stale_rows p
        where p.table_name = '${format.parent.table}' and p.id = t.${format.parent.column})`
    : '';

/** Deletes rows `t` of the store that fit and are not staged, and touches what depended on them. */
export const deleteRows = async (
  session: LoadSession,
  format: Format,
  which: { readonly from: string; readonly where: string; readonly parameters?: readonly string[] },
): Promise<number> => {
  const order = format.orderColumn;
  const hasPerson = format.columns.some((column) => column.name === 'person_key');
  const touched = [
    `days as (insert into touched_days select distinct e.family, e.day
       from gone r join stores store on store.id = r.store_id, ${eventDays(format)})`,
    ...(order
      ? [
          `orders_of as (insert into touched_orders select distinct ${order} from gone on conflict do nothing)`,
        ]
      : []),
    ...(hasPerson
      ? [
          `persons_of as (insert into touched_persons select distinct person_key from gone
             where person_key is not null on conflict do nothing)`,
        ]
      : []),
  ];
  const [row] = await session.tx.unsafe(
    `with gone as (
       delete from ${format.table} t using ${which.from}
       where t.store_id = $1 and ${which.where}
         and not exists (select 1 from ${stageOf(format)} s where ${isStored(session, format, 't', 's')})
       returning t.*),
     ${touched.join(',\n')}
     select count(*)::int as count from gone`,
    [session.storeId, ...(which.parameters ?? [])],
  );
  return Number(row?.['count'] ?? 0);
};
