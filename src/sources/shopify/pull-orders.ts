import type { Batch, PullContext } from '../define.ts';
import { bulkState, ordersInBulk, startBulk } from './bulk.ts';
import { searchTime } from './ids.ts';
import { nodesById, pagesOf } from './pages.ts';
import type { OrderReader } from './read-orders.ts';
import { orderVariables, readOrders } from './read-orders.ts';

/**
 * Where reading changed things goes on: the filter's time, the page within it, and the latest change seen so far. While
 * a first load runs as an export, `bulk` says which one and how many orders of it are stored.
 */
export type ChangeCursor = {
  readonly since: string;
  readonly after: string | null;
  readonly high: string;
  readonly bulk?: { readonly id: string; readonly taken: number };
};

export const isChangeCursor = (value: unknown): value is ChangeCursor =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'since') === 'string';

/** Shopify's search index runs behind the data by up to minutes; that much is read again. */
const overlapMinutes = 5;

/** Paging deeper than 25,000 things is refused; well before that a new filter begins. */
const deepest = 20_000;

/** Orders of an export that are read together. */
const bulkLot = 250;

/** A first load of more orders than this runs as an export: page by page it would take hours. */
const worthBulk = 1_000;

export const overlapped = (cursor: ChangeCursor): string =>
  cursor.after !== null
    ? cursor.since
    : searchTime(Temporal.Instant.from(cursor.high).subtract({ minutes: overlapMinutes }));

const later = (a: string, b: string): string => (b > a ? b : a);

const textAt = (node: unknown, key: string): string => {
  const found: unknown = Reflect.get(Object(node), key);
  return typeof found === 'string' ? found : '';
};

export const latestChange = (nodes: readonly unknown[], high: string): string =>
  nodes.reduce<string>((latest, node) => later(latest, textAt(node, 'updatedAt')), high);

const filterSince = (since: string): string => `updated_at:>='${since}'`;

const countOrders = async (
  reader: OrderReader,
  query: string,
  signal: AbortSignal,
): Promise<{ readonly total: number; readonly date: Temporal.Instant | null }> => {
  const { data, date } = await reader.api.ask('order-count', { query }, signal);
  return { total: Number(Reflect.get(Object(data['ordersCount']), 'count') ?? 0), date };
};

type Bulk = { readonly id: string; readonly taken: number };

/** Waits until an export is ready. Returns its address, '' when nothing fitted, null when it failed. */
async function* awaitBulk(
  reader: OrderReader,
  id: string,
  total: number,
  signal: AbortSignal,
): AsyncGenerator<Batch, string | null> {
  for (let waitMs = 1_000; ; waitMs = Math.min(waitMs * 1.5, 15_000)) {
    const state = await bulkState(reader.api, id, signal);
    if (state.status === 'COMPLETED') return state.url ?? '';
    if (state.status !== 'CREATED' && state.status !== 'RUNNING') return null;
    yield { rows: {}, done: Math.min(0.3, (0.3 * state.objects) / Math.max(1, total)) };
    await reader.api.http.pause(waitMs, signal);
  }
}

const hasMore = (node: unknown): boolean => {
  const refunds: unknown = Reflect.get(Object(node), 'refunds');
  return (Array.isArray(refunds) && refunds.length > 0) || Reflect.get(Object(node), 'paymentTerms') !== null;
};

/** An export holds no lists within lists: orders with refunds or payment terms are asked for by id. */
const withNested = async (
  reader: OrderReader,
  nodes: readonly unknown[],
  signal: AbortSignal,
): Promise<readonly unknown[]> => {
  const ids = nodes.filter(hasMore).map((node) => textAt(node, 'id'));
  const found = await nodesById(
    reader.api,
    reader.sizes,
    'orders-by-id',
    ids,
    orderVariables(reader),
    signal,
  );
  const whole = new Map(found.filter((node) => node !== null).map((node) => [textAt(node, 'id'), node]));
  return nodes.flatMap((node) => (hasMore(node) ? (whole.get(textAt(node, 'id')) ?? []) : [node]));
};

