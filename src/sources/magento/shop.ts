import { AppError } from '#src/lib/errors.ts';
import { isCurrencyCode } from '#src/lib/money.ts';
import type { StoreDescription } from '../define.ts';
import type { Account } from '../shop/accounts.ts';
import { usableZone } from '../shop/zone.ts';
import type { MagentoApi } from './api.ts';

/** One website of a Magento: it has its own currency, and orders name its views. `views` is empty where it is the only one. */
export type Website = {
  readonly store: StoreDescription;
  readonly code: string;
  readonly views: readonly string[];
};

const textAt = (value: unknown, key: string): string => {
  const found: unknown = Reflect.get(Object(value), key);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
};

const asList = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : []);

/** What every Magento is called until somebody gives it a name. */
const unnamed = 'Main Website';

const idOf = (key: string, code: string): string =>
  `${key}-${code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

const checkZone = (zone: string, key: string, account: Account): void => {
  if (usableZone(zone)) return;
  throw new AppError('bad_config', `no usable zone for ${key}`, {
    userMessage: `The time zone of the shop ${key} is not known here (${zone || 'none is set'}).`,
    hint: `Choose one under Stores → Configuration → General → Locale Options, or set ${account.name('ZONE')} to a zone such as Europe/Berlin.`,
  });
};

const checkCurrency = (currency: string, key: string): void => {
  if (isCurrencyCode(currency)) return;
  throw new AppError('bad_reply', `no currency for ${key}`, {
    userMessage: `The shop ${key} does not say in which currency it sells.`,
  });
};

/** The websites of a shop with their currency and zone. The back office's own (id 0) sells nothing. */
export const readWebsites = async (
  api: MagentoApi,
  account: Account,
  given: { readonly key: string; readonly host: string },
  signal: AbortSignal,
): Promise<readonly Website[]> => {
  const [sites, configs] = await Promise.all([
    api.get('store/websites', {}, signal),
    api.get('store/storeConfigs', {}, signal),
  ]);
  const views = Map.groupBy(asList(configs.json), (config) => textAt(config, 'website_id'));
  const selling = asList(sites.json).filter(
    (site) => textAt(site, 'id') !== '0' && views.has(textAt(site, 'id')),
  );
  return selling.map((site): Website => {
    const own = views.get(textAt(site, 'id')) ?? [];
    const code = textAt(site, 'code');
    const id = selling.length === 1 ? given.key : idOf(given.key, code);
    const zone = account.values['ZONE'] ?? textAt(own[0], 'timezone');
    const currency = textAt(own[0], 'base_currency_code');
    checkZone(zone, id, account);
    checkCurrency(currency, id);
    const name = textAt(site, 'name');
    return {
      store: { id, name: name && name !== unnamed ? name : given.host, currency, zone },
      code,
      views: selling.length === 1 ? [] : own.map((view) => textAt(view, 'id')),
    };
  });
};
