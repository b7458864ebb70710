import type { Reply } from '#src/answer/reply.ts';
import type { Desk } from '#src/answer/scene.ts';
import type { Db } from '#src/database/connect.ts';
import type { Digest } from '#src/digests/define.ts';
import { namedUuid } from '#src/lib/ids.ts';
import { enqueue } from '#src/outbox/enqueue.ts';
import { readEstate } from '#src/query/stores.ts';
import { judge } from '#src/watches/judge.ts';
import { lookAt } from '#src/watches/read.ts';
import type { Watch } from '#src/watches/watch.ts';
import { createWatch } from '#src/watches/watches.ts';
import { sayWatch } from '#src/watches/words.ts';
import { storeMessage } from './message.ts';
import { objectionTo } from './objection.ts';
import type { Asker, Place, Places } from './places.ts';
import type { Reason } from './reasons.ts';
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

/** A text is posted once, however often its button is clicked. */
const postAnnouncement = async (
  { channelId, text }: Extract<Wish, { readonly kind: 'announcement' }>,
  { teamId, userId }: { readonly teamId: string; readonly userId: string },
  { db, now }: Deps,
): Promise<void> => {
  const at = now();
  const day = at.toZonedDateTimeISO('UTC').toPlainDate().toString();
  const content = storeMessage({ kind: 'reply', reply: note(text, []), by: userId });
  const posting = {
    origin: namedUuid(`announcement|${teamId}|${channelId}|${userId}|${text}`),
    slot: day,
    kind: 'announcement',
    teamId,
    channelId,
    dueAt: at,
    expiresAt: at.add({ hours: 2 }),
    content,
  } as const;
  await enqueue(db, [posting], at);
};

/** Whoever confirms needs the rights, whoever proposed it. */
const wrongWith = async (
  wish: Wish,
  asker: Asker,
  place: Place,
  { db, digests, now }: Deps,
): Promise<Reason | null> => {
  if (wish.kind === 'announcement') return null;
  const digest =
    wish.kind === 'schedule' ? (digests.find(({ id }) => id === wish.wish.digest) ?? null) : null;
  return objectionTo({ digest, query: wish.wish.query, asker, place, now: now() }, db);
};

/** Sets up what was proposed, with the rights of whoever confirms it: it is theirs from then on. */
export const confirmWish = async (wish: Wish, asker: Asker, deps: Deps): Promise<Confirmed> => {
  const { places, digests } = deps;
  const owner = personOf(asker);
  const standing = await places.standing(owner.teamId, wish.channelId);
  if (standing.kind === 'closed') {
    const { what, hint } = reasonFor(standing.error, standing.name);
    return { done: false, reply: note(`I cannot post there: ${what}.`, [hint]) };
  }
  const wrong = await wrongWith(wish, asker, standing.place, deps);
  if (wrong) return { done: false, reply: note(wrong.what, [wrong.hint]) };
  const isPrivate = standing.place.kind === 'direct';
  switch (wish.kind) {
    case 'schedule': {
      const digest = digests.find(({ id }) => id === wish.wish.digest) ?? null;
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
    case 'announcement': {
      await postAnnouncement(wish, owner, deps);
      return { done: true, reply: note(`Posted in ${standing.name}.`, [wish.text]) };
    }
    default:
      return wish satisfies never;
  }
};