/** The orders of an export. Returns whether it could be used. */
async function* pullBulk(
  reader: OrderReader,
  cursor: ChangeCursor & { readonly bulk: Bulk },
  total: number,
  context: PullContext,
): AsyncGenerator<Batch, boolean> {
  const { signal } = context;
  const { id } = cursor.bulk;
  const url = yield* awaitBulk(reader, id, total, signal);
  if (url === null) return false;
  let taken = cursor.bulk.taken;
  let lot: unknown[] = [];
  const read = async (): Promise<Batch> => {
    taken += lot.length;
    const batch = await readOrders(reader, await withNested(reader, lot, signal), context);
    lot = [];
    return {
      ...batch,
      cursor: { entity: 'orders', value: { ...cursor, bulk: { id, taken } } satisfies ChangeCursor },
      done: 0.3 + 0.7 * Math.min(1, taken / Math.max(1, total)),
    };
  };
  if (url !== '')
    for await (const order of ordersInBulk(reader.api, url, taken, signal)) {
      lot.push(order);
      if (lot.length >= bulkLot) yield await read();
    }
  if (lot.length > 0) yield await read();
  // What changed while the export ran is read as changes.
  const { bulk: _, ...rest } = cursor;
  yield { rows: {}, cursor: { entity: 'orders', value: rest } };
  return true;
}

/** The shop's own time, where it is behind ours: what it has not lived through must not be claimed. */
const earlierOf = (now: Temporal.Instant, theirs: Temporal.Instant | null): Temporal.Instant =>
  theirs && Temporal.Instant.compare(theirs, now) < 0 ? theirs : now;

/** Orders by their changes, oldest change first. Returns up to when they are complete. */
async function* pullChanges(
  reader: OrderReader,
  start: ChangeCursor,
  isFirst: boolean,
  context: PullContext,
): AsyncGenerator<Batch, Temporal.Instant> {
  let cursor = start;
  let date: Temporal.Instant | null = null;
  for (;;) {
    const since = overlapped(cursor);
    let depth = 0;
    let next: string | null = cursor.after;
    let high = cursor.high;
    const { total } = isFirst ? await countOrders(reader, filterSince(since), context.signal) : { total: 0 };
    const pages = pagesOf(
      reader.api,
      reader.sizes,
      {
        name: 'orders',
        path: ['orders'],
        most: 25,
        variables: { ...orderVariables(reader), query: filterSince(since) },
        after: cursor.after,
      },
      context.signal,
    );
    for await (const page of pages) {
      date ??= page.date;
      depth += page.nodes.length;
      high = latestChange(page.nodes, high);
      next = page.next;
      const value: ChangeCursor = { since, after: next, high };
      yield {
        ...(await readOrders(reader, page.nodes, context)),
        cursor: { entity: 'orders', value },
        ...(total > 0 && { done: Math.min(1, depth / total) }),
      };
      if (depth >= deepest && high > since) break;
    }
    if (next === null) return earlierOf(context.now, date);
    cursor = { since: high, after: null, high };
  }
}

/** Everything new about orders: a long first load as an export, everything else page by page. Returns up to when they are complete. */
export async function* pullOrders(
  reader: OrderReader,
  beginning: Temporal.Instant,
  context: PullContext,
): AsyncGenerator<Batch, Temporal.Instant> {
  const saved = context.cursorOf('orders');
  const known = isChangeCursor(saved) ? saved : null;
  if (known && !known.bulk) return yield* pullChanges(reader, known, false, context);
  const since = searchTime(beginning);
  const { total, date } = await countOrders(reader, filterSince(since), context.signal);
  const high = searchTime(earlierOf(context.now, date));
  const cursor = known ?? { since, after: null, high };
  const id =
    known?.bulk?.id ??
    (total > worthBulk
      ? await startBulk(reader.api, filterSince(since), reader.rights, context.signal)
      : null);
  if (id !== null) {
    const running = { ...cursor, bulk: { id, taken: known?.bulk?.taken ?? 0 } };
    yield { rows: {}, cursor: { entity: 'orders', value: running } };
    const isDone = yield* pullBulk(reader, running, total, context);
    if (isDone) return yield* pullChanges(reader, { since, after: null, high: cursor.high }, false, context);
  }
  return yield* pullChanges(reader, { since, after: null, high: since }, true, context);
}
