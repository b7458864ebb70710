import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkspace } from '#src/playground/start.ts';
import { stageFor, view } from '#test/support/walks.ts';
import { channelId, messagesIn, person, repliesTo } from '#test/support/workspace-look.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace, sampleManifest } from '#test/support/workspace-server.ts';

const general = channelId('general');
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  file = join(folder, 'workspace.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (): Promise<RunningWorkspace> =>
  runWorkspace({ journalFile: file, rules: { retryAfterMs: [] } });

test('conversations, threads, reactions, files, homes, plans and read marks survive a restart', async () => {
  const before = await open();
  const stage = stageFor(before);
  const thread_ts = await stage.post({
    text: 'root',
    metadata: { event_type: 'a', event_payload: { id: '7' } },
  });
  await stage.post({ text: 'reply', thread_ts });
  const said = await before.workspace.act('mia', 'say', { channel: general, text: 'mine' });
  await before.workspace.act('mia', 'react', { channel: general, ts: thread_ts, name: 'eyes' });
  await before.workspace.act('lena', 'create', { name: 'spring' });
  await stage.call('views.publish', { user_id: person('mia'), view: view('home') });
  const post_at = Math.trunc(Date.now() / 1000) + 3600;
  await stage.call('chat.scheduleMessage', { channel: general, text: 'later', post_at });
  const deleted = await stage.post({ text: 'gone' });
  await stage.call('chat.delete', { channel: general, ts: deleted });
  await before.stop();

  const after = await open();
  expect(messagesIn(after, general).map((message) => message.text)).toEqual(['root', 'reply', 'mine']);
  expect(repliesTo(after, general, thread_ts).map((message) => message.text)).toEqual(['reply']);
  expect(messagesIn(after, general)[0]).toMatchObject({
    reactions: [{ name: 'eyes', users: [person('mia')] }],
    metadata: { event_payload: { id: '7' } },
  });
  expect(after.workspace.team.homes.get(person('mia'))?.view['type']).toBe('home');
  expect(after.workspace.team.channels.all().some((channel) => channel.name === 'spring')).toBe(true);
  expect(after.workspace.team.reads.get(`${person('mia')}/${general}`)?.ts).toBe(
    said.ok ? said.fields['ts'] : '',
  );
  expect(after.workspace.team.scheduled.all()).toMatchObject([{ postAt: post_at, draft: { text: 'later' } }]);
  // The next message is later than everything that was there.
  expect((await stageFor(after).post()) > String(messagesIn(after, general)[2]?.ts)).toBe(true);
  await after.stop();
});

test('the same tokens after a restart, so that a bot configured once goes on', async () => {
  const before = await open();
  const tokens = [before.workspace.botToken, before.workspace.appToken, before.workspace.signingSecret];
  await before.stop();
  const after = await open();
  expect([after.workspace.botToken, after.workspace.appToken, after.workspace.signingSecret]).toEqual(tokens);
  await after.stop();
});

test('a line that a crash cut short costs that line only', async () => {
  const before = await open();
  await stageFor(before).post({ text: 'kept' });
  await before.stop();
  appendFileSync(file, '["messages","C0/1.000000",{"channel":"C0","te');
  const after = await open();
  expect(messagesIn(after, general).map((message) => message.text)).toEqual(['kept']);
  await after.stop();
});

test('a stream that a restart interrupted is not streaming any more', async () => {
  const before = await open();
  const stage = stageFor(before);
  const thread_ts = await stage.post();
  await stage.call('chat.startStream', {
    channel: general,
    thread_ts,
    recipient_user_id: person('mia'),
    recipient_team_id: before.workspace.team.id,
    markdown_text: 'half',
  });
  await before.stop();
  const after = await open();
  const [half] = repliesTo(after, general, thread_ts);
  expect(half).toMatchObject({ text: 'half', streaming: false });
  await expect(
    stageFor(after).call('chat.appendStream', { channel: general, ts: half?.ts, markdown_text: 'more' }),
  ).rejects.toMatchObject({ data: { error: 'message_not_in_streaming_state' } });
  await after.stop();
});

test('starting over forgets what was said and keeps who is there', async () => {
  const running = await open();
  await stageFor(running).post();
  await running.workspace.act('mia', 'reset');
  expect(messagesIn(running, general)).toEqual([]);
  expect(running.workspace.team.channels.get(general)?.name).toBe('general');
  await running.stop();
  expect(readFileSync(file, 'utf8')).not.toContain('hello');
});

test('the file holds each thing once after a restart, and no token', async () => {
  const before = await open();
  const ts = await stageFor(before).post();
  for (let at = 0; at < 20; at++)
    await stageFor(before).call('chat.update', { channel: general, ts, text: `version ${at}` });
  await before.stop();
  const after = await open();
  await after.stop();
  const text = readFileSync(file, 'utf8');
  expect(text.match(/version/g)).toHaveLength(1);
  expect(text).not.toContain('xoxb-');
});

test('a file that cannot be written is one clear sentence', () => {
  expect(() => runWorkspaceNow('/dev/null/nowhere/workspace.jsonl')).toThrow(
    expect.objectContaining({
      userMessage: 'The local workspace cannot write its file /dev/null/nowhere/workspace.jsonl.',
    }),
  );
});

const runWorkspaceNow = (journalFile: string): void => {
  createWorkspace({
    manifest: sampleManifest,
    journalFile,
    seed: 'a',
    now: () => Temporal.Now.instant(),
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });
};
