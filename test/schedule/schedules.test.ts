import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { deliveries } from '#src/database/schema/outbox.ts';
import { schedules } from '#src/database/schema/schedules.ts';
import { createClock } from '#src/lib/clock.ts';
import { createLogger } from '#src/lib/log.ts';
import { createOnGivenUp } from '#src/schedule/notices.ts';
import { planDue } from '#src/schedule/plan-due.ts';
import type { ScheduleWish } from '#src/schedule/schedule.ts';
import {
  changeSchedule,
  createSchedule,
  findSchedule,
  listSchedules,
  pauseSchedule,
  removeSchedule,
  resumeSchedule,
} from '#src/schedule/schedules.ts';
import { tick } from '#src/schedule/tick.ts';
import { useDatabase } from '#test/support/database.ts';
import { createFakeSlack } from '#test/support/fake-slack.ts';

const database = useDatabase();
const db = () => database().fast;
beforeEach(async () => {
  await db().delete(schedules);
  await db().delete(deliveries);
});
const at = (text: string) => Temporal.Instant.from(`${text}+01:00`);
const wish = (time: string): ScheduleWish => ({
  digest: 'marketing-morning',
  query: null,
  stores: [],
  rhythm: { kind: 'days', at: Temporal.PlainTime.from(time), weekdays: [1, 2, 3, 4, 5] },
  zone: 'Europe/Berlin',
  holidays: null,
  quiet: null,
});
const create = async (channelId: string, time = '08:00', since = '2026-11-18T07:00') => {
  const wanted = { ...wish(time), teamId: 'T1', channelId, ownerId: 'U1' };
  return (await createSchedule(db(), wanted, at(since))).schedule;
};
const recorded = async (origin: string) => {
  const rows = await db().select().from(deliveries).where(eq(deliveries.origin, origin));
  return rows.map(({ slot, kind, state, reason }) => [slot, kind, state, reason]).toSorted();
};

test('a change of time loses nothing that was due before it and posts nothing twice', async () => {
  const schedule = await create('C-change');
  await changeSchedule(db(), schedule.id, 1, wish('10:00'), { by: 'U2', at: at('2026-11-18T08:00:20') });
  expect(await recorded(schedule.id)).toEqual([['2026-11-18', 'digest', 'planned', null]]);
  await planDue(db(), at('2026-11-18T10:01'));
  expect(await recorded(schedule.id)).toHaveLength(1);
  await planDue(db(), at('2026-11-19T10:01'));
  expect((await recorded(schedule.id)).map(([slot]) => slot)).toEqual(['2026-11-18', '2026-11-19']);
});

test('a schedule set up after its time begins with the next day', async () => {
  const schedule = await create('C-late', '08:00', '2026-11-18T09:00');
  await planDue(db(), at('2026-11-18T09:30'));
  expect(await recorded(schedule.id)).toEqual([]);
});

test('two people editing at once: the second is told what the first made of it', async () => {
  const schedule = await create('C-two');
  const first = await changeSchedule(db(), schedule.id, schedule.version, wish('09:00'), {
    by: 'U2',
    at: at('2026-11-18T07:10'),
  });
  const second = await changeSchedule(db(), schedule.id, schedule.version, wish('10:00'), {
    by: 'U3',
    at: at('2026-11-18T07:11'),
  });
  expect(first.kind).toBe('saved');
  expect(second).toMatchObject({ kind: 'changed_meanwhile', by: 'U2' });
  expect((await findSchedule(db(), schedule.id))?.rhythm).toMatchObject({
    at: Temporal.PlainTime.from('09:00'),
  });
});

test('the same digest for the same channel is one schedule, also after it was removed', async () => {
  const schedule = await create('C-again');
  await planDue(db(), at('2026-11-18T08:01'));
  const wanted = { ...wish('09:00'), teamId: 'T1', channelId: 'C-again', ownerId: 'U2' };
  expect((await createSchedule(db(), wanted, at('2026-11-18T08:05'))).kind).toBe('exists');
  await removeSchedule(db(), schedule.id, { by: 'U1', at: at('2026-11-18T08:10') });
  expect(await listSchedules(db(), { teamId: 'T1', channelId: 'C-again' })).toEqual([]);
  expect(
    await pauseSchedule(db(), schedule.id, 'by_person', { by: 'U1', at: at('2026-11-18T08:10') }),
  ).toEqual({ kind: 'gone' });
  const again = await createSchedule(db(), wanted, at('2026-11-18T08:20'));
  expect(again).toMatchObject({ kind: 'created', schedule: { id: schedule.id, ownerId: 'U2' } });
  await planDue(db(), at('2026-11-18T09:01'));
  expect(await recorded(schedule.id)).toHaveLength(1);
});

