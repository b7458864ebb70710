import { expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { bodies, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();

test('a mention is answered once, in its thread', async () => {
  const { deliver, asked } = await startTestSlack({ database: database() });
  const body = bodies.mention('how many orders yesterday');
  await deliver(body);
  await deliver(body, 1);
  expect(asked.map(({ text }) => text)).toEqual(['how many orders yesterday']);
  expect(web.of('chat.postMessage')).toMatchObject([
    { channel: 'C1', thread_ts: body.event.ts, text: 'Orders yesterday: 12 orders.', unfurl_links: 'false' },
  ]);
});
