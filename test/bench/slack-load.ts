import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer as createSocketServer } from 'node:net';
import { parentPort } from 'node:worker_threads';

/**
 * Sends signed slash commands and stands for Slack, in a thread of its own. On plain sockets and with requests signed
 * beforehand, so that it takes as little as it can of the two cores it shares with what it measures.
 */

/** Where to send, signed with what, for how long, over how many connections. */
export type LoadOrder = {
  readonly url: string;
  readonly secret: string;
  readonly seconds: number;
  readonly connections: number;
  /** Whether an answer is awaited at the response address before the next command goes out. */
  readonly answered: boolean;
};

export type LoadResult = {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
};

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** Answers at response addresses: who waits for an id is told when a post to `/r/<id>` came. */
const waiting = new Map<string, () => void>();
const answers = createSocketServer((socket) => {
  let received = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    for (;;) {
      const head = received.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (head < 0 || received.length < head + 4 + length) return;
      waiting.get(/^POST \/r\/([\w-]+)/.exec(received)?.[1] ?? '')?.();
      received = received.slice(head + 4 + length);
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    }
  });
});

const webApi = createServer((request, response) => {
  request.resume();
  const user = { id: 'U1', team_id: 'T1', locale: 'en-GB' };
  const body = request.url?.includes('auth.test')
    ? { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'B1' }
    : { ok: true, user, channel: { id: 'C1' }, usergroups: [] };
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
});

let serial = 0;

/** One command, ready to be written to a socket. */
const commandFor = (
  order: LoadOrder,
  responsePort: number,
): { readonly id: string; readonly bytes: string } => {
  const { host, pathname } = new URL(order.url);
  const id = `t${++serial}`;
  const body = new URLSearchParams({
    command: '/stock',
    text: 'Trail Runner 2',
    team_id: 'T1',
    user_id: 'U1',
    channel_id: 'C1',
    trigger_id: `${process.pid}.${id}`,
    response_url: `http://127.0.0.1:${responsePort}/r/${id}`,
  }).toString();
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', order.secret).update(`v0:${stamp}:${body}`).digest('hex');
  const bytes =
    `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/x-www-form-urlencoded\r\n` +
    `x-slack-request-timestamp: ${stamp}\r\nx-slack-signature: v0=${signature}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  return { id, bytes };
};

/** Writes a request and gives the status; answers to commands are short and come in one piece. */
const exchange = (socket: Socket, bytes: string): Promise<string> => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  socket.once('data', (data) => resolve(data.toString('latin1', 9, 12)));
  socket.once('error', reject);
  socket.write(bytes);
  return promise.finally(() => socket.removeAllListeners('error'));
};

const run = async (order: LoadOrder, responsePort: number): Promise<LoadResult> => {
  const commands = Array.from({ length: order.seconds * 12_000 }, () => commandFor(order, responsePort));
  const port = Number(new URL(order.url).port);
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const until = began + order.seconds * 1000;
  const client = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    while (performance.now() < until) {
      const { id, bytes } = commands.pop() ?? commandFor(order, responsePort);
      const start = performance.now();
      const answer = order.answered ? new Promise<void>((resolve) => waiting.set(id, resolve)) : null;
      if ((await exchange(socket, bytes)) === '200') await answer;
      else failed += 1;
      waiting.delete(id);
      times.push(performance.now() - start);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: order.connections }, client));
  const took = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { count: times.length, perSecond: times.length / took, p50: at(0.5), p99: at(0.99), failed };
};

const responsePort = await listen(answers);
parentPort?.on('message', async (order: LoadOrder) =>
  parentPort?.postMessage(await run(order, responsePort)),
);
parentPort?.postMessage({ port: await listen(webApi) });
