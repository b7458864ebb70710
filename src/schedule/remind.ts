import type { Db } from '#src/database/connect.ts';
import { enqueue } from '#src/outbox/enqueue.ts';
import { takeReminders } from '#src/state/actions.ts';
import { storeMessage } from './message.ts';
import { note } from './write-notice.ts';

/** What somebody took and has not done is brought to mind once, a working day later. */
const afterHours = 24;

const keptHours = 12;

/** Reminds each person once, privately, of what they took. */
export const remindChore =
  (db: Db) =>
  async (now: Temporal.Instant): Promise<void> => {
    await db.transaction(async (tx) => {
      const open = await takeReminders(tx, now.subtract({ hours: afterHours }), now);
      const postings = open.flatMap(({ id, teamId, text, taken }) =>
        taken
          ? [
              {
                origin: id,
                slot: taken.at.toString(),
                kind: 'reminder' as const,
                teamId,
                channelId: taken.by,
                dueAt: now,
                expiresAt: now.add({ hours: keptHours }),
                content: storeMessage({
                  kind: 'reply',
                  reply: note('You took this yesterday, and it is still open:', [
                    text,
                    'When it is done, choose it in the menu below the digest. I remind you once.',
                  ]),
                }),
              },
            ]
          : [],
      );
      await enqueue(tx, postings, now);
    });
  };
