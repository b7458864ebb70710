import type { Db } from '#src/database/connect.ts';
import type { PostedAt } from '#src/outbox/deliver.ts';
import type { Delivery } from '#src/outbox/delivery.ts';
import { rememberThread } from '#src/state/threads.ts';
import { readMessage } from './message.ts';

/** Lets a reply below a posted message go on from what it was about: a digest from its leading figure. */
export const rememberPosted =
  (db: Db, now: () => Temporal.Instant) =>
  async (delivery: Delivery, { channel, ts }: PostedAt): Promise<void> => {
    const message = readMessage(delivery.content);
    if (!message) return;
    const { interpretation } = message.kind === 'digest' ? message.value.reply : message.reply;
    if (interpretation.kind !== 'metrics') return;
    await rememberThread(db, {
      key: `${delivery.teamId}:${channel}:${ts}`,
      interpretation,
      askedBy: 'crosswalk',
      at: now(),
    });
  };
