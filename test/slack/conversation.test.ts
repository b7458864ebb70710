import { describe, expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { bodies, figure, meaning, nextTs, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();
const start = (more: Partial<Parameters<typeof startTestSlack>[0]> = {}) =>
  startTestSlack({ database: database(), ...more });

const posts = () => web.of('chat.postMessage');

describe('one question, one answer', () => {
  test('a mention is answered in its thread', async () => {
    const { deliver, asked } = await start();
    const body = bodies.mention('how many orders yesterday');
    await deliver(body);
    expect(asked).toMatchObject([
      { text: 'how many orders yesterday', asker: { id: 'T1:UMIA' }, thread: `T1:C1:${body.event.ts}` },
    ]);
    expect(posts()).toMatchObject([
      { channel: 'C1', thread_ts: body.event.ts, text: 'Orders yesterday: 12 orders.' },
    ]);
  });

  test('a direct message is answered where it was written', async () => {
    const { deliver, asked } = await start();
    await deliver(bodies.direct('how many orders yesterday'));
    expect(asked).toMatchObject([{ place: { kind: 'direct' }, thread: 'T1:D1' }]);
    expect(posts()).toMatchObject([{ channel: 'D1' }]);
    expect(posts()[0]).not.toHaveProperty('thread_ts');
  });

  test('delivered again it is not answered again', async () => {
    const { deliver, asked } = await start();
    const body = bodies.mention('orders');
    await deliver(body);
    await deliver(body, 1);
    await Promise.all([deliver(body, 2), deliver(body, 3)]);
    expect(asked).toHaveLength(1);
    expect(posts()).toHaveLength(1);
  });

  test('two processes that hear the same question answer it once', async () => {
    const [one, other] = [await start(), await start()];
    const body = bodies.mention('orders');
    await Promise.all([one.deliver(body), other.deliver(body)]);
    expect(one.asked.length + other.asked.length).toBe(1);
    expect(posts()).toHaveLength(1);
  });

  test('an edited mention, which Slack reports as a new one, stays silent', async () => {
    const { deliver, asked } = await start();
    const ts = nextTs();
    await deliver(bodies.mention('orders', { ts }));
    await deliver(bodies.mention('orders last week', { ts, edited: { user: 'UMIA', ts: '2' } }));
    await deliver(bodies.mention('orders last week', { ts }));
    await deliver(bodies.mention('orders', { edited: { user: 'UMIA', ts: '3' } }));
    expect(asked.map(({ text }) => text)).toEqual(['orders']);
  });

  test('the message event that comes with a mention is not a second question', async () => {
    const { deliver, asked } = await start();
    const ts = nextTs();
    await Promise.all([
      deliver(bodies.mention('orders', { ts })),
      deliver(bodies.message('<@UBOT> orders', { ts })),
    ]);
    expect(asked).toHaveLength(1);
  });

  test('questions of one conversation are answered in their order', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { deliver, asked } = await start({
      answer: async ({ text }) => {
        if (text === 'first') await promise;
        return figure(`answer to ${text}`);
      },
    });
    const both = [deliver(bodies.direct('first')), deliver(bodies.direct('second'))];
    await expect.poll(() => asked.length).toBe(1);
    resolve();
    await Promise.all(both);
    expect(web.said()).toEqual(['answer to first', 'answer to second']);
  });

  test('too many at once in one conversation are turned down in words', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { deliver } = await start({
      answer: async () => {
        await promise;
        return figure('done');
      },
    });
    const all = Array.from({ length: 8 }, (_, n) => deliver(bodies.direct(`question ${n}`)));
    await expect.poll(() => web.said().length).toBe(2);
    expect(web.said()[0]).toMatch(/still working on your earlier questions/);
    resolve();
    await Promise.all(all);
    expect(web.said().filter((text) => text === 'done')).toHaveLength(6);
  });
});

describe('what people write', () => {
  test('reaches the spine without the marks of Slack', async () => {
    const { deliver, asked } = await start();
    await deliver(
      bodies.mention(
        'orders of Salt &amp; Pepper &lt;500&gt; in <#C9|berlin> from <https://shop.example|the shop> <!here>',
      ),
    );
    expect(asked[0]?.text).toBe('orders of Salt & Pepper <500> in #berlin from the shop');
  });

  test('8,000 characters are declined in a sentence', async () => {
    const { deliver, asked } = await start();
    await deliver(bodies.mention('orders '.repeat(1143)));
    expect(asked).toEqual([]);
    expect(web.said()).toEqual([
      expect.stringMatching(/^That is 8,\d+ characters long; I read up to 2,000\./),
    ]);
  });

  test('a mention without words is met with what can be asked', async () => {
    const { deliver } = await start({
      answerChoice: async (chosen) => ({
        ...figure('Ask me in your own words'),
        interpretation: chosen,
        kind: 'help',
      }),
    });
    await deliver(bodies.mention(''));
    expect(web.said()).toEqual(['Ask me in your own words']);
  });

  test('a strange delivery harms nobody', async () => {
    const { deliver, asked } = await start();
    for (const event of [
      { type: 'message' },
      { type: 'app_mention', ts: 5, user: {} },
      { type: 'team_join' },
    ])
      await deliver(bodies.event(event));
    await deliver({
      __proto__: { polluted: 1 },
      type: 'event_callback',
      team_id: 'T1',
      event: { type: 'message' },
    });
    await deliver(
      JSON.parse(
        '{"__proto__":{"polluted":1},"type":"block_actions","user":{"id":"U1"},"team":{"id":"T1"},"actions":[{}]}',
      ),
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe('the conversation goes on', () => {
  test('in a thread below a direct answer, from where that answer left off', async () => {
    const { deliver, asked } = await start();
    const { client } = database();
    await client`insert into threads (key, interpretation, asked_by, at) values ('T1:D7', ${JSON.stringify(meaning)}::jsonb, 'T1:UMIA', now())`;
    const first = bodies.direct('orders', { channel: 'D7' });
    await deliver(first);
    await deliver(bodies.direct('and last week?', { channel: 'D7', thread_ts: first.event.ts }));
    expect(asked.at(-1)?.thread).toBe(`T1:D7:${first.event.ts}`);
    const keys = await client`select key from threads where key like 'T1:D7:%' order by key`;
    expect(keys.map((row) => row['key'])).toEqual([`T1:D7:${first.event.ts}`, 'T1:D7:1800000000.100001']);
  });
});
