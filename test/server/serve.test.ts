import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createLogger } from '#src/lib/log.ts';
import { createHealth } from '#src/server/health.ts';
import type { Handler, Serving } from '#src/server/serve.ts';
import { startServer } from '#src/server/serve.ts';

const open: Serving[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const serve = async (...handlers: readonly Handler[]): Promise<Serving> => {
  const server = await startServer({ host: '127.0.0.1', port: 0, handlers, log: createLogger('silent') });
  open.push(server);
  return server;
};

const saying = (path: string, text: string): Handler => ({
  handle: (request, response) => {
    if (request.url !== path) return false;
    response.end(text);
    return true;
  },
});

const text = async (server: Serving, path: string) => (await fetch(server.address + path)).text();

test('the first handler that takes a request answers it', async () => {
  const server = await serve(saying('/a', 'one'), saying('/a', 'two'), saying('/b', 'three'));
  expect([await text(server, '/a'), await text(server, '/b')]).toEqual(['one', 'three']);
  expect((await fetch(`${server.address}/c`)).status).toBe(404);
});

test('a handler that fails answers 500 without its inside', async () => {
  const server = await serve({ handle: () => Promise.reject(new Error('select secret')) });
  const response = await fetch(server.address);
  expect([response.status, await response.text()]).toEqual([500, 'Something went wrong.\n']);
});

test('a taken port is one sentence that says what to do', async () => {
  const first = await serve();
  const port = Number(new URL(first.address).port);
  const second = startServer({ host: '127.0.0.1', port, handlers: [], log: createLogger('silent') });
  await expect(second).rejects.toMatchObject({
    userMessage: `Port ${port} on 127.0.0.1 is taken.`,
    hint: 'Set PORT to another number, or stop the program that uses it.',
  });
});

test('an address this machine does not have is one sentence too', async () => {
  const wrong = startServer({ host: '192.0.2.1', port: 0, handlers: [], log: createLogger('silent') });
  await expect(wrong).rejects.toMatchObject({ userMessage: expect.stringContaining('no such address') });
});

test('a close lets a running request end', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const server = await serve({
    handle: async (_, response) => {
      arrived.resolve();
      await promise;
      response.end('done');
      return true;
    },
  });
  open.length = 0;
  const answer = fetch(server.address);
  await arrived.promise;
  const closed = server.close();
  resolve();
  expect(await (await answer).text()).toBe('done');
  await closed;
});

test('a socket nobody wants to upgrade is closed politely', async () => {
  const server = await serve(saying('/', 'x'));
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  socket.write('GET /x HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  const received = await new Promise<string>((done) => socket.once('data', (data) => done(String(data))));
  expect(received).toMatch(/^HTTP\/1\.1 404/);
});

test('health says that the process is alive, and readiness what is missing', async () => {
  let wrong: string | null = null;
  const server = await serve(
    createHealth({
      checks: [
        { name: 'database', wrong: async () => wrong },
        { name: 'slack', wrong: () => Promise.reject(new Error('select secret')) },
      ],
      samples: [],
    }),
  );
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  wrong = 'does not answer';
  const response = await fetch(`${server.address}/readyz`);
  expect([response.status, await response.json()]).toEqual([
    503,
    { ready: false, checks: { database: 'does not answer', slack: 'does not answer' } },
  ]);
});

test('metrics are what Prometheus reads', async () => {
  const server = await serve(
    createHealth({
      checks: [],
      samples: [
        () => [
          {
            name: 'questions_total',
            help: 'Questions.',
            type: 'counter',
            labels: { kind: 'a "b"\n' },
            value: 3,
          },
          { name: 'seconds_bucket', help: 'Time.', type: 'histogram', labels: { le: '+Inf' }, value: 2 },
          { name: 'seconds_sum', help: 'Time.', type: 'histogram', labels: {}, value: 0.5 },
        ],
      ],
    }),
  );
  expect(await text(server, '/metrics')).toBe(
    '# HELP questions_total Questions.\n# TYPE questions_total counter\nquestions_total{kind="a \\"b\\"\\n"} 3\n' +
      '# HELP seconds Time.\n# TYPE seconds histogram\nseconds_bucket{le="+Inf"} 2\nseconds_sum 0.5\n',
  );
});
