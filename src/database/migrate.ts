import { join } from 'node:path';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Database } from './connect.ts';

const migrations = join(import.meta.dirname, '../../drizzle/migrations');

/** Key of the advisory lock that lets one process migrate at a time. */
const lockKey = 7_265_117;

/** Brings the tables up to date; several processes starting at once wait for each other. */
export const migrateDatabase = async (database: Database): Promise<void> => {
  const connection = await database.client.reserve();
  try {
    await connection`select pg_advisory_lock(${lockKey})`;
    await migrate(database.fast, { migrationsFolder: migrations });
  } finally {
    await connection`select pg_advisory_unlock(${lockKey})`;
    connection.release();
  }
};
