import type { Complete, StoreDescription, Unreadable } from '../define.ts';
import type { Format } from '../formats/column.ts';
import type { LoadSession } from './session.ts';
import { stageOf } from './session.ts';

/** Writes the store's own row. Returns whether its orders now fall on other days: its zone or their date basis changed. */
export const saveStore = async (
  session: LoadSession,
  store: StoreDescription,
  isDemo: boolean,
): Promise<boolean> => {
  const { tx, source, basis } = session;
  const [before] = await tx`select zone, date_basis from stores where id = ${store.id}`;
  await tx`
    insert into stores (id, name, kind, platform, currency, zone, is_demo, date_basis)
    values (${store.id}, ${store.name}, ${store.kind ?? 'store'}, ${source}, ${store.currency}, ${store.zone}, ${isDemo}, ${basis})
    on conflict (id) do update set name = excluded.name, currency = excluded.currency, zone = excluded.zone,
      date_basis = excluded.date_basis
    where (stores.name, stores.currency, stores.zone, stores.date_basis)
      is distinct from (excluded.name, excluded.currency, excluded.zone, excluded.date_basis)`;
  return before !== undefined && (before['zone'] !== store.zone || before['date_basis'] !== basis);
};

/** Saves where the source goes on reading. */
export const saveCursor = async (
  session: LoadSession,
  cursor: { readonly entity: string; readonly value: unknown },
  now: Temporal.Instant,
): Promise<void> => {
  const { tx, storeId, source } = session;
  await tx`
    insert into cursors (store_id, source, entity, cursor, saved_at)
    values (${storeId}, ${source}, ${cursor.entity}, ${JSON.stringify(cursor.value)}::text::jsonb, ${now.toString()})
    on conflict (store_id, source, entity) do update set cursor = excluded.cursor, saved_at = excluded.saved_at`;
};

/**
 * Widens what is complete: spans that touch become one. Of two spans with a gap between them the later one
 * stays, since the gap must not be taken for "nothing happened". A success clears the last error.
 */
export const saveComplete = async (
  session: LoadSession,
  complete: Complete,
  now: Temporal.Instant,
): Promise<void> => {
  const { tx, storeId, source } = session;
  await tx`
    insert into coverage as c (store_id, family, source, complete_from, complete_to, as_of, dimensions, day_zone)
    values (${storeId}, ${complete.family}, ${source}, ${complete.from.toString()}, ${complete.to.toString()},
      ${now.toString()}, ${[...complete.dimensions].sort()}, ${complete.dayZone ?? null})
    on conflict (store_id, family, source) do update set
      complete_from = case
        when excluded.complete_from > c.complete_to then excluded.complete_from
        when excluded.complete_to < c.complete_from then c.complete_from
        else least(c.complete_from, excluded.complete_from) end,
      complete_to = greatest(c.complete_to, excluded.complete_to),
      as_of = excluded.as_of,
      day_zone = coalesce(excluded.day_zone, c.day_zone),
      dimensions = array(select distinct d from unnest(c.dimensions || excluded.dimensions) d order by d),
      last_error = null,
      last_error_at = null`;
};

/** Keeps where unreadable rows stood and why; a row that is unreadable for the same reason again is left as it is. */
export const saveUnreadable = async (
  session: LoadSession,
  unreadable: readonly Unreadable[],
  now: Temporal.Instant,
): Promise<void> => {
  if (unreadable.length === 0) return;
  const { tx, storeId, source } = session;
  await tx.unsafe(
    `insert into quarantine as q (store_id, source, reference, family, reason, at)
     select distinct on (u.reference) $1, $2, u.reference, u.family, u.reason, $3
     from jsonb_to_recordset($4::text::jsonb) as u (reference text, family text, reason text)
     on conflict (store_id, source, reference) do update
       set family = excluded.family, reason = excluded.reason, at = excluded.at
     where (q.family, q.reason) is distinct from (excluded.family, excluded.reason)`,
    [storeId, source, now.toString(), JSON.stringify(unreadable)],
  );
};

/** Takes staged rows out of quarantine: they could be read this time. */
export const releaseStaged = async (session: LoadSession, format: Format): Promise<void> => {
  const { tx, storeId, source } = session;
  const reference = format.key.map((key) => `s.${key}::text`).join(` || '/' || `);
  await tx.unsafe(
    `delete from quarantine q using ${stageOf(format)} s
     where q.store_id = $1 and q.source = $2 and q.reference = '${format.table}/' || ${reference}`,
    [storeId, source],
  );
};
