import type { Desk } from './answer/scene.ts';
import { sayWhoKnows } from './answer/who-knows.ts';
import type { Config } from './config.ts';
import type { Database } from './database/connect.ts';
import { connectDatabase } from './database/connect.ts';
import { startEmbedded } from './database/embedded/server.ts';
import { migrateDatabase } from './database/migrate.ts';
import { tellEvents } from './digests/build/events.ts';
import type { DigestSources } from './digests/define.ts';
import { loadDigests } from './digests/load.ts';
import { createClock } from './lib/clock.ts';
import { isDepartment } from './lib/departments.ts';
import type { Logger } from './lib/log.ts';
import { createCurrentNames } from './query/names/current-names.ts';
import type { Bot, BotParts } from './schedule/bot.ts';
import { createBot } from './schedule/bot.ts';
import type { Places } from './schedule/places.ts';
import type { Source } from './sources/define.ts';
import type { Http } from './sources/http/http.ts';
import { createHttp } from './sources/http/http.ts';
import { readSourceSettings } from './sources/settings.ts';
import type { SyncDesk } from './sources/sync/desk.ts';
import { openSyncDesk, privateHostsOf } from './sources/sync/desk.ts';
import { readCompanyChoices } from './state/company.ts';
import { installSecret } from './state/settings.ts';
import { assess } from './status/read/assess.ts';

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

/** The outside systems that are set up, connected, and a way to let go of them. */
export const openSources = async (
  config: Config,
  given: Pick<SyncDesk, 'database' | 'sources' | 'now' | 'log'>,
): Promise<{ readonly sync: SyncDesk; readonly close: () => Promise<void> }> => {
  const { database, sources, now } = given;
  const [settings, secret, { choices }] = await Promise.all([
    readSourceSettings(database, sources, config.secrets),
    installSecret(database.fast, now()),
    readCompanyChoices(database.fast),
  ]);
  const ways: Http[] = [];
  const http = (limits: Parameters<typeof createHttp>[0]): Http => {
    const way = createHttp({ ...limits, privateHosts: privateHostsOf(settings) });
    ways.push(way);
    return way;
  };
  const sync = openSyncDesk(
    { ...given, settings, secret, ...(choices.dateBasis && { basis: choices.dateBasis }) },
    { http, now, impactOf: assess },
  );
  return { sync, close: async () => void (await Promise.all(ways.map((way) => way.close()))) };
};

/** What digests are told by other parts of the program. */
export const openDigestSources = (_database: Database): DigestSources => ({
  events: tellEvents,
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
  channels: async () => [],
  channelNamed: async (_teamId, name) => `#${name}`,
  person: async () => null,
};

/** What answering needs, and what the bot does on its own, put together for the bot and for the command line alike. */
export const openBot = async (
  database: Database,
  log: Logger,
  sources: readonly Source[],
  slack: Pick<BotParts, 'clock' | 'outside' | 'ownDigests' | 'readTime' | 'sleep'>,
): Promise<{ readonly desk: Desk; readonly bot: Bot }> => {
  const asked = sources.filter(({ settings }) => settings.length > 0);
  const desk: Desk = {
    database,
    names: createCurrentNames(database.fast),
    wouldKnow: (family, platforms) => sayWhoKnows(asked, family, platforms),
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
export const openDesk = async (database: Database, log: Logger, sources: readonly Source[]): Promise<Desk> =>
  (await openBot(database, log, sources, { clock: createClock(), outside: () => null })).desk;
