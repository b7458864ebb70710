import type { Reply } from '#src/answer/reply.ts';
import type { Db } from '#src/database/connect.ts';
import type { PostedAt } from '#src/outbox/deliver.ts';
import type { Delivery } from '#src/outbox/delivery.ts';
import { rememberThread } from '#src/state/threads.ts';
import type { Message } from './message.ts';
import { readMessage } from './message.ts';

const meaningOf = (message: Message): Reply['interpretation'] => {
  switch (message.kind) {
    case 'digest':
      return message.value.reply.interpretation;
    case 'alert':
      return message.open;
    case 'reply':
      return message.reply.interpretation;
    default:
      return message satisfies never;
  }
};

/** Lets a reply below a posted message go on from what it was about: a digest from its leading figure. */
export const rememberPosted =
  (db: Db, now: () => Temporal.Instant) =>
  async (delivery: Delivery, { channel, ts }: PostedAt): Promise<void> => {
    const message = readMessage(delivery.content);
    if (!message) return;
    const interpretation = meaningOf(message);
    if (interpretation.kind !== 'metrics') return;
    await rememberThread(db, {
      key: `${delivery.teamId}:${channel}:${ts}`,
      interpretation,
      askedBy: 'crosswalk',
      at: now(),
    });
  };
