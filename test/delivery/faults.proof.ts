import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { deliveries } from '#src/database/schema/outbox.ts';
import { schedules } from '#src/database/schema/schedules.ts';
import type { Content } from '#src/playground/content.ts';
import type { Workspace } from '#src/playground/start.ts';
import { planDue } from '#src/schedule/plan-due.ts';
import { createSchedule } from '#src/schedule/schedules.ts';
import { useDatabase } from '#test/support/database.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';
import type { Orders } from './bot-process.ts';
import { startFleet } from './fleet.ts';
import { manifest, manyChannels } from './many-channels.ts';

const database = useDatabase();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The share of calls that meet each trouble, as in the measurements the algorithm comes from. */
const faults = [
  { kind: 'lost_response', only: 'chat.postMessage', chance: 0.08 },
  { kind: 'http_500_after', only: 'chat.postMessage', chance: 0.04 },
  { kind: 'http_500', only: 'chat.postMessage', chance: 0.06 },
  { kind: 'rate_limited', only: 'chat.postMessage', chance: 0.02, seconds: 2 },
  { kind: 'history_lag', only: 'conversations.history', ms: 6000 },
] as const;

/** Slow enough that a kill meets posts on their way, before Slack takes them and after. */
const slowness = [
  { kind: 'slow', only: 'chat.postMessage', ms: 700, chance: 0.7 },
  { kind: 'lost_response', only: 'chat.postMessage', chance: 0.02 },
] as const;

type Given = (typeof faults)[number] | (typeof slowness)[number];

const fault = (of: Given) => ({
  times: null,
  chance: 1,
  seconds: 1,
  ms: 1000,
  count: 1,
  error: 'internal_error',
  ...of,
});

const setUp = async (channels: Content['channels'], teamId: string, each: number): Promise<void> => {
  const db = database().fast;
  await db.delete(deliveries);
  await db.delete(schedules);
  const due = Temporal.Now.instant().toZonedDateTimeISO('UTC').subtract({ minutes: 1 });
  const rhythm = {
    kind: 'days',
    at: due.toPlainTime().round({ smallestUnit: 'minute', roundingMode: 'floor' }),
    weekdays: [1, 2, 3, 4, 5, 6, 7],
  } as const;
  for (const { id: channelId } of channels) {
    for (let n = 0; n < each; n++) {
      const wish = {
        digest: `digest-${n}`,
        query: null,
        stores: [],
        zone: 'UTC',
        rhythm,
        holidays: null,
        quiet: null,
      };
      const wanted = { ...wish, teamId, channelId, ownerId: 'U1' };
      await createSchedule(db, wanted, due.subtract({ minutes: 5 }).toInstant());
    }
  }
};

const openDigests = async (): Promise<number> => {
  const [row] = await database().fast.execute<{ n: string }>(
    sql`select (select count(*) from schedules) - count(*) filter (where state in ('sent', 'failed', 'skipped')) as n
        from deliveries where kind = 'digest'`,
  );
  return Number(row?.n);
};

/** How often each delivery stands in the workspace. */
const countPosts = (workspace: Workspace, channels: Content['channels']): ReadonlyMap<string, number> => {
  const posts = new Map<string, number>();
  for (const { metadata } of channels.flatMap(({ id }) => workspace.team.messages.inChannel(id))) {
    const payload = metadata?.['event_payload'] as { readonly delivery_id?: string } | undefined;
    const id = payload?.delivery_id;
    if (id) posts.set(id, (posts.get(id) ?? 0) + 1);
  }
  return posts;
};

/** Lets real processes post what is due, and counts what arrived. */
const prove = async (options: {
  readonly channels: number;
  readonly each: number;
  readonly orders: Omit<Orders, 'databaseUrl' | 'apiUrl' | 'token'>;
  readonly kills: number;
  readonly faults: readonly Given[];
}) => {
  const { channels, team, ...content } = manyChannels(options.channels);
  const { workspace, apiUrl, stop } = await runWorkspace({
    content: { ...content, channels, team },
    manifest,
  });
  workspace.faults.set(options.faults.map(fault));
  await setUp(channels, team.id, options.each);
  if (options.kills > 0) await planDue(database().fast, Temporal.Now.instant());
  const started = performance.now();
  const fleet = startFleet(2, {
    ...options.orders,
    databaseUrl: inject('databaseUrl').replace(/postgres$/, await nameOf()),
    apiUrl,
    token: workspace.botToken,
  });
  let kills = 0;
  while ((await openDigests()) > 0) {
    await pause(options.kills > kills ? 1200 + Math.random() * 2000 : 1000);
    if (kills < options.kills && (await openDigests()) > 0 && fleet.kill()) kills += 1;
  }
  await pause(2000);
  const seconds = Math.round((performance.now() - started) / 1000);
  await fleet.stop();
  const rows = await database().fast.select().from(deliveries);
  const posts = countPosts(workspace, channels);
  await stop();
  return {
    digests: rows.length,
    sent: rows.filter(({ state }) => state === 'sent').length,
    missed: rows.filter(({ id }) => !posts.has(id)).length,
    duplicates: [...posts.values()].reduce((sum, n) => sum + n - 1, 0),
    attempts: rows.reduce((sum, row) => sum + row.attempts, 0),
    deaths: fleet.deaths(),
    kills,
    seconds,
  };
};

const nameOf = async (): Promise<string> => {
  const [row] = await database().fast.execute<{ name: string }>(sql`select current_database() as name`);
  return row?.name ?? '';
};

test.each([
  ['where Slack knows a repeated client_msg_id', true],
  ['where Slack does not', false],
])(
  '600 digests, two processes that die, all faults (%s): nothing twice, nothing missed',
  async (name, sendsClientId) => {
    const report = await prove({
      channels: 100,
      each: 6,
      orders: { dieBefore: 0.05, dieAfter: 0.05, sendsClientId },
      kills: 0,
      faults,
    });
    process.stdout.write(`${name}: ${JSON.stringify(report)}\n`);
    expect(report).toMatchObject({ digests: 600, sent: 600, missed: 0, duplicates: 0 });
  },
);

test('50 times kill -9 of real processes while they post: nothing twice, nothing missed', async () => {
  const report = await prove({
    channels: 60,
    each: 20,
    orders: { dieBefore: 0, dieAfter: 0, sendsClientId: false },
    kills: 50,
    faults: slowness,
  });
  process.stdout.write(`50 kills: ${JSON.stringify(report)}\n`);
  expect(report).toMatchObject({ digests: 1200, sent: 1200, missed: 0, duplicates: 0, kills: 50 });
  expect(report.attempts).toBeGreaterThan(1220);
});
