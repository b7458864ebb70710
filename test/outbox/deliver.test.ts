import { expect, test } from 'vitest';
import { createLogger } from '#src/lib/log.ts';
import type { Delivery } from '#src/outbox/delivery.ts';
import { drain } from '#src/outbox/drain.ts';
import type { Posting } from '#src/outbox/enqueue.ts';
import { deliveryId, enqueue, findDelivery, findDeliveryByTs, revise } from '#src/outbox/enqueue.ts';
import type { GivenUp } from '#src/outbox/settle.ts';
import type { Writer } from '#src/outbox/write.ts';
import { useDatabase } from '#test/support/database.ts';
import type { Trouble } from '#test/support/fake-slack.ts';
import { Crash, createFakeSlack, seeded } from '#test/support/fake-slack.ts';
import { createVirtualTime } from '#test/support/virtual-time.ts';

const database = useDatabase();
const start = Temporal.Instant.from('2026-11-18T08:00:00+01:00');
const log = createLogger('silent');
const said = (text: string) => ({ content: { text }, payload: { text, blocks: [] } });
const posting = (origin: string, over: Partial<Posting> = {}): Posting => ({
  origin,
  slot: '2026-11-18',
  kind: 'digest',
  teamId: 'T1',
  channelId: `C-${origin}`,
  dueAt: start,
  expiresAt: start.add({ hours: 2 }),
  ...over,
});
const idOf = (origin: string) => deliveryId(posting(origin));

const setUp = (
  options: Partial<Parameters<typeof createFakeSlack>[0]> & { readonly writer?: Writer } = {},
) => {
  const time = createVirtualTime(start);
  const slack = createFakeSlack({ ...time, ...options });
  const givenUp: [Delivery, GivenUp][] = [];
  const carrier = {
    db: database().fast,
    poster: slack.poster,
    now: time.now,
    sleep: time.sleep,
    log,
    workers: 1,
    onGivenUp: async (_tx: unknown, delivery: Delivery, why: GivenUp) => void givenUp.push([delivery, why]),
    writer:
      options.writer ?? (async ({ origin }: Delivery) => ({ kind: 'written' as const, ...said(origin) })),
  };
  /** A process: it starts again when it dies, until its time is over. */
  const process = (until: Temporal.Instant) =>
    time.run(async () => {
      while (Temporal.Instant.compare(time.now(), until) < 0) {
        try {
          await drain(carrier, until);
          return;
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          await time.sleep(3000);
        }
      }
    });
  const run = (minutes: number, processes = 1) => {
    const until = time.now().add({ minutes });
    return Promise.all(Array.from({ length: processes }, () => process(until)));
  };
  return { time, slack, givenUp, run };
};

const states = async (origins: readonly string[]) =>
  Promise.all(origins.map(async (origin) => (await findDelivery(database().fast, idOf(origin)))?.state));

test('a delivery is written once, posted once and recorded with its place', async () => {
  const { slack, run } = setUp();
  expect(await enqueue(database().fast, [posting('once')], start)).toHaveLength(1);
  expect(await enqueue(database().fast, [posting('once')], start)).toHaveLength(0);
  await run(5, 2);
  await run(5, 2);
  expect(slack.posted.map(({ payload }) => payload.text)).toEqual(['once']);
  const [message] = slack.posted;
  const found = await findDeliveryByTs(database().fast, {
    teamId: 'T1',
    channelId: 'C-once',
    ts: message?.ts ?? '',
  });
  expect(found).toMatchObject({ state: 'sent', content: { text: 'once' }, attempts: 1 });
});

test.each([
  ['without', false],
  ['with', true],
])(
  'racing workers, lost answers, crashes and a lagging history: nothing twice, nothing missed (%s dedupe by Slack)',
  async (name, dropsRepeated) => {
    const random = seeded(7);
    const shares: readonly (readonly [Trouble, number])[] = [
      ['lost_response', 0.08],
      ['error_after_accept', 0.04],
      ['unavailable', 0.06],
      ['limited', 0.02],
      ['crash_before', 0.05],
      ['crash_after', 0.05],
    ];
    const trouble = (): Trouble => {
      let at = random();
      for (const [kind, share] of shares) {
        at -= share;
        if (at < 0) return kind;
      }
      return 'none';
    };
    const { slack, run, givenUp } = setUp({ trouble, historyLagMs: 6000, latencyMs: 120, dropsRepeated });
    const origins = Array.from({ length: 100 }, (_, index) => `storm-${name}-${index}`);
    await enqueue(
      database().fast,
      origins.map((origin) => posting(origin)),
      start,
    );
    await run(110, 2);
    const counts = origins.map(
      (origin) => slack.posted.filter(({ deliveryId: id }) => id === idOf(origin)).length,
    );
    expect({
      missed: counts.filter((n) => n === 0).length,
      double: counts.filter((n) => n > 1).length,
    }).toEqual({ missed: 0, double: 0 });
    expect(givenUp).toEqual([]);
    expect(new Set(await states(origins))).toEqual(new Set(['sent']));
    expect(slack.calls.posts).toBeGreaterThan(100);
    expect(slack.calls.finds).toBeGreaterThan(10);
  },
);

