import type { Reply } from '#src/answer/reply.ts';
import type { Db } from '#src/database/connect.ts';
import type { Digest } from '#src/digests/define.ts';
import { enqueue } from '#src/outbox/enqueue.ts';
import { listWatches, removeWatch } from '#src/watches/watches.ts';
import { capital, sayWatch } from '#src/watches/words.ts';
import { saySchedule, titleOf } from './say-schedule.ts';
import type { Schedule } from './schedule.ts';
import { listSchedules, pauseSchedule, removeSchedule, resumeSchedule } from './schedules.ts';
import { note } from './write-notice.ts';

/** Somebody manages what is set up in a channel (and what comes to them alone). */
export type Managed = {
  readonly what: 'digests' | 'watches';
  readonly words: string;
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
};

type Deps = { readonly db: Db; readonly digests: readonly Digest[]; readonly now: Temporal.Instant };

const verb = /^(?<verb>pause|resume|end|stop|remove|now|send)\b\D*(?<number>\d{1,3})?/i;

/** Worth posting for this long after somebody asked for it. */
const nowMinutes = 30;

const here = async <T extends { readonly id: string }>(
  { teamId, channelId, userId }: Managed,
  list: (of: { readonly teamId: string; readonly channelId: string }) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  const [inChannel, alone] = await Promise.all([
    list({ teamId, channelId }),
    list({ teamId, channelId: userId }),
  ]);
  return [...new Map([...inChannel, ...alone].map((one) => [one.id, one])).values()];
};

const sendNow = async (schedule: Schedule, { db, now }: Deps): Promise<void> => {
  await enqueue(
    db,
    [
      {
        origin: schedule.id,
        slot: now.toString({ smallestUnit: 'minute' }),
        kind: 'send_now',
        teamId: schedule.teamId,
        channelId: schedule.channelId,
        dueAt: now,
        expiresAt: now.add({ minutes: nowMinutes }),
      },
    ],
    now,
  );
};

const changeSchedule = async (
  schedule: Schedule,
  wanted: string,
  managed: Managed,
  deps: Deps,
): Promise<Reply> => {
  const { db, digests, now } = deps;
  const by = { by: managed.userId, at: now };
  const title = capital(titleOf(schedule, digests.find(({ id }) => id === schedule.digest) ?? null));
  switch (wanted) {
    case 'pause':
      await pauseSchedule(db, schedule.id, 'by_person', by);
      return note(`${title} is paused.`, []);
    case 'resume':
      await resumeSchedule(db, schedule.id, by);
      return note(`${title} comes again, ${saySchedule(schedule)}. It is yours now.`, []);
    case 'now':
    case 'send':
      await sendNow(schedule, deps);
      return note(`${title} is on its way.`, []);
    default:
      await removeSchedule(db, schedule.id, by);
      return note(`${title} has ended here.`, []);
  }
};

const numbered = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `${index + 1}. ${line}`);

const listDigests = (schedules: readonly Schedule[], digests: readonly Digest[]): Reply => {
  if (schedules.length === 0)
    return note('Nothing is posted here by itself.', [
      'Say for example “every weekday at 8 post the warehouse digest here”.',
      `Digests: ${digests.map(({ label }) => label).join('; ')}.`,
    ]);
  const lines = schedules.map((one) => {
    const title = capital(titleOf(one, digests.find(({ id }) => id === one.digest) ?? null));
    return `${title}, ${saySchedule(one)}${one.paused ? ' (paused)' : ''}`;
  });
  return note('Posted here by itself:', [
    ...numbered(lines),
    'Say “now 1”, “pause 1”, “resume 1” or “end 1” behind the command.',
  ]);
};

const manageDigests = async (managed: Managed, deps: Deps): Promise<Reply> => {
  const schedules = await here(managed, (of) => listSchedules(deps.db, of));
  const asked = verb.exec(managed.words.trim())?.groups;
  if (!asked) return listDigests(schedules, deps.digests);
  const one = schedules[Number(asked['number'] ?? (schedules.length === 1 ? 1 : 0)) - 1];
  return one
    ? changeSchedule(one, asked['verb']?.toLowerCase() ?? '', managed, deps)
    : listDigests(schedules, deps.digests);
};

const manageWatches = async (managed: Managed, { db, now }: Deps): Promise<Reply> => {
  const all = await here(managed, (of) => listWatches(db, of));
  const asked = verb.exec(managed.words.trim())?.groups;
  const one = asked ? all[Number(asked['number'] ?? (all.length === 1 ? 1 : 0)) - 1] : undefined;
  if (one) {
    await removeWatch(db, one.id, now);
    return note('I have stopped watching it.', [`It was ${sayWatch(one)}.`]);
  }
  if (all.length === 0)
    return note('I watch nothing here.', ['Say for example “tell us when refund rate is over 5 %”.']);
  const lines = all.map((watch) => `${capital(sayWatch(watch))}${watch.flag ? ' (by itself)' : ''}`);
  return note('I watch here:', [...numbered(lines), 'Say “end 1” behind the command to stop one.']);
};

/** Shows what is set up in a channel, or changes the one that is named by its number. */
export const manage = (managed: Managed, deps: Deps): Promise<Reply> =>
  managed.what === 'digests' ? manageDigests(managed, deps) : manageWatches(managed, deps);
