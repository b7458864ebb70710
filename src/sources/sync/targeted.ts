import { eq } from 'drizzle-orm';
import { stores } from '#src/database/schema/stores.ts';
import { nameFailure } from '#src/lib/errors.ts';
import type { Batch, ConnectedSource, PullContext, StoreDescription, Wanted } from '../define.ts';
import { loadBatch } from '../load.ts';
import { openContext } from './context.ts';
import type { Connected, SyncDesk } from './desk.ts';
import { isOf } from './desk.ts';

/** An account with one of its stores. */
export type ConnectedStore = Connected & { readonly store: StoreDescription };

/** The account that a store belongs to, with the store as it is stored; null when there is none any more. */
export const findStore = async (
  desk: SyncDesk,
  storeId: string,
  sourceId?: string,
): Promise<ConnectedStore | null> => {
  const [row] = await desk.database.fast.select().from(stores).where(eq(stores.id, storeId));
  if (!row) return null;
  const connected = desk.connected.find(
    ({ source, account }) => source.id === (sourceId ?? row.platform) && isOf(account, storeId),
  );
  return connected ? { ...connected, store: row } : null;
};

type Fetch = NonNullable<ConnectedSource['fetch']>;

/** Things asked for at once. */
const atOnce = 50;

const parts = (wanted: Wanted): readonly Wanted[] => {
  const ids = wanted.kind === 'stock' ? wanted.variantIds : wanted.ids;
  const lots: Wanted[] = [];
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce);
    lots.push(wanted.kind === 'stock' ? { ...wanted, variantIds: some } : { kind: wanted.kind, ids: some });
  }
  return lots;
};

/** Reads things as they are now and writes them. Returns what was read. */
export const fetchAndLoad = async (
  desk: SyncDesk,
  sourceId: string,
  fetch: Fetch,
  wanted: Wanted,
  context: PullContext,
): Promise<readonly Batch[]> => {
  const batches: Batch[] = [];
  for (const part of parts(wanted)) {
    const batch = await fetch(part, context);
    context.signal.throwIfAborted();
    const target = { store: context.store, source: sourceId, now: context.now, basis: desk.basis };
    await loadBatch(desk.database, target, batch);
    batches.push(batch);
  }
  return batches;
};

/** How long a question waits for a fresher figure. */
const patienceMs = 1_500;

/**
 * Looks things up at their source because a question is about them: true when what is stored is now as fresh as can
 * be, false when the source did not answer in time and the stored figure has to do.
 */
export const refresh = async (desk: SyncDesk, storeId: string, wanted: Wanted): Promise<boolean> => {
  const found = await findStore(desk, storeId);
  const fetch = found?.account.fetch;
  if (!found || !fetch) return false;
  const signal = AbortSignal.timeout(patienceMs);
  const late = new Promise<boolean>((done) => {
    signal.addEventListener('abort', () => done(false), { once: true });
  });
  const work = async (): Promise<boolean> => {
    const { context } = await openContext(desk, found.source.id, found.store, desk.now(), signal);
    await fetchAndLoad(desk, found.source.id, fetch, wanted, context);
    return true;
  };
  const fresh = work().catch((error: unknown) => {
    desk.log.info({ store: storeId, ...nameFailure(error) }, 'source.not_refreshed');
    return false;
  });
  return Promise.race([fresh, late]);
};
