import { AppError } from '#src/lib/errors.ts';
import { isCurrencyCode } from '#src/lib/money.ts';
import { isZone } from '#src/lib/time-range.ts';
import type { SourceSetting, StoreDescription } from '../define.ts';

type Settings = Readonly<Record<string, string>>;

/** What every source without a shop reads: the company's own name, zone and currency. */
export const companySettings: readonly SourceSetting[] = [
  { name: 'COMPANY_NAME', what: 'Name of the company.', required: false, secret: false },
  {
    name: 'COMPANY_ZONE',
    what: 'Time zone of the company, such as Europe/Berlin.',
    required: false,
    secret: false,
  },
  { name: 'COMPANY_CURRENCY', what: 'Currency of the company, such as EUR.', required: false, secret: false },
];

/** The store that owns what belongs to no single shop. Throws AppError when its zone or currency make no sense. */
export const companyOf = (settings: Settings): StoreDescription => {
  const zone = settings['COMPANY_ZONE'] ?? 'UTC';
  const currency = settings['COMPANY_CURRENCY'] ?? 'EUR';
  if (!isZone(zone)) throw wrong('COMPANY_ZONE', zone, 'a time zone such as Europe/Berlin');
  if (!isCurrencyCode(currency)) throw wrong('COMPANY_CURRENCY', currency, 'a currency code such as EUR');
  return { id: 'company', name: settings['COMPANY_NAME'] ?? 'Company', currency, zone, kind: 'company' };
};

const wrong = (name: string, value: string, wanted: string): AppError =>
  new AppError('bad_config', `${name} cannot be used`, {
    userMessage: `${name} is "${value}", which cannot be used.`,
    hint: `Set it to ${wanted}.`,
  });

/** Values of a setting that lists several, with commas. */
export const listIn = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
