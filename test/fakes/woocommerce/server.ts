import { createHmac } from 'node:crypto';
import type { FakeReply, FakeRequest, FakeServer } from '../server.ts';
import { fakeServer } from '../server.ts';
import type { Order, World } from '../world.ts';
import { orderJson, productJson, refundJson, statusOf, variationJson } from './json.ts';
import { revenueStats } from './stats.ts';

/**
 * WooCommerce 11.0.1 as measured (facts, live captures): OAuth 1.0a over http, exclusive filters at one second, local
 * dates unless told otherwise, at most 100 at once, the same 401 for every wrong key.
 */

export const keys = { consumerKey: `ck_${'a'.repeat(40)}`, consumerSecret: `cs_${'b'.repeat(40)}` } as const;

export type WooShop = {
  readonly world: World;
  readonly zone: string;
  readonly webhooks: Map<
    number,
    { id: number; topic: string; status: string; delivery_url: string; secret: string }
  >;
  readonly nonces: Set<string>;
};

export const wooShop = (world: World, zone = 'Europe/Berlin'): WooShop => ({
  world,
  zone,
  webhooks: new Map(),
  nonces: new Set(),
});

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const error = (status: number, code: string, message: string): FakeReply => ({
  status,
  json: { code, message, data: { status } },
});

const denied = error(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
const badSignature = (why: string): FakeReply => error(401, 'woocommerce_rest_authentication_error', why);

/** The check of class-wc-rest-authentication.php, step by step; null = let in. */
const authenticate = (shop: WooShop, { method, url }: FakeRequest): FakeReply | null => {
  const query = Object.fromEntries(url.searchParams);
  if (!query['oauth_consumer_key']) return denied;
  if (query['oauth_consumer_key'] !== keys.consumerKey) return badSignature('Consumer key is invalid.');
  const { oauth_signature: given, ...signed } = query;
  const pairs = Object.keys(signed)
    .sort()
    .map((name) => encode(`${encode(name)}=${encode(signed[name] ?? '')}`));
  const base = `${method}&${encode(`${url.origin}${url.pathname}`)}&${pairs.join('%26')}`;
  const signature = createHmac('sha256', `${keys.consumerSecret}&`).update(base).digest('base64');
  if (signature !== given) return badSignature('Invalid signature - provided signature does not match.');
  const at = Number(query['oauth_timestamp']) * 1000;
  if (Math.abs(at - shop.world.now) > 15 * 60_000) return badSignature('Invalid timestamp.');
  const nonce = query['oauth_nonce'] ?? '';
  if (shop.nonces.has(nonce)) return badSignature('Invalid nonce - nonce has already been used.');
  shop.nonces.add(nonce);
  return null;
};

/** Arguments that collections take; others are a mistake of the caller. */
const known = new Set(
  `context page per_page search after before modified_after modified_before dates_are_gmt exclude include offset order orderby
   parent parent_exclude status customer product dp include_meta exclude_meta _fields oauth_consumer_key oauth_nonce
   oauth_signature oauth_signature_method oauth_timestamp oauth_version`.split(/\s+/),
);

const invalid = (name: string): FakeReply => ({
  status: 400,
  json: { code: 'rest_invalid_param', message: `Invalid parameter(s): ${name}`, data: { status: 400 } },
});

/** The instant a date argument means: the shop's zone unless `dates_are_gmt`; a `Z` together with it shifts once more. */
const dateArgument = (shop: WooShop, url: URL, name: string): number | null => {
  const text = url.searchParams.get(name);
  if (!text) return null;
  const naive = text.replace(/Z$/, '');
  const utc = Date.parse(`${naive}Z`);
  const isGmt = url.searchParams.get('dates_are_gmt') === 'true';
  const offset =
    Temporal.Instant.fromEpochMilliseconds(utc).toZonedDateTimeISO(shop.zone).offsetNanoseconds / 1e6;
  if (isGmt) return text.endsWith('Z') ? utc + offset : utc;
  return text.endsWith('Z') ? utc : utc - offset;
};

const second = (at: number): number => Math.floor(at / 1000);

type Thing = {
  readonly id: number;
  readonly created: number;
  readonly modified: number;
  readonly parent: number;
  readonly json: () => Readonly<Record<string, unknown>>;
};

/** `_fields`, with dots into objects; `_links` stays. */
const trim = (json: Readonly<Record<string, unknown>>, fields: string | null): unknown => {
  if (!fields) return json;
  const out: Record<string, unknown> = { _links: {} };
  for (const path of fields.split(',')) {
    const [name = '', part] = path.split('.');
    if (!(name in json)) continue;
    if (part === undefined) out[name] = json[name];
    else out[name] = { ...(out[name] as object), [part]: Reflect.get(Object(json[name]), part) };
  }
  return out;
};

const listOf = (url: URL, name: string): ReadonlySet<number> | null => {
  const text = url.searchParams.get(name);
  return text ? new Set(text.split(',').map(Number)) : null;
};

const filters = (shop: WooShop, url: URL): ((thing: Thing) => boolean) => {
  const [after, before] = [dateArgument(shop, url, 'after'), dateArgument(shop, url, 'before')];
  const changed = dateArgument(shop, url, 'modified_after');
  const [include, parent] = [listOf(url, 'include'), listOf(url, 'parent')];
  return ({ id, created, modified, parent: of }) =>
    (after === null || second(created) > second(after)) &&
    (before === null || second(created) < second(before)) &&
    (changed === null || second(modified) > second(changed)) &&
    (include === null || include.has(id)) &&
    (parent === null || parent.has(of));
};

/** A collection: filtered, ordered, one page of it, with its headers. Equal times come in no order to rely on. */
const collection = (shop: WooShop, { url }: FakeRequest, things: readonly Thing[]): FakeReply => {
  const unknown = [...url.searchParams.keys()].find((name) => !known.has(name));
  if (unknown) return invalid(unknown);
  const perPage = Number(url.searchParams.get('per_page') ?? 10);
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > 100) return invalid('per_page');
  const page = Number(url.searchParams.get('page') ?? 1);
  const fits = things.filter(filters(shop, url));
  const by = url.searchParams.get('orderby') ?? 'date';
  const orderOf = (thing: Thing): number =>
    by === 'modified' ? second(thing.modified) : by === 'id' ? thing.id : second(thing.created);
  const sign = url.searchParams.get('order') === 'asc' ? 1 : -1;
  fits.sort((a, b) => sign * (orderOf(a) - orderOf(b)) || b.id - a.id);
  const fields = url.searchParams.get('_fields');
  return {
    headers: {
      'x-wp-total': String(fits.length),
      'x-wp-totalpages': String(Math.ceil(fits.length / perPage)),
    },
    json: fits.slice((page - 1) * perPage, page * perPage).map((thing) => trim(thing.json(), fields)),
  };
};

