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

/** What a minute of the clock brings: pulls of sources whose time has come, and the nightly look for deletions. */
export const runDue = async (desk: SyncDesk, signal: AbortSignal): Promise<readonly StoreRun[]> => {
  const polled = desk.connected.filter(({ source }) => source.everyMinutes > 0);
  const known = new Map<Connected, readonly Known[]>();
  for (const one of polled) known.set(one, await knownOf(desk, one));
  const now = desk.now();
  const isDue = (one: Connected): boolean =>
    (known.get(one) ?? []).some(
      ({ state }) => Temporal.Instant.compare(nextRunAt(state, one.source.everyMinutes, now), now) <= 0,
    );
  const runs = await runSources(desk, { signal, pick: isDue });
  for (const [{ account }, stores] of known)
    for (const { id, zone, state } of stores)
      if (account.reconcile && isReconcileDue(state.reconciledAt, zone, now))
        await reconcileStore(desk, id, signal);
  return runs;
};
