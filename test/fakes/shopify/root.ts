import {
  indexedCheckouts,
  indexedOrders,
  indexedProducts,
  indexedVariants,
  isVisible,
  paymentsAccount,
} from './lists.ts';
import { orderJson } from './orders.ts';
import { itemJson, productJson, variantJson } from './products.ts';
import { search } from './search.ts';
import type { Arguments, Node } from './shapes.ts';
import { connect, gid, numberIn } from './shapes.ts';
import type { ShopifyShop } from './shop.ts';

const nodeById = (shop: ShopifyShop, id: string): unknown => {
  const { world } = shop;
  const number = numberIn(id);
  const [, , , type] = id.split('/');
  if (type === 'Order') {
    const order = world.orders.get(number);
    return order && isVisible(order, world.now) ? orderJson(world, order) : null;
  }
  const variant = world.variants.get(type === 'InventoryItem' ? number - 900_000 : number);
  const isSold = variant && world.products.get(variant.productId)?.deletedAt === null;
  if (type === 'InventoryItem') return isSold ? itemJson(variant) : null;
  if (type === 'ProductVariant') return isSold ? variantJson(variant) : null;
  const product = world.products.get(number);
  return product && product.deletedAt === null ? productJson(world, product) : null;
};

const refundNode = (shop: ShopifyShop, id: string): unknown => {
  for (const order of shop.world.orders.values())
    if (order.refunds.some((refund) => gid('Refund', refund.id) === id)) {
      const json = orderJson(shop.world, order)['refunds'] as (a: Arguments) => readonly Node[];
      return json({}).find((refund) => refund.id === id) ?? null;
    }
  return null;
};

const may = (shop: ShopifyShop, scope: string): void => {
  if (!shop.scopes.has(scope))
    throw Object.assign(new Error('Access denied'), { extensions: { code: 'ACCESS_DENIED' } });
};

/** What the queries start from. */
export const rootOf = (shop: ShopifyShop, exported: (query: string) => string) => ({
  shop: {
    name: 'Nordlicht',
    currencyCode: 'EUR',
    ianaTimezone: 'Europe/Berlin',
    createdAt: '2024-01-01T00:00:00Z',
    email: 'owner@example.test',
  },
  currentAppInstallation: { accessScopes: [...shop.scopes].map((handle) => ({ handle })) },
  orders: (given: Arguments) => search(shop.world, indexedOrders(shop), given),
  ordersCount: (given: Arguments) => ({
    count: search(shop.world, indexedOrders(shop), given).count,
    precision: 'EXACT',
  }),
  order: ({ id }: { id: string }) => nodeById(shop, id),
  refund: ({ id }: { id: string }) => refundNode(shop, id),
  products: (given: Arguments) => search(shop.world, indexedProducts(shop), given),
  product: ({ id }: { id: string }) => nodeById(shop, id),
  productVariants: (given: Arguments) => search(shop.world, indexedVariants(shop), given),
  nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => nodeById(shop, id)),
  locations: connect(
    shop.world.locations.map((one) => ({
      id: gid('Location', one.id),
      name: one.name,
      address: { countryCode: one.country },
    })),
  ),
  abandonedCheckouts: (given: Arguments) => search(shop.world, indexedCheckouts(shop), given),
  shopifyPaymentsAccount: () => {
    may(shop, 'read_shopify_payments_payouts');
    return paymentsAccount(shop);
  },
  customers: ({ query = '' }: Arguments) => {
    const [, id] = /email:'customer(\d+)@example\.test'/.exec(query) ?? [];
    return connect(id ? [{ id: gid('Customer', id) }] : [])({});
  },
  webhookSubscriptions: connect(shop.hooks),
  webhookSubscriptionCreate: ({
    topic,
    webhookSubscription,
  }: {
    topic: string;
    webhookSubscription: { uri: string };
  }) => {
    shop.hooks.push({
      id: gid('WebhookSubscription', shop.hooks.length + 1),
      topic,
      uri: webhookSubscription.uri,
    });
    return { webhookSubscription: shop.hooks.at(-1), userErrors: [] };
  },
  bulkOperationRunQuery: ({ query }: { query: string }) => {
    const id = gid('BulkOperation', shop.bulks.size + 1);
    shop.bulks.set(id, { asked: 0, lines: exported(query) });
    return { bulkOperation: { id, status: 'CREATED' }, userErrors: [] };
  },
  bulkOperation: ({ id }: { id: string }) => {
    const bulk = shop.bulks.get(id);
    if (!bulk) return null;
    bulk.asked += 1;
    const isDone = bulk.asked > 2;
    return {
      id,
      status: isDone ? 'COMPLETED' : 'RUNNING',
      errorCode: null,
      rootObjectCount: String(bulk.lines.split('\n').length),
      url: isDone && bulk.lines !== '' ? `${shop.url}/bulk/${numberIn(id)}.jsonl` : null,
    };
  },
});