const orderThings = (shop: WooShop, status: string, places: number): readonly Thing[] =>
  [...shop.world.orders.values()]
    .filter((order) => order.deletedAt === null && order.placedAt <= shop.world.now)
    .filter((order) => {
      const own = statusOf(order);
      return status === 'any' ? own !== 'trash' && own !== 'checkout-draft' : own === status;
    })
    .map((order) => ({
      id: order.id,
      created: order.placedAt,
      modified: order.updatedAt,
      parent: 0,
      json: () => orderJson(shop, order, places),
    }));

const refundThings = (shop: WooShop, places: number): readonly Thing[] =>
  [...shop.world.orders.values()]
    .filter((order) => order.deletedAt === null)
    .flatMap((order) =>
      order.refunds.map((refund) => ({
        id: refund.id,
        created: refund.at,
        modified: refund.at,
        parent: order.id,
        json: () => refundJson(shop, order, refund, places),
      })),
    );

const productThings = (shop: WooShop): readonly Thing[] =>
  [...shop.world.products.values()]
    .filter((product) => product.deletedAt === null)
    .map((product) => ({
      id: product.id,
      created: product.createdAt,
      modified: product.updatedAt,
      parent: 0,
      json: () => productJson(shop, product),
    }));

const variationThings = (shop: WooShop): readonly Thing[] =>
  [...shop.world.variants.values()]
    .filter((variant) => shop.world.products.get(variant.productId)?.deletedAt === null)
    .map((variant) => ({
      id: variant.id,
      created: variant.updatedAt,
      modified: variant.updatedAt,
      parent: variant.productId,
      json: () => variationJson(shop, variant),
    }));

