import type { Connected, SyncDesk } from './desk.ts';
import { isOf } from './desk.ts';
import { nextRunAt } from './list.ts';
import { reconcileStore } from './reconcile.ts';
import type { StoreRun } from './run.ts';
import { runSources } from './run.ts';
import type { RunState } from './state.ts';
import { readState } from './state.ts';

/** Deletions are looked for once a day, at night in the store's own zone. */
const reconcileHours = { from: 2, to: 5 } as const;

const isReconcileDue = (reconciledAt: string | null, zone: string, now: Temporal.Instant): boolean => {
  const local = now.toZonedDateTimeISO(zone);
  if (local.hour < reconcileHours.from || local.hour >= reconcileHours.to) return false;
  if (reconciledAt === null) return true;
  const last = Temporal.Instant.from(reconciledAt).toZonedDateTimeISO(zone).toPlainDate();
  return Temporal.PlainDate.compare(last, local.toPlainDate()) < 0;
};

type Known = { readonly id: string; readonly zone: string; readonly state: RunState };

/** The stores of an account as they stand; one that was never read stands for itself. */
const knownOf = async (desk: SyncDesk, { source, account }: Connected): Promise<readonly Known[]> => {
  const rows = await desk.database.client`select id, zone from stores`;
  const own = rows
    .map((row) => ({ id: String(row['id']), zone: String(row['zone']) }))
    .filter(({ id }) => isOf(account, id));
  return Promise.all(
    (own.length > 0 ? own : [{ id: account.key, zone: 'UTC' }]).map(async (store) => ({
      ...store,
      state: await readState(desk.database, source.id, store.id),
    })),
  );
};

/** Keeps the sources of a running bot up to date. */
export type Syncing = {
  /** Starts what is due and not running yet; returns when it is started, not when it is done. */
  readonly tick: () => Promise<void>;
  /** Resolves when nothing runs any more. */
  readonly settled: () => Promise<void>;
};

/** Accounts read at the same time: each holds connections to the database while it writes. */
const atOnce = 3;

/**
 * Pulls sources whose time has come, and looks for deletions at night. A long first load of one account keeps no other
 * from being read. `tell` hears of each run.
 */
export const openSyncing = (
  desk: SyncDesk,
  signal: AbortSignal,
  tell: (run: StoreRun) => void = () => {},
): Syncing => {
  const running = new Map<Connected, Promise<void>>();

  const work = async (one: Connected, known: readonly Known[], now: Temporal.Instant): Promise<void> => {
    const isDue = known.some(
      ({ state }) => Temporal.Instant.compare(nextRunAt(state, one.source.everyMinutes, now), now) <= 0,
    );
    if (isDue)
      for (const run of await runSources(desk, { signal, pick: (other) => other === one })) tell(run);
    if (!one.account.reconcile) return;
    for (const { id, zone, state } of known)
      if (isReconcileDue(state.reconciledAt, zone, now)) await reconcileStore(desk, id, signal);
  };

  const start = async (one: Connected): Promise<void> => {
    const known = await knownOf(desk, one);
    const done = work(one, known, desk.now())
      .catch((error: unknown) => {
        if (!signal.aborted)
          desk.log.warn({ source: one.source.id, error: String(error) }, 'source.not_synced');
      })
      .finally(() => running.delete(one));
    running.set(one, done);
  };

  return {
    tick: async () => {
      for (const one of desk.connected) {
        if (one.source.everyMinutes <= 0 || running.has(one)) continue;
        if (running.size >= atOnce || signal.aborted) return;
        await start(one);
      }
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
};
