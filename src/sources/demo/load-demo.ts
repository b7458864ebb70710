import type { Database } from '#src/database/connect.ts';
import { stopwatch } from '#src/lib/clock.ts';
import type { Logger } from '#src/lib/log.ts';
import type { StoreDescription } from '../define.ts';
import type { LoadReport } from '../load.ts';
import { withLoad } from '../load.ts';
import { removeDemo } from '../remove.ts';
import { demoSourceId, demoStores } from './index.ts';
import { createDemoPull, usualWorld } from './pull.ts';
import type { DemoWorld } from './simulation.ts';

export type DemoOptions = {
  readonly database: Database;
  readonly now: Temporal.Instant;
  readonly log: Logger;
  readonly signal?: AbortSignal;
  /** Another seed, or a smaller shop for tests. */
  readonly size?: Partial<Omit<DemoWorld, 'anchor'>>;
  /** Hears of the store being made and the share of it that is, 0 to 1. */
  readonly onProgress?: (store: string, done: number) => void;
};

/** What bringing the demo up to date did: rows written and seconds taken. */
export type DemoReport = { readonly rows: number; readonly seconds: number };

/**
 * The demo shop of this process: `bring` makes it when it is not there, else lets it live up to `now`; `rebuild`
 * makes it anew as of an instant. Keep one, so that the past is not lived again with each call.
 */
export const createDemo = (
  options: DemoOptions,
): {
  readonly bring: (now: Temporal.Instant) => Promise<DemoReport>;
  readonly rebuild: (now: Temporal.Instant) => Promise<DemoReport>;
} => {
  const { database, log } = options;
  const pull = createDemoPull({ ...usualWorld, ...options.size });
  const signal = options.signal ?? new AbortController().signal;

  const bringStore = async (store: StoreDescription, now: Temporal.Instant): Promise<LoadReport> => {
    const cursors = await database.client`
      select entity, cursor from cursors where store_id = ${store.id} and source = ${demoSourceId}`;
    const saved = new Map(cursors.map((row) => [String(row['entity']), row['cursor'] as unknown]));
    const target = { store, source: demoSourceId, now, isDemo: true };
    return withLoad(database, target, async (load) => {
      const context = { store, now, signal, cursorOf: (entity: string) => saved.get(entity) };
      for await (const batch of pull(context)) {
        await load.add(batch);
        options.onProgress?.(store.name, batch.done ?? 1);
      }
    });
  };

  const bring = async (now: Temporal.Instant): Promise<DemoReport> => {
    const elapsed = stopwatch();
    let rows = 0;
    for (const store of demoStores) {
      const { tables } = await bringStore(store, now);
      for (const counts of Object.values(tables)) rows += counts.inserted + counts.changed;
    }
    const seconds = Math.round(elapsed() / 10) / 100;
    log.debug({ rows, seconds }, 'demo.brought');
    return { rows, seconds };
  };

  const rebuild = async (now: Temporal.Instant): Promise<DemoReport> => {
    await removeDemo(database);
    return bring(now);
  };
  return { bring, rebuild };
};
