import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { botUserId } from '#src/playground/content.ts';
import { fixedId, secretsFor } from '#src/playground/ids.ts';

/** Seconds from the command to the page, and to the first answer of the bot in it. */
export type StartMeasure = { readonly what: string; readonly page: number; readonly answer: number };

const root = join(import.meta.dirname, '../..');

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

type Answer = { readonly [name: string]: unknown };

const post = async (url: string, body: Answer, token?: string): Promise<Answer> => {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as Answer;
};

/** Asks in the page as Jonas of the warehouse does, and waits until the bot has answered with a figure. */
const firstAnswer = async (at: string): Promise<string> => {
  const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
  const { botToken } = secretsFor('crosswalk', fixedId('A', manifest.display_information.name));
  const act = (given: Answer): Promise<Answer> => post(`${at}/workspace/act`, { as: 'jonas', ...given });
  const { channel } = await act({ act: 'openDirect', people: [botUserId] });
  const { ts } = await act({ act: 'say', channel, text: 'how many orders yesterday' });
  for (;;) {
    const { messages } = await post(
      `${at}/slack/api/conversations.history`,
      { channel, oldest: ts },
      botToken,
    );
    const texts =
      (messages as readonly { readonly text: string }[] | undefined)?.map(({ text }) => text) ?? [];
    const answer = texts.find((text) => /\d[\d,]* orders/.test(text));
    if (answer !== undefined) return answer;
    await wait(50);
  }
};

const startOnce = async (what: string, dataDir: string): Promise<StartMeasure> => {
  const port = await freePort();
  const begun = performance.now();
  const since = (): number => (performance.now() - begun) / 1000;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: root,
    // biome-ignore lint/style/noProcessEnv: the bot starts as it would from a shell
    env: { ...process.env, CROSSWALK_DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let page = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('is ready')) continue;
    page = since();
    break;
  }
  await firstAnswer(`http://127.0.0.1:${port}`);
  const answer = since();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return { what, page, answer };
};

/** A first start, which makes the demo shop, and a later one on the same folder. */
export const measureStarts = async (): Promise<readonly StartMeasure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'));
  try {
    const first = await startOnce('first start', folder);
    return [first, await startOnce('later start', folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await measureStarts(), null, 1)}\n`);
