import { enqueue } from '#src/outbox/enqueue.ts';
import type { OnGivenUp } from '#src/outbox/settle.ts';
import { pauseWatch } from '#src/watches/watches.ts';
import { sayWatch } from '#src/watches/words.ts';
import { storeMessage } from './message.ts';
import { nobody } from './permit.ts';
import { reasonFor } from './reasons.ts';
import { note } from './write-notice.ts';

/** A notice is still worth reading this long after. */
const keptHours = 72;

/**
 * A watch that may not be told any more has stopped: whoever set it up hears of it, or, when that person has left, the
 * channel. One that nobody set up stops without a word: nobody would know what it is about.
 */
export const stopWatch =
  (now: () => Temporal.Instant): OnGivenUp =>
  async (tx, delivery, { why, error }) => {
    if (why !== 'refused') return;
    const at = now();
    const watch = await pauseWatch(tx, delivery.origin, error, at);
    if (!watch || watch.ownerId === nobody) return;
    const { what, hint } = reasonFor(error, 'the channel');
    const reply = note(`I have stopped watching ${sayWatch(watch)}.`, [
      `The reason: ${what}. ${hint.replaceAll(' with /digest', '')}`,
    ]);
    await enqueue(
      tx,
      [
        {
          origin: watch.id,
          slot: delivery.slot,
          kind: 'notice',
          teamId: watch.teamId,
          channelId: error === 'owner_left' ? watch.channelId : watch.ownerId,
          dueAt: at,
          expiresAt: at.add({ hours: keptHours }),
          content: storeMessage({ kind: 'reply', reply }),
        },
      ],
      at,
    );
  };
