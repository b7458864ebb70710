import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rules } from '#src/playground/rules.ts';
import { listenAsApp } from '#test/support/ear.ts';
import { listenOverHttp } from '#test/support/http-ear.ts';
import { startSampleApp } from '#test/support/sample-app.ts';
import { general, stageFor } from '#test/support/walks.ts';
import { channelId, messagesIn, person, until } from '#test/support/workspace-look.ts';
import type { RunningWorkspace } from '#test/support/workspace-server.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';

let running: RunningWorkspace;
const start = async (rules: Partial<Rules> = {}): Promise<void> => {
  await running?.stop();
  running = await runWorkspace({ rules });
};
beforeEach(() => start({ ackMs: 60, retryAfterMs: [0, 20, 30] }));
afterEach(() => running.stop());

const say = (text: string) => running.workspace.act('mia', 'say', { channel: general, text });
const whispers = (): readonly string[] =>
  running.workspace.team.whispers.to(person('mia'), general).map((message) => message.text);

describe('Socket Mode', () => {
  test('each envelope goes to one of several connections, and all of them get some', async () => {
    const ears = [await listenAsApp(running), await listenAsApp(running), await listenAsApp(running)];
    for (let at = 0; at < 9; at++) await say(`message ${at}`);
    await running.workspace.settled();
    expect(ears.map((ear) => ear.heard.length)).toEqual([3, 3, 3]);
    for (const ear of ears) ear.close();
  });

  test('hello says which app it is and how many connections there are', async () => {
    await listenAsApp(running);
    const second = await listenAsApp(running);
    expect(second.frames).toMatchObject([
      { type: 'hello', num_connections: 2, connection_info: { app_id: running.workspace.team.appId } },
    ]);
  });

  test('the eleventh connection is turned away', async () => {
    for (let at = 0; at < 10; at++) await listenAsApp(running);
    const opened = await stageFor(running).call('apps.connections.open', {
      token: running.workspace.appToken,
    });
    const extra = new WebSocket(String(opened['url']));
    const frame = await new Promise<string>((resolve) =>
      extra.addEventListener('message', (event) => resolve(String(event.data)), { once: true }),
    );
    expect(JSON.parse(frame)).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    expect(running.workspace.socketCount()).toBe(10);
  });

  test('a ticket is good once and not for ever', async () => {
    await start({ socketTicketMs: 5 });
    const opened = await stageFor(running).call('apps.connections.open', {
      token: running.workspace.appToken,
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const socket = new WebSocket(String(opened['url']));
    const outcome = await new Promise((resolve) => {
      socket.addEventListener('open', () => resolve('open'));
      socket.addEventListener('error', () => resolve('refused'));
    });
    expect(outcome).toBe('refused');
  });

  test('an event that is not acknowledged comes again, marked, four times in all', async () => {
    const ear = await listenAsApp(running, () => null);
    await say('hello');
    await until(() => ear.heard.length === 4);
    await running.workspace.settled();
    expect(ear.heard.map((one) => one.retry)).toEqual([undefined, 1, 2, 3]);
    expect(new Set(ear.heard.map((one) => one.payload['event_id'])).size).toBe(1);
    expect(new Set(ear.heard.map((one) => one.envelopeId)).size).toBe(4);
    ear.close();
  });

  test('a command that is not acknowledged is not sent again, and the person is told', async () => {
    const ear = await listenAsApp(running, () => null);
    await say('/ask x');
    expect(ear.heard).toHaveLength(1);
    expect(whispers()).toEqual([
      '/ask failed with the error "operation_timeout". The app did not acknowledge within 3 seconds.',
    ]);
    ear.close();
  });

  test('nobody connected: the person is told, and events wait for the next try', async () => {
    await say('/ask x');
    expect(whispers()).toEqual(['/ask failed with the error "dispatch_failed". The app is not connected.']);
    await say('hello');
    const ear = await listenAsApp(running);
    await until(() => ear.heard.some((one) => one.type === 'events_api'));
    ear.close();
  });

  test('asked to come back, a real Bolt app does, and hears what is said then', async () => {
    await start();
    const sample = await startSampleApp(running);
    running.workspace.refreshSockets();
    await until(() => running.workspace.socketCount() === 0);
    await expect.poll(() => running.workspace.socketCount(), { timeout: 9000 }).toBe(1);
    await running.workspace.act('mia', 'say', {
      channel: channelId('warehouse'),
      text: '@Crosswalk still there?',
    });
    await sample.hears('event:app_mention');
    await sample.stop();
  }, 15_000);
});

describe('signed HTTP', () => {
  test('every request is signed, and says what Slack says', async () => {
    const ear = await listenOverHttp(running);
    await say('hello');
    await say('/ask x');
    await running.workspace.settled();
    expect(ear.heard.map((one) => [one.signed, one.headers['content-type']])).toEqual([
      [true, 'application/json'],
      [true, 'application/x-www-form-urlencoded'],
    ]);
    await ear.close();
  });

  test('a failing app gets an event again, with number and reason', async () => {
    const ear = await listenOverHttp(running, (_, count) => ({ status: count < 3 ? 500 : 200 }));
    await say('hello');
    await until(() => ear.heard.length === 3);
    await running.workspace.settled();
    const marks = ear.heard.map(({ headers }) => [
      headers['x-slack-retry-num'],
      headers['x-slack-retry-reason'],
    ]);
    expect(marks).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ]);
    await ear.close();
  });

  test('an app that asks not to be retried is not', async () => {
    const ear = await listenOverHttp(running, () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    await say('hello');
    await running.workspace.settled();
    expect(ear.heard).toHaveLength(1);
    await ear.close();
  });

  test('an app that is too slow is tried again for time', async () => {
    const ear = await listenOverHttp(running, (_, count) => (count === 1 ? null : { status: 200 }));
    await say('hello');
    await until(() => ear.heard.length === 2);
    expect(ear.heard[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
    await ear.close();
  });

  test('the answer to a command can be in the response, as JSON or as text', async () => {
    const ear = await listenOverHttp(running, (heard) => ({
      status: 200,
      body: heard.body['text'] === 'json' ? '{"response_type":"in_channel","text":"42"}' : 'just 42',
    }));
    await say('/ask text');
    await say('/ask json');
    expect(whispers()).toEqual(['just 42']);
    expect(messagesIn(running, general).map((message) => message.text)).toEqual(['/ask json', '42']);
    await ear.close();
  });
});
