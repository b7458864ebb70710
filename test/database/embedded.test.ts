import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { connectDatabase } from '#src/database/connect.ts';
import { chooseDataFolder } from '#src/database/embedded/data-folder.ts';
import { startEmbedded } from '#src/database/embedded/server.ts';
import type { Program } from '#test/support/program.ts';
import { startProgram } from '#test/support/program.ts';

// Processes and servers of their own start slowly on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;
const slowly = { timeout: 15_000 };
const all = mkdtempSync(join(tmpdir(), 'crosswalk-embedded-'));
const made = join(all, 'made');
let folder = '';

beforeAll(async () => {
  // The server's user must be able to reach it, as root too.
  chmodSync(all, 0o755);
  await (await startEmbedded(made, ['fsync=off'])).stop();
});
beforeEach(({ task }) => {
  folder = join(all, task.id);
  mkdirSync(folder);
});
afterAll(() => rmSync(all, { recursive: true, force: true }));

/** The files of a database that was stopped in good order, for tests in which they need not be new. */
const useMadeFiles = (): void => void execFileSync('cp', ['-a', `${made}/.`, folder]);

const user = (...tasks: readonly string[]): Program =>
  startProgram('test/bench/database-user.ts', [folder, 'no-fsync', ...tasks]);

const started = async (program: Program): Promise<{ readonly how: string; readonly url: string }> => {
  const [, how = '', url = ''] = await program.says(/^(\w+) (postgres:\S+)$/m);
  return { how, url };
};

const lastWritten = ({ out }: Program): number => Number([...out().matchAll(/^wrote (\d+)$/gm)].at(-1)?.[1]);

const serverRuns = (): boolean => existsSync(join(folder, 'postgres/postmaster.pid'));

const postmaster = (): number =>
  Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** Stops the server with the test, when the test has not. */
const start = async (): ReturnType<typeof startEmbedded> => {
  const server = await startEmbedded(folder, ['fsync=off']);
  onTestFinished(async () => {
    if (serverRuns()) await server.stop();
  });
  return server;
};

const rowsFound = async (url: string): Promise<number> => {
  const database = await connectDatabase({ url });
  const [row] = await database.client`select coalesce(max(n), 0) as n from written`;
  await database.close();
  return Number(row?.['n']);
};

describe('after kill -9', () => {
  test('of the bot while it writes, the next one finds every acknowledged row', async () => {
    useMadeFiles();
    const bot = user('write');
    await bot.says(/^wrote 50$/m);
    bot.kill('SIGKILL');
    await bot.ended;
    const next = await start();
    expect(next.how).toBe('reused');
    expect(await rowsFound(next.url)).toBeGreaterThanOrEqual(lastWritten(bot));
    await next.stop();
    expect(serverRuns()).toBe(false);
  });

  test('of the bot and its database, the next one recovers every acknowledged row', async () => {
    useMadeFiles();
    const bot = user('write');
    await bot.says(/^wrote 50$/m);
    process.kill(postmaster(), 'SIGKILL');
    bot.kill('SIGKILL');
    await bot.ended;
    const next = await start();
    expect(next.how).toBe('recovered');
    expect(await rowsFound(next.url)).toBeGreaterThanOrEqual(lastWritten(bot));
  });

  test('in the middle of making the files, the next one makes them anew', async () => {
    const bot = user();
    await expect.poll(() => existsSync(join(folder, 'postgres.secret')), slowly).toBe(true);
    bot.kill('SIGKILL');
    await bot.ended;
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
    expect((await start()).how).toBe('started');
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  test('a number that another program has by now does not stand in the way', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(
      join(folder, 'postgres/postmaster.pid'),
      `${process.pid}\n/x\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    writeFileSync(join(folder, 'postgres.lock'), `${process.pid}.1`);
    expect((await start()).how).toBe('recovered');
    expect(postmaster()).not.toBe(process.pid);
  });
});

describe('several processes on one folder', () => {
  test('share one server, which the last one out stops, also when it ends without a word', async () => {
    useMadeFiles();
    const others = [user('migrate'), user('migrate')] as const;
    const mine = await start();
    const found = [mine, ...(await Promise.all(others.map(started)))];
    expect(new Set(found.map(({ url }) => url)).size).toBe(1);
    expect(found.map(({ how }) => how).toSorted()).toEqual(['reused', 'reused', 'started']);
    await mine.stop();
    expect(serverRuns()).toBe(true);
    others[0].kill('SIGTERM');
    expect(await others[0].ended).toBe(0);
    expect(serverRuns()).toBe(true);
    others[1].kill('SIGINT');
    expect(await others[1].ended).toBe(3);
    await expect.poll(serverRuns, slowly).toBe(false);
  });
});

const chownTree = (path: string, id: number): void => {
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    chownSync(join(path, name), id, id);
  chownSync(path, id, id);
};

describe('the data folder', () => {
  test.runIf(isRoot)(
    'that the server may not enter is replaced by one it may, and that is said',
    async () => {
      chmodSync(folder, 0o700);
      const inside = join(folder, 'data');
      const chosen = chooseDataFolder(inside);
      const open = dirname(chosen.path);
      onTestFinished(() => rmSync(open, { recursive: true }));
      expect(open).toMatch(/^\/var\/tmp\/crosswalk-\w+$/);
      expect(chosen.moved).toBe(
        `The database's files are in ${open}: as root they cannot be in ${inside}, which other users may not enter.`,
      );
      expect(statSync(open)).toMatchObject({ uid: 0, mode: 0o40755 });
    },
  );

  test.runIf(isRoot)('with the files of an ordinary user is used in place, as that user', async () => {
    useMadeFiles();
    chownTree(join(folder, 'postgres'), 12_345);
    chmodSync(folder, 0o711);
    const again = await start();
    expect(again.notice).toBe(null);
    expect(statSync(`/proc/${postmaster()}`).uid).toBe(12_345);
  });

  test('that cannot be made is said in one sentence', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(startEmbedded(join(folder, 'file/data'))).rejects.toMatchObject({
      code: 'bad_config',
      userMessage: `Crosswalk cannot write to its data folder ${join(folder, 'file/data')}.`,
      hint: expect.stringContaining('set CROSSWALK_DATA_DIR'),
    });
  });

  test.runIf(!isRoot)('that may not be written is said in one sentence', async () => {
    chmodSync(folder, 0o555);
    await expect(startEmbedded(folder)).rejects.toMatchObject({
      userMessage: `Crosswalk cannot write to its data folder ${folder}.`,
    });
  });

  test('that a start cannot use says so, and where more is written', async () => {
    mkdirSync(join(folder, 'postgres'));
    writeFileSync(join(folder, 'postgres/PG_VERSION'), '9\n');
    await expect(startEmbedded(folder)).rejects.toMatchObject({
      code: 'database_down',
      userMessage: 'The built-in database could not start: the server ended with code 2.',
      hint: expect.stringContaining(`${folder}/postgres.log says more`),
    });
  });
});
