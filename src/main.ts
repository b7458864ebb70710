import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBot, openDatabase, openSources, refreshBy } from './compose.ts';
import type { Config } from './config.ts';
import { loadConfig } from './config.ts';
import type { Database } from './database/connect.ts';
import { openDemoShop } from './demo-shop.ts';
import { startMinutes } from './every-minute.ts';
import { createClock } from './lib/clock.ts';
import { AppError } from './lib/errors.ts';
import type { Logger } from './lib/log.ts';
import { createLogger, logFailure } from './lib/log.ts';
import { demoContent } from './playground/content.ts';
import type { Workspace } from './playground/start.ts';
import { createWorkspace } from './playground/start.ts';
import { readEstate } from './query/stores.ts';
import { createHealth } from './server/health.ts';
import { createHooksHandler } from './server/hooks.ts';
import { startServer } from './server/serve.ts';
import { loadCommands } from './slack/commands.ts';
import type { Connection } from './slack/line.ts';
import type { Slack } from './slack/slack.ts';
import { createSlack } from './slack/slack.ts';
import { loadSources } from './sources/catalogue.ts';
import { openSyncing } from './sources/sync/due.ts';
import { openHooks } from './sources/sync/hooks.ts';
import type { StoreRun } from './sources/sync/run.ts';
import { welcomeOf } from './welcome.ts';
import { openDepartmentChannels } from './workspace-channels.ts';

const root = join(import.meta.dirname, '..');

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Writes over the last line, where somebody watches. */
const watch = process.stdout.isTTY ? (text: string): void => void process.stdout.write(text) : null;

/** Tells the owner at the terminal of a source that begins to fail or works again, each once, and of a first load. */
const sayRun =
  (tell: typeof say) =>
  ({ source, store, failure, isNews, isFirst, rows }: StoreRun): void => {
    if (isNews && failure)
      tell(`${source} ${store} cannot be read: ${failure.message}${failure.hint ? ` ${failure.hint}` : ''}`);
    else if (isNews) tell(`${source} ${store} can be read again.`);
    else if (isFirst) tell(`${source} ${store} has been read: ${rows.toLocaleString('en-GB')} rows.`);
  };

const openWorkspace = (
  config: Config,
  log: Logger,
  now: () => Temporal.Instant,
  database: Database,
): Workspace | null =>
  config.slack.kind === 'local'
    ? createWorkspace({
        manifest: JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')),
        journalFile: join(config.dataDir, 'workspace.jsonl'),
        seed: 'crosswalk',
        log,
        now,
        welcome: async () => welcomeOf(await readEstate(database.fast), config),
      })
    : null;

const connectionOf = (config: Config, workspace: Workspace | null): Connection => {
  if (config.slack.kind !== 'local') return config.slack;
  if (!workspace) throw new TypeError('without tokens there is a local workspace');
  return {
    kind: 'socket',
    botToken: workspace.botToken,
    appToken: workspace.appToken,
    apiUrl: workspace.apiUrl(`http://${config.host}:${config.port}`),
  };
};

/** Starts everything, in the order in which each part needs the one before. */
const start = async (config: Config, log: Logger): Promise<() => Promise<void>> => {
  const clock = createClock();
  const opened = await openDatabase(config);
  if (opened.notice) say(opened.notice);
  const { database } = opened;
  const sources = await loadSources();
  const outside = await openSources(config, { database, sources, now: clock.now, log });
  const hooks = openHooks(outside.sync);
  const ending = new AbortController();
  const syncing = openSyncing(outside.sync, ending.signal, sayRun(say));
  const wanted = outside.sync.connected.length === 0;
  const shop = await openDemoShop({ database, clock, log, say, watch, wanted });
  const workspace = openWorkspace(config, log, clock.now, database);
  if (workspace) await openDepartmentChannels(database, demoContent, clock.now());
  const { desk, bot } = await openBot(
    { database, log, sources, model: config.model, refresh: refreshBy(outside.sync) },
    { clock, outside: () => slack.outside(), ownDigests: workspace !== null },
  );
  const slack: Slack = createSlack({
    connection: connectionOf(config, workspace),
    desk,
    bot,
    spine: shop.spine,
    commands: await loadCommands(),
    clock,
    log,
  });
  const health = createHealth({
    checks: [
      { name: 'database', wrong: () => database.fast.execute('select 1').then(() => null) },
      { name: 'slack', wrong: () => (slack.health().connectedSince ? null : 'not connected') },
    ],
    samples: [slack.samples],
  });
  const server = await startServer({
    host: config.host,
    port: config.port,
    handlers: [health, createHooksHandler(hooks), slack, ...(workspace ? [workspace] : [])],
    log,
  });
  await slack.start();
  say(
    workspace
      ? `Crosswalk is ready: open ${server.address} in a browser.`
      : 'Crosswalk is ready and listens to Slack.',
  );
  const begun = shop.begin();
  await syncing.tick();
  const minutes = startMinutes({ database, clock, demo: shop.demo, syncing, tick: bot.tick, log });
  return async () => {
    await slack.stop();
    shop.stop();
    ending.abort();
    await Promise.all([begun, minutes.stop(), syncing.settled()]);
    await server.close();
    workspace?.close();
    await hooks.settled();
    await outside.close();
    await opened.close();
  };
};

let log = createLogger('error');

/** The edge: what cannot be started is said in one sentence; a signal to stop lets running answers end. */
const main = async (): Promise<void> => {
  const config = loadConfig();
  log = createLogger(config.logLevel);
  // Before it is up there is nothing to end but the database, which ends with the process.
  let stop = (): Promise<void> => Promise.resolve();
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(() => process.exit(0), end);
    });
  }
  stop = await start(config, log);
};

const end = (error: unknown): never => {
  const foreseen = error instanceof AppError;
  const hint = foreseen ? error.hint : 'LOG_LEVEL=debug shows more.';
  process.stderr.write(
    `${foreseen ? error.userMessage : 'Crosswalk cannot go on.'}\n${hint ? `${hint}\n` : ''}`,
  );
  if (!foreseen) logFailure(log, 'main.failed', error);
  process.exit(1);
};

await main().catch(end);
