import type { Reply } from '#src/answer/reply.ts';
import type { Desk } from '#src/answer/scene.ts';
import type { Db } from '#src/database/connect.ts';
import type { Digest } from '#src/digests/define.ts';
import { readEstate } from '#src/query/stores.ts';
import { judge } from '#src/watches/judge.ts';
import { lookAt } from '#src/watches/read.ts';
import type { Watch } from '#src/watches/watch.ts';
import { createWatch } from '#src/watches/watches.ts';
import { sayWatch } from '#src/watches/words.ts';
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
  readonly desk: Desk;
  readonly db: Db;
  readonly places: Places;
  readonly digests: readonly Digest[];
  readonly now: () => Temporal.Instant;
};

/** What became of a confirmed wish: `done` takes the buttons away. */
export type Confirmed = { readonly done: boolean; readonly reply: Reply };

const storeSchedule = async (
  { channelId, wish }: Extract<Wish, { readonly kind: 'schedule' }>,
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

/** What is beyond the limit already is the baseline: it is not told again. */
const storeWatch = async (
  { channelId, wish }: Extract<Wish, { readonly kind: 'watch' }>,
  { teamId, userId }: { readonly teamId: string; readonly userId: string },
  { db, desk, now }: Deps,
): Promise<Watch> => {
  const at = now();
  const runtime = { database: desk.database, estate: await readEstate(db), now: at };
  const look = await lookAt(wish, runtime);
  const beyond = look.kind === 'readings' ? judge(look.readings, look.unknown, {}, at).beyond : null;
  return createWatch(db, { ...wish, teamId, channelId, ownerId: userId, beyond }, at);
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
  const digest =
    wish.kind === 'schedule' ? (digests.find(({ id }) => id === wish.wish.digest) ?? null) : null;
  const intent = { digest, query: wish.wish.query, asker, place: standing.place, now: now() };
  const wrong = await objectionTo(intent, db);
  if (wrong) return { done: false, reply: note(wrong.what, [wrong.hint]) };
  const isPrivate = standing.place.kind === 'direct';
  switch (wish.kind) {
    case 'schedule': {
      const schedule = await storeSchedule(wish, owner, deps);
      const where = isPrivate ? 'comes to you' : `comes in ${standing.name}`;
      return {
        done: true,
        reply: note(`Done: ${titleOf(schedule, digest)} ${where}, ${saySchedule(schedule)}.`, [
          'I tell you privately when something prevents it. /digest shows, pauses and ends it.',
        ]),
      };
    }
    case 'watch': {
      const watch = await storeWatch(wish, owner, deps);
      const where = isPrivate ? 'you' : standing.name;
      return {
        done: true,
        reply: note(`Done: I tell ${where} about ${sayWatch(watch)}.`, ['/watch shows and ends it.']),
      };
    }
    default:
      return wish satisfies never;
  }
};
