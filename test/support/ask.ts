import type { Database } from '#src/database/connect.ts';

/** Rows of a query as texts with ` | ` between their values: for expectations that read like tables. */
export const askRows = async (database: Database, query: string): Promise<readonly string[]> => {
  const rows = await database.client.unsafe(query).values();
  return rows.map((row) => row.map(String).join(' | '));
};
