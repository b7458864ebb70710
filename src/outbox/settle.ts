import { and, eq, sql } from 'drizzle-orm';
import type { Connection, Db } from '#src/database/connect.ts';
import { deliveries } from '#src/database/schema/outbox.ts';
import type { Delivery } from './delivery.ts';
import type { Payload } from './poster.ts';

/** Why a delivery was given up: Slack refuses it for good, nobody could tell in time, or its content could not be made. */
export type GivenUp = {
  readonly why: 'refused' | 'expired' | 'not_written';
  /** Slack's own word for it (`not_in_channel`), or what the last attempt met. */
  readonly error: string;
};

/** Called in the transaction that gives a delivery up: pauses its schedule, tells its owner. */
export type OnGivenUp = (tx: Connection, delivery: Delivery, why: GivenUp) => Promise<void>;

/** Only the worker whose attempt it is may say how it ended: one that lost its lease says nothing. */
const mine = (delivery: Delivery) =>
  and(
    eq(deliveries.id, delivery.id),
    eq(deliveries.attempts, delivery.attempts),
    eq(deliveries.state, 'sending'),
  );

/** It stands in Slack. Content that changed meanwhile is shown next. */
export const recordSent = async (
  db: Db,
  delivery: Delivery,
  sent: { readonly ts: string | null; readonly channel: string | null; readonly at: Temporal.Instant },
): Promise<void> => {
  await db
    .update(deliveries)
    .set({
      ts: sent.ts,
      postedIn: sql`coalesce(${sent.channel}::text, ${deliveries.postedIn})`,
      sentAt: sql`coalesce(${deliveries.sentAt}, ${sent.at.toString()}::timestamptz)`,
      postedRevision: delivery.revision,
      state: sql`case when ${deliveries.revision} > ${delivery.revision} and ${sent.ts}::text is not null then 'ready' else 'sent' end`,
      leaseUntil: null,
      nextTryAt: null,
      reason: sent.ts === null ? 'deleted in Slack' : null,
    })
    .where(mine(delivery));
};

/** Nobody knows whether Slack took it: it is looked for after a while, before anything else is tried. */
export const recordUncertain = async (
  db: Db,
  delivery: Delivery,
  retry: { readonly at: Temporal.Instant; readonly error: string },
): Promise<void> => {
  await db
    .update(deliveries)
    .set({ state: 'uncertain', isDoubtful: true, leaseUntil: retry.at.toString(), reason: retry.error })
    .where(mine(delivery));
};

/** Slack clearly did not take it, and may later. */
export const recordWaiting = async (
  db: Db,
  delivery: Delivery,
  retry: { readonly at: Temporal.Instant; readonly error: string },
): Promise<void> => {
  await db
    .update(deliveries)
    .set({ state: 'ready', leaseUntil: null, nextTryAt: retry.at.toString(), reason: retry.error })
    .where(mine(delivery));
};

/** It will not be posted, and whoever must know is told in the same transaction. */
export const recordGivenUp = async (
  db: Db,
  delivery: Delivery,
  why: GivenUp,
  onGivenUp: OnGivenUp,
): Promise<void> => {
  await db.transaction(async (tx) => {
    const given = await tx
      .update(deliveries)
      .set({ state: 'failed', leaseUntil: null, nextTryAt: null, reason: why.error })
      .where(
        delivery.state === 'planned'
          ? and(eq(deliveries.id, delivery.id), eq(deliveries.state, 'planned'))
          : mine(delivery),
      )
      .returning({ id: deliveries.id });
    if (given.length > 0) await onGivenUp(tx, delivery, why);
  });
};

/** Its content is stored; from now on every attempt says the same. */
export const recordWritten = async (
  db: Db,
  id: string,
  written: { readonly content: unknown; readonly payload: Payload },
): Promise<void> => {
  await db
    .update(deliveries)
    .set({
      content: written.content,
      payload: written.payload,
      state: 'ready',
      revision: 1,
      leaseUntil: null,
      nextTryAt: null,
      reason: null,
    })
    .where(and(eq(deliveries.id, id), eq(deliveries.state, 'planned')));
};

/** There is nothing to say, or nobody to say it to: recorded with the reason. */
export const recordSkipped = async (db: Db, id: string, reason: string): Promise<void> => {
  await db
    .update(deliveries)
    .set({ state: 'skipped', leaseUntil: null, nextTryAt: null, reason })
    .where(and(eq(deliveries.id, id), eq(deliveries.state, 'planned')));
};

/** Its content could not be made this time. */
export const recordNotWritten = async (
  db: Db,
  id: string,
  retry: { readonly at: Temporal.Instant; readonly error: string },
): Promise<void> => {
  await db
    .update(deliveries)
    .set({ leaseUntil: null, nextTryAt: retry.at.toString(), reason: retry.error })
    .where(and(eq(deliveries.id, id), eq(deliveries.state, 'planned')));
};
