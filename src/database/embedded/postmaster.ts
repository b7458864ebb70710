import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#src/lib/errors.ts';
import { programIn } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { isPostgres, isRunning } from './processes.ts';

/** The main process of a server. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=256MB',
  'work_mem=32MB',
  // Loads stage their rows in temporary tables, which are quicker in memory.
  'temp_buffers=256MB',
  'maintenance_work_mem=256MB',
  'max_wal_size=2GB',
  // Nothing replicates from here: indexes built by a large load then need no log.
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_connections=60',
  'random_page_cost=1.1',
  'jit=off',
  'idle_in_transaction_session_timeout=30s',
];

const pauseMs = 25;

/** After a crash the server replays up to `max_wal_size` before it takes connections, which a slow disk draws out. */
const readyWithinMs = 180_000;

const triedWithinMs = 20_000;
const betweenAttemptsMs = 500;

/** A fast shutdown ends transactions and writes what is in memory. */
const stoppedWithinMs = 30_000;

const fileOf = (data: string): string => join(data, 'postmaster.pid');

const readLines = (data: string): readonly string[] | null => {
  try {
    return readFileSync(fileOf(data), 'utf8').split('\n');
  } catch {
    return null;
  }
};

/** The server's own file: line 1 its process id, line 4 its port, line 8 whether it takes connections. Null when no server runs. */
export const findPostmaster = (data: string): Postmaster | null => {
  const lines = readLines(data);
  if (!lines || !isPostgres(Number(lines[0]))) return null;
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
};

/** The server that runs on these files and answers, waiting while it starts or stops; null when none does. */
export const joinRunning = async (data: string): Promise<Postmaster | null> => {
  for (let waited = 0; waited < readyWithinMs; waited += pauseMs) {
    const found = findPostmaster(data);
    if (!found) return null;
    if (found.ready && (await answers(found.port))) return found;
    await wait(pauseMs);
  }
  throw notStarted('the one that runs does not answer', data);
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 500 });
    const end = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket
      .on('connect', () => end(true))
      .on('error', () => end(false))
      .on('timeout', () => end(false));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/**
 * Starts a server where none runs. Throws AppError when it will not start or is not ready in time. After a kill,
 * workers of the server before hold on to its memory until they notice, and a free port may be taken by another: for
 * such reasons it ends with 1, and is started again for a while.
 */
export const launch = async (
  native: string,
  folder: DataFolder,
  extraSettings: readonly string[],
): Promise<Postmaster> => {
  forgetRecycled(folder.path);
  for (let waited = 0; ; waited += betweenAttemptsMs) {
    const result = await launchOnce(native, folder, extraSettings);
    if (result.kind === 'ready') return result.postmaster;
    if (result.code !== 1 || waited >= triedWithinMs) throw notStarted(result.why, folder.path);
    await wait(betweenAttemptsMs);
  }
};

/** Where the number left by a crash is another program's by now, Postgres would refuse to start. */
const forgetRecycled = (data: string): void => {
  const [pid] = readLines(data) ?? [];
  if (pid !== undefined && isRunning(pid) && !isPostgres(Number(pid))) rmSync(fileOf(data), { force: true });
};

type Launched =
  | { readonly kind: 'ready'; readonly postmaster: Postmaster }
  | { readonly kind: 'ended'; readonly code: number | null; readonly why: string };

const launchOnce = async (
  native: string,
  { path: data, user }: DataFolder,
  extraSettings: readonly string[],
): Promise<Launched> => {
  const port = await freePort();
  const log = openSync(`${data}.log`, 'a');
  const given = [...settings, ...extraSettings].flatMap((setting) => ['-c', setting]);
  const child = spawn(programIn(native, 'postgres'), ['-D', data, '-p', String(port), ...given], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
  closeSync(log);
  child.unref();
  let ended: Launched | null = null;
  child.on('exit', (code) => {
    ended = { kind: 'ended', code, why: `the server ended with code ${code}` };
  });
  child.on('error', (error) => {
    ended = { kind: 'ended', code: null, why: error.message };
  });
  for (let waited = 0; waited < readyWithinMs && ended === null; waited += pauseMs) {
    const found = findPostmaster(data);
    if (found?.pid === child.pid && found?.ready) return { kind: 'ready', postmaster: found };
    await wait(pauseMs);
  }
  return ended ?? { kind: 'ended', code: null, why: 'the server was not ready within three minutes' };
};

/** Asks the server to stop: running transactions are undone, clients are cut off. Gives its process id, null when none runs. */
export const askToStop = (data: string): number | null => {
  const found = findPostmaster(data);
  if (!found) return null;
  try {
    process.kill(found.pid, 'SIGINT');
  } catch (error) {
    // Another user's server, or one that is gone by now: neither is ours to wait for.
    if (['EPERM', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
  return found.pid;
};

export const untilStopped = async (pid: number): Promise<void> => {
  for (let waited = 0; waited < stoppedWithinMs && isPostgres(pid); waited += pauseMs) await wait(pauseMs);
};

/** What is said when the database that comes along does not start. */
export const notStarted = (what: string, data: string, cause?: unknown): AppError =>
  new AppError('database_down', what, {
    userMessage: `The built-in database could not start: ${what}.`,
    hint: `${data}.log says more. If the disk is full, make room; or set DATABASE_URL to another Postgres.`,
    cause,
  });
