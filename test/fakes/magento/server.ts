import { createHmac } from 'node:crypto';
import type { FakeReply, FakeRequest, FakeServer } from '../server.ts';
import { fakeServer } from '../server.ts';
import type { Order, Variant, World } from '../world.ts';
import { attributesJson, cartJson, categoriesJson, configurableJson, simpleJson } from './catalogue.ts';
import type { Json } from './json.ts';
import { invoiceJson, memoJson, orderJson, shipmentsJson, sourceCode } from './json.ts';
import { search } from './search.ts';

/** Magento 2.4.9 as its Swagger and code say: OAuth 1.0a, searchCriteria, clamped pages, parent and child rows, UTC without a zone. */

export const keys = {
  consumerKey: 'mck0123456789abcdef',
  consumerSecret: 'mcs0123456789abcdef',
  token: 'mat0123456789abcdef',
  tokenSecret: 'mas0123456789abcdef',
} as const;

export type MagentoShop = {
  readonly world: World;
  readonly zone: string;
  readonly nonces: Set<string>;
  /** ACL resources the integration lacks. */
  readonly denied: Set<string>;
};

export const magentoShop = (world: World, zone = 'Europe/Berlin'): MagentoShop => ({
  world,
  zone,
  nonces: new Set(),
  denied: new Set(),
});

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const refused = (message: string): FakeReply => ({ status: 401, json: { message } });

/** The check of Magento\Framework\Oauth: signature over method, address and all parameters; null = let in. */
const authenticate = (shop: MagentoShop, { method, url, headers }: FakeRequest): FakeReply | null => {
  const [scheme, rest = ''] = (headers['authorization'] ?? '').split(/ (.*)/s);
  if (scheme !== 'OAuth') return refused("The consumer isn't authorized to access %resources.");
  const given = Object.fromEntries(
    rest.split(', ').map((pair) => {
      const [, name = '', value = ''] = /^([^=]+)="([^"]*)"$/.exec(pair) ?? [];
      return [name, decodeURIComponent(value)];
    }),
  );
  if (given['oauth_consumer_key'] !== keys.consumerKey || given['oauth_token'] !== keys.token)
    return refused('A consumer having the specified key does not exist');
  const { oauth_signature: signature, ...signed } = given;
  const pairs = [...Object.entries(signed), ...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const base = `${method}&${encode(`${url.origin}${url.pathname}`)}&${encode(pairs.join('&'))}`;
  const own = createHmac('sha256', `${keys.consumerSecret}&${keys.tokenSecret}`)
    .update(base)
    .digest('base64');
  if (own !== signature) return refused('The signature is invalid. Verify and try again.');
  const at = Number(given['oauth_timestamp']) * 1000;
  if (at > shop.world.now + 600_000 || at < shop.world.now - 600_000)
    return refused('Incorrect timestamp value');
  const nonce = given['oauth_nonce'] ?? '';
  if (shop.nonces.has(nonce)) return refused('The nonce is already being used by the consumer');
  shop.nonces.add(nonce);
  return null;
};

const alive = ({ world }: MagentoShop): readonly Order[] =>
  [...world.orders.values()].filter(
    (order) => order.deletedAt === null && !order.isTest && order.placedAt <= world.now,
  );

const paperColumns = ['entity_id', 'order_id', 'created_at', 'updated_at', 'store_id'];

/** Lists by path: the right they take, what is in them, by what they can be searched. */
export const lists: Readonly<
  Record<
    string,
    {
      readonly right: string;
      readonly of: (shop: MagentoShop) => readonly Json[];
      readonly by: readonly string[];
    }
  >
