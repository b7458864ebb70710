import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '#src/database/connect.ts';
import { startEmbedded } from '#src/database/embedded/server.ts';
import { migrateDatabase } from '#src/database/migrate.ts';

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: vitest's own interface can only be widened by an interface
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

/** One server for the whole run, with a migrated template that each test file clones. No fsync: nothing here outlives the run. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-test-'));
  // As root the server would otherwise put its files where nobody cleans up.
  chmodSync(folder, 0o755);
  const server = await startEmbedded(folder, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']);
  const admin = await connectDatabase({ url: server.url });
  await admin.client`create database template_crosswalk`;
  const template = await connectDatabase({ url: server.url.replace(/postgres$/, 'template_crosswalk') });
  await migrateDatabase(template);
  await template.close();
  await admin.close();
  project.provide('databaseUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
};
