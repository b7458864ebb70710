import { AppError } from '#src/lib/errors.ts';
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
import type { MagentoAccess, MagentoApi, MagentoKeys } from './api.ts';
import { openMagento } from './api.ts';
import { pullMagento, recorded } from './pull.ts';
import { fetchOrders } from './read-orders.ts';
import { fetchProducts } from './read-products.ts';
import { reconcileMagento } from './reconcile.ts';
import type { Website } from './shop.ts';
import { readWebsites } from './shop.ts';
import { fetchStock } from './stock.ts';

const imsUrl = 'https://ims-na1.adobelogin.com/ims/token/v3';

const keysOf = ({ values }: Account): MagentoKeys | null => {
  const { CONSUMER_KEY: consumerKey, CONSUMER_SECRET: consumerSecret } = values;
  const { ACCESS_TOKEN: token, ACCESS_TOKEN_SECRET: tokenSecret } = values;
  const { IMS_CLIENT_ID: id, IMS_CLIENT_SECRET: secret } = values;
  if (consumerKey && consumerSecret && token && tokenSecret)
    return { kind: 'oauth', consumerKey, consumerSecret, token, tokenSecret };
  if (id && secret) return { kind: 'ims', url: values['IMS_URL'] ?? imsUrl, id, secret };
  return token && !consumerKey && !tokenSecret ? { kind: 'bearer', token } : null;
};

/** The names of the settings that are used, for sentences about them. */
const keyNames = (account: Account, { kind }: MagentoKeys): string => {
  const names = {
    oauth: 'CONSUMER_KEY, CONSUMER_SECRET, ACCESS_TOKEN and ACCESS_TOKEN_SECRET',
    bearer: 'ACCESS_TOKEN',
    ims: 'IMS_CLIENT_ID and IMS_CLIENT_SECRET',
  };
  return names[kind].replaceAll(/[A-Z_]{3,}/g, (field) => account.name(field));
};

const accessOf = (account: Account): MagentoAccess & { readonly host: string } => {
  const address = (account.values['URL'] ?? '').replace(/\/+$/, '');
  const host = URL.parse(address)?.host;
  if (!host)
    throw new AppError('bad_config', `${account.name('URL')} is no address`, {
      userMessage: `${account.name('URL')} is "${address}", which is not the address of a shop.`,
      hint: 'It begins with https://, such as https://shop.example.com.',
    });
  const keys = keysOf(account);
  if (!keys)
    throw new AppError('bad_config', `no credentials for ${host}`, {
      userMessage: `There is not all that is needed to open the shop ${host}.`,
      hint: `Set ${keyNames(account, { kind: 'oauth', consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' })} of an integration (System → Integrations).`,
    });
  // Adobe's cloud service has its own addresses, with the tenant in them and without store views.
  const base = keys.kind === 'ims' ? `${address}/V1` : `${address}/rest/all/V1`;
  return { base, keys, host, names: { url: account.name('URL'), keys: keyNames(account, keys) } };
};

const fetchWanted = (
  api: MagentoApi,
  website: Website,
  wanted: Wanted,
  context: PullContext,
): Promise<Batch> => {
  switch (wanted.kind) {
    case 'orders':
      return fetchOrders(api, wanted.ids, context);
    case 'products':
      return fetchProducts(api, wanted.ids, context);
    case 'stock':
      return fetchStock(api, website.code, wanted.variantIds, context);
    default:
      return wanted satisfies never;
  }
};

const connectShop = (account: Account, outside: Outside): ConnectedSource => {
  const access = accessOf(account);
  const key = storeKey(account, access.host);
  // No limit in the core; PHP answers slowly, and a shop's customers come first.
  const api = openMagento(outside.http({ concurrent: 2 }), access, outside.now);
  let known: readonly Website[] = [];
  const websitesOf = async (signal: AbortSignal): Promise<readonly Website[]> => {
    known = await readWebsites(api, account, { key, host: access.host }, signal);
    return known;
  };
  const websiteOf = async ({ id }: StoreDescription, signal: AbortSignal): Promise<Website> => {
    const found = [...known, ...(known.length > 0 ? [] : await websitesOf(signal))].find(
      (one) => one.store.id === id,
    );
    if (found) return found;
    throw new AppError('not_found', `no website for ${id}`, {
      userMessage: `The shop ${access.host} has no website any more that is the store "${id}".`,
    });
  };
  return {
    key,
    stores: async (signal) => (await websitesOf(signal)).map(({ store }) => store),
    pull: async function* (context) {
      yield* pullMagento(api, await websiteOf(context.store, context.signal), context);
    },
    fetch: async (wanted, context) =>
      fetchWanted(api, await websiteOf(context.store, context.signal), wanted, context),
    reconcile: async function* (context) {
      yield* reconcileMagento(api, await websiteOf(context.store, context.signal), context);
    },
    identities: async (customer) =>
      customer.includes('@') ? [customer] : [`customer:${customer.replace(/^#/, '')}`],
  };
};

/** Magento Open Source and Adobe Commerce, by their REST API (checked against the Swagger of 2.4.9). */
export const source: Source = {
  id: 'magento',
  label: 'Magento',
  families: recorded.map(({ family }) => family),
  dimensions: [...new Set(recorded.flatMap(({ dimensions }) => dimensions))],
  settings: [
    accountSetting('MAGENTO_URL', 'Address of the shop, such as https://shop.example.com.', {
      required: true,
    }),
    accountSetting('MAGENTO_CONSUMER_KEY', 'Consumer key of an integration (System → Integrations).', {
      secret: true,
    }),
    accountSetting('MAGENTO_CONSUMER_SECRET', 'Its consumer secret.', { secret: true }),
    accountSetting(
      'MAGENTO_ACCESS_TOKEN',
      'Its access token; alone it will do where the shop allows integration tokens as bearer tokens.',
      { secret: true },
    ),
    accountSetting('MAGENTO_ACCESS_TOKEN_SECRET', 'Its access token secret.', { secret: true }),
    accountSetting(
      'MAGENTO_IMS_CLIENT_ID',
      'Adobe Commerce as a Cloud Service instead: client id of a project with the Commerce API.',
      { secret: true },
    ),
    accountSetting('MAGENTO_IMS_CLIENT_SECRET', 'Its client secret.', { secret: true }),
    accountSetting('MAGENTO_STORE', 'Id of the store here; otherwise made from its address.'),
    accountSetting('MAGENTO_ZONE', 'Time zone, where that of the shop is not known here.'),
  ],
  everyMinutes: 5,
  connect: (settings, outside) =>
    connectEach(accountsOf(settings, 'MAGENTO', ['URL']), 'magento', (account) =>
      connectShop(account, outside),
    ),
};
