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
import { createModelClient } from './model/client.ts';
import { createGate } from './model/limits.ts';
import { createReader } from './model/read-question.ts';
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
import { refresh } from './sources/sync/targeted.ts';
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

/** A question about another time than now is answered from what is stored. */
const mostAgoMinutes = 2;

/** Lets questions have a few things read anew. */
export const refreshBy =
  (sync: SyncDesk): NonNullable<Desk['refresh']> =>
  async ({ kind, storeId, ids }, now) => {
    if (Math.abs(sync.now().since(now).total('minutes')) > mostAgoMinutes) return false;
    return refresh(sync, storeId, kind === 'stock' ? { kind, variantIds: ids } : { kind, ids });
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

/** What answering is put together from. `model` null: the rules alone; `refresh` where sources can be read again for one answer. */
export type DeskParts = Pick<Desk, 'database' | 'log' | 'refresh'> & {
  readonly database: Database;
  readonly sources: readonly Source[];
  readonly model: Config['model'];
};

/** What answering needs, and what the bot does on its own, put together for the bot and for the command line alike. */
export const openBot = async (
  { sources, model, ...parts }: DeskParts,
  slack: Pick<BotParts, 'clock' | 'outside' | 'ownDigests' | 'readTime' | 'sleep'>,
): Promise<{ readonly desk: Desk; readonly bot: Bot }> => {
  const { database, log } = parts;
  const asked = sources.filter(({ settings }) => settings.length > 0);
  const desk: Desk = {
    ...parts,
    names: createCurrentNames(database.fast),
    wouldKnow: (family, platforms) => sayWhoKnows(asked, family, platforms),
    propose: (asked, question, scene) => bot.propose(asked, question, scene),
    dayFirst: true,
    readByModel: model && createReader({ ask: createModelClient(model), gate: createGate(), log }),
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
export const openDesk = async (parts: DeskParts): Promise<Desk> =>
  (await openBot(parts, { clock: createClock(), outside: () => null })).desk;
