import { and, eq, inArray } from 'drizzle-orm';
import { orderLines, orders } from '#src/database/schema/sales.ts';
import { cursors } from '#src/database/schema/stores.ts';
import { personKey } from '#src/lib/ids.ts';
import type { Batch, PullContext, StoreDescription, StoredOrder } from '../define.ts';
import type { RowOf } from '../rows.ts';
import type { SyncDesk } from './desk.ts';
import { forgottenKeys } from './forgotten.ts';

/** A context together with a way to tell it what the pull has yielded but is not stored yet. */
export type LiveContext = {
  readonly context: PullContext;
  readonly yielded: (batch: Batch) => void;
  /** These batches are stored now. */
  readonly stored: (batches: readonly Batch[]) => void;
};

/** Order ids per query: as many as a statement takes parameters for, with room. */
const atOnce = 2_000;

const readStored = async (
  { database }: SyncDesk,
  storeId: string,
  ids: readonly string[],
): Promise<Map<string, StoredOrder>> => {
  const found = new Map<string, StoredOrder>();
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce);
    const rows = await database.fast
      .select({
        id: orders.id,
        accepted: orders.accepted,
        cancelledAt: orders.cancelledAt,
        cancelDateKnown: orders.cancelDateKnown,
      })
      .from(orders)
      .where(and(eq(orders.storeId, storeId), inArray(orders.id, some)));
    const costs = await database.fast
      .select({ orderId: orderLines.orderId, lineId: orderLines.lineId, cost: orderLines.unitCostMinor })
      .from(orderLines)
      .where(and(eq(orderLines.storeId, storeId), inArray(orderLines.orderId, some)));
    const byOrder = Map.groupBy(costs, (line) => line.orderId);
    for (const row of rows) {
      const lines = (byOrder.get(row.id) ?? []).flatMap(({ lineId, cost }) =>
        cost === null ? [] : [[lineId, cost] as const],
      );
      found.set(row.id, {
        accepted: row.accepted,
        cancelledAt: row.cancelledAt === null ? null : row.cancelledAt.replace(' ', 'T'),
        cancelDateKnown: row.cancelDateKnown,
        lineCosts: new Map(lines),
      });
    }
  }
  return found;
};

const knownOf = (order: RowOf<'orders'>): Omit<StoredOrder, 'lineCosts'> => ({
  accepted: order.accepted,
  cancelledAt: order.cancelledAt ?? null,
  cancelDateKnown: order.cancelDateKnown ?? true,
});

/** Opens what a source is given for one store: its cursors, what is stored of orders, person keys. */
export const openContext = async (
  desk: SyncDesk,
  source: string,
  store: StoreDescription,
  now: Temporal.Instant,
  signal: AbortSignal,
): Promise<LiveContext> => {
  const rows = await desk.database.fast
    .select({ entity: cursors.entity, cursor: cursors.cursor })
    .from(cursors)
    .where(and(eq(cursors.storeId, store.id), eq(cursors.source, source)));
  const saved = new Map<string, unknown>(rows.map((row) => [row.entity, row.cursor]));
  const forgotten = await forgottenKeys(desk.database);
  const pending = new Map<string, RowOf<'orders'>>();
  const keys = new Map<string, string | null>();
  const keyOf = (identity: string): string | null => {
    const known = keys.get(identity);
    if (known !== undefined) return known;
    const key = personKey(desk.secret, identity);
    const usable = forgotten.has(key) ? null : key;
    if (keys.size < 50_000) keys.set(identity, usable);
    return usable;
  };
  return {
    context: {
      store,
      now,
      signal,
      log: desk.log,
      cursorOf: (entity) => saved.get(entity),
      personKey: keyOf,
      storedOrders: async (ids) => {
        if (ids.length === 0) return new Map();
        const found = await readStored(desk, store.id, ids);
        for (const id of ids) {
          const ahead = pending.get(id);
          if (ahead) found.set(id, { lineCosts: new Map(), ...found.get(id), ...knownOf(ahead) });
        }
        return found;
      },
    },
    yielded: (batch) => {
      if (batch.cursor) saved.set(batch.cursor.entity, batch.cursor.value);
      for (const order of batch.rows.orders ?? []) pending.set(order.id, order);
    },
    stored: (batches) => {
      for (const order of batches.flatMap((batch) => batch.rows.orders ?? []))
        if (pending.get(order.id) === order) pending.delete(order.id);
    },
  };
};
