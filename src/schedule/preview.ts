import type { Desk } from '#src/answer/scene.ts';
import type { Db } from '#src/database/connect.ts';
import type { Digest, DigestSources } from '#src/digests/define.ts';
import { makeDigest } from './make-digest.ts';
import type { Message } from './message.ts';
import type { Asker, Places } from './places.ts';
import { readDaysOff } from './plan-due.ts';
import { reasonFor } from './reasons.ts';
import { timetableOf } from './schedule.ts';
import { previousDate } from './timetable.ts';
import { personOf } from './where.ts';
import type { Wish } from './wish.ts';
import { note } from './write-notice.ts';

type Deps = {
  readonly db: Db;
  readonly places: Places;
  readonly digests: readonly Digest[];
  readonly now: () => Temporal.Instant;
  readonly desk: Desk;
  readonly sources: DigestSources;
};

const say = (text: string, hint: string): Message => ({ kind: 'reply', reply: note(text, [hint]) });

/** A real rendering of a digest for the place it would go to, before it goes live; nothing is written down. */
export const previewWish = async (wish: Wish | null, asker: Asker, deps: Deps): Promise<Message> => {
  const { db, places, digests, now } = deps;
  const digest = wish?.kind === 'schedule' ? digests.find(({ id }) => id === wish.wish.digest) : undefined;
  if (wish?.kind !== 'schedule' || !digest)
    return say('There is nothing to show beforehand.', 'Please ask again.');
  const { teamId } = personOf(asker);
  const standing = await places.standing(teamId, wish.channelId);
  if (standing.kind === 'closed') {
    const { what, hint } = reasonFor(standing.error, standing.name);
    return say(`I cannot post there: ${what}.`, hint);
  }
  const madeAt = now();
  const { stores, zone } = wish.wish;
  const table = timetableOf(wish.wish, await readDaysOff(db, madeAt), madeAt);
  const today = madeAt.toZonedDateTimeISO(zone).toPlainDate();
  const daysBack = today.since(previousDate(table, today)).days;
  const value = await makeDigest(
    {
      digest,
      teamId,
      asker,
      place: standing.place,
      stores: stores.length > 0 ? stores : standing.stores,
      daysBack,
      note: `This is how it would look in ${standing.name} now.`,
      mark: null,
      record: false,
    },
    deps,
  );
  return { kind: 'digest', value, daysBack, madeAt };
};