const webhookThings = (shop: WooShop): readonly Thing[] =>
  [...shop.webhooks.values()].map(({ secret: _, ...hook }) => ({
    id: hook.id,
    created: 0,
    modified: 0,
    parent: 0,
    json: () => hook,
  }));

const saveWebhook = (shop: WooShop, request: FakeRequest): FakeReply => {
  const given = JSON.parse(request.body) as Readonly<Record<string, string>>;
  const id = Number(request.url.pathname.split('/').at(-1)) || shop.webhooks.size + 1;
  const before = shop.webhooks.get(id);
  const hook = {
    id,
    topic: given['topic'] ?? before?.topic ?? '',
    status: given['status'] ?? before?.status ?? 'active',
    delivery_url: given['delivery_url'] ?? before?.delivery_url ?? '',
    secret: given['secret'] ?? before?.secret ?? '',
  };
  shop.webhooks.set(id, hook);
  return { status: before ? 200 : 201, json: hook };
};

const siteIndex = (shop: WooShop): FakeReply => ({
  json: {
    name: 'Nordlicht Outdoor',
    url: 'http://127.0.0.1',
    gmt_offset: 1,
    timezone_string: shop.zone,
    namespaces: ['wc/v3', 'wc-analytics'],
  },
});

const answer = (shop: WooShop, request: FakeRequest): FakeReply => {
  const path = request.url.pathname.replace(/^\/wp-json\//, '');
  if (!request.url.pathname.startsWith('/wp-json/')) return { status: 404, text: '<h1>Not found</h1>' };
  const refused = path === '' ? null : authenticate(shop, request);
  if (refused) return refused;
  const places = Number(request.url.searchParams.get('dp') ?? 2);
  const status = request.url.searchParams.get('status') ?? 'any';
  if (request.method !== 'GET') return saveWebhook(shop, request);
  switch (path) {
    case '':
      return siteIndex(shop);
    case 'wc/v3/data/currencies/current':
      return { json: { code: 'EUR', name: 'Euro', symbol: '&euro;' } };
    case 'wc/v3/settings/products/woocommerce_notify_low_stock_amount':
      return { json: { id: 'woocommerce_notify_low_stock_amount', value: '2' } };
    case 'wc/v3/orders':
      return collection(shop, request, orderThings(shop, status, places));
    case 'wc/v3/refunds':
      return collection(shop, request, refundThings(shop, places));
    case 'wc/v3/products':
      return collection(shop, request, productThings(shop));
    case 'wc/v3/variations':
      return collection(shop, request, variationThings(shop));
    case 'wc/v3/webhooks':
      return collection(shop, request, webhookThings(shop));
    default:
      return error(404, 'rest_no_route', 'No route was found matching the URL and request method.');
  }
};

export const serveWoo = (shop: WooShop, port = 0): Promise<FakeServer> =>
  fakeServer(
    () => shop.world.now,
    (request) => answer(shop, request),
    port,
  );

/** What WooCommerce's own reports say of the days (`wc-analytics/reports/revenue/stats`, date type paid). */
export const wooRevenue = (shop: WooShop): ReturnType<typeof revenueStats> => revenueStats(shop);

/** A delivery as WooCommerce sends it: the body is made when it is sent. */
export const wooDelivery = (
  shop: WooShop,
  order: Order,
  event: 'created' | 'updated' | 'deleted',
  secret: string,
): { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer } => {
  const body = Buffer.from(
    JSON.stringify(event === 'deleted' ? { id: order.id } : orderJson(shop, order, 2)),
  );
  return {
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': `order.${event}`,
      'x-wc-webhook-resource': 'order',
      'x-wc-webhook-event': event,
      'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
      'x-wc-webhook-delivery-id': `${order.id}-${event}-${shop.world.now}`,
    },
    body,
  };
};
