import type { Format } from '../formats/column.ts';
import { eventDays } from './days.ts';
import type { LoadSession } from './session.ts';
import { stageOf, tuple } from './session.ts';

/** Rows of a table that were new, and rows that are now different. */
export type Written = { readonly inserted: number; readonly changed: number };

const joinBooked = (format: Format): string =>
  format.orderColumn ? `left join booked_orders b on b.id = r.${format.orderColumn}` : '';

/** Writes the staged rows of a table, with what loading derives for them. `isFirst`: the store has no row in it yet. */
export const writeStaged = async (
  session: LoadSession,
  format: Format,
  isFirst: boolean,
): Promise<Written> => {
  const { tx, storeId, source } = session;
  const plain = format.columns.map((column) => column.name);
  const derived = format.derived;
  const names = [
    'store_id',
    ...plain,
    ...(format.hasSource ? ['source'] : []),
    ...derived.map((d) => d.name),
  ];
  const values = [
    '$1',
    ...plain.map((name) => `r.${name}`),
    ...(format.hasSource ? ['$2'] : []),
    ...derived.map((d) => d.sql),
  ];
  const insert = `insert into ${format.table} (${names.join(', ')})
    select ${values.join(', ')}
    from ${stageOf(format)} r join stores store on store.id = $1 ${joinBooked(format)}`;
  const parameters = format.hasSource ? [storeId, source] : [storeId];
  if (isFirst) return { inserted: (await tx.unsafe(insert, parameters)).count, changed: 0 };
  const updates = names.filter((name) => name !== 'store_id' && !format.key.includes(name));
  const [row] = await tx.unsafe(
    `with written as (
       ${insert}
       on conflict (${['store_id', ...format.key, ...(format.isPerSource ? ['source'] : [])].join(', ')})
       do update set ${updates.map((name) => `${name} = excluded.${name}`).join(', ')}
       returning (xmax = 0) as is_new)
     select count(*) filter (where is_new)::int as inserted, count(*) filter (where not is_new)::int as changed
     from written`,
    parameters,
  );
  return { inserted: Number(row?.['inserted'] ?? 0), changed: Number(row?.['changed'] ?? 0) };
};

/**
 * Brings the derived columns of stored rows up to date: of the touched orders, or of the whole store (its zone
 * or the date basis changed). Rows that already say so are left alone; old and new days count as touched.
 */
export const rederive = async (
  session: LoadSession,
  format: Format,
  which: 'touched' | 'all',
): Promise<void> => {
  const { derived, orderColumn } = format;
  if (derived.length === 0 || (which === 'touched' && !orderColumn)) return;
  const names = derived.map((d) => d.name);
  const fresh = derived.map((d) => `${d.sql} as new_${d.name}`);
  const touched = which === 'touched' ? `join touched_orders on touched_orders.id = r.${orderColumn}` : '';
  await session.tx.unsafe(
    `with due as (
       select * from (
         select r.*, r.ctid as place, ${fresh.join(', ')}
         from ${format.table} r join stores store on store.id = r.store_id ${touched} ${joinBooked(format)}
         where r.store_id = $1) r
       where ${tuple('r', names)} is distinct from ${tuple(
         'r',
         names.map((name) => `new_${name}`),
       )}),
     before as (
       select e.family, e.day from due r join stores store on store.id = r.store_id, ${eventDays(format)}),
     done as (
       update ${format.table} t set ${names.map((name) => `${name} = due.new_${name}`).join(', ')}
       from due where t.ctid = due.place
       returning t.*),
     after as (
       select e.family, e.day from done r join stores store on store.id = r.store_id, ${eventDays(format)})
     insert into touched_days select family, day from before union select family, day from after`,
    [session.storeId],
  );
};
