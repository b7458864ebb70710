import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { botUserId, demoContent } from '#src/playground/content.ts';
import { useDatabase } from '#test/support/database.ts';
import { openMorningShop } from '#test/support/morning-shop.ts';
import type { Program } from '#test/support/program.ts';
import { startProgram } from '#test/support/program.ts';

// Each start reads the whole program, which takes its time on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-main-'));
let databaseUrl = '';
beforeAll(async () => {
  await openMorningShop(database());
  const [row] = await database().client`select current_database() as name`;
  databaseUrl = inject('databaseUrl').replace(/postgres$/, String(row?.['name']));
});
afterAll(() => rmSync(folder, { recursive: true }));

const startBot = (env: Readonly<Record<string, string>>): Program =>
  startProgram('src/main.ts', [], {
    env: { CROSSWALK_DATA_DIR: folder, LOG_LEVEL: 'info', NODE_COMPILE_CACHE: join(folder, 'cache'), ...env },
  });

/** A port that is free now; with `taken`, one that is not for the rest of the test. */
const findPort = async (taken = false): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const close = (): Promise<unknown> => new Promise((resolve) => server.close(resolve));
  if (taken) onTestFinished(() => void close());
  else await close();
  return typeof address === 'object' && address ? address.port : 0;
};

describe('what cannot be started is said in two lines, with exit code 1', () => {
  test('a taken port', async () => {
    const port = await findPort(true);
    const bot = startBot({ DATABASE_URL: databaseUrl, PORT: String(port) });
    expect(await bot.ended).toBe(1);
    expect(bot.err()).toBe(
      `Port ${port} on 127.0.0.1 is taken.\nSet PORT to another number, or stop the program that uses it.\n`,
    );
  });

  test('a wrong DATABASE_URL', async () => {
    const bot = startBot({ DATABASE_URL: 'postgres://shop:secret@127.0.0.1:1/shop' });
    expect(await bot.ended).toBe(1);
    expect(bot.err()).toBe(
      'Crosswalk cannot reach the database in DATABASE_URL: nothing answers at that host and port.\n' +
        'Check DATABASE_URL and that the server runs; leave it out to use the built-in database.\n',
    );
  });

  test('a data folder that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const bot = startBot({ CROSSWALK_DATA_DIR: join(folder, 'file/data') });
    expect(await bot.ended).toBe(1);
    expect(bot.err()).toMatch(
      /^Crosswalk cannot write to its data folder \S+\.\nGive this user the right to write to \S+, or set CROSSWALK_DATA_DIR to a folder it may write to\.\n$/,
    );
  });

  test('an old Node', () => {
    const script = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' }); require('./src/need-node-26.cjs')`;
    expect(() => execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', stdio: 'pipe' })).toThrow(
      expect.objectContaining({
        status: 1,
        stderr: expect.stringMatching(
          /^Crosswalk runs on Node 26, and this is Node 20\.1\.0: run "npm install" .*\n$/,
        ),
      }),
    );
  });
});

test('SIGTERM while a question is being answered lets the answer end', async () => {
  const port = await findPort();
  const at = `http://127.0.0.1:${port}`;
  const bot = startBot({ DATABASE_URL: databaseUrl, PORT: String(port) });
  await bot.says(/^Crosswalk is ready: open \S+ in a browser\.$/m);
  const act = async (what: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> => {
    const response = await fetch(`${at}/workspace/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: demoContent.people[0]?.id, ...what }),
    });
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };
  const { channel } = await act({ act: 'openDirect', people: [botUserId] });
  const { client } = database();
  await client.begin(async (locked) => {
    await locked`lock table orders in access exclusive mode`;
    await act({ act: 'say', channel, text: 'how many orders on 17 November 2026' });
    const waiting = async (): Promise<unknown> =>
      (
        await client`select count(*)::int as n from pg_locks where relation = 'orders'::regclass and not granted`
      )[0]?.['n'];
    await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
    bot.kill('SIGTERM');
    const ready = async (): Promise<boolean> => (await fetch(`${at}/readyz`)).ok;
    await expect.poll(ready, { timeout: 15_000 }).toBe(false);
  });
  expect(await bot.ended).toBe(0);
  expect(readFileSync(join(folder, 'workspace.jsonl'), 'utf8')).toContain('12 orders');
  expect(bot.err()).not.toMatch(/\bselect\b|November|xox|xapp-|postgres:|\n\s+at /);
});
