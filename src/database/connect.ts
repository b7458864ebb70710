import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Options, Sql } from 'postgres';
import postgres from 'postgres';
import { AppError } from '#src/lib/errors.ts';

export type Db = PostgresJsDatabase;

/** The database, or a transaction on it. */
export type Connection = Db | Parameters<Parameters<Db['transaction']>[0]>[0];

/**
 * The database as the rest of the program sees it: `fast` for look-ups and state, `heavy` for questions that
 * read much (a small pool of its own, so that look-ups never queue behind them), `client` for COPY.
 */
export type Database = {
  readonly fast: Db;
  readonly heavy: Db;
  readonly client: Sql;
  readonly close: () => Promise<void>;
};

/** The driver's options, with those its types leave out. */
type PoolOptions = Options<Record<string, never>> & {
  readonly max_pipeline: number;
  readonly socket?: (options: {
    readonly host: readonly string[];
    readonly port: readonly number[];
  }) => Promise<Socket>;
};

const connectTimeoutSeconds = 10;

/**
 * The driver leaves Nagle's algorithm on, which makes every COPY wait 40 ms for the server's delayed
 * acknowledgement: measured 450 ms against 50 ms for a load of three rows.
 */
const connectWithoutDelay: NonNullable<PoolOptions['socket']> = async ({ host: [host], port: [port] }) => {
  const socket = connect({ host: host ?? 'localhost', port: port ?? 5432, noDelay: true });
  const timeout = AbortSignal.timeout(connectTimeoutSeconds * 1000);
  try {
    await once(socket, 'connect', { signal: timeout });
  } catch (cause) {
    socket.destroy();
    throw timeout.aborted
      ? Object.assign(new Error('timed out', { cause }), { code: 'CONNECT_TIMEOUT' })
      : cause;
  }
  return Object.assign(socket, { host });
};

/** Several hosts (the driver then tries one after the other) and Unix sockets are left to the driver. */
const isOneHost = (url: string): boolean => /^\w+:\/\/[^,/?]+(?:[/?]|$)/.test(url);

/**
 * postgres.js loses transactions at its pipeline boundary with the default `max_pipeline`
 * (its issues 1189, 1204, 1210); with a boundary that is never reached it does not.
 */
const poolOptions = (max: number, timeoutMs: number): PoolOptions => ({
  max,
  max_pipeline: 1e9,
  idle_timeout: 60,
  connect_timeout: connectTimeoutSeconds,
  onnotice: () => {},
  connection: {
    TimeZone: 'UTC',
    application_name: 'crosswalk',
    statement_timeout: timeoutMs,
    idle_in_transaction_session_timeout: 30_000,
  },
});

/** Older servers lack `nulls not distinct`, which keys here need. */
const oldestVersion = 15;

/**
 * Opens the pools and checks that the server answers and is new enough. Throws AppError with the sentence to show
 * when it does not.
 */
export const connectDatabase = async (options: {
  readonly url: string;
  readonly readUrl?: string;
}): Promise<Database> => {
  const client = open('DATABASE_URL', options.url, poolOptions(8, 120_000));
  const reader = open('DATABASE_URL_READ', options.readUrl ?? options.url, poolOptions(2, 15_000));
  try {
    await check('DATABASE_URL', client);
    if (options.readUrl) await check('DATABASE_URL_READ', reader);
  } catch (error) {
    await Promise.all([client.end({ timeout: 1 }), reader.end({ timeout: 1 })]);
    throw error;
  }
  return {
    fast: drizzle(client),
    heavy: drizzle(reader),
    client,
    close: async () => {
      await Promise.all([client.end({ timeout: 5 }), reader.end({ timeout: 5 })]);
    },
  };
};

type Setting = 'DATABASE_URL' | 'DATABASE_URL_READ';

/** The driver itself goes on for ever where a host hangs up at once, and where none of several hosts answers. */
const check = async (setting: Setting, client: Sql): Promise<void> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject({ code: 'CONNECT_TIMEOUT' }), connectTimeoutSeconds * 1000);
  try {
    const [row] = await Promise.race([
      client`select current_setting('server_version_num')::int / 10000 as version`,
      late,
    ]);
    const version = Number(row?.['version']);
    if (version < oldestVersion) throw tooOld(setting, version);
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreachable(setting, cause);
  } finally {
    clearTimeout(timer);
  }
};

const open = (setting: Setting, url: string, options: PoolOptions): Sql => {
  try {
    // The driver takes any scheme, and the name of a database alone.
    if (!/^postgres(?:ql)?:\/\/[^/]/.test(url)) throw new TypeError('not a Postgres URL');
    return postgres(url, isOneHost(url) ? { ...options, socket: connectWithoutDelay } : options);
  } catch (cause) {
    throw new AppError('bad_config', `${setting} cannot be read`, {
      userMessage: `${setting} is not an address of a Postgres database.`,
      hint: 'It should look like postgres://user:password@host:5432/name; leave it out to use the built-in database.',
      cause,
    });
  }
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at that host and port',
  ECONNRESET: 'it hangs up',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up right now',
  CONNECT_TIMEOUT: `it did not answer within ${connectTimeoutSeconds} seconds`,
  '28P01': 'the password is wrong',
  '28000': 'the user may not connect',
  '3D000': 'there is no database of that name',
  '42501': 'the user may not use this database',
  '53300': 'it has no connection left',
  '57P03': 'it is still starting',
};

const unreachable = (setting: Setting, cause: unknown): AppError => {
  const code = (cause as { readonly code?: string }).code ?? 'unknown';
  return new AppError('database_down', `database does not answer: ${code}`, {
    userMessage: `Crosswalk cannot reach the database in ${setting}: ${reasons[code] ?? `it answered ${code}`}.`,
    hint: `Check ${setting} and that the server runs; leave it out to use ${setting === 'DATABASE_URL' ? 'the built-in database' : 'DATABASE_URL for everything'}.`,
    cause,
  });
};

const tooOld = (setting: Setting, version: number): AppError =>
  new AppError('database_down', `server is Postgres ${version}`, {
    userMessage: `The database in ${setting} is Postgres ${version}, and Crosswalk needs ${oldestVersion} or newer.`,
    hint: `Set ${setting} to a newer one, or leave it out.`,
  });
