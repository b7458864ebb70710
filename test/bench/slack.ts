import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { App, HTTPReceiver } from '@slack/bolt';
import { plainReply } from '#src/answer/reply.ts';
import { connectDatabase } from '#src/database/connect.ts';
import { startEmbedded } from '#src/database/embedded/server.ts';
import { migrateDatabase } from '#src/database/migrate.ts';
import { createClock } from '#src/lib/clock.ts';
import { createLogger } from '#src/lib/log.ts';
import { startServer } from '#src/server/serve.ts';
import { boltLogger } from '#src/slack/bolt-logger.ts';
import { loadCommands } from '#src/slack/commands.ts';
import { createSlack } from '#src/slack/slack.ts';
import { idleBot, noProposals } from '#test/support/no-bot.ts';
import type { LoadOrder, LoadResult } from './slack-load.ts';

const secret = 'bench';
const log = createLogger('silent');

/** `cpuMs`: time of the main thread per command, which a busy machine does not change as much as the rate. */
type Row = LoadResult & { readonly what: string; readonly cpuMs: number };

const startLoad = async (seconds: number) => {
  const worker = new Worker(new URL('./slack-load.ts', import.meta.url));
  const [{ port }] = (await once(worker, 'message')) as [{ port: number }];
  const measure = async (
    url: string,
    answered: boolean,
  ): Promise<LoadResult & { readonly cpuMs: number }> => {
    const order: LoadOrder = { url, secret, seconds, connections: 100, answered };
    // The first seconds warm up.
    worker.postMessage({ ...order, seconds: 1.5 });
    await once(worker, 'message');
    const before = process.threadCpuUsage();
    worker.postMessage(order);
    const [result] = (await once(worker, 'message')) as [LoadResult];
    const { user, system } = process.threadCpuUsage(before);
    return { ...result, cpuMs: (user + system) / 1000 / result.count };
  };
  return { measure, apiUrl: `http://127.0.0.1:${port}/api/`, stop: () => worker.terminate() };
};

/** Bolt alone: the least that any app of it costs. */
const bareBolt = async (apiUrl: string, answers: boolean) => {
  const receiver = new HTTPReceiver({ signingSecret: secret, logger: boltLogger(log) });
  const app = new App({
    receiver,
    token: 'xoxb-bench',
    botId: 'B1',
    botUserId: 'UBOT',
    tokenVerificationEnabled: false,
    logger: boltLogger(log),
    clientOptions: { slackApiUrl: apiUrl },
  });
  app.command('/stock', async ({ ack, respond }) => {
    await ack();
    if (answers) await respond({ text: 'Hello world' });
  });
  const server = createServer(receiver.requestListener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/slack/events`, stop: async () => void server.close() };
};

/** The whole Slack side with a spine that answers at once: guard, durable dedupe, rights, blocks, kept buttons, answer. */
const crosswalk = async (apiUrl: string, databaseUrl: string) => {
  const database = await connectDatabase({ url: databaseUrl });
  const reply = {
    ...plainReply('answer', { kind: 'freshness', metric: null }, 'Trail Runner 2 now: 14 pieces.'),
    lines: ['Stock on hand: 20 pieces.', 'Inbound stock: 40 pieces.'],
    footer: 'Wed 18 Nov 2026, 10:30, Berlin time · Main shop',
  };
  const slack = createSlack({
    connection: { kind: 'http', botToken: 'xoxb-bench', signingSecret: secret, apiUrl },
    desk: {
      database,
      names: async () => () => [],
      wouldKnow: () => [],
      propose: noProposals,
      dayFirst: true,
      readByModel: null,
      log,
    },
    bot: idleBot,
    commands: await loadCommands(),
    clock: createClock(),
    log,
    spine: { answer: async () => reply, answerChoice: async () => reply },
  });
  const server = await startServer({ host: '127.0.0.1', port: 0, handlers: [slack], log });
  await slack.start();
  const stop = async (): Promise<void> => {
    await slack.stop();
    await server.close();
    await database.close();
  };
  return { url: `${server.address}/slack/events`, stop };
};

/** Slash commands per second over HTTP, with durable dedupe, beside Bolt alone in the same run. */
export const benchSlack = async (seconds = 5): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  const embedded = await startEmbedded(folder);
  const database = await connectDatabase({ url: embedded.url });
  await migrateDatabase(database);
  const load = await startLoad(seconds);
  const rows: Row[] = [];
  const measure = async (
    what: string,
    subject: { readonly url: string; readonly stop: () => Promise<void> },
    answered: boolean,
  ): Promise<void> => {
    rows.push({ what, ...(await load.measure(subject.url, answered)) });
    await subject.stop();
  };
  await measure('bare Bolt, acknowledged', await bareBolt(load.apiUrl, false), false);
  await measure('bare Bolt, answered', await bareBolt(load.apiUrl, true), true);
  await measure('Crosswalk, answered', await crosswalk(load.apiUrl, embedded.url), true);
  const [{ n }] = (await database.client`select count(*)::int as n from seen_deliveries`) as unknown as [
    { n: number },
  ];
  if (n === 0) throw new Error('no delivery was kept');
  await load.stop();
  await database.close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
  return rows;
};

if (import.meta.main) {
  const rows = await benchSlack();
  const last = rows.at(-1)?.perSecond ?? 0;
  for (const { what, perSecond, p50, p99, failed, cpuMs } of rows)
    process.stdout.write(
      `${what.padEnd(26)} ${perSecond.toFixed(0).padStart(7)}/s  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  CPU ${cpuMs.toFixed(2)} ms  failed ${failed}  Crosswalk/this ${(last / perSecond).toFixed(2)}\n`,
    );
}
