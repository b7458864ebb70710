import { currencyExponent, isCurrencyCode } from '#src/lib/money.ts';
import type { RowOf } from '../rows.ts';
import { amountOf, dayOf, minorText, providerOf, tagsOf, textOrNull } from './values.ts';

/** A row of a FOCUS file by the names of its columns; which there are depends on version and provider. */
export type FocusRow = Readonly<Record<string, unknown>>;

/** Columns that are read, of FOCUS 1.0 to 1.4 and of the fallbacks for gaps (facts: Azure leaves ServiceName empty for some purchases). */
export const readColumns: readonly string[] = [
  'ServiceProviderName',
  'ProviderName',
  'HostProviderName',
  'InvoiceIssuerName',
  'PublisherName',
  'ServiceName',
  'x_SkuMeterSubcategory',
  'SubAccountName',
  'SubAccountId',
  'BillingAccountName',
  'BillingAccountId',
  'BillingCurrency',
  'BillingPeriodStart',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ChargeCategory',
  'ChargeClass',
  'BilledCost',
  'EffectiveCost',
  'Tags',
];

/** Columns without which a file is no FOCUS file. */
export const neededColumns: readonly string[] = [
  'BilledCost',
  'EffectiveCost',
  'BillingCurrency',
  'BillingPeriodStart',
  'ChargePeriodStart',
  'ChargeCategory',
];

type Category = RowOf<'cloudCost'>['category'];

const categories: readonly Category[] = ['usage', 'purchase', 'tax', 'credit', 'adjustment'];

const categoryOf = (value: unknown): Category => {
  const text = textOrNull(value)?.toLowerCase() ?? '';
  const found = categories.find((category) => category === text);
  if (!found) throw new RangeError(`ChargeCategory is none of ${categories.join(', ')}`);
  return found;
};

const firstText = (row: FocusRow, ...columns: readonly string[]): string | null => {
  for (const column of columns) {
    const text = textOrNull(row[column]);
    if (text !== null) return text;
  }
  return null;
};

/** The longest span whose cost is spread over its days: a month of storage. Longer ones are commitments. */
const longestSpread = 31;

/** Days a row's cost belongs to: its day, or for usage over several days (a month of storage) all of them. */
const daysOf = (row: FocusRow, category: Category): readonly Temporal.PlainDate[] => {
  const start = dayOf(row['ChargePeriodStart'], 'ChargePeriodStart');
  if (category !== 'usage' || textOrNull(row['ChargePeriodEnd']) === null) return [start];
  const count = start.until(dayOf(row['ChargePeriodEnd'], 'ChargePeriodEnd')).total('days');
  if (count <= 1 || count > longestSpread) return [start];
  return Array.from({ length: count }, (_, index) => start.add({ days: index }));
};

/** An amount shared out over days: the last one takes what does not divide. */
const sharesOf = (amount: bigint, days: number): readonly bigint[] => {
  const each = amount / BigInt(days);
  return Array.from({ length: days }, (_, index) =>
    index === days - 1 ? amount - each * BigInt(days - 1) : each,
  );
};

type Sum = {
  readonly key: Omit<RowOf<'cloudCost'>, 'effectiveMinor' | 'billedMinor'>;
  effective: bigint;
  billed: bigint;
};

/** Adds up charges per day, service, account and team: files hold millions of rows, questions need these. */
export type Charges = {
  /** Throws RangeError that names the column which cannot be read. */
  readonly add: (row: FocusRow) => void;
  readonly rows: () => readonly RowOf<'cloudCost'>[];
  /** Last charge day of each provider. */
  readonly lastDays: () => ReadonlyMap<string, string>;
};

/** Tags that name a team, in the order they are tried after the one that is set. */
const usualTeamTags = ['team', 'owner', 'cost-center', 'costcenter', 'application', 'app'];

const teamOf = (value: unknown, teamTag: string | null): string => {
  const tags = tagsOf(value);
  if (teamTag !== null) return tags[teamTag.toLowerCase()] ?? '';
  return usualTeamTags.map((tag) => tags[tag]).find((team) => team !== undefined) ?? '';
};

export const addUp = (teamTag: string | null): Charges => {
  const sums = new Map<string, Sum>();
  const lastDays = new Map<string, string>();

  const put = (key: Sum['key'], effective: bigint, billed: bigint): void => {
    const id = Object.values(key).join('\u0000');
    const sum = sums.get(id);
    if (!sum) sums.set(id, { key, effective, billed });
    else {
      sum.effective += effective;
      sum.billed += billed;
    }
    if ((lastDays.get(key.provider) ?? '') < key.day && key.category === 'usage')
      lastDays.set(key.provider, key.day);
  };

  return {
    add: (row) => {
      const currency = textOrNull(row['BillingCurrency']) ?? '';
      if (!isCurrencyCode(currency)) throw new RangeError('BillingCurrency is no currency');
      const provider = firstText(
        row,
        'ServiceProviderName',
        'ProviderName',
        'HostProviderName',
        'InvoiceIssuerName',
      );
      if (provider === null) throw new RangeError('ProviderName is empty');
      const category = categoryOf(row['ChargeCategory']);
      const days = daysOf(row, category);
      const effective = sharesOf(amountOf(row['EffectiveCost'], 'EffectiveCost'), days.length);
      const billed = sharesOf(amountOf(row['BilledCost'], 'BilledCost'), days.length);
      const shared = {
        provider: providerOf(provider),
        billingPeriod: dayOf(row['BillingPeriodStart'], 'BillingPeriodStart').with({ day: 1 }).toString(),
        service: firstText(row, 'ServiceName', 'x_SkuMeterSubcategory', 'PublisherName') ?? '',
        account:
          firstText(row, 'SubAccountName', 'SubAccountId', 'BillingAccountName', 'BillingAccountId') ?? '',
        team: teamOf(row['Tags'], teamTag),
        category,
        correction: textOrNull(row['ChargeClass'])?.toLowerCase() === 'correction' ? 'yes' : 'no',
        currency,
      } as const;
      for (const [index, day] of days.entries())
        put({ ...shared, day: day.toString() }, effective[index] ?? 0n, billed[index] ?? 0n);
    },
    rows: () =>
      [...sums.values()].map(({ key, effective, billed }) => ({
        ...key,
        effectiveMinor: minorText(effective, currencyExponent(key.currency)),
        billedMinor: minorText(billed, currencyExponent(key.currency)),
      })),
    lastDays: () => lastDays,
  };
};
