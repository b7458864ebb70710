import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Connection } from '#src/database/connect.ts';
import { deliveries } from '#src/database/schema/outbox.ts';
import { namedUuid } from '#src/lib/ids.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';
import { deliveryFrom } from './delivery.ts';
import type { Payload } from './poster.ts';

/** What is to be posted. Its writer is asked when it is due, given `content` where that is known already; with `written` it is posted as it is. */
export type Posting = {
  readonly origin: string;
  readonly slot: string;
  readonly kind: DeliveryKind;
  readonly teamId: string;
  readonly channelId: string;
  readonly threadOf?: string;
  readonly dueAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly content?: unknown;
  readonly written?: { readonly content: unknown; readonly payload: Payload };
  /** Recorded, never posted: why. */
  readonly skipped?: string;
};

/** The same origin, slot and kind always make the same id. */
export const deliveryId = (of: Pick<Posting, 'origin' | 'slot' | 'kind'>): string =>
  namedUuid(`delivery|${of.origin}|${of.slot}|${of.kind}`);

/** Takes postings in; those that are there already stay as they are. Gives the ids of the new ones. */
export const enqueue = async (
  db: Connection,
  postings: readonly Posting[],
  now: Temporal.Instant,
): Promise<readonly string[]> => {
  if (postings.length === 0) return [];
  const rows = postings.map(({ written, content, skipped, threadOf, dueAt, expiresAt, ...posting }) => ({
    ...posting,
    id: deliveryId(posting),
    threadOf: threadOf ?? null,
    state: skipped ? ('skipped' as const) : written ? ('ready' as const) : ('planned' as const),
    dueAt: dueAt.toString(),
    expiresAt: expiresAt.toString(),
    content: written?.content ?? content ?? null,
    payload: written?.payload ?? null,
    revision: written ? 1 : 0,
    reason: skipped ?? null,
    createdAt: now.toString(),
  }));
  const taken = await db
    .insert(deliveries)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: deliveries.id });
  return taken.map(({ id }) => id);
};

export const findDelivery = async (db: Connection, id: string): Promise<Delivery | null> => {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  return row ? deliveryFrom(row) : null;
};

/** The delivery a message in Slack is, or null when it is none of ours. */
export const findDeliveryByTs = async (
  db: Connection,
  message: { readonly teamId: string; readonly channelId: string; readonly ts: string },
): Promise<Delivery | null> => {
  const [row] = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.teamId, message.teamId),
        eq(deliveries.postedIn, message.channelId),
        eq(deliveries.ts, message.ts),
      ),
    );
  return row ? deliveryFrom(row) : null;
};

/**
 * Gives a delivery new content: one that Slack shows is edited in place, one that waits is posted with it.
 * Skipped and failed ones stay as they are.
 */
export const revise = async (
  db: Connection,
  id: string,
  written: { readonly content: unknown; readonly payload: Payload },
): Promise<void> => {
  await db
    .update(deliveries)
    .set({
      content: written.content,
      payload: written.payload,
      revision: sql`${deliveries.revision} + 1`,
      nextTryAt: sql`case when ${deliveries.state} = 'sent' then null else ${deliveries.nextTryAt} end`,
      state: sql`case when ${deliveries.state} in ('sent', 'planned') then 'ready' else ${deliveries.state} end`,
    })
    .where(
      and(
        eq(deliveries.id, id),
        inArray(deliveries.state, ['planned', 'ready', 'sending', 'uncertain', 'sent']),
      ),
    );
};
