import { AppError } from '#src/lib/errors.ts';
import type { Batch, ConnectedSource, Outside, PullContext, Source, Wanted } from '../define.ts';
import type { Account } from '../shop/accounts.ts';
import { accountSetting, accountsOf, connectEach, storeKey } from '../shop/accounts.ts';
import type { ShopifyAccess } from './api.ts';
import { openShopify } from './api.ts';
import { shopifyHooks } from './hooks.ts';
import { numberOf } from './ids.ts';
import { connectionIn } from './pages.ts';
import { pullShopify, recorded } from './pull.ts';
import type { OrderReader } from './read-orders.ts';
import { fetchOrders } from './read-orders.ts';
import { fetchProducts } from './read-products.ts';
import { reconcileShopify } from './reconcile.ts';
import type { Shop } from './shop.ts';
import { readShop } from './shop.ts';

const wrongDomain = (account: Account, value: string): AppError =>
  new AppError('bad_config', `${account.name('DOMAIN')} is no shop`, {
    userMessage: `${account.name('DOMAIN')} is "${value}", which is not the name of a Shopify shop.`,
    hint: 'Use the name that ends in .myshopify.com, such as nordlicht.myshopify.com.',
  });

/** `nordlicht`, `nordlicht.myshopify.com` or its address as the domain; credentials go nowhere else. */
const domainOf = (account: Account): string => {
  const given = (account.values['DOMAIN'] ?? '').toLowerCase();
  const host = given.replace(/^https?:\/\//, '').split('/')[0] ?? '';
  const domain = host.includes('.') ? host : `${host}.myshopify.com`;
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(domain)) throw wrongDomain(account, given);
  return domain;
};

const accessOf = (account: Account): ShopifyAccess => {
  const domain = domainOf(account);
  const { ACCESS_TOKEN: token, CLIENT_ID: id, CLIENT_SECRET: secret } = account.values;
  if (!token && !(id && secret))
    throw new AppError('bad_config', `no credentials for ${domain}`, {
      userMessage: `There is nothing to open the shop ${domain} with.`,
      hint: `Set ${account.name('CLIENT_ID')} and ${account.name('CLIENT_SECRET')} (Dev Dashboard), or ${account.name('ACCESS_TOKEN')} of an older app.`,
    });
  return {
    base: account.values['API_URL']?.replace(/\/+$/, '') ?? `https://${domain}`,
    domain,
    token: token ?? null,
    client: id && secret ? { id, secret } : null,
    names: {
      domain: account.name('DOMAIN'),
      token: account.name('ACCESS_TOKEN'),
      client: `${account.name('CLIENT_ID')} and ${account.name('CLIENT_SECRET')}`,
    },
  };
};

const fetchWanted = (reader: OrderReader, wanted: Wanted, context: PullContext): Promise<Batch> =>
  wanted.kind === 'orders'
    ? fetchOrders(reader, wanted.ids, context)
    : fetchProducts(reader, wanted, context);

/** A value in Shopify's search syntax, in quotes. */
const quoted = (text: string): string => `'${text.replace(/['\\]/g, '')}'`;

const connectShop = (account: Account, outside: Outside): ConnectedSource => {
  const access = accessOf(account);
  const key = storeKey(account, access.domain.replace('.myshopify.com', ''));
  const api = openShopify(outside.http({ concurrent: 2 }), access, outside.now);
  const sizes = new Map<string, number>();
  let known: Shop | null = null;
  const shopOf = async (signal: AbortSignal): Promise<Shop> => {
    known ??= await readShop(api, key, access.domain, signal);
    return known;
  };
  const readerOf = async (signal: AbortSignal): Promise<OrderReader> => ({
    api,
    sizes,
    rights: (await shopOf(signal)).rights,
  });
  const { CLIENT_SECRET: secret, WEBHOOK_SECRET: other, WEBHOOK_SECRET_OLD: old } = account.values;
  const secrets = [secret, other, old].filter((one) => one !== undefined);
  return {
    key,
    stores: async (signal) => {
      known = await readShop(api, key, access.domain, signal);
      return [known.store];
    },
    pull: async function* (context) {
      yield* pullShopify(await readerOf(context.signal), await shopOf(context.signal), context);
    },
    fetch: async (wanted, context) => fetchWanted(await readerOf(context.signal), wanted, context),
    reconcile: async function* (context) {
      yield* reconcileShopify(await readerOf(context.signal), await shopOf(context.signal), context);
    },
    ...(secrets.length > 0 && { hooks: shopifyHooks(readerOf, secrets) }),
    identities: async (customer, signal) => {
      if (!customer.includes('@')) return [`customer:${customer.replace(/^#/, '')}`];
      const { data } = await api.ask('customer-ids', { query: `email:${quoted(customer)}` }, signal);
      return connectionIn(data, ['customers']).nodes.map(
        (node) => `customer:${numberOf(String(Reflect.get(Object(node), 'id')))}`,
      );
    },
  };
};

/** Shopify, by its GraphQL Admin API. Several shops are numbered: SHOPIFY_2_DOMAIN… */
export const source: Source = {
  id: 'shopify',
  label: 'Shopify',
  families: recorded.map(({ family }) => family),
  dimensions: [...new Set(recorded.flatMap(({ dimensions }) => dimensions))],
  settings: [
    accountSetting('SHOPIFY_DOMAIN', 'The shop, such as nordlicht.myshopify.com.', { required: true }),
    accountSetting(
      'SHOPIFY_CLIENT_ID',
      'Client id of your app in the Dev Dashboard (for the client credentials grant).',
      {
        secret: true,
      },
    ),
    accountSetting('SHOPIFY_CLIENT_SECRET', 'Its client secret; webhooks are verified with it, too.', {
      secret: true,
    }),
    accountSetting('SHOPIFY_ACCESS_TOKEN', 'Admin API token (shpat_…) of an older custom app instead.', {
      secret: true,
    }),
    accountSetting('SHOPIFY_WEBHOOK_SECRET', 'API secret key of an older custom app, for webhooks.', {
      secret: true,
    }),
    accountSetting('SHOPIFY_WEBHOOK_SECRET_OLD', 'The former client secret, while it is being replaced.', {
      secret: true,
    }),
    accountSetting('SHOPIFY_STORE', 'Id of the store here; otherwise the name of the shop.'),
    accountSetting(
      'SHOPIFY_API_URL',
      'Where the Admin API answers, if not at the shop itself (a test shop).',
    ),
  ],
  everyMinutes: 5,
  connect: (settings, outside) =>
    connectEach(accountsOf(settings, 'SHOPIFY', ['DOMAIN']), 'shopify', (account) =>
      connectShop(account, outside),
    ),
};
