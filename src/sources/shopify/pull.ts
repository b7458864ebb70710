import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Batch, Complete, PullContext } from '../define.ts';
import { notesEntity } from '../define.ts';
import { countryOf } from '../shop/country.ts';
import { byId, readEach, shaped } from '../shop/reading.ts';
import { numberOf } from './ids.ts';
import { readCheckouts, readDisputes, readPayouts } from './money.ts';
import { connectionIn, pagesOf } from './pages.ts';
import type { ChangeCursor } from './pull-orders.ts';
import { isChangeCursor, latestChange, overlapped, pullOrders } from './pull-orders.ts';
import type { OrderReader } from './read-orders.ts';
import { productVariables, readProducts } from './read-products.ts';
import { locationShape } from './shapes.ts';
import type { Rights, Shop } from './shop.ts';
import { notesOf } from './shop.ts';

const orderDimensions: readonly DimensionId[] = [
  'country',
  'sales_channel',
  'traffic_source',
  'ad_platform',
  'campaign',
  'payment_method',
  'shipping_method',
  'discount_code',
  'payment_status',
  'order_status',
  'customer_type',
];

/** What Shopify records, by what it can be split, and what right it takes. */
export const recorded: readonly {
  readonly family: FactFamily;
  readonly dimensions: readonly DimensionId[];
  readonly needs?: keyof Rights;
  /** Says what is, not what was. */
  readonly isState?: boolean;
}[] = [
  { family: 'orders', dimensions: orderDimensions },
  { family: 'refunds', dimensions: orderDimensions },
  { family: 'paid_dates', dimensions: orderDimensions },
  { family: 'customers', dimensions: orderDimensions, needs: 'customers' },
  { family: 'shipping_charges', dimensions: orderDimensions },
  { family: 'taxes', dimensions: orderDimensions },
  { family: 'fulfilment', dimensions: [...orderDimensions, 'carrier', 'location'] },
  { family: 'deliveries', dimensions: [...orderDimensions, 'carrier', 'location'] },
  { family: 'returns', dimensions: orderDimensions },
  { family: 'payments', dimensions: [...orderDimensions, 'payment_provider', 'decline_reason'] },
  { family: 'checkouts', dimensions: ['country'] },
  { family: 'fees', dimensions: ['payment_provider'], needs: 'payments' },
  { family: 'payouts', dimensions: ['payment_provider'], needs: 'payments' },
  { family: 'disputes', dimensions: ['payment_provider'], needs: 'payments' },
  { family: 'products', dimensions: ['category', 'colour', 'size'], needs: 'products', isState: true },
  { family: 'unit_costs', dimensions: [], needs: 'inventory', isState: true },
  { family: 'stock', dimensions: ['location'], needs: 'inventory', isState: true },
];

/** Without read_all_orders an app sees this many days. */
const visibleDays = 60;

async function* pullLocations(reader: OrderReader, { signal }: PullContext): AsyncGenerator<Batch> {
  const given = { name: 'locations', path: ['locations'], most: 100, variables: {} } as const;
  for await (const page of pagesOf(reader.api, reader.sizes, given, signal)) {
    const { read, unreadable } = readEach(
      page.nodes,
      { family: 'stock', reference: byId('locations') },
      (item) => {
        const location = shaped(locationShape, item);
        return {
          id: numberOf(location.id),
          name: location.name,
          country: countryOf(location.address.countryCode),
        };
      },
    );
    yield { rows: { locations: read }, unreadable };
  }
}

const beginning = '2000-01-01T00:00:00Z';

/** A pass over all products: when the last one ended, and where one that was stopped goes on. */
type Pass = { readonly doneAt: string | null; readonly after: string | null };

/** A change of stock alone may not show as a change of its product, so once a night all products are read. */
const passHours = { from: 1, to: 5, apart: 20, most: 36 } as const;

const isPass = (value: unknown): value is Pass =>
  typeof value === 'object' && value !== null && 'doneAt' in value && 'after' in value;

const isPassDue = (pass: Pass, { now, store }: PullContext): boolean => {
  if (pass.doneAt === null || pass.after !== null) return true;
  const hours = now.since(Temporal.Instant.from(pass.doneAt)).total('hours');
  const { hour } = now.toZonedDateTimeISO(store.zone);
  const isNight = hour >= passHours.from && hour < passHours.to;
  return hours >= passHours.most || (isNight && hours >= passHours.apart);
};

const productPages = (reader: OrderReader, since: string, after: string | null, context: PullContext) =>
  pagesOf(
    reader.api,
    reader.sizes,
    {
      name: 'products',
      path: ['products'],
      most: 20,
      variables: { ...productVariables(reader), query: `updated_at:>='${since}'` },
      after,
    },
    context.signal,
  );

/** All products. Returns the latest change among them. */
async function* passProducts(
  reader: OrderReader,
  pass: Pass,
  context: PullContext,
): AsyncGenerator<Batch, string> {
  let high = beginning;
  for await (const page of productPages(reader, beginning, pass.after, context)) {
    high = latestChange(page.nodes, high);
    const value: Pass =
      page.next === null
        ? { doneAt: context.now.toString(), after: null }
        : { doneAt: pass.doneAt, after: page.next };
    yield {
      ...(await readProducts(reader, page.nodes, context)),
      cursor: { entity: 'products_pass', value },
    };
  }
  return high;
}

