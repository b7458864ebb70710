import type { Database } from '#src/database/connect.ts';

/**
 * Runs work that only one process at a time may do for a name, or returns null at once when another one is at it. The
 * lock belongs to a connection, so it is gone with the process.
 */
export const alone = async <T>(
  database: Database,
  name: string,
  work: () => Promise<T>,
): Promise<T | null> => {
  const connection = await database.client.reserve();
  try {
    const [row] = await connection`
      select pg_try_advisory_lock(hashtext('crosswalk sync'), hashtext(${name})) as mine`;
    if (row?.['mine'] !== true) return null;
    try {
      return await work();
    } finally {
      await connection`select pg_advisory_unlock(hashtext('crosswalk sync'), hashtext(${name}))`;
    }
  } finally {
    connection.release();
  }
};
