import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { listenAsApp } from '../support/ear.ts';
import { channelId } from '../support/workspace-look.ts';
import type { RunningWorkspace } from '../support/workspace-server.ts';
import { runWorkspace } from '../support/workspace-server.ts';

/**
 * How many messages go through the local workspace in a second: posted by HTTP as an app posts them, journalled,
 * and heard again by an app over Socket Mode. The server is a process of its own; nothing may be lost, and memory
 * may not grow with the number of messages.
 *
 *   node test/bench/workspace.ts [messages]
 */

const total = Number(process.argv[2] ?? 150_000);
const connections = 32;

type Report = { readonly kept: number; readonly rssMb: number; readonly cpuSeconds: number };
type Start = Pick<RunningWorkspace, 'address' | 'apiUrl'> & {
  readonly botToken: string;
  readonly appToken: string;
};

const serve = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-bench-'));
  const { workspace, address, apiUrl } = await runWorkspace({ journalFile: join(folder, 'workspace.jsonl') });
  process.on('message', (question) => {
    if (question === 'stop') {
      rmSync(folder, { recursive: true });
      process.exit(0);
    }
    globalThis.gc?.();
    const report: Report = {
      kept: workspace.team.messages.inChannel(channelId('general')).length,
      rssMb: Math.round(process.memoryUsage.rss() / 1024 / 1024),
      cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    };
    process.send?.(report);
  });
  const { botToken, appToken } = workspace;
  process.send?.({ address, apiUrl, botToken, appToken } satisfies Start);
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const drive = async (): Promise<void> => {
  const child = fork(import.meta.filename, ['serve'], { execArgv: ['--expose-gc'] });
  const next = <T>(): Promise<T> =>
    new Promise((resolve) => child.once('message', (message) => resolve(message as T)));
  const { address, apiUrl, botToken, appToken } = await next<Start>();
  const ear = await listenAsApp({ apiUrl, workspace: { appToken } });
  const ask = (): Promise<Report> => {
    const answer = next<Report>();
    child.send('report');
    return answer;
  };
  const pool = new Pool(address, { connections });
  const times: number[] = [];
  let started = 0;
  let refused = 0;
  const post = async (): Promise<void> => {
    while (started < total) {
      started += 1;
      const body = `channel=${channelId('general')}&text=${encodeURIComponent(`message ${started} of the bench`)}`;
      const before = performance.now();
      const response = await pool.request({
        method: 'POST',
        path: '/slack/api/chat.postMessage',
        headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      const answer = (await response.body.json()) as { readonly ok: boolean };
      if (!answer.ok) refused += 1;
      times.push(performance.now() - before);
    }
  };
  const memory: number[] = [];
  const begin = performance.now();
  const everybody = Promise.all(Array.from({ length: connections }, post));
  const quarter = total / 4;
  for (let at = 1; at < 4; at++) {
    while (times.length < quarter * at) await wait(20);
    memory.push((await ask()).rssMb);
  }
  await everybody;
  const seconds = (performance.now() - begin) / 1000;
  await wait(1000);
  const last = await ask();
  memory.push(last.rssMb);
  const sorted = times.toSorted((one, other) => one - other);
  process.stdout.write(
    `${[
      `${total} messages in ${seconds.toFixed(1)} s on ${cpus().length} cores: ${Math.round(total / seconds)} a second`,
      `answer after ${quantile(sorted, 0.5).toFixed(1)} ms (median), ${quantile(sorted, 0.99).toFixed(1)} ms (99 %)`,
      `the server used ${Math.round((last.cpuSeconds / total) * 1e6)} µs of processor time for each`,
      `refused ${refused}, not heard again ${total - ear.heard.length}, kept ${last.kept}`,
      `memory after each quarter: ${memory.join(', ')} MB`,
    ].join('\n')}\n`,
  );
  await pool.close();
  ear.close();
  child.send('stop');
};

await (process.argv[2] === 'serve' ? serve() : drive());
