import { AppError } from '#src/lib/errors.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Batch, Complete, PullContext } from '../define.ts';
import { notesEntity } from '../define.ts';
import type { ChangeCursor, Span } from '../shop/progress.ts';
import { changeCursorOf, earlier, furthest, lived, overlapMinutes, shareDone } from '../shop/progress.ts';
import type { MagentoApi } from './api.ts';
import { cartSearch, readCarts } from './carts.ts';
import { changedSince, instantOf, magentoTime } from './lists.ts';
import { orderSearch, readOrders } from './read-orders.ts';
import { openShelf, productSearch, readProducts } from './read-products.ts';
import type { Website } from './shop.ts';
import { countAll, countedAt, levelRows, readSalesStock, replacedLevels } from './stock.ts';

const orderDimensions: readonly DimensionId[] = [
  'country',
  'payment_method',
  'shipping_method',
  'discount_code',
  'payment_status',
  'order_status',
];

/** What Magento records, by what it can be split, and the list it comes from. */
export const recorded: readonly {
  readonly family: FactFamily;
  readonly dimensions: readonly DimensionId[];
  readonly from: 'orders' | 'products' | 'stock' | 'carts';
}[] = [
  { family: 'orders', dimensions: orderDimensions, from: 'orders' },
  { family: 'refunds', dimensions: orderDimensions, from: 'orders' },
  { family: 'paid_dates', dimensions: orderDimensions, from: 'orders' },
  { family: 'customers', dimensions: orderDimensions, from: 'orders' },
  { family: 'shipping_charges', dimensions: orderDimensions, from: 'orders' },
  { family: 'taxes', dimensions: orderDimensions, from: 'orders' },
  { family: 'fulfilment', dimensions: [...orderDimensions, 'carrier', 'location'], from: 'orders' },
  { family: 'unit_costs', dimensions: [], from: 'orders' },
  { family: 'checkouts', dimensions: ['country'], from: 'carts' },
  { family: 'products', dimensions: ['category', 'colour', 'size'], from: 'products' },
  { family: 'stock', dimensions: ['location'], from: 'stock' },
];

const beginning = '1970-01-02 00:00:00';

/** Carts older than this tell nothing any more, and there are many. */
const cartDays = 90;

const sinceOf = (cursor: ChangeCursor | null, otherwise: string): string =>
  cursor ? magentoTime(instantOf(cursor.after).subtract({ minutes: overlapMinutes })) : otherwise;

async function* pullOrders(
  api: MagentoApi,
  website: Website,
  context: PullContext,
  span: Span,
): AsyncGenerator<Batch, { readonly first: string | null; readonly date: Temporal.Instant | null }> {
  const cursor = changeCursorOf(context, 'orders');
  let first = cursor?.first ?? null;
  let date: Temporal.Instant | null = null;
  let [count, total] = [0, 0];
  const search = orderSearch(website.views);
  for await (const page of changedSince(
    api,
    search,
    sinceOf(cursor, beginning),
    'entity_id',
    context.signal,
  )) {
    date ??= page.date;
    total ||= page.total;
    count += page.items.length;
    const read = await readOrders(api, page.items, context);
    for (const order of read.rows.orders ?? []) first = earlier(first, order.placedAt);
    const value: ChangeCursor = { after: furthest(cursor, page.next), first };
    yield {
      ...read,
      cursor: { entity: 'orders', value },
      ...(!cursor && { done: shareDone(span, count, total) }),
    };
  }
  return { first, date };
}

/** The ids of products by their SKUs, as far as they were read: stock is counted by SKU. */
const skusOf = (context: PullContext): ReadonlyMap<string, string> => {
  const saved: unknown = Reflect.get(Object(context.cursorOf('products')), 'skus');
  return new Map(Object.entries(Object(saved) as Readonly<Record<string, string>>));
};

