import type { Reply } from '#src/answer/reply.ts';
import type { Db } from '#src/database/connect.ts';
import type { Digest } from '#src/digests/define.ts';
import { objectionTo } from './objection.ts';
import type { Asker, Places } from './places.ts';
import { reasonFor } from './reasons.ts';
import { saySchedule, titleOf } from './say-schedule.ts';
import type { Schedule } from './schedule.ts';
import { changeSchedule, createSchedule, resumeSchedule } from './schedules.ts';
import { personOf } from './where.ts';
import type { Wish } from './wish.ts';
import { note } from './write-notice.ts';

type Deps = {
  readonly db: Db;
  readonly places: Places;
  readonly digests: readonly Digest[];
  readonly now: () => Temporal.Instant;
};

/** What became of a confirmed wish: `done` takes the buttons away. */
export type Confirmed = { readonly done: boolean; readonly reply: Reply };

const store = async (
  { channelId, wish }: Wish,
  owner: { readonly teamId: string; readonly userId: string },
  { db, now }: Deps,
): Promise<Schedule> => {
  const by = { by: owner.userId, at: now() };
  const wanted = { ...wish, channelId, teamId: owner.teamId, ownerId: owner.userId };
  const made = await createSchedule(db, wanted, by.at);
  if (made.kind === 'created') return made.schedule;
  await changeSchedule(db, made.schedule.id, made.schedule.version, wish, by);
  const resumed = await resumeSchedule(db, made.schedule.id, by);
  return resumed.kind === 'saved' ? resumed.schedule : made.schedule;
};

/** Sets up what was proposed, with the rights of whoever confirms it: it is theirs from then on. */
export const confirmWish = async (wish: Wish, asker: Asker, deps: Deps): Promise<Confirmed> => {
  const { db, places, digests, now } = deps;
  const owner = personOf(asker);
  const standing = await places.standing(owner.teamId, wish.channelId);
  if (standing.kind === 'closed') {
    const { what, hint } = reasonFor(standing.error, standing.name);
    return { done: false, reply: note(`I cannot post there: ${what}.`, [hint]) };
  }
  const digest = digests.find(({ id }) => id === wish.wish.digest) ?? null;
  const intent = { digest, query: wish.wish.query, asker, place: standing.place, now: now() };
  const wrong = await objectionTo(intent, db);
  if (wrong) return { done: false, reply: note(wrong.what, [wrong.hint]) };
  const schedule = await store(wish, owner, deps);
  const where = standing.place.kind === 'direct' ? 'comes to you' : `comes in ${standing.name}`;
  return {
    done: true,
    reply: note(`Done: ${titleOf(schedule, digest)} ${where}, ${saySchedule(schedule)}.`, [
      'I tell you privately when something prevents it. /digest shows, pauses and ends it.',
    ]),
  };
};