test('two processes planning at the same minute make one delivery', async () => {
  const schedule = await create('C-race');
  await Promise.all([1, 2, 3, 4].map(() => planDue(db(), at('2026-11-18T08:00:30'))));
  expect(await recorded(schedule.id)).toEqual([['2026-11-18', 'digest', 'planned', null]]);
});

test('a paused schedule records its days; who resumes it owns it', async () => {
  const schedule = await create('C-paused');
  await pauseSchedule(db(), schedule.id, 'by_person', { by: 'U1', at: at('2026-11-18T07:30') });
  expect(await planDue(db(), at('2026-11-20T12:00'))).toEqual([]);
  const resumed = await resumeSchedule(db(), schedule.id, { by: 'U9', at: at('2026-11-20T12:01') });
  expect(resumed).toMatchObject({ kind: 'saved', schedule: { ownerId: 'U9', paused: null } });
  expect(await recorded(schedule.id)).toEqual(
    ['2026-11-18', '2026-11-19', '2026-11-20'].map((day) => [day, 'digest', 'skipped', 'paused']),
  );
});

const ticking = (options: Partial<Parameters<typeof createFakeSlack>[0]>, text: string) => {
  let ms = at(text).epochMilliseconds;
  const now = () => Temporal.Instant.fromEpochMilliseconds(ms);
  const sleep = async (by: number) => {
    ms += by;
  };
  const slack = createFakeSlack({ now, sleep, ...options });
  const ticker = {
    db: db(),
    poster: slack.poster,
    clock: createClock(now),
    sleep,
    log: createLogger('silent'),
    workers: 1,
    chores: [],
    readTime: async () => now(),
    onGivenUp: createOnGivenUp(now),
    writer: async ({ kind, content }: { readonly kind: string; readonly content: unknown }) =>
      ({
        kind: 'written',
        content,
        payload: { text: kind === 'notice' ? JSON.stringify(content) : kind, blocks: [] },
      }) as const,
  };
  const goTo = (then: string) => {
    ms = at(then).epochMilliseconds;
  };
  return { slack, run: () => tick(ticker), goTo };
};
const messagesTo = (slack: ReturnType<typeof createFakeSlack>, channel: string) =>
  slack.posted.filter((one) => one.channel === channel).map(({ payload }) => payload.text);

test('after days of silence the owner is told once what was not posted, and today comes late', async () => {
  const wanted = { ...wish('08:00'), teamId: 'T1', channelId: 'C-silence', ownerId: 'U-silence' };
  await createSchedule(db(), wanted, at('2026-11-16T07:00'));
  const { slack, run } = ticking({}, '2026-11-18T08:40');
  await run();
  await run();
  expect(messagesTo(slack, 'C-silence')).toEqual(['digest']);
  const notices = messagesTo(slack, 'U-silence').map((text) => JSON.parse(text));
  expect(notices).toEqual([
    expect.objectContaining({ notice: 'missed', slots: ['2026-11-16', '2026-11-17'], error: 'late' }),
  ]);
});

test('a channel the bot was removed from stops its schedule; the owner is told once, and nothing is tried again', async () => {
  const schedule = await create('C-kicked', '08:00', '2026-11-24T07:00');
  const { slack, run, goTo } = ticking(
    { refusal: (channel) => (channel === 'C-kicked' ? 'not_in_channel' : null) },
    '2026-11-24T08:00:10',
  );
  for (const day of ['24', '25', '26']) {
    goTo(`2026-11-${day}T08:00:10`);
    await run();
    await run();
  }
  expect((await findSchedule(db(), schedule.id))?.paused).toMatchObject({ because: 'not_in_channel' });
  const mine = (await recorded(schedule.id)).filter(([, kind]) => kind === 'notice');
  expect(mine).toEqual([['2026-11-24', 'notice', 'sent', null]]);
  expect(
    (await recorded(schedule.id))
      .filter(([, kind]) => kind === 'digest')
      .map(([slot, , state]) => [slot, state]),
  ).toEqual([
    ['2026-11-24', 'failed'],
    ['2026-11-25', 'skipped'],
    ['2026-11-26', 'skipped'],
  ]);
  expect(messagesTo(slack, 'C-kicked')).toEqual([]);
});
