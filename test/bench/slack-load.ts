import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { Pool } from 'undici';

/** What the load generator is told: where to send, signed with what, for how long, over how many connections. */
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

const waiting = new Map<string, () => void>();

/** Takes answers at response addresses, and stands for the Web API. */
const sink = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const [, kind = '', id = ''] = request.url?.split('/') ?? [];
    if (kind === 'r') waiting.get(id)?.();
    const isAuth = request.url?.includes('auth.test');
    const isUser = request.url?.includes('users.info');
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        ok: true,
        ...(isAuth && { team_id: 'T1', user_id: 'UBOT', bot_id: 'B1' }),
        ...(isUser && { user: { id: 'U1', team_id: 'T1', locale: 'en-GB' } }),
        channel: { id: 'C1' },
        usergroups: [],
      }),
    );
  });
});

let serial = 0;

const run = async ({ url, secret, seconds, connections, answered }: LoadOrder): Promise<LoadResult> => {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const { port } = sink.address() as AddressInfo;
  const times: number[] = [];
  let failed = 0;
  const one = async (): Promise<void> => {
    const id = `${process.pid}-${++serial}`;
    const body = new URLSearchParams({
      command: '/stock',
      text: 'Trail Runner 2',
      team_id: 'T1',
      user_id: 'U1',
      channel_id: 'C1',
      trigger_id: id,
      response_url: `http://127.0.0.1:${port}/r/${id}`,
    }).toString();
    const stamp = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;
    const began = performance.now();
    const answer = answered
      ? new Promise<void>((resolve) => {
          waiting.set(id, resolve);
        })
      : null;
    const response = await pool.request({
      path: pathname,
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': stamp,
        'x-slack-signature': signature,
      },
    });
    await response.body.dump();
    if (response.statusCode !== 200) failed += 1;
    else await answer;
    waiting.delete(id);
    times.push(performance.now() - began);
  };
  const until = performance.now() + seconds * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < until) await one();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, client));
  const took = (performance.now() - began) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { count: times.length, perSecond: times.length / took, p50: at(0.5), p99: at(0.99), failed };
};

sink.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (sink.address() as AddressInfo).port });
});
parentPort?.on('message', async (order: LoadOrder) => parentPort?.postMessage(await run(order)));
void workerData;
