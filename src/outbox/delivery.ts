import type { deliveries } from '#src/database/schema/outbox.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { Payload } from './poster.ts';

type Row = typeof deliveries.$inferSelect;

/** What a delivery is: each origin has at most one of a kind per slot. */
export type DeliveryKind =
  | 'digest'
  | 'send_now'
  | 'test'
  | 'correction'
  | 'watch'
  | 'recovery'
  | 'announcement'
  | 'incident'
  | 'reminder'
  | 'notice';

/** Something to post, as the outbox keeps it. */
export type Delivery = {
  readonly id: string;
  readonly origin: string;
  readonly slot: string;
  readonly kind: DeliveryKind;
  readonly teamId: string;
  readonly channelId: string;
  readonly threadOf: string | null;
  readonly state: Row['state'];
  readonly dueAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly content: unknown;
  readonly payload: Payload | null;
  readonly revision: number;
  readonly attempts: number;
  readonly isDoubtful: boolean;
  readonly firstTryAt: Temporal.Instant | null;
  readonly postedIn: string | null;
  readonly ts: string | null;
  readonly reason: string | null;
};

export const deliveryFrom = (row: Row): Delivery => ({
  ...row,
  kind: row.kind as DeliveryKind,
  dueAt: instantFrom(row.dueAt),
  expiresAt: instantFrom(row.expiresAt),
  payload: row.payload as Payload | null,
  firstTryAt: row.firstTryAt === null ? null : instantFrom(row.firstTryAt),
});
