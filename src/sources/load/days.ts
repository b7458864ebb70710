import type { EventDay, Format } from '../formats/column.ts';
import { dayOf } from '../formats/derive.ts';
import type { LoadSession } from './session.ts';
import { isStored, stageOf } from './session.ts';

const dayOfEvent = ({ column, isInstant }: EventDay): string =>
  isInstant ? dayOf(`r.${column}`) : `r.${column}`;

/** The families and days of row `r` as a lateral list `e (family, day)`; a table without days tells only its family. */
export const eventDays = (format: Format): string => {
  const events = format.events.map((event) => `('${event.family}', ${dayOfEvent(event)})`);
  if (events.length === 0) return `(values ('${format.family}', null::date)) e (family, day)`;
  return `lateral (select * from (values ${events.join(', ')}) v (family, day) where day is not null) e`;
};

/** Keeps the days of the stored rows that are staged: called before they are written and after. */
export const touchStagedDays = async (session: LoadSession, format: Format): Promise<void> => {
  await session.tx.unsafe(
    `insert into touched_days
     select distinct e.family, e.day
     from ${stageOf(format)} s
     join ${format.table} r on ${isStored(session, format, 'r', 's')}
     join stores store on store.id = $1, ${eventDays(format)}`,
    [session.storeId],
  );
};

/** The days of all rows of the store in a table: after a first load, when every row is new. */
export const touchAllDays = async (session: LoadSession, format: Format): Promise<void> => {
  const rows = `from ${format.table} r join stores store on store.id = $1 where r.store_id = $1`;
  const events = format.events.map((event) => {
    const day = dayOfEvent(event);
    return `select distinct '${event.family}', ${day} ${rows} and ${day} is not null`;
  });
  const found = events.length > 0 ? events : [`select '${format.family}', null::date ${rows} limit 1`];
  for (const select of found) {
    await session.tx.unsafe(`insert into touched_days ${select}`, [session.storeId]);
  }
};

/** Tells roll-ups, watches and corrections what this load changed: one row per family, with the days in the store's zone. */
export const writeChanges = async (session: LoadSession, now: Temporal.Instant): Promise<void> => {
  await session.tx.unsafe(
    `insert into changes (store_id, family, days, at)
     select $1, family, coalesce(array_agg(day order by day) filter (where day is not null), '{}'), $2
     from (select distinct family, day from touched_days) d
     group by family`,
    [session.storeId, now.toString()],
  );
};
