import { AppError } from '#src/lib/errors.ts';
import type { Hooks, PullContext, Wanted } from '../define.ts';
import type { Delivery } from '../verify.ts';
import { gatherAll } from './pages.ts';
import type { OrderReader } from './read-orders.ts';

/** What we want to hear of, and which field of the (REST-shaped) payload names the order, product or inventory item. */
const topics: Readonly<Record<string, { readonly kind: Wanted['kind'] | 'all'; readonly id: string }>> = {
  'orders/create': { kind: 'orders', id: 'id' },
  'orders/updated': { kind: 'orders', id: 'id' },
  'orders/cancelled': { kind: 'orders', id: 'id' },
  'orders/paid': { kind: 'orders', id: 'id' },
  'orders/delete': { kind: 'orders', id: 'id' },
  'refunds/create': { kind: 'orders', id: 'order_id' },
  'fulfillments/create': { kind: 'orders', id: 'order_id' },
  'fulfillments/update': { kind: 'orders', id: 'order_id' },
  'products/create': { kind: 'products', id: 'id' },
  'products/update': { kind: 'products', id: 'id' },
  'products/delete': { kind: 'products', id: 'id' },
  'inventory_levels/update': { kind: 'stock', id: 'inventory_item_id' },
};

/** `orders/create` as the API names it. */
const enumOf = (topic: string): string => topic.replace('/', '_').toUpperCase();

const about = ({ headers, body }: Delivery): readonly Wanted[] => {
  const topic = topics[headers['x-shopify-topic'] ?? ''];
  if (!topic) return [];
  let id: unknown;
  try {
    id = Reflect.get(Object(JSON.parse(Buffer.from(body).toString('utf8'))), topic.id);
  } catch {
    return [];
  }
  if (typeof id !== 'number' && typeof id !== 'string') return [];
  if (topic.kind === 'stock') return [{ kind: 'stock', variantIds: [`item:${id}`] }];
  return topic.kind === 'all' ? [] : [{ kind: topic.kind, ids: [String(id)] }];
};

const textAt = (value: unknown, key: string): string => String(Reflect.get(Object(value), key) ?? '');

/** Makes the subscriptions that are missing: Shopify deletes one whose deliveries failed for hours. */
const ensure = async (reader: OrderReader, uri: string, { signal }: PullContext): Promise<void> => {
  const listed = await gatherAll(
    reader.api,
    reader.sizes,
    { name: 'hooks', path: ['webhookSubscriptions'], most: 100, variables: {} },
    signal,
  );
  const ours = new Set(listed.filter((one) => textAt(one, 'uri') === uri).map((one) => textAt(one, 'topic')));
  for (const topic of Object.keys(topics).map(enumOf)) {
    if (ours.has(topic)) continue;
    const { data } = await reader.api.ask('hook-create', { topic, uri }, signal);
    const problems: unknown = Reflect.get(Object(data['webhookSubscriptionCreate']), 'userErrors');
    if (Array.isArray(problems) && problems.length > 0)
      throw new AppError('bad_reply', `hook ${topic}: ${textAt(problems[0], 'message').slice(0, 200)}`);
  }
};

/** Shopify's webhooks; after the secret was rotated, deliveries are signed with the old one for up to an hour. */
export const shopifyHooks = (
  reader: (signal: AbortSignal) => Promise<OrderReader>,
  secrets: readonly string[],
): Hooks => ({
  scheme: 'shopify',
  secrets,
  about,
  ensure: async (address, context) => ensure(await reader(context.signal), address, context),
});
