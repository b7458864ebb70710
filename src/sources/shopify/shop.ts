import { AppError } from '#src/lib/errors.ts';
import type { StoreDescription } from '../define.ts';
import { usableZone } from '../shop/zone.ts';
import type { ShopifyApi } from './api.ts';

/** What the app may read, as far as it matters. Writing includes reading. */
export type Rights = {
  readonly allOrders: boolean;
  readonly products: boolean;
  readonly inventory: boolean;
  readonly locations: boolean;
  readonly customers: boolean;
  readonly payments: boolean;
};

export type Shop = {
  readonly store: StoreDescription;
  readonly rights: Rights;
  readonly createdAt: Temporal.Instant;
};

/** What is missing without a right, in words. */
const missing: readonly (readonly [keyof Rights, string, string])[] = [
  ['allOrders', 'read_all_orders', 'orders older than 60 days'],
  ['products', 'read_products', 'products and their categories'],
  ['inventory', 'read_inventory', 'stock and unit costs'],
  ['locations', 'read_locations', 'the names of locations'],
  ['customers', 'read_customers', 'customers'],
  ['payments', 'read_shopify_payments', 'payouts, disputes and payment fees'],
];

/** Sentences about what cannot be read for want of a right. */
export const notesOf = (rights: Rights): readonly string[] =>
  missing
    .filter(([right]) => !rights[right])
    .map(([, scope, what]) => `The app was not granted ${scope}: ${what} cannot be read.`);

const textAt = (value: unknown, key: string): string => {
  const found: unknown = Reflect.get(Object(value), key);
  return typeof found === 'string' ? found : '';
};

const scopesIn = (data: Readonly<Record<string, unknown>>): ReadonlySet<string> => {
  const scopes: unknown = Reflect.get(Object(data['currentAppInstallation']), 'accessScopes');
  return new Set(Array.isArray(scopes) ? scopes.map((scope) => textAt(scope, 'handle')) : []);
};

/** Reads the shop first: everything else depends on its currency, its zone, and on what the app may see. */
export const readShop = async (
  api: ShopifyApi,
  key: string,
  domain: string,
  signal: AbortSignal,
): Promise<Shop> => {
  const { data } = await api.ask('shop', {}, signal);
  const scopes = scopesIn(data);
  const may = (name: string): boolean => scopes.has(`read_${name}`) || scopes.has(`write_${name}`);
  if (!may('orders'))
    throw new AppError('not_allowed', `no read_orders for ${domain}`, {
      userMessage: `The app may not read the orders of ${domain}: it was not granted read_orders.`,
      hint: 'Add the scope read_orders (and read_all_orders) to the app, release a version, and install it again.',
    });
  const shop = data['shop'];
  const [currency, zone] = [textAt(shop, 'currencyCode'), textAt(shop, 'ianaTimezone')];
  if (!/^[A-Z]{3}$/.test(currency) || !usableZone(zone))
    throw new AppError('bad_reply', `no currency or zone for ${domain}`, {
      userMessage: `Shopify does not say in which currency and time zone ${domain} works.`,
    });
  return {
    store: { id: key, name: textAt(shop, 'name') || key, currency, zone },
    createdAt: Temporal.Instant.from(textAt(shop, 'createdAt') || '2006-01-01T00:00:00Z'),
    rights: {
      allOrders: may('all_orders'),
      products: may('products'),
      inventory: may('inventory'),
      locations: may('locations'),
      customers: may('customers'),
      payments: [...scopes].some((scope) => /^(read|write)_shopify_payments/.test(scope)),
    },
  };
};
