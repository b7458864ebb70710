import { and, eq, inArray } from 'drizzle-orm';
import { products, variants } from '#src/database/schema/products.ts';
import type { Batch, ConnectedSource, Existing, PullContext, ReconcileContext } from '../define.ts';
import type { RowsName } from '../formats/all.ts';
import { formatOf } from '../formats/all.ts';
import { loadBatch } from '../load.ts';
import { openContext } from './context.ts';
import type { Connected, SyncDesk } from './desk.ts';
import { alone } from './lock.ts';
import { keepReconciled } from './state.ts';
import { fetchAndLoad, findStore } from './targeted.ts';

/** Tables that are looked through for what is gone. */
type Looked = 'orders' | 'products' | 'variants';

const isLooked = (rows: RowsName): rows is Looked =>
  rows === 'orders' || rows === 'products' || rows === 'variants';

const spanOf = (rows: RowsName, from?: Temporal.Instant, to?: Temporal.Instant) => {
  const { table, dated } = formatOf(rows);
  const bounds: string[] = [];
  if (dated && from) bounds.push(`and ${dated} >= '${from.toString()}'`);
  if (dated && to) bounds.push(`and ${dated} < '${to.toString()}'`);
  return { table, first: dated ? `min(${dated})` : 'null', where: bounds.join(' ') };
};

const storedIds = async (
  { database }: SyncDesk,
  source: string,
  storeId: string,
  { rows, from, to }: Existing,
): Promise<readonly string[]> => {
  const { table, where } = spanOf(rows, from, to);
  const alive = rows === 'orders' ? '' : 'and active';
  const found = await database.client.unsafe(
    `select id from ${table} where store_id = $1 and source = $2 ${alive} ${where}`,
    [storeId, source],
  );
  return found.map((row) => String(row['id']));
};

/**
 * Products that are gone stay, switched off, so that what was sold keeps its name; their stock goes. The stored rows
 * are written again with only that changed.
 */
const switchOff = async (
  desk: SyncDesk,
  context: PullContext,
  rows: 'products' | 'variants',
  ids: readonly string[],
): Promise<Batch> => {
  const { fast } = desk.database;
  const { id: storeId } = context.store;
  if (rows === 'products') {
    const stored = await fast
      .select()
      .from(products)
      .where(and(eq(products.storeId, storeId), inArray(products.id, [...ids])));
    return { rows: { products: stored.map((row) => ({ ...row, active: false })) } };
  }
  const stored = await fast
    .select()
    .from(variants)
    .where(and(eq(variants.storeId, storeId), inArray(variants.id, [...ids])));
  return {
    rows: { variants: stored.map((row) => ({ ...row, active: false })) },
    replaces: ids.map((variantId) => ({ rows: 'stockLevels', where: { variantId } })),
  };
};

const idsIn = (batches: readonly Batch[], rows: Looked): ReadonlySet<string> =>
  new Set(batches.flatMap((batch) => (batch.rows[rows] ?? []).map((row) => row.id)));

/**
 * What we have and the source does not list is asked for by name before anything is removed: a list that was cut short
 * must not cost stored orders.
 */
const settle = async (
  desk: SyncDesk,
  { source, account }: Connected,
  context: ReconcileContext,
  existing: Existing,
): Promise<number> => {
  const { rows } = existing;
  if (!isLooked(rows) || !account.fetch) return 0;
  const there = new Set(existing.ids);
  const stored = await storedIds(desk, source.id, context.store.id, existing);
  const missing = stored.filter((id) => !there.has(id));
  if (missing.length === 0) return 0;
  const wanted = { kind: rows === 'orders' ? 'orders' : 'products', ids: missing } as const;
  const batches = await fetchAndLoad(desk, source.id, account.fetch, wanted, context);
  if (rows === 'orders') return missing.length;
  const found = idsIn(batches, rows);
  const gone = missing.filter((id) => !found.has(id));
  const target = { store: context.store, source: source.id, now: context.now, basis: desk.basis };
  if (gone.length > 0) await loadBatch(desk.database, target, await switchOff(desk, context, rows, gone));
  return gone.length;
};

const withCounts = (desk: SyncDesk, source: string, context: PullContext): ReconcileContext => ({
  ...context,
  stored: async (rows, from, to) => {
    const { table, first, where } = spanOf(rows, from, to);
    const [row] = await desk.database.client.unsafe(
      `select count(*)::int as count, extract(epoch from ${first}) * 1000 as first
       from ${table} where store_id = $1 and source = $2 ${where}`,
      [context.store.id, source],
    );
    const at = row?.['first'];
    return {
      count: Number(row?.['count'] ?? 0),
      first:
        at === null || at === undefined
          ? null
          : Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(at))),
    };
  },
});

type Reconciling = Connected & {
  readonly account: ConnectedSource & Required<Pick<ConnectedSource, 'reconcile'>>;
};

const canReconcile = (connected: Connected): connected is Reconciling =>
  connected.account.reconcile !== undefined;

/** Looks for what was deleted at the source of one store. Returns how many things were found gone; null = another process is at it. */
export const reconcileStore = async (
  desk: SyncDesk,
  storeId: string,
  signal: AbortSignal,
): Promise<number | null> => {
  const found = await findStore(desk, storeId);
  if (!found || !canReconcile(found)) return 0;
  const { source, account, store } = found;
  return alone(desk.database, `${source.id}/${storeId}`, async () => {
    const live = await openContext(desk, source.id, store, desk.now(), signal);
    const context = withCounts(desk, source.id, live.context);
    let gone = 0;
    for await (const existing of account.reconcile(context))
      gone += await settle(desk, found, context, existing);
    await keepReconciled(desk.database, source.id, storeId, desk.now());
    return gone;
  });
};
