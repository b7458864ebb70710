import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Batch, Complete, PullContext } from '../define.ts';
import { notesEntity } from '../define.ts';
import { removedOrders } from '../shop/order-rows.ts';
import type { ChangeCursor, Span } from '../shop/progress.ts';
import { changeCursorOf, earlier, furthest, lived, overlapMinutes, shareDone } from '../shop/progress.ts';
import type { WooApi } from './api.ts';
import { changedSince, gmt, idOf } from './lists.ts';
import { orderQuery, readOrders } from './read-orders.ts';
import { openShelf, productQuery, readProducts, readVariations, variationQuery } from './read-products.ts';
import type { OrderRules } from './status.ts';

/** What an order of WooCommerce says about itself. */
const orderDimensions: readonly DimensionId[] = [
  'country',
  'sales_channel',
  'traffic_source',
  'ad_platform',
  'campaign',
  'device',
  'payment_method',
  'shipping_method',
  'discount_code',
  'payment_status',
  'order_status',
];

/** What WooCommerce records, and by what it can be split. */
export const recorded = {
  orders: orderDimensions,
  refunds: orderDimensions,
  paid_dates: orderDimensions,
  customers: orderDimensions,
  shipping_charges: orderDimensions,
  taxes: orderDimensions,
  payments: [...orderDimensions, 'payment_provider'],
  products: ['category', 'colour', 'size'],
  low_stock_levels: [],
  stock: [],
} as const satisfies Readonly<Partial<Record<FactFamily, readonly DimensionId[]>>>;

/** Families whose rows have a date: complete since the first order; the others say what is, not what was. */
const dated: ReadonlySet<string> = new Set<FactFamily>([
  'orders',
  'refunds',
  'paid_dates',
  'customers',
  'shipping_charges',
  'taxes',
  'payments',
]);

const beginning = '1970-01-02T00:00:00';

const sinceOf = (cursor: ChangeCursor | null): string =>
  cursor ? gmt(Temporal.Instant.from(`${cursor.after}Z`).subtract({ minutes: overlapMinutes })) : beginning;

async function* pullOrders(
  api: WooApi,
  rules: OrderRules,
  context: PullContext,
  span: Span,
): AsyncGenerator<Batch, { readonly first: string | null; readonly date: Temporal.Instant | null }> {
  const cursor = changeCursorOf(context, 'orders');
  const told = new Set(notesOf(context));
  let first = cursor?.first ?? null;
  let date: Temporal.Instant | null = null;
  let [count, total] = [0, 0];
  const pages = changedSince(api, 'orders', orderQuery(context), sinceOf(cursor), context.signal);
  for await (const page of pages) {
    date ??= page.date;
    total ||= page.total;
    count += page.items.length;
    const { unknownStatuses, ...read } = await readOrders(api, rules, page.items, context);
    for (const order of read.rows.orders ?? []) first = earlier(first, order.placedAt);
    for (const status of unknownStatuses) told.add(statusNote(status));
    const after = furthest(cursor, page.next);
    yield {
      ...read,
      cursor: { entity: 'orders', value: { after, first } satisfies ChangeCursor },
      ...(cursor === null && { done: shareDone(span, count, total) }),
    };
  }
  yield { rows: {}, cursor: { entity: notesEntity, value: [...told] } };
  return { first, date };
}

const notesOf = (context: PullContext): readonly string[] => {
  const notes = context.cursorOf(notesEntity);
  return Array.isArray(notes) ? notes.map(String) : [];
};

const statusNote = (status: string): string =>
  `Orders have the status "${status}", which counts as an order only once it is paid; name it in WOOCOMMERCE_ACCEPTED_STATUSES if it always is one.`;

/** Orders in the trash are no orders; a first load never sees them. */
async function* pullTrash(api: WooApi, context: PullContext): AsyncGenerator<Batch> {
  const cursor = changeCursorOf(context, 'trash');
  if (!cursor) {
    yield { rows: {}, cursor: { entity: 'trash', value: { after: gmt(context.now), first: null } } };
    return;
  }
  const query = { status: 'trash', _fields: 'id,date_modified_gmt' };
  for await (const page of changedSince(api, 'orders', query, sinceOf(cursor), context.signal)) {
    const after = furthest(cursor, page.next);
    yield {
      rows: {},
      replaces: removedOrders(page.items.map(idOf)),
      cursor: { entity: 'trash', value: { after, first: null } },
    };
  }
}

async function* pullShelf(
  api: WooApi,
  context: PullContext,
  spans: readonly [Span, Span],
): AsyncGenerator<Batch> {
  const shelf = openShelf(api, context.signal);
  const lists = [
    { path: 'products', query: productQuery, read: readProducts, span: spans[0] },
    { path: 'variations', query: variationQuery, read: readVariations, span: spans[1] },
  ] as const;
  for (const { path, query, read, span } of lists) {
    const cursor = changeCursorOf(context, path);
    let [count, total] = [0, 0];
    const all = { ...query, status: 'any' };
    for await (const page of changedSince(api, path, all, sinceOf(cursor), context.signal)) {
      total ||= page.total;
      count += page.items.length;
      const after = furthest(cursor, page.next);
      yield {
        ...(await read(page.items, shelf)),
        cursor: { entity: path, value: { after, first: null } satisfies ChangeCursor },
        ...(cursor === null && { done: shareDone(span, count, total) }),
      };
    }
  }
}

/** Everything new in a shop. Products come first, so that orders find theirs. */
export async function* pullWoo(api: WooApi, rules: OrderRules, context: PullContext): AsyncGenerator<Batch> {
  yield* pullShelf(api, context, [
    { from: 0, to: 0.05 },
    { from: 0.05, to: 0.15 },
  ]);
  yield* pullTrash(api, context);
  const { first, date } = yield* pullOrders(api, rules, context, { from: 0.15, to: 1 });
  const to = lived(context.now, date);
  const since = first === null ? to : lived(to, Temporal.Instant.from(first));
  const complete = Object.entries(recorded).map(
    ([family, dimensions]): Complete => ({
      family: family as FactFamily,
      from: dated.has(family) ? since : Temporal.Instant.fromEpochMilliseconds(0),
      to,
      dimensions,
    }),
  );
  yield { rows: {}, complete };
}
