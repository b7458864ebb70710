import type { Existing, ReconcileContext } from '../define.ts';
import { numberOf, searchTime } from './ids.ts';
import { pagesOf } from './pages.ts';
import type { OrderReader } from './read-orders.ts';
import type { Shop } from './shop.ts';

type Span = { readonly from: Temporal.Instant; readonly to: Temporal.Instant };

/** Counts are exact up to here, and ids beyond are walked in parts. */
const worthWalking = 5_000;

const within = ({ from, to }: Span): string =>
  `processed_at:>='${searchTime(from)}' AND processed_at:<'${searchTime(to)}'`;

const idsOf = async (
  reader: OrderReader,
  name: 'order-ids' | 'product-ids' | 'variant-ids',
  query: string | null,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const path = { 'order-ids': 'orders', 'product-ids': 'products', 'variant-ids': 'productVariants' }[name];
  const ids: string[] = [];
  const variables = query === null ? {} : { query };
  for await (const page of pagesOf(
    reader.api,
    reader.sizes,
    { name, path: [path], most: 250, variables },
    signal,
  ))
    for (const node of page.nodes) ids.push(numberOf(String(Reflect.get(Object(node), 'id'))));
  return ids;
};

async function* differing(
  reader: OrderReader,
  span: Span,
  context: ReconcileContext,
): AsyncGenerator<Existing> {
  const { data } = await reader.api.ask('order-count', { query: within(span) }, context.signal);
  const count = Number(Reflect.get(Object(data['ordersCount']), 'count') ?? 0);
  const ours = await context.stored('orders', span.from, span.to);
  if (ours.count === count || ours.count === 0) return;
  const middle = Temporal.Instant.fromEpochMilliseconds(
    Math.floor((span.from.epochMilliseconds + span.to.epochMilliseconds) / 2_000) * 1_000,
  );
  if (Math.max(count, ours.count) > worthWalking && Temporal.Instant.compare(middle, span.from) > 0) {
    yield* differing(reader, { from: span.from, to: middle }, context);
    yield* differing(reader, { from: middle, to: span.to }, context);
    return;
  }
  yield { rows: 'orders', ids: await idsOf(reader, 'order-ids', within(span), context.signal), ...span };
}

/** How far back an app without read_all_orders sees, with a day's room: what it does not see is not gone. */
const visibleHours = 59 * 24;

/** What still exists in a shop: deletions never show as changes. */
export async function* reconcileShopify(
  reader: OrderReader,
  shop: Shop,
  context: ReconcileContext,
): AsyncGenerator<Existing> {
  const { first } = await context.stored('orders');
  const to = context.now.subtract({ minutes: 10 });
  const seen = context.now.subtract({ hours: visibleHours });
  const start = first?.round({ smallestUnit: 'second', roundingMode: 'floor' });
  const from = start && !shop.rights.allOrders && Temporal.Instant.compare(start, seen) < 0 ? seen : start;
  if (from && Temporal.Instant.compare(from, to) < 0) yield* differing(reader, { from, to }, context);
  if (!shop.rights.products) return;
  yield { rows: 'products', ids: await idsOf(reader, 'product-ids', null, context.signal) };
  yield { rows: 'variants', ids: await idsOf(reader, 'variant-ids', null, context.signal) };
}
