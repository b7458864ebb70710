import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFaults, readFaults } from '#src/playground/faults/faults.ts';
import { listenAsApp } from '#test/support/ear.ts';
import { listenOverHttp } from '#test/support/http-ear.ts';
import type { Stage } from '#test/support/walks.ts';
import { general, stageFor } from '#test/support/walks.ts';
import { messagesIn, until } from '#test/support/workspace-look.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';

let running: RunningWorkspace;
let stage: Stage;
beforeEach(async () => {
  running = await runWorkspace({ rules: { ackMs: 60, retryAfterMs: [0] } });
  stage = stageFor(running);
});
afterEach(() => running.stop());

/** Sets faults the way the panel does. */
const trouble = async (...faults: readonly Readonly<Record<string, unknown>>[]): Promise<void> => {
  const response = await fetch(`${running.address}/workspace/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seed: 'seven', faults }),
  });
  expect(response.status).toBe(200);
};
const say = (text: string) => running.workspace.act('mia', 'say', { channel: general, text });
const raw = (method: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${running.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${running.workspace.botToken}` },
    body: new URLSearchParams(fields),
  });
const post = () => raw('chat.postMessage', { channel: general, text: 'hello' });
const count = (): number => messagesIn(running, general).length;

test('too many requests: 429 with Retry-After, nothing done, and over after as many times as set', async () => {
  await trouble({ kind: 'rate_limited', seconds: 7, times: 1 });
  const limited = await post();
  expect([limited.status, limited.headers.get('retry-after'), count()]).toEqual([429, '7', 0]);
  expect((await post()).status).toBe(200);
});

test('an error of choice, for one method only', async () => {
  await trouble({ kind: 'error', error: 'fatal_error', only: 'chat.update' });
  expect(await (await post()).json()).toMatchObject({ ok: true });
  expect(await (await raw('chat.update', {})).json()).toEqual({ ok: false, error: 'fatal_error' });
});

test('500 before the work and 500 after it differ in what was posted', async () => {
  await trouble({ kind: 'http_500', times: 1 });
  expect([(await post()).status, count()]).toEqual([500, 0]);
  await trouble({ kind: 'http_500_after', times: 1 });
  expect([(await post()).status, count()]).toEqual([500, 1]);
});

test('a lost answer: the message is there, the caller does not know', async () => {
  await trouble({ kind: 'lost_response', times: 1 });
  await expect(post()).rejects.toThrow();
  expect(count()).toBe(1);
});

test('the stock client posts twice when an answer is lost, as it does with Slack', async () => {
  await trouble({ kind: 'http_500_after', times: 1, only: 'chat.postMessage' });
  const retrying = new WebClient(running.workspace.botToken, {
    slackApiUrl: running.apiUrl,
    retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 },
  });
  await retrying.chat.postMessage({ channel: general, text: 'once?' });
  expect(count()).toBe(2);
});

test('slow: the answer takes its time', async () => {
  await trouble({ kind: 'slow', ms: 80, times: 1 });
  const before = performance.now();
  await post();
  expect(performance.now() - before).toBeGreaterThanOrEqual(79);
});

test('a lagging history does not know what was just said', async () => {
  await stage.post();
  await trouble({ kind: 'history_lag', ms: 60_000 });
  expect(await stage.call('conversations.history', { channel: general })).toMatchObject({ messages: [] });
  await trouble();
  expect(await stage.call('conversations.history', { channel: general })).toMatchObject({
    messages: [{ text: 'hello' }],
  });
});

test('delivered again although it was acknowledged, with the same event id', async () => {
  const ear = await listenAsApp(running);
  await trouble({ kind: 'redeliver', count: 2, only: 'message' });
  await say('hello');
  await running.workspace.settled();
  expect(ear.heard.map((one) => one.retry)).toEqual([undefined, 1, 2]);
  expect(new Set(ear.heard.map((one) => one.payload['event_id'])).size).toBe(1);
  ear.close();
});

test('out of order: the first comes after the second', async () => {
  const ear = await listenAsApp(running);
  await trouble({ kind: 'reorder', times: 1 });
  await say('first');
  await say('second');
  await running.workspace.settled();
  const texts = ear.heard.map((one) => (one.payload['event'] as { readonly text: string }).text);
  expect(texts).toEqual(['second', 'first']);
  ear.close();
});

test('a socket that drops with the envelope: it comes again on another one', async () => {
  const ears = [await listenAsApp(running, () => null), await listenAsApp(running, () => null)];
  await trouble({ kind: 'drop_socket', times: 1 });
  await say('hello');
  await running.workspace.settled();
  expect(running.workspace.socketCount()).toBe(1);
  expect(new Set(ears.map((ear) => ear.heard[0]?.retry))).toEqual(new Set([undefined, 1]));
  expect(new Set(ears.map((ear) => ear.heard[0]?.payload['event_id'])).size).toBe(1);
  for (const ear of ears) ear.close();
});

test('the same envelope on every socket, as two replicas would see it', async () => {
  const ears = [await listenAsApp(running), await listenAsApp(running)];
  await trouble({ kind: 'every_socket' });
  await say('hello');
  await running.workspace.settled();
  await until(() => ears.every((ear) => ear.heard.length === 1));
  expect(new Set(ears.map((ear) => ear.heard[0]?.envelopeId)).size).toBe(1);
  for (const ear of ears) ear.close();
});

test('a skewed clock signs with the wrong time', async () => {
  const ear = await listenOverHttp(running);
  await trouble({ kind: 'clock_skew', seconds: 3600 });
  await say('hello');
  await running.workspace.settled();
  const ahead = Number(ear.heard[0]?.headers['x-slack-request-timestamp']) - Date.now() / 1000;
  expect(ahead).toBeGreaterThan(3590);
  expect(ear.heard[0]?.signed).toBe(true);
  await ear.close();
});

test('the same seed gives the same trouble, another one gives another', () => {
  const pattern = (seed: string): string => {
    const faults = createFaults(seed);
    const reading = readFaults({ faults: [{ kind: 'http_500', chance: 0.3 }] });
    if (reading.kind === 'read') faults.set(reading.faults);
    return Array.from({ length: 60 }, () => faults.strike(['http_500'], []).length).join('');
  };
  expect(pattern('a')).toBe(pattern('a'));
  expect(pattern('a')).not.toBe(pattern('b'));
  const share = [...pattern('a')].filter((one) => one === '1').length / 60;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.5);
});

test('a trouble that does not exist is refused with a sentence', async () => {
  const response = await fetch(`${running.address}/workspace/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults: [{ kind: 'earthquake' }] }),
  });
  expect([response.status, await response.json()]).toEqual([
    400,
    { ok: false, problem: 'there is no fault called "earthquake"' },
  ]);
});
