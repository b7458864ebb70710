import { sql } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { deliveries } from '#src/database/schema/outbox.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { Delivery } from './delivery.ts';
import { deliveryFrom } from './delivery.ts';

/** A claim holds this long; longer than an attempt (look-up 10 s, post 10 s) by far. */
export const leaseSeconds = 60;

/** Slack takes about one message a second per channel; the rest of a burst waits. */
const channelPaceMs = 1100;

/** A delivery that this worker may try to post now. `threadTs` is the message it goes under. */
export type Claimed = Delivery & { readonly threadTs: string | null };

/** What can be tried at `now`: what waits, what was left in doubt, and what a worker that died was sending. */
const isOpen = (now: string) => sql`(
  (d.state = 'ready' and (d.next_try_at is null or d.next_try_at <= ${now}::timestamptz))
  or (d.state in ('sending', 'uncertain') and d.lease_until <= ${now}::timestamptz)
) and d.due_at <= ${now}::timestamptz`;

/** A message in a thread waits for the one above it, until it is too late for both. */
const hasPlace = (now: string) => sql`(
  d.thread_of is null or d.expires_at <= ${now}::timestamptz
  or exists (select 1 from deliveries p where p.id = d.thread_of and p.ts is not null)
)`;

const isFree = (now: string) => sql`not exists (
  select 1 from channel_turns t
  where t.team_id = d.team_id and t.channel_id = d.channel_id and t.free_at > ${now}::timestamptz)`;

type ClaimedRow = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Takes one delivery for this worker and the channel's next turn with it, or nothing. One statement, so that two
 * workers never take the same one, and never two for the same channel within its pace.
 */
export const claimPosting = async (db: Db, at: Temporal.Instant): Promise<Claimed | null> => {
  const now = at.toString();
  const rows = (await db.execute(sql`
    with candidate as (
      select d.id, d.team_id, d.channel_id, d.state from deliveries d
      where ${isOpen(now)} and ${hasPlace(now)} and ${isFree(now)}
      order by d.due_at, d.created_at, d.id limit 1 for update of d skip locked
    ), turn as (
      insert into channel_turns (team_id, channel_id, free_at)
      select team_id, channel_id, ${at.add({ milliseconds: channelPaceMs }).toString()}::timestamptz from candidate
      on conflict (team_id, channel_id) do update set free_at = excluded.free_at
        where channel_turns.free_at <= ${now}::timestamptz
      returning channel_id
    )
    update deliveries set
      state = 'sending',
      attempts = deliveries.attempts + 1,
      is_doubtful = deliveries.is_doubtful or candidate.state in ('sending', 'uncertain'),
      first_try_at = coalesce(deliveries.first_try_at, ${now}::timestamptz),
      lease_until = ${at.add({ seconds: leaseSeconds }).toString()}::timestamptz
    from candidate, turn where deliveries.id = candidate.id
    returning deliveries.id
  `)) as unknown as readonly ClaimedRow[];
  const [taken] = rows;
  return taken ? readClaimed(db, taken.id) : null;
};

const readClaimed = async (db: Db, id: string): Promise<Claimed | null> => {
  const [row] = await db
    .select({
      delivery: deliveries,
      threadTs: sql<string | null>`(select p.ts from deliveries p where p.id = deliveries.thread_of)`,
    })
    .from(deliveries)
    .where(sql`${deliveries.id} = ${id}`);
  return row ? { ...deliveryFrom(row.delivery), threadTs: row.threadTs } : null;
};

/** Takes one delivery whose content is still to be written, or nothing. */
export const claimWriting = async (db: Db, at: Temporal.Instant): Promise<Delivery | null> => {
  const now = at.toString();
  const rows = (await db.execute(sql`
    update deliveries set lease_until = ${at.add({ seconds: leaseSeconds }).toString()}::timestamptz
    where id = (
      select d.id from deliveries d
      where d.state = 'planned' and d.due_at <= ${now}::timestamptz
        and (d.next_try_at is null or d.next_try_at <= ${now}::timestamptz)
        and (d.lease_until is null or d.lease_until <= ${now}::timestamptz)
      order by d.due_at, d.created_at, d.id limit 1 for update skip locked
    )
    returning id
  `)) as unknown as readonly ClaimedRow[];
  const [taken] = rows;
  return taken ? readClaimed(db, taken.id) : null;
};

/** When there will be something to do, or null when nothing waits. */
export const nextOpening = async (db: Db, at: Temporal.Instant): Promise<Temporal.Instant | null> => {
  const now = at.toString();
  const rows = (await db.execute(sql`
    select min(greatest(
      d.due_at, d.next_try_at,
      case when d.state in ('planned', 'sending', 'uncertain') then d.lease_until end,
      case when d.state <> 'planned' then t.free_at end
    )) as at
    from deliveries d left join channel_turns t on t.team_id = d.team_id and t.channel_id = d.channel_id
    where d.state in ('planned', 'ready', 'sending', 'uncertain') and ${hasPlace(now)}
  `)) as unknown as readonly { readonly at: string | null }[];
  const opening = rows[0]?.at ?? null;
  return opening === null ? null : instantFrom(opening);
};
