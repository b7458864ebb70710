import { z } from 'zod';
import type { Database } from '#src/database/connect.ts';
import { stopwatch } from '#src/lib/clock.ts';
import type { Logger } from '#src/lib/log.ts';
import type { StoreDescription } from '../define.ts';
import type { LoadReport } from '../load.ts';
import { withLoad } from '../load.ts';
import { removeStores, withDemoHeld } from '../remove.ts';
import { demoSourceId, demoStores } from './index.ts';
import { createDemoPull, demoEntity, usualWorld } from './pull.ts';
import type { DemoWorld } from './simulation.ts';

export type DemoOptions = {
  readonly database: Database;
  readonly log: Logger;
  readonly signal?: AbortSignal;
  /** Another seed, or a smaller shop for tests. */
  readonly size?: Partial<Omit<DemoWorld, 'anchor'>>;
  /** Hears of the share of the history that has been lived, 0 to 1, while a demo shop is being made. */
  readonly onProgress?: (done: number) => void;
};

/** What a call did: made the demo shop or let it live on; the rows written, and seconds taken. */
export type DemoReport = {
  readonly kind: 'made' | 'lived';
  readonly rows: number;
  readonly seconds: number;
};

/**
 * The demo shop of this process; keep one, so that its past is not lived again with each call. While another process
 * works on it, calls wait.
 */
export type Demo = {
  /** Makes it where there is no store at all, else lets it live up to `now`; null where there are real stores. */
  readonly begin: (now: Temporal.Instant) => Promise<DemoReport | null>;
  /** Lets it live up to `now` where it has stopped at least so many minutes ago; null where there is nothing to do. */
  readonly live: (now: Temporal.Instant, minutes?: number) => Promise<DemoReport | null>;
  /** Makes it anew as of an instant; null where there are real stores. */
  readonly rebuild: (now: Temporal.Instant) => Promise<DemoReport | null>;
};

/** What the database holds: nothing, real stores, a demo shop whose making was broken off, or a whole one. */
type State =
  | { readonly kind: 'empty' | 'real' | 'broken' }
  | {
      readonly kind: 'demo';
      readonly at: Temporal.Instant;
      readonly cursors: ReadonlyMap<string, unknown>;
    };

const place = z.object({ at: z.number() });

const readState = async ({ client }: Database): Promise<State> => {
  const stores = await client`select is_demo from stores`;
  if (stores.some((store) => store['is_demo'] !== true)) return { kind: 'real' };
  if (stores.length === 0) return { kind: 'empty' };
  const rows = await client`
    select store_id, cursor from cursors where source = ${demoSourceId} and entity = ${demoEntity}`;
  const cursors = new Map<string, unknown>(rows.map((row) => [String(row['store_id']), row['cursor']]));
  const places = demoStores.map(({ id }) => place.safeParse(cursors.get(id)).data?.at);
  const at = Math.min(...places.map((one) => one ?? Number.NaN));
  if (Number.isNaN(at)) return { kind: 'broken' };
  return { kind: 'demo', at: Temporal.Instant.fromEpochMilliseconds(at), cursors };
};

export const createDemo = (options: DemoOptions): Demo => {
  const { database, log } = options;
  const pull = createDemoPull({ ...usualWorld, ...options.size });
  const signal = options.signal ?? new AbortController().signal;

  const bringStore = (
    store: StoreDescription,
    now: Temporal.Instant,
    cursor: unknown,
    staged: () => void,
  ): Promise<LoadReport> => {
    const target = { store, source: demoSourceId, now, isDemo: true };
    return withLoad(database, target, async (load) => {
      const context = { store, now, signal, cursorOf: () => cursor };
      for await (const batch of pull(context)) {
        await load.add(batch);
        if (store === demoStores[0]) options.onProgress?.(batch.done ?? 1);
      }
      staged();
    });
  };

  /** While the rows of one store are being written, the next store is lived; the largest comes last. */
  const bring = async (
    kind: DemoReport['kind'],
    now: Temporal.Instant,
    cursors: ReadonlyMap<string, unknown>,
  ): Promise<DemoReport> => {
    const elapsed = stopwatch();
    const loads: Promise<LoadReport>[] = [];
    for (const store of demoStores.toReversed()) {
      const staged = Promise.withResolvers<void>();
      const load = bringStore(store, now, cursors.get(store.id), staged.resolve);
      loads.push(load);
      await Promise.race([staged.promise, load.catch(() => {})]);
    }
    const reports = await Promise.all(loads);
    // Its incidents have numbers of their own; those announced beside them go on from there.
    await database.client`select setval('incident_refs', greatest(
      (select last_value from incident_refs), (select count(*) from incidents where source = ${demoSourceId})))`;
    const counts = reports.flatMap(({ tables }) => Object.values(tables));
    const rows = counts.reduce((sum, { inserted, changed }) => sum + inserted + changed, 0);
    const seconds = Math.round(elapsed() / 10) / 100;
    log.debug({ kind, rows, seconds }, 'demo.brought');
    return { kind, rows, seconds };
  };

  const make = async (now: Temporal.Instant): Promise<DemoReport> => {
    await removeStores(
      database,
      demoStores.map(({ id }) => id),
    );
    return bring('made', now, new Map());
  };

  const liveOn = (state: State, now: Temporal.Instant, minutes = 0): Promise<DemoReport> | null => {
    if (state.kind === 'broken') return make(now);
    if (state.kind !== 'demo') return null;
    const isDue = now.since(state.at).total('minutes') > minutes;
    return isDue ? bring('lived', now, state.cursors) : null;
  };

  return {
    begin: (now) =>
      withDemoHeld(database, async () => {
        const state = await readState(database);
        return state.kind === 'empty' ? make(now) : liveOn(state, now);
      }),
    live: (now, minutes) =>
      withDemoHeld(database, async () => liveOn(await readState(database), now, minutes)),
    rebuild: (now) =>
      withDemoHeld(database, async () => ((await readState(database)).kind === 'real' ? null : make(now))),
  };
};