/** Products that changed, or at night all of them. */
async function* pullProducts(reader: OrderReader, context: PullContext): AsyncGenerator<Batch> {
  const [savedPass, saved] = [context.cursorOf('products_pass'), context.cursorOf('products')];
  const pass = isPass(savedPass) ? savedPass : { doneAt: null, after: null };
  const cursor = isChangeCursor(saved) ? saved : null;
  if (isPassDue(pass, context)) {
    const high = yield* passProducts(reader, pass, context);
    // Sorted by change: the last of a pass is the latest; what changed in a stopped pass's first part comes again.
    const value: ChangeCursor = {
      since: high,
      after: null,
      high: cursor && cursor.high > high ? cursor.high : high,
    };
    yield { rows: {}, cursor: { entity: 'products', value } };
    return;
  }
  const since = cursor ? overlapped(cursor) : beginning;
  let high = cursor?.high ?? since;
  for await (const page of productPages(reader, since, cursor?.after ?? null, context)) {
    high = latestChange(page.nodes, high);
    const value: ChangeCursor = { since, after: page.next, high };
    yield {
      ...(await readProducts(reader, page.nodes, context)),
      cursor: { entity: 'products', value },
    };
  }
}

async function* pullCheckouts(reader: OrderReader, context: PullContext): AsyncGenerator<Batch, boolean> {
  const saved = context.cursorOf('checkouts');
  const cursor = isChangeCursor(saved) ? saved : null;
  const since = cursor ? overlapped(cursor) : beginning;
  let high = cursor?.high ?? since;
  const given = {
    name: 'checkouts',
    path: ['abandonedCheckouts'],
    most: 100,
    variables: { query: `updated_at:>='${since}'` },
    after: cursor?.after ?? null,
  } as const;
  for await (const page of pagesOf(reader.api, reader.sizes, given, context.signal)) {
    if (page.denied.length > 0) return false;
    high = latestChange(page.nodes, high);
    const value: ChangeCursor = { since, after: page.next, high };
    yield { ...readCheckouts(page.nodes), cursor: { entity: 'checkouts', value } };
  }
  return true;
}

/** Payouts and disputes change for some weeks after they began; older ones are read once. */
const unsettledDays = 30;

/** Returns whether the shop uses Shopify Payments and may be asked about it. */
async function* pullPayments(reader: OrderReader, context: PullContext): AsyncGenerator<Batch, boolean> {
  const settled = context.now.subtract({ hours: 24 * unsettledDays });
  const isFirst = context.cursorOf('payouts') === undefined;
  let [after, disputesAfter]: (string | null)[] = [null, null];
  for (;;) {
    const { data, denied } = await reader.api.ask('payouts', { after, disputesAfter }, context.signal);
    if (data['shopifyPaymentsAccount'] === null || denied.length > 0) return false;
    const payouts = connectionIn(data, ['shopifyPaymentsAccount', 'payouts']);
    const disputes = connectionIn(data, ['shopifyPaymentsAccount', 'disputes']);
    const read = readPayouts(payouts.nodes);
    const open = readDisputes(disputes.nodes, context.now);
    yield {
      rows: { ...read.rows, ...open.rows },
      unreadable: [...(read.unreadable ?? []), ...(open.unreadable ?? [])],
    };
    const oldest = (read.rows.payouts ?? []).at(-1)?.createdAt;
    const isEnough = !isFirst && oldest !== undefined && oldest < settled.toString();
    after = payouts.next ?? after;
    disputesAfter = disputes.next ?? disputesAfter;
    if (isEnough || (payouts.next === null && disputes.next === null)) break;
  }
  yield { rows: {}, cursor: { entity: 'payouts', value: context.now.toString() } };
  return true;
}

const completeOf = (
  shop: Shop,
  got: { readonly checkouts: boolean; readonly payments: boolean },
  from: Temporal.Instant,
  to: Temporal.Instant,
): readonly Complete[] =>
  recorded
    .filter(({ family, needs }) => {
      if (family === 'checkouts') return got.checkouts;
      if (needs === 'payments') return got.payments;
      return !needs || shop.rights[needs];
    })
    .map(({ family, dimensions, isState }) => ({
      family,
      from: isState ? Temporal.Instant.fromEpochMilliseconds(0) : from,
      to,
      dimensions,
    }));

/** Everything new in a shop. */
export async function* pullShopify(
  reader: OrderReader,
  shop: Shop,
  context: PullContext,
): AsyncGenerator<Batch> {
  const { rights } = reader;
  const notes = [...notesOf(rights)];
  if (rights.locations) yield* pullLocations(reader, context);
  if (rights.products) yield* pullProducts(reader, context);
  const window = context.now.subtract({ hours: 24 * visibleDays });
  const from = rights.allOrders ? shop.createdAt : window;
  const to = yield* pullOrders(reader, from, context);
  const checkouts = yield* pullCheckouts(reader, context);
  if (!checkouts)
    notes.push('Abandoned checkouts cannot be read: their reader needs manage_abandoned_checkouts.');
  const payments = rights.payments ? yield* pullPayments(reader, context) : false;
  if (rights.payments && !payments)
    notes.push(
      'The shop does not use Shopify Payments: payouts, disputes and fees are with its payment provider.',
    );
  yield {
    rows: {},
    complete: completeOf(shop, { checkouts, payments }, from, to),
    cursor: { entity: notesEntity, value: notes },
  };
}