> = {
  orders: {
    right: 'Magento_Sales::actions_view',
    of: (shop) => alive(shop).map((order) => orderJson(shop.world, order)),
    by: ['entity_id', 'created_at', 'updated_at', 'store_id', 'state', 'status'],
  },
  invoices: {
    right: 'Magento_Sales::sales_invoice',
    of: (shop) =>
      alive(shop).flatMap((order) => (order.paidAt === null ? [] : [invoiceJson(order, order.paidAt)])),
    by: paperColumns,
  },
  creditmemos: {
    right: 'Magento_Sales::sales_creditmemo',
    of: (shop) =>
      alive(shop).flatMap((order) => order.refunds.map((refund) => memoJson(shop.world, order, refund))),
    by: paperColumns,
  },
  shipments: {
    right: 'Magento_Sales::shipment',
    of: (shop) => alive(shop).flatMap(shipmentsJson),
    by: paperColumns,
  },
  products: {
    right: 'Magento_Catalog::products',
    of: ({ world }) => [
      ...[...world.products.values()]
        .filter((product) => product.deletedAt === null)
        .map((product) => configurableJson(world, product)),
      ...[...world.variants.values()]
        .filter((variant) => world.products.get(variant.productId)?.deletedAt === null)
        .map((variant) => simpleJson(world, variant)),
    ],
    by: ['entity_id', 'sku', 'updated_at', 'type_id', 'status'],
  },
  'products/attributes': {
    right: 'Magento_Catalog::attributes_attributes',
    of: ({ world }) => attributesJson(world),
    by: ['attribute_code'],
  },
  'categories/list': {
    right: 'Magento_Catalog::categories',
    of: ({ world }) => categoriesJson(world),
    by: ['entity_id', 'level'],
  },
  'carts/search': {
    right: 'Magento_Cart::manage',
    of: ({ world }) => [...world.checkouts.values()].map(cartJson),
    by: ['entity_id', 'updated_at', 'is_active', 'items_count', 'store_id'],
  },
  'inventory/sources': {
    right: 'Magento_InventoryApi::source',
    of: ({ world }) =>
      world.locations.map(({ id, name, country }) => ({
        source_code: sourceCode(id),
        name,
        enabled: true,
        country_id: country,
        postcode: '10115',
      })),
    by: ['source_code', 'enabled'],
  },
  'inventory/stock-source-links': {
    right: 'Magento_InventoryApi::stock_source_link',
    of: ({ world }) =>
      world.locations.map(({ id }) => ({ stock_id: 2, source_code: sourceCode(id), priority: id })),
    by: ['stock_id', 'source_code'],
  },
  'inventory/source-items': {
    right: 'Magento_InventoryApi::source_items',
    of: ({ world }) =>
      [...world.variants.values()].flatMap(({ sku, stock }) =>
        [...stock].map(([location, level]) => ({
          sku,
          source_code: sourceCode(location),
          quantity: level.onHand,
          status: level.onHand > 0 ? 1 : 0,
        })),
      ),
    by: ['sku', 'source_code', 'quantity'],
  },
  'inventory/export-stock-salable-qty/website/base': {
    right: 'Magento_InventoryApi::stock',
    of: ({ world }) =>
      onSale(world).map((variant) => ({
        sku: variant.sku,
        qty: salableOf(world, variant.sku),
        is_salable: salableOf(world, variant.sku) > 0,
      })),
    by: ['sku'],
  },
};

/** What can be sold is worked out over products; counts of what was deleted stay behind. */
const onSale = (world: World): readonly Variant[] =>
  [...world.variants.values()].filter((variant) => world.products.get(variant.productId)?.deletedAt === null);

const salableOf = (world: World, sku: string): number => {
  const variant = [...world.variants.values()].find((one) => one.sku === sku);
  return [...(variant?.stock.values() ?? [])].reduce((sum, level) => sum + level.onHand - level.committed, 0);
};

const websites: readonly Json[] = [
  { id: 0, code: 'admin', name: 'Admin', default_group_id: 0 },
  { id: 1, code: 'base', name: 'Nordlicht Outdoor', default_group_id: 1 },
];

const storeConfigs = (shop: MagentoShop): readonly Json[] => [
  { id: 1, code: 'default', website_id: 1, locale: 'de_DE', base_currency_code: 'EUR', timezone: shop.zone },
];

const answer = (shop: MagentoShop, request: FakeRequest): FakeReply => {
  const { url } = request;
  const [, path] = /^\/rest\/all\/V1\/(.+)$/.exec(url.pathname) ?? [];
  if (path === undefined) return { status: 404, text: '<h1>Not found</h1>' };
  const shut = authenticate(shop, request);
  if (shut) return shut;
  if (request.method !== 'GET') return { status: 405, json: { message: 'only reading is expected' } };
  if (path === 'store/websites') return { json: websites };
  if (path === 'store/storeConfigs') return { json: storeConfigs(shop) };
  if (path === 'inventory/stock-resolver/website/base') return { json: { stock_id: 2, name: 'Webshop' } };
  const [, sku] = /^inventory\/get-product-salable-quantity\/([^/]+)\/2$/.exec(path) ?? [];
  if (sku !== undefined) return { json: salableOf(shop.world, decodeURIComponent(sku)) };
  const list = lists[path];
  if (!list) return { status: 404, json: { message: 'Request does not match any route.' } };
  if (shop.denied.has(list.right))
    return {
      status: 401,
      json: {
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: list.right },
      },
    };
  return search(url, list.of(shop), list.by);
};

export const serveMagento = (shop: MagentoShop, port = 0): Promise<FakeServer> =>
  fakeServer(
    () => shop.world.now,
    (request) => answer(shop, request),
    port,
  );
