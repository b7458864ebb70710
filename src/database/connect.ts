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

/** Opens the pools and checks that the server answers. Throws AppError with the sentence to show when it does not. */
export const connectDatabase = async (options: {
  readonly url: string;
  readonly readUrl?: string;
}): Promise<Database> => {
  const client = open(options.url, poolOptions(8, 120_000));
  const reader = open(options.readUrl ?? options.url, poolOptions(2, 15_000));
  try {
    await client`select 1`;
    if (options.readUrl) await reader`select 1`;
  } catch (cause) {
    await Promise.all([client.end({ timeout: 1 }), reader.end({ timeout: 1 })]);
    throw unreachable(cause);
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

const open = (url: string, options: PoolOptions): Sql => {
  try {
    return postgres(url, isOneHost(url) ? { ...options, socket: connectWithoutDelay } : options);
  } catch (cause) {
    throw new AppError('bad_config', 'DATABASE_URL cannot be read', {
      userMessage: 'DATABASE_URL is not an address of a Postgres database.',
      hint: 'It should look like postgres://user:password@host:5432/name; leave it out to use the built-in database.',
      cause,
    });
  }
};

const unreachable = (cause: unknown): AppError => {
  const code = (cause as { readonly code?: string }).code ?? 'unknown';
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing answers at that host and port',
    ENOTFOUND: 'the host name is not known',
    CONNECT_TIMEOUT: 'it did not answer within 10 seconds',
    '28P01': 'the password is wrong',
    '28000': 'the user may not connect',
    '3D000': 'there is no database of that name',
  };
  return new AppError('database_down', `database does not answer: ${code}`, {
    userMessage: `Crosswalk cannot reach the database in DATABASE_URL: ${reasons[code] ?? `it answered ${code}`}.`,
    hint: 'Check DATABASE_URL and that the server runs; leave it out to use the built-in database.',
    cause,
  });
};