async function* pullProducts(api: MagentoApi, context: PullContext, span: Span): AsyncGenerator<Batch> {
  const cursor = changeCursorOf(context, 'products');
  const skus = new Map(skusOf(context));
  const shelf = openShelf(api, context);
  let [count, total] = [0, 0];
  for await (const page of changedSince(
    api,
    productSearch,
    sinceOf(cursor, beginning),
    'id',
    context.signal,
  )) {
    total ||= page.total;
    count += page.items.length;
    const read = await readProducts(page.items, shelf);
    for (const { sku, id } of read.rows.variants ?? []) if (sku) skus.set(sku, id);
    const value = { after: furthest(cursor, page.next), first: null, skus: Object.fromEntries(skus) };
    yield {
      ...read,
      cursor: { entity: 'products', value },
      ...(!cursor && { done: shareDone(span, count, total) }),
    };
  }
}

/** Counting is a pass over everything: of many rows only once in a while. */
const countAlways = 2_000;
const countEveryMinutes = 60;

type Count = { readonly at: string; readonly rows: number };

const isCountDue = (value: unknown, now: Temporal.Instant): boolean => {
  const { at, rows } = Object(value) as Partial<Count>;
  if (at === undefined || rows === undefined || rows <= countAlways) return true;
  return now.since(Temporal.Instant.from(at)).total('minutes') >= countEveryMinutes;
};

async function* pullStock(api: MagentoApi, website: Website, context: PullContext): AsyncGenerator<Batch> {
  const { now, signal } = context;
  if (!isCountDue(context.cursorOf('stock'), now)) return;
  const { stock, locations } = await readSalesStock(api, website.code, signal);
  const skus = skusOf(context);
  const counted = await countAll(api, stock, signal);
  const stockLevels = levelRows(stock, counted, skus, countedAt(now));
  const value: Count = { at: now.toString(), rows: stockLevels.length };
  yield {
    rows: { locations, stockLevels },
    replaces: replacedLevels([...new Set(skus.values())]),
    cursor: { entity: 'stock', value },
  };
}

async function* pullCarts(api: MagentoApi, website: Website, context: PullContext): AsyncGenerator<Batch> {
  const cursor = changeCursorOf(context, 'carts');
  const oldest = context.now.subtract({ hours: 24 * cartDays });
  const since = sinceOf(cursor, magentoTime(oldest));
  for await (const page of changedSince(api, cartSearch(website.views), since, 'id', context.signal)) {
    const value: ChangeCursor = {
      after: furthest(cursor, page.next),
      first: cursor?.first ?? oldest.toString(),
    };
    yield { ...readCarts(page.items), cursor: { entity: 'carts', value } };
  }
}

/** What an integration without the right gets to see. Returns why the list cannot be read, null when it could. */
async function* ifAllowed(what: string, pull: AsyncGenerator<Batch>): AsyncGenerator<Batch, string | null> {
  try {
    yield* pull;
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'not_allowed' && error.code !== 'not_found'))
      throw error;
    return `${what} cannot be read: ${error.userMessage}`;
  }
}

/** Everything new in one website. Products come first, so that orders find theirs. */
export async function* pullMagento(
  api: MagentoApi,
  website: Website,
  context: PullContext,
): AsyncGenerator<Batch> {
  const why = {
    products: yield* ifAllowed('Products', pullProducts(api, context, { from: 0, to: 0.15 })),
    stock: yield* ifAllowed('Stock', pullStock(api, website, context)),
    carts: yield* ifAllowed('Carts', pullCarts(api, website, context)),
    orders: null,
  };
  const { first, date } = yield* pullOrders(api, website, context, { from: 0.15, to: 1 });
  const to = lived(context.now, date);
  const since = first === null ? to : lived(to, Temporal.Instant.from(first));
  const begins = {
    orders: since,
    carts: Temporal.Instant.from(changeCursorOf(context, 'carts')?.first ?? to.toString()),
    products: Temporal.Instant.fromEpochMilliseconds(0),
    stock: Temporal.Instant.fromEpochMilliseconds(0),
  };
  const complete = recorded
    .filter(({ from }) => why[from] === null)
    .map(({ family, dimensions, from }): Complete => ({ family, dimensions, from: begins[from], to }));
  const notes = [why.products, why.stock, why.carts].filter((note) => note !== null);
  yield { rows: {}, complete, cursor: { entity: notesEntity, value: notes } };
}
