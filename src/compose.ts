import type { Desk } from './answer/scene.ts';
import type { Config } from './config.ts';
import type { Database } from './database/connect.ts';
import { connectDatabase } from './database/connect.ts';
import { startEmbedded } from './database/embedded/server.ts';
import { migrateDatabase } from './database/migrate.ts';
import type { DigestSources } from './digests/define.ts';
import type { Logger } from './lib/log.ts';
import { createCurrentNames } from './query/names/current-names.ts';

/** The database, ours or the one in DATABASE_URL, with its tables up to date. `notice` is worth telling the owner. */
export type OpenDatabase = {
  readonly database: Database;
  readonly notice: string | null;
  readonly close: () => Promise<void>;
};

export const openDatabase = async (config: Config): Promise<OpenDatabase> => {
  const server = config.databaseUrl ? null : await startEmbedded(config.dataDir);
  const database = await connectDatabase({
    url: server?.url ?? config.databaseUrl ?? '',
    ...(config.databaseReadUrl && { readUrl: config.databaseReadUrl }),
  });
  await migrateDatabase(database);
  return {
    database,
    notice: server?.notice ?? null,
    close: async () => {
      await database.close();
      await server?.stop();
    },
  };
};

/** What answering needs, put together for the bot and for the command line alike. */
export const openDesk = (database: Database, log: Logger): Desk => ({
  database,
  names: createCurrentNames(database.fast),
  wouldKnow: () => [],
  dayFirst: true,
  log,
});

/** What digests are told by other parts of the program. */
export const openDigestSources = (_database: Database): DigestSources => ({
  events: async () => [],
  costs: async () => [],
  ownWork: async () => [],
});