test('a permanent refusal is told once and not tried again', async () => {
  const { slack, run, givenUp } = setUp({
    refusal: (channel) => (channel === 'C-gone' ? 'not_in_channel' : null),
  });
  await enqueue(database().fast, [posting('gone'), posting('fine')], start);
  await run(30, 2);
  expect(givenUp.map(([{ origin }, why]) => [origin, why])).toEqual([
    ['gone', { why: 'refused', error: 'not_in_channel' }],
  ]);
  expect(slack.calls.posts).toBe(2);
  expect(await states(['gone', 'fine'])).toEqual(['failed', 'sent']);
});

test('what Slack does not take for hours is given up when it is too late, after a last look', async () => {
  const { slack, run, givenUp } = setUp({ trouble: () => 'unavailable' });
  await enqueue(database().fast, [posting('never')], start);
  await run(180);
  expect(givenUp.map(([, why]) => why)).toEqual([{ why: 'expired', error: 'http 503' }]);
  expect(slack.calls.finds).toBeGreaterThanOrEqual(slack.calls.posts);
  expect(slack.posted).toEqual([]);
});

test('content that cannot be written does not hold up the others', async () => {
  let failures = 0;
  const writer: Writer = async ({ origin }) => {
    if (origin !== 'poison') return { kind: 'written', ...said(origin) };
    failures += 1;
    throw new Error('no such column');
  };
  const { slack, run, givenUp } = setUp({ writer });
  await enqueue(database().fast, [posting('poison'), posting('healthy')], start);
  await run(150);
  expect(slack.posted.map(({ payload }) => payload.text)).toEqual(['healthy']);
  expect(givenUp.map(([{ origin }, { why }]) => [origin, why])).toEqual([['poison', 'not_written']]);
  expect(failures).toBeGreaterThan(100);
});

test('nothing to say is recorded as skipped, with the reason', async () => {
  const { slack, run } = setUp({
    writer: async () => ({ kind: 'nothing', reason: 'nobody may see it there' }),
  });
  await enqueue(database().fast, [posting('empty')], start);
  await run(5);
  expect(await findDelivery(database().fast, idOf('empty'))).toMatchObject({
    state: 'skipped',
    reason: 'nobody may see it there',
  });
  expect(slack.calls.posts).toBe(0);
});

test('messages to one channel keep a second between them, whoever posts them', async () => {
  const { slack, run } = setUp();
  const channelId = 'C-busy';
  await enqueue(
    database().fast,
    Array.from({ length: 12 }, (_, n) => posting(`busy-${n}`, { channelId })),
    start,
  );
  await run(5, 4);
  const at = slack.posted.map((one) => one.at);
  expect(at).toHaveLength(12);
  expect(Math.min(...at.slice(1).map((ms, index) => ms - (at[index] ?? 0)))).toBeGreaterThanOrEqual(1000);
});

test('a living message is edited in place, also when it changes while it is being posted', async () => {
  const { slack, run, time } = setUp({ latencyMs: 500 });
  const db = database().fast;
  await enqueue(db, [posting('outage', { kind: 'incident', written: said('slow checkout') })], start);
  const id = deliveryId({ ...posting('outage'), kind: 'incident' });
  const change = async () => {
    await time.sleep(200);
    await revise(db, id, said('checkout down'));
  };
  await Promise.all([run(2), time.run(change)]);
  expect(slack.posted.map(({ payload, edits }) => [payload.text, edits])).toEqual([['checkout down', 1]]);
  await revise(db, id, said('over'));
  await run(2);
  expect(slack.posted.map(({ payload, edits }) => [payload.text, edits])).toEqual([['over', 2]]);
  slack.posted.splice(0);
  await revise(db, id, said('really over'));
  await run(2);
  expect(slack.posted).toEqual([]);
  expect(await findDelivery(db, id)).toMatchObject({ state: 'sent', ts: null });
});

test('a correction goes into the thread of what it corrects, and nowhere when that was never posted', async () => {
  const { slack, run, givenUp, time } = setUp({
    refusal: (channel) => (channel === 'C-lost' ? 'is_archived' : null),
  });
  const db = database().fast;
  const correction = (of: string) =>
    posting(of, {
      kind: 'correction',
      threadOf: idOf(of),
      written: said(`${of} corrected`),
      expiresAt: start.add({ minutes: 10 }),
    });
  await enqueue(db, [correction('told'), correction('lost')], start);
  await run(1);
  expect(slack.posted).toEqual([]);
  await enqueue(db, [posting('told'), posting('lost')], start);
  await run(1);
  await time.run(() => time.sleep(600_000));
  await run(1);
  expect(slack.posted.map(({ payload, threadTs }) => [payload.text, threadTs])).toEqual([
    ['told', null],
    ['told corrected', slack.posted[0]?.ts],
  ]);
  expect(givenUp.map(([{ origin, kind }, { why }]) => [origin, kind, why])).toEqual([
    ['lost', 'digest', 'refused'],
    ['lost', 'correction', 'expired'],
  ]);
});
