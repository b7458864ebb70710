import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { connectDatabase } from '#src/database/connect.ts';
import { startEmbedded } from '#src/database/embedded/server.ts';

/** `node test/bench/kill.ts [rounds]`: kills a bot that writes, and every second time its database with it, again and again. */
const rounds = Number(process.argv[2] ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-kill-'));
chmodSync(folder, 0o755);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `found`: rows there before its first own one. */
type Life = {
  readonly found: number;
  readonly acknowledged: number;
  readonly how: string;
  readonly startMs: number;
};

/** One bot from its start to its kill, some moment later than its first row. */
const live = async (killsServer: boolean, forMs: number): Promise<Life> => {
  const begun = performance.now();
  const bot = spawn(process.execPath, [join(import.meta.dirname, 'database-user.ts'), folder, 'write'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => bot.on('close', resolve));
  let [found, acknowledged, how, startMs] = [0, 0, '', 0];
  const lines = createInterface(bot.stdout);
  lines.on('line', (line) => {
    const [word = '', rest = ''] = line.split(' ');
    if (word === 'wrote') {
      if (acknowledged === 0) found = Number(rest) - 1;
      acknowledged = Number(rest);
    }
    if (startMs === 0) [how, startMs] = [word, performance.now() - begun];
  });
  while (acknowledged === 0) await wait(5);
  await wait(forMs);
  const [postmaster] = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
  if (killsServer) process.kill(Number(postmaster), 'SIGKILL');
  bot.kill('SIGKILL');
  await ended;
  return { found, acknowledged, how, startMs };
};

const lives: Life[] = [];
for (let round = 0; round < rounds; round += 1)
  lives.push(await live(round % 2 === 0, Math.round(Math.random() * 700)));
const server = await startEmbedded(folder);
const database = await connectDatabase({ url: server.url });
const [row] = await database.client`select count(*)::int as rows, max(n) as last from written`;
await database.close();
await server.stop();
rmSync(folder, { recursive: true });

const founds = [
  ...lives.slice(1).map(({ found }) => found),
  Math.min(Number(row?.['rows']), Number(row?.['last'])),
];
const lost = lives.reduce((sum, life, at) => sum + Math.max(0, life.acknowledged - (founds[at] ?? 0)), 0);
const acknowledged = lives.reduce((sum, life) => sum + life.acknowledged - life.found, 0);
const times = (how: string): string => {
  const found = lives.filter((life) => life.how === how).map(({ startMs }) => Math.round(startMs));
  return `${found.length} ${how} in ${found.toSorted((a, b) => a - b).join(', ')} ms`;
};
say(`${rounds} kills, ${acknowledged} rows acknowledged, ${lost} lost`);
say([times('started'), times('recovered'), times('reused')].join('; '));
process.exitCode = lost > 0 ? 1 : 0;
