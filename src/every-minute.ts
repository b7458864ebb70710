import { schedule } from 'node-cron';
import type { Database } from './database/connect.ts';
import type { Clock } from './lib/clock.ts';
import type { Logger } from './lib/log.ts';
import { logFailure } from './lib/log.ts';
import type { Demo } from './sources/demo/load-demo.ts';
import type { Syncing } from './sources/sync/due.ts';

/** The database's time: the one that several bots on one database share. */
const databaseNow = async ({ client }: Database): Promise<Temporal.Instant> => {
  const [row] = await client`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as ms`;
  return Temporal.Instant.fromEpochMilliseconds(Number(row?.['ms']));
};

/**
 * What the bot does each minute: its clock follows the database's, sources whose time has come are read (which may take
 * longer than a minute and is not waited for), the demo shop, where there is one, lives on, and what is due is posted.
 */
export const startMinutes = (options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly demo: Demo;
  readonly syncing: Syncing;
  /** What the bot posts on its own. */
  readonly tick: () => Promise<void>;
  readonly log: Logger;
}): { readonly stop: () => Promise<void> } => {
  const { database, clock, demo, syncing, tick, log } = options;
  let running: Promise<void> | null = null;
  const minute = async (): Promise<void> => {
    clock.follow(await databaseNow(database));
    await syncing.tick();
    await demo.live(clock.now());
    await tick();
  };
  const task = schedule(
    '* * * * *',
    () => {
      // A minute that takes longer is not overtaken. (node-cron's own way of saying so writes to the terminal.)
      running ??= minute()
        .catch((error: unknown) => logFailure(log, 'minute.failed', error))
        .finally(() => {
          running = null;
        });
      return running;
    },
    { suppressMissedWarning: true },
  );
  return {
    stop: async () => {
      await task.destroy();
      await running;
    },
  };
};
