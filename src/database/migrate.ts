import { join } from 'node:path';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { AppError, nameFailure } from '#src/lib/errors.ts';
import type { Database } from './connect.ts';

const migrations = join(import.meta.dirname, '../../drizzle/migrations');

/** Key of the advisory lock that lets one process migrate at a time. */
const lockKey = 7_265_117;

/**
 * Brings the tables up to date; several processes starting at once wait for each other. Throws AppError where the
 * database does not let us, and where its tables are not ours.
 */
export const migrateDatabase = async (database: Database): Promise<void> => {
  const connection = await database.client.reserve();
  try {
    await connection`select pg_advisory_lock(${lockKey})`;
    try {
      await migrate(database.fast, { migrationsFolder: migrations });
    } finally {
      await connection`select pg_advisory_unlock(${lockKey})`;
    }
  } catch (cause) {
    throw notMigrated(cause);
  } finally {
    connection.release();
  }
};

const reasons: Readonly<Record<string, string>> = {
  '42501': 'its user may not make tables',
  '42P07': 'it has other tables of the same names',
  '53100': 'its disk is full',
  '25006': 'it can only be read',
};

const notMigrated = (cause: unknown): AppError => {
  const { code } = nameFailure(cause);
  return new AppError('database_down', `tables were not made: ${code}`, {
    userMessage: `Crosswalk cannot make its tables in the database: ${reasons[code] ?? `it answered ${code}`}.`,
    hint: 'DATABASE_URL needs a database of its own, with a user who may create tables and schemas in it.',
    cause,
  });
};
