import { afterEach, beforeEach, expect, test } from 'vitest';
import { methods } from '#src/playground/api/methods.ts';
import type { Fields, Stage } from '#test/support/walks.ts';
import { general, stageFor } from '#test/support/walks.ts';
import { chatWalks } from '#test/support/walks-chat.ts';
import { conversationWalks } from '#test/support/walks-conversations.ts';
import { peopleWalks } from '#test/support/walks-people.ts';
import { thingWalks } from '#test/support/walks-things.ts';
import { messagesIn, until } from '#test/support/workspace-look.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';

/** Every method there is here, called by Slack's own client library, with what it answers. */

const walks = { ...chatWalks, ...conversationWalks, ...peopleWalks, ...thingWalks };

let running: RunningWorkspace;
let stage: Stage;
beforeEach(async () => {
  running = await runWorkspace();
  stage = stageFor(running);
});
afterEach(() => running.stop());

test.each(Object.entries(walks))('%s answers Slack’s own client as Slack does', async (name, walk) => {
  const given = (await walk.given?.(stage)) ?? {};
  const token = name === 'apps.connections.open' ? running.workspace.appToken : running.workspace.botToken;
  const answer = await stage.call(name, { ...given, token });
  const wanted = typeof walk.answers === 'function' ? walk.answers(stage) : walk.answers;
  expect(answer).toMatchObject({ ...wanted, ok: true });
});

test('every method is walked', () => {
  expect([...methods.keys()].filter((name) => walks[name] === undefined)).toEqual([]);
});

test('metadata comes back only where it was asked for', async () => {
  await stage.post({ metadata: { event_type: 'digest', event_payload: { id: '1' } } });
  const first = async (more: Fields): Promise<unknown> => {
    const answer = await stage.call('conversations.history', { channel: general, ...more });
    return (answer['messages'] as readonly Fields[])[0]?.['metadata'];
  };
  expect(await first({})).toBeUndefined();
  expect(await first({ include_all_metadata: true })).toEqual({
    event_type: 'digest',
    event_payload: { id: '1' },
  });
});

test('the same client_msg_id posts once, and says so when the message was deleted since', async () => {
  const ts = await stage.post({ client_msg_id: 'one' });
  expect(await stage.post({ client_msg_id: 'one' })).toBe(ts);
  expect(messagesIn(running, general)).toHaveLength(1);
  await stage.call('chat.delete', { channel: general, ts });
  await expect(stage.post({ client_msg_id: 'one' })).rejects.toMatchObject({
    data: { error: 'duplicate_message_not_found' },
  });
});

test('history is paged newest first, replies oldest first', async () => {
  const thread_ts = await stage.post();
  for (const text of ['a', 'b', 'c']) await stage.post({ text, thread_ts });
  for (const text of ['d', 'e']) await stage.post({ text });
  const ask = async (
    name: string,
    more: Fields,
  ): Promise<{ readonly texts: unknown; readonly cursor: unknown }> => {
    const answer = await stage.call(name, { channel: general, limit: 2, ...more });
    const cursor = (answer['response_metadata'] as Fields | undefined)?.['next_cursor'];
    return { texts: (answer['messages'] as readonly Fields[]).map((message) => message['text']), cursor };
  };
  const first = await ask('conversations.history', {});
  expect(first.texts).toEqual(['e', 'd']);
  expect((await ask('conversations.history', { cursor: first.cursor })).texts).toEqual(['hello']);
  const thread = await ask('conversations.replies', { ts: thread_ts });
  expect(thread.texts).toEqual(['hello', 'a']);
  expect((await ask('conversations.replies', { ts: thread_ts, cursor: thread.cursor })).texts).toEqual([
    'b',
    'c',
  ]);
});

test('what was scheduled is posted when it is due, and not before', async () => {
  let now = Temporal.Instant.from('2026-11-18T08:00:00Z');
  const timed = await runWorkspace({ now: () => now, rules: { scheduleTickMs: 5 } });
  const texts = (): readonly string[] => messagesIn(timed, general).map((message) => message.text);
  await stageFor(timed).call('chat.scheduleMessage', {
    channel: general,
    text: 'later',
    post_at: now.epochMilliseconds / 1000 + 60,
  });
  now = now.add({ seconds: 59 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(texts()).toEqual([]);
  now = now.add({ seconds: 1 });
  await until(() => texts().length > 0);
  expect(texts()).toEqual(['later']);
  await timed.stop();
});
