import { AppError } from '#src/lib/errors.ts';
import type { ConnectedSource, SourceSetting } from '../define.ts';

/**
 * The settings of one account. Several accounts of a source are numbered: `SHOPIFY_DOMAIN` (or `SHOPIFY_1_DOMAIN`)
 * is the first, `SHOPIFY_2_DOMAIN` the second. `name` gives a setting's full name, for sentences about it.
 */
export type Account = {
  readonly values: Readonly<Record<string, string>>;
  readonly name: (field: string) => string;
};

const pattern = (prefix: string): RegExp => new RegExp(`^${prefix}_(?:([1-9]\\d?)_)?([A-Z_]+)$`);

/** Finds the accounts of a source among all settings, in the order of their numbers; one without all of `required` is left out. */
export const accountsOf = (
  settings: Readonly<Record<string, string>>,
  prefix: string,
  required: readonly string[],
): readonly Account[] => {
  const found = new Map<
    number,
    { readonly values: Record<string, string>; readonly names: Map<string, string> }
  >();
  for (const [name, value] of Object.entries(settings)) {
    const [, number, field] = pattern(prefix).exec(name) ?? [];
    if (field === undefined || value.trim() === '') continue;
    const at = Number(number ?? 1);
    const account = found.get(at) ?? { values: {}, names: new Map<string, string>() };
    account.values[field] = value.trim();
    account.names.set(field, name);
    found.set(at, account);
  }
  return [...found]
    .filter(([, { values }]) => required.every((field) => values[field] !== undefined))
    .sort(([a], [b]) => a - b)
    .map(([number, { values, names }]) => ({
      values,
      name: (field) => names.get(field) ?? `${prefix}_${number === 1 ? '' : `${number}_`}${field}`,
    }));
};

/** Describes a setting of numbered accounts. */
export const accountSetting = (
  name: string,
  what: string,
  over: Partial<SourceSetting> = {},
): SourceSetting => ({ name, what, required: false, secret: false, ...over });

/**
 * The id of a shop that lives at an address: its host as a word (`shop.example.com` → `shop-example-com`), or what the
 * setting STORE says. Throws AppError when that is no word.
 */
export const storeKey = (account: Account, host: string): string => {
  const key =
    account.values['STORE'] ??
    host
      .toLowerCase()
      .replace(/^www\./, '')
      .replace(/[^a-z0-9]+/g, '-');
  if (/^[a-z0-9][a-z0-9-]{0,60}$/.test(key) && key !== 'company') return key;
  throw new AppError('bad_config', `${account.name('STORE')} is no id`, {
    userMessage: `${account.name('STORE')} is "${key}", which cannot be the id of a store.`,
    hint: 'Use small letters, digits and hyphens, such as "berlin".',
  });
};

/** Connects each account; one whose settings make no sense says so whenever it is asked, and the others go on. */
export const connectEach = (
  accounts: readonly Account[],
  fallbackKey: string,
  connect: (account: Account) => ConnectedSource,
): readonly ConnectedSource[] =>
  accounts.map((account, index) => {
    try {
      return connect(account);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const stores = (): Promise<never> => Promise.reject(error);
      return { key: `${fallbackKey}-${index + 1}`, stores };
    }
  });
