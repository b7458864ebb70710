import type { Desk } from './answer/scene.ts';
import type { Config } from './config.ts';
import type { Database } from './database/connect.ts';
import { connectDatabase } from './database/connect.ts';
import { startEmbedded } from './database/embedded/server.ts';
import { migrateDatabase } from './database/migrate.ts';
import type { DigestSources } from './digests/define.ts';
import { loadDigests } from './digests/load.ts';
import { createClock } from './lib/clock.ts';
import { isDepartment } from './lib/departments.ts';
import type { Logger } from './lib/log.ts';
import { createCurrentNames } from './query/names/current-names.ts';
import type { Bot, BotParts } from './schedule/bot.ts';
import { createBot } from './schedule/bot.ts';
import type { Places } from './schedule/places.ts';

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

/** What digests are told by other parts of the program. */
export const openDigestSources = (_database: Database): DigestSources => ({
  events: async () => [],
  costs: async () => [],
  ownWork: async () => [],
});

/** Channels as the command line knows them: each by its name, open to the department it is named after. */
const terminalPlaces: Places = {
  standing: async (_teamId, id) => {
    const name = id.replace(/^#/, '');
    const place = id.startsWith('#')
      ? ({ kind: 'private', channel: name, department: isDepartment(name) ? name : null } as const)
      : ({ kind: 'direct' } as const);
    return { kind: 'open', place, name: id, stores: [] };
  },
  channelNamed: async (_teamId, name) => `#${name}`,
  person: async () => null,
};

/** What answering needs, and what the bot does on its own, put together for the bot and for the command line alike. */
export const openDesk = async (
  database: Database,
  log: Logger,
  slack: Pick<BotParts, 'clock' | 'outside' | 'readTime' | 'sleep'>,
): Promise<{ readonly desk: Desk; readonly bot: Bot }> => {
  const desk: Desk = {
    database,
    names: createCurrentNames(database.fast),
    wouldKnow: () => [],
    propose: (asked, question, scene) => bot.propose(asked, question, scene),
    dayFirst: true,
    log,
  };
  const bot: Bot = createBot({
    ...slack,
    desk,
    digests: await loadDigests(),
    sources: openDigestSources(database),
    places: terminalPlaces,
    log,
  });
  return { desk, bot };
};

/** The desk of a terminal: nothing is posted from there. */
export const openTerminalDesk = async (database: Database, log: Logger): Promise<Desk> =>
  (await openDesk(database, log, { clock: createClock(), outside: () => null })).desk;
