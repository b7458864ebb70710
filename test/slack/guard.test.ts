import { createHmac } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '#src/lib/log.ts';
import type { Serving } from '#src/server/serve.ts';
import { startServer } from '#src/server/serve.ts';
import { useDatabase } from '#test/support/database.ts';
import { bodies, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi({ passThrough: 'http://127.0.0.1:*' });

const secret = 'not-a-real-secret';
const form = 'application/x-www-form-urlencoded';

let server: Serving;
let app: Awaited<ReturnType<typeof startTestSlack>>;

beforeAll(async () => {
  app = await startTestSlack({
    database: database(),
    connection: { kind: 'http', botToken: 'xoxb-test', signingSecret: secret, apiUrl: null },
  });
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    handlers: [app.slack],
    log: createLogger('silent'),
    requestTimeoutMs: 1500,
  });
});
afterAll(async () => {
  await app.slack.stop();
  await server.close();
});

const nowSeconds = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);

const sign = (body: string, stamp: string, key = secret): string =>
  `v0=${createHmac('sha256', key).update(`v0:${stamp}:${body}`).digest('hex')}`;

type Options = {
  readonly stamp?: string | null;
  readonly signature?: string | null;
  readonly key?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const post = async (body: string, options: Options = {}): Promise<Response> => {
  const { stamp = String(nowSeconds()), signature = sign(body, stamp ?? '', options.key) } = options;
  return fetch(`${server.address}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': options.type ?? 'application/json',
      ...(stamp === null ? {} : { 'x-slack-request-timestamp': stamp }),
      ...(signature === null ? {} : { 'x-slack-signature': signature }),
      ...options.headers,
    },
  });
};

const question = () => JSON.stringify(bodies.mention('orders'));
const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
const ignored = JSON.stringify(bodies.event({ type: 'team_join' }));
const deep = `{"deep":${'['.repeat(20_000)}${']'.repeat(20_000)},${ignored.slice(1)}`;
const ssl = 'ssl_check=1&command=%2Fstock&text=x&trigger_id=t1&user_id=UMIA&team_id=T1&channel_id=C1';

const rows: readonly (readonly [row: string, status: number, send: () => Promise<Response>])[] = [
  ['1 signed with another secret', 401, () => post(question(), { key: 'other' })],
  ['2 no signature', 401, () => post(question(), { signature: null })],
  ['3 no timestamp', 401, () => post(question(), { stamp: null, signature: sign(question(), '') })],
  ['4 timestamp "abc"', 401, () => post(question(), { stamp: 'abc' })],
  ['4 timestamp "NaN"', 401, () => post(question(), { stamp: 'NaN' })],
  ['5 six minutes old', 401, () => post(question(), { stamp: String(nowSeconds() - 360) })],
  ['6 an hour in the future', 401, () => post(question(), { stamp: String(nowSeconds() + 3600) })],
  ['7 six minutes in the future', 401, () => post(question(), { stamp: String(nowSeconds() + 360) })],
  [
    '9 signature of another version',
    401,
    () => post(question(), { signature: sign(question(), '1').replace('v0', 'v1') }),
  ],
  ['9 signature without its hash', 401, () => post(question(), { signature: 'v0=' })],
  ['10 signed null', 400, () => post('null')],
  ['10 signed null as a payload', 400, () => post('payload=null', { type: form })],
  ['11 signed number', 400, () => post('5')],
  ['11 signed text', 400, () => post('"x"')],
  ['11 signed list', 400, () => post('[]')],
  ['12 signed, no JSON', 400, () => post('{"type":')],
  ['13 unsigned url_verification', 401, () => post(challenge, { signature: null })],
  ['13 signed url_verification', 200, () => post(challenge)],
  ['14 unsigned ssl_check with a command', 200, () => post(ssl, { type: form, signature: null })],
  ['15 more than 256 kB', 413, () => post(JSON.stringify({ x: 'x'.repeat(300_000) }))],
  ['16 JSON 20,000 levels deep', 200, () => post(deep)],
  ['17 __proto__', 200, () => post(`{"__proto__":{"polluted":1},${ignored.slice(1)}`)],
];

describe('over HTTP', () => {
  test.each(rows)('%s → %i', async (_, status, send) => {
    const asked = app.asked.length;
    const response = await send();
    expect(response.status).toBe(status);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(app.asked).toHaveLength(asked);
    expect((await post(challenge)).status).toBe(200);
  });

  test('15 more than 256 kB of unknown length → 413', async () => {
    const half = new TextEncoder().encode(' '.repeat(150_000));
    const body = ReadableStream.from([half, half]);
    const response = await fetch(`${server.address}/slack/events`, { method: 'POST', body, duplex: 'half' });
    expect(response.status).toBe(413);
  });

  test('8 a retry of what was seen is taken and not run again', async () => {
    const body = question();
    const before = app.asked.length;
    await post(body);
    await expect.poll(() => app.asked.length).toBe(before + 1);
    const response = await post(body, {
      headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
    });
    expect(response.status).toBe(200);
    await expect.poll(() => app.slack.health().inFlight).toBe(0);
    expect(app.asked).toHaveLength(before + 1);
  });

  test('18 fifty stalled sockets keep nobody waiting and are closed', async () => {
    const port = Number(new URL(server.address).port);
    const open = async (): Promise<Socket> => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {}).resume();
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
      return socket;
    };
    const sockets = await Promise.all(Array.from({ length: 50 }, open));
    const closed = Promise.all(
      sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    );
    const began = performance.now();
    expect((await post(challenge)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(1000);
    await closed;
  });

  test('a command is acknowledged at once and answered through its response address', async () => {
    const body = new URLSearchParams(Object.entries(bodies.command('/ask', 'orders'))).toString();
    const response = await post(body, { type: form });
    expect([response.status, await response.text()]).toEqual([200, '']);
    await expect.poll(() => web.of('response')).toHaveLength(1);
  });

  test('paths and methods that are not Slack are not taken', async () => {
    expect((await fetch(`${server.address}/slack/other`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${server.address}/slack/events`)).status).toBe(404);
  });

  test('nothing is taken in once it stops', async () => {
    const other = await startTestSlack({
      database: database(),
      connection: { kind: 'http', botToken: 'xoxb-test', signingSecret: secret, apiUrl: null },
    });
    const place = await startServer({
      host: '127.0.0.1',
      port: 0,
      handlers: [other.slack],
      log: createLogger('silent'),
    });
    await other.slack.stop();
    const response = await fetch(`${place.address}/slack/events`, { method: 'POST', body: challenge });
    expect(response.status).toBe(503);
    await place.close();
  });
});
