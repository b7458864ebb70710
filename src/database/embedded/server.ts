import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#src/lib/errors.ts';
import { findBinaries, isRoot, nobody, serverUser } from './binaries.ts';
import { chooseDataFolder, makeServerFolder } from './data-folder.ts';
import { isAlive, withLock } from './start-lock.ts';

/** A running database of our own. `stop` leaves it running while other processes still use it. */
export type EmbeddedServer = {
  readonly url: string;
  readonly how: 'started' | 'recovered' | 'reused';
  readonly notice: string | null;
  readonly stop: () => Promise<void>;
};

type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=256MB',
  'work_mem=32MB',
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

/**
 * Starts Postgres 18 on the files in `dataDir`, or joins the one that already runs there; after a crash it
 * recovers by itself. Several processes share one server, and the last one to stop takes it down.
 * Throws AppError when the folder cannot be written or the server will not start.
 */
export const startEmbedded = async (
  dataDir: string,
  extraSettings: readonly string[] = [],
): Promise<EmbeddedServer> => {
  const folder = chooseDataFolder(dataDir);
  const data = folder.path;
  const native = findBinaries();
  return withLock(`${data}.lock`, async () => {
    const password = readOrMakePassword(`${data}.secret`);
    if (!existsSync(join(data, 'PG_VERSION'))) initialise(native, data, password);
    const running = await waitForRunning(data);
    const how = running ? 'reused' : existsSync(join(data, 'postmaster.pid')) ? 'recovered' : 'started';
    const { port } = running ?? (await launch(native, data, extraSettings));
    register(data);
    return {
      url: `postgres://crosswalk:${password}@127.0.0.1:${port}/postgres`,
      how,
      notice: folder.moved,
      stop: () => withLock(`${data}.lock`, () => leave(data)),
    };
  });
};

const readOrMakePassword = (file: string): string => {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
};

const program = (native: string, name: string): string =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

const initialise = (native: string, data: string, password: string): void => {
  rmSync(data, { recursive: true, force: true });
  makeServerFolder(data);
  const passwordFile = join(tmpdir(), `crosswalk-${randomBytes(6).toString('hex')}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot()) chownSync(passwordFile, nobody, nobody);
  const options = [
    '-U',
    'crosswalk',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
  ];
  try {
    execFileSync(program(native, 'initdb'), ['-D', data, ...options, '--data-checksums'], {
      ...serverUser(),
      cwd: '/',
      stdio: 'pipe',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    });
  } catch (cause) {
    rmSync(data, { recursive: true, force: true });
    throw failed(`initdb failed in ${data}`, data, cause);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

/** The postmaster's own file: line 1 its process id, line 4 its port, line 8 whether it takes connections. */
const readPostmaster = (data: string): Postmaster | null => {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
};

/** The server that runs on these files and answers, waiting while it is starting; null when none does. */
const waitForRunning = async (data: string): Promise<Postmaster | null> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = readPostmaster(data);
    if (!found || !isAlive(found.pid)) return null;
    if (found.ready && (await answers(found.port))) return found;
    await wait(25);
  }
  return null;
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

const launch = async (
  native: string,
  data: string,
  extraSettings: readonly string[],
): Promise<Postmaster> => {
  const port = await freePort();
  const log = openSync(`${data}.log`, 'a');
  const child = spawn(
    program(native, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      ...[...settings, ...extraSettings].flatMap((setting) => ['-c', setting]),
    ],
    {
      ...serverUser(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    },
  );
  closeSync(log);
  child.unref();
  return waitUntilReady(child, data);
};

const waitUntilReady = async (child: ChildProcess, data: string): Promise<Postmaster> => {
  let ended: string | null = null;
  child.on('exit', (code) => {
    ended = `the server ended with code ${code}`;
  });
  child.on('error', (error) => {
    ended = error.message;
  });
  for (let tries = 0; tries < 2400 && ended === null; tries += 1) {
    const found = readPostmaster(data);
    if (found?.pid === child.pid && found?.ready) return found;
    await wait(25);
  }
  throw failed(ended ?? 'the server was not ready within a minute', data, undefined);
};

const failed = (what: string, data: string, cause: unknown): AppError =>
  new AppError('database_down', what, {
    userMessage: `The built-in database could not start: ${what}.`,
    hint: `${data}.log says more. If the disk is full, make room; or set DATABASE_URL to another Postgres.`,
    cause,
  });

const clientsFolder = (data: string): string => `${data}.clients`;

const register = (data: string): void => {
  mkdirSync(clientsFolder(data), { recursive: true });
  writeFileSync(join(clientsFolder(data), String(process.pid)), '');
};

/** Takes this process off the list of users and stops the server when nobody alive is left on it. */
const leave = async (data: string): Promise<void> => {
  for (const name of readdirSync(clientsFolder(data))) {
    if (name === String(process.pid) || !isAlive(Number(name)))
      rmSync(join(clientsFolder(data), name), { force: true });
  }
  const postmaster = readPostmaster(data);
  if (readdirSync(clientsFolder(data)).length > 0 || !postmaster || !isAlive(postmaster.pid)) return;
  process.kill(postmaster.pid, 'SIGINT');
  for (let tries = 0; tries < 400 && isAlive(postmaster.pid); tries += 1) await wait(25);
};
