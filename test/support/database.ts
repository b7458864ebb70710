import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Database } from '#src/database/connect.ts';
import { connectDatabase } from '#src/database/connect.ts';

/** An empty, migrated database for the calling test file; dropped when the file is done. */
export const useDatabase = (): (() => Database) => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  let database: Database | null = null;
  let admin: Database | null = null;
  beforeAll(async () => {
    const url = inject('databaseUrl');
    admin = await connectDatabase({ url });
    await admin.client.unsafe(`create database ${name} template template_crosswalk`);
    database = await connectDatabase({ url: url.replace(/postgres$/, name) });
  });
  afterAll(async () => {
    await database?.close();
    await admin?.client.unsafe(`drop database ${name} with (force)`);
    await admin?.close();
  });
  return () => {
    if (!database) throw new Error('the database is there only inside tests');
    return database;
  };
};
