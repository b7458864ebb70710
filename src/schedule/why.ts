import type { Reply } from '#src/answer/reply.ts';
import type { Db } from '#src/database/connect.ts';
import type { Digest } from '#src/digests/define.ts';
import { findDelivery } from '#src/outbox/enqueue.ts';
import { nobody } from './permit.ts';
import type { Places } from './places.ts';
import { saySchedule, sayWhen, titleOf } from './say-schedule.ts';
import { findSchedule } from './schedules.ts';
import { note } from './write-notice.ts';

/** Why something was posted here: what was set up, for where and when. `by` is whoever set it up, as Slack's id. */
export const whyPosted = async (
  deliveryId: string,
  deps: { readonly db: Db; readonly digests: readonly Digest[]; readonly places: Places },
): Promise<{ readonly reply: Reply; readonly by: string | null }> => {
  const delivery = await findDelivery(deps.db, deliveryId);
  const schedule = delivery && (await findSchedule(deps.db, delivery.origin));
  if (!schedule)
    return {
      reply: note('It was set up here earlier and has ended since: no more of it will come.', []),
      by: null,
    };
  const { name } = await deps.places.standing(schedule.teamId, schedule.channelId);
  const digest = deps.digests.find(({ id }) => id === schedule.digest) ?? null;
  const title = titleOf(schedule, digest);
  return {
    reply: note(
      `${title.charAt(0).toUpperCase()}${title.slice(1)} comes in ${name}, ${saySchedule(schedule)}.`,
      [
        `This one was due on ${sayWhen(delivery.dueAt, schedule.zone)}.`,
        '/digest changes, pauses or ends it.',
      ],
    ),
    by: schedule.ownerId === nobody ? null : schedule.ownerId,
  };
};
