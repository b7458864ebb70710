import { AppError } from '#src/lib/errors.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type {
  Batch,
  ConnectedSource,
  Outside,
  PullContext,
  Source,
  StoreDescription,
  Wanted,
} from '../define.ts';
import type { Account } from '../shop/accounts.ts';
import { accountSetting, accountsOf, connectEach, storeKey } from '../shop/accounts.ts';
import { removedOrders } from '../shop/order-rows.ts';
import { usableZone, zoneOfOffset } from '../shop/zone.ts';
import type { WooApi } from './api.ts';
import { openWoo } from './api.ts';
import { wooHooks } from './hooks.ts';
import { gather } from './lists.ts';
import { pullWoo, recorded } from './pull.ts';
import { orderQuery, readOrders } from './read-orders.ts';
import { fetchProducts } from './read-products.ts';
import { reconcileWoo } from './reconcile.ts';
import type { OrderRules } from './status.ts';
import { coreOfflineMethods } from './status.ts';

const words = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');

const textIn = (json: unknown, key: string): string => {
  const value: unknown = Reflect.get(Object(json), key);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const describe = async (
  api: WooApi,
  account: Account,
  key: string,
  signal: AbortSignal,
): Promise<StoreDescription> => {
  const [site, currency] = await Promise.all([
    api.get('', { _fields: 'name,timezone_string,gmt_offset' }, signal),
    api.get('wc/v3/data/currencies/current', { _fields: 'code' }, signal),
  ]);
  const named = account.values['ZONE'] ?? textIn(site.json, 'timezone_string');
  const zone = named || zoneOfOffset(Number(textIn(site.json, 'gmt_offset') || Number.NaN)) || '';
  if (!usableZone(zone))
    throw new AppError('bad_config', `no usable zone for ${key}`, {
      userMessage: `The time zone of the shop ${key} is not known here${named ? ` (${named})` : ''}.`,
      hint: `Choose a city under Settings → General → Timezone in WordPress, or set ${account.name('ZONE')} to a zone such as Europe/Berlin.`,
    });
  const code = textIn(currency.json, 'code');
  if (!/^[A-Z]{3}$/.test(code))
    throw new AppError('bad_reply', `no currency for ${key}`, {
      userMessage: `The shop ${key} does not say in which currency it sells.`,
    });
  return { id: key, name: textIn(site.json, 'name') || key, currency: code, zone };
};

const fetchWanted = async (
  api: WooApi,
  rules: OrderRules,
  wanted: Wanted,
  context: PullContext,
): Promise<Batch> => {
  if (wanted.kind === 'stock') return fetchProducts(api, wanted.variantIds, context);
  if (wanted.kind === 'products') return fetchProducts(api, wanted.ids, context);
  const include = wanted.ids.join(',');
  const items = await gather(api, 'orders', { ...orderQuery(context), include }, context.signal);
  const { unknownStatuses: _, ...read } = await readOrders(api, rules, items, context);
  const there = new Set((read.rows.orders ?? []).map((order) => order.id));
  const broken = new Set((read.unreadable ?? []).map((one) => one.reference));
  const gone = wanted.ids.filter((id) => !there.has(id) && !broken.has(`orders/${id}`));
  return { ...read, replaces: [...(read.replaces ?? []), ...removedOrders(gone)] };
};

const connectShop = (account: Account, outside: Outside): ConnectedSource => {
  const { URL: url = '', CONSUMER_KEY: key = '', CONSUMER_SECRET: secret = '' } = account.values;
  const host = URL.parse(url)?.host;
  if (!host)
    throw new AppError('bad_config', `${account.name('URL')} is no address`, {
      userMessage: `${account.name('URL')} is "${url}", which is not the address of a shop.`,
      hint: 'It begins with https://, such as https://shop.example.com.',
    });
  const names = {
    url: account.name('URL'),
    key: account.name('CONSUMER_KEY'),
    secret: account.name('CONSUMER_SECRET'),
  };
  const store = storeKey(account, host);
  // No limit in the core; shared hosts are slow, and firewalls in front of them impatient.
  const api = openWoo(outside.http({ concurrent: 3 }), { url, key, secret, names }, outside.now);
  const rules: OrderRules = {
    acceptedStatuses: words(account.values['ACCEPTED_STATUSES']),
    offlineMethods: [...coreOfflineMethods, ...words(account.values['OFFLINE_METHODS'])],
  };
  return {
    key: store,
    stores: async (signal) => [await describe(api, account, store, signal)],
    pull: (context) => pullWoo(api, rules, context),
    fetch: (wanted, context) => fetchWanted(api, rules, wanted, context),
    reconcile: (context) => reconcileWoo(api, context),
    hooks: wooHooks(api, secret),
    identities: async (customer) =>
      customer.includes('@') ? [customer] : [`customer:${customer.replace(/^#/, '')}`],
  };
};

const required = ['URL', 'CONSUMER_KEY', 'CONSUMER_SECRET'];

/** WooCommerce, by its REST API wc/v3 (checked against 11.0.1). Several shops are numbered: WOOCOMMERCE_2_URL… */
export const source: Source = {
  id: 'woocommerce',
  label: 'WooCommerce',
  families: Object.keys(recorded) as readonly FactFamily[],
  dimensions: [...new Set(Object.values(recorded).flat())],
  settings: [
    accountSetting('WOOCOMMERCE_URL', 'Address of the shop, such as https://shop.example.com.', {
      required: true,
    }),
    accountSetting(
      'WOOCOMMERCE_CONSUMER_KEY',
      'REST API key (ck_…) from WooCommerce → Settings → Advanced → REST API; "Read" will do, "Read/Write" also sets up webhooks.',
      { required: true, secret: true },
    ),
    accountSetting('WOOCOMMERCE_CONSUMER_SECRET', 'Its secret (cs_…).', { required: true, secret: true }),
    accountSetting('WOOCOMMERCE_STORE', 'Id of the store here; otherwise made from its address.'),
    accountSetting('WOOCOMMERCE_ZONE', 'Time zone, where WordPress has only an offset.'),
    accountSetting(
      'WOOCOMMERCE_ACCEPTED_STATUSES',
      'Order statuses of plug-ins that count as an order, with commas.',
    ),
    accountSetting(
      'WOOCOMMERCE_OFFLINE_METHODS',
      'Ways to pay later besides bank transfer, cheque and cash on delivery, with commas.',
    ),
  ],
  everyMinutes: 5,
  connect: (settings, outside) =>
    connectEach(accountsOf(settings, 'WOOCOMMERCE', required), 'woocommerce', (account) =>
      connectShop(account, outside),
    ),
};
