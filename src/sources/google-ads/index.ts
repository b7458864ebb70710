import { z } from 'zod';
import { currencyExponent } from '#src/lib/money.ts';
import type { DailyReport, Days } from '../daily/days.ts';
import { pullDays } from '../daily/days.ts';
import { byName } from '../daily/spend.ts';
import type { ConnectedSource, PullContext, Source } from '../define.ts';
import { openGoogleTokens } from '../google/token.ts';
import { badStatus } from '../http/failure.ts';
import type { Http } from '../http/http.ts';
import type { RowOf } from '../rows.ts';
import { minorOf, readEach, shaped } from '../shop/reading.ts';
import { companyOf, companySettings, listIn } from '../tech/company.ts';

const platform = 'Google Ads';

/** API versions live about a year; the setting moves on without a new release. */
const usualVersion = 'v24';

const result = z.object({
  customer: z.object({ id: z.string(), currencyCode: z.string(), timeZone: z.string() }),
  campaign: z.object({ name: z.string() }),
  segments: z.object({ date: z.iso.date() }),
  metrics: z.object({
    costMicros: z.string().regex(/^\d{1,18}$/),
    clicks: z.string().nullish(),
    impressions: z.string().nullish(),
    conversions: z.number().nullish(),
    conversionsValue: z.number().nullish(),
  }),
});

const batches = z.array(z.object({ results: z.array(z.unknown()).optional() }));

/** Millionths of a unit as minor units, exactly. */
const minorOfMicros = (micros: string, currency: string): string => {
  const shift = 6 - currencyExponent(currency);
  const digits = micros.padStart(shift + 1, '0');
  return `${digits.slice(0, -shift)}.${digits.slice(-shift)}`;
};

const rowOf = (raw: unknown): { readonly row: RowOf<'adSpend'>; readonly zone: string } => {
  const { customer, campaign, segments, metrics } = shaped(result, raw);
  const currency = customer.currencyCode;
  return {
    zone: customer.timeZone,
    row: {
      day: segments.date,
      platform,
      account: customer.id,
      campaign: campaign.name,
      currency,
      spendMinor: minorOfMicros(metrics.costMicros, currency),
      impressions: BigInt(metrics.impressions ?? '0'),
      clicks: BigInt(metrics.clicks ?? '0'),
      conversions: String(metrics.conversions ?? 0),
      attributedMinor: String(minorOf(metrics.conversionsValue ?? 0, currency, 'conversionsValue')),
    },
  };
};

const queryOf = ({ first, last }: Days): string =>
  `SELECT customer.id, customer.currency_code, customer.time_zone, campaign.name, segments.date, metrics.cost_micros, metrics.clicks, metrics.impressions, metrics.conversions, metrics.conversions_value FROM campaign WHERE segments.date BETWEEN '${first}' AND '${last}'`;

type Access = {
  readonly http: Http;
  readonly token: (signal: AbortSignal) => Promise<string>;
  readonly version: string;
  readonly developerToken: string;
  readonly manager: string | null;
};

/** One account's days: an answer is a list of batches. */
const readDays = async (
  { http, token, version, developerToken, manager }: Access,
  account: string,
  days: Days,
  context: PullContext,
): Promise<DailyReport> => {
  const url = `https://googleads.googleapis.com/${version}/customers/${account}/googleAds:searchStream`;
  const { status, json } = await http.ask({
    url,
    method: 'POST',
    idempotent: true,
    headers: {
      authorization: `Bearer ${await token(context.signal)}`,
      'developer-token': developerToken,
      'content-type': 'application/json',
      ...(manager && { 'login-customer-id': manager }),
    },
    body: JSON.stringify({ query: queryOf(days) }),
    signal: context.signal,
  });
  if (status !== 200) throw badStatus('POST', url, status);
  const results = shaped(batches, json).flatMap((batch) => batch.results ?? []);
  const reference = (): string => `${account}/${days.first}`;
  const { read, unreadable } = readEach(results, { family: 'ad_spend', reference }, rowOf);
  return { rows: { adSpend: byName(read.map(({ row }) => row)) }, unreadable, zone: read[0]?.zone ?? null };
};

const plainId = (id: string): string => id.replace(/\D/g, '');

const setting = (name: string, what: string, required: boolean, secret: boolean) => ({
  name,
  what,
  required,
  secret,
});

/** Spend, clicks and claimed purchases of Google Ads, per account day and campaign; the last 30 days are read again with every run. */
export const source: Source = {
  id: 'google-ads',
  label: platform,
  families: ['ad_spend'],
  dimensions: ['ad_platform', 'campaign'],
  settings: [
    setting('GOOGLE_ADS_CUSTOMERS', 'Account numbers, with commas: 123-456-7890.', true, false),
    setting('GOOGLE_ADS_DEVELOPER_TOKEN', 'Developer token of the manager account.', true, true),
    setting('GOOGLE_ADS_CLIENT_ID', 'OAuth client of the consent.', true, false),
    setting('GOOGLE_ADS_CLIENT_SECRET', 'Its secret.', true, true),
    setting('GOOGLE_ADS_REFRESH_TOKEN', 'Refresh token with the scope adwords.', true, true),
    setting(
      'GOOGLE_ADS_MANAGER',
      'Account number of the manager, where access goes through one.',
      false,
      false,
    ),
    setting('GOOGLE_ADS_VERSION', `Version of the API (${usualVersion}).`, false, false),
    ...companySettings,
  ],
  everyMinutes: 180,
  connect: (settings, outside): readonly ConnectedSource[] => {
    const text = (name: string): string => settings[`GOOGLE_ADS_${name}`] ?? '';
    const accounts = listIn(text('CUSTOMERS')).map(plainId);
    const access = {
      kind: 'refresh_token',
      clientId: text('CLIENT_ID'),
      clientSecret: text('CLIENT_SECRET'),
      refreshToken: text('REFRESH_TOKEN'),
    } as const;
    const developerToken = text('DEVELOPER_TOKEN');
    if (accounts.length === 0 || !developerToken || !access.refreshToken || !access.clientId) return [];
    const http = outside.http({ concurrent: 2, perSecond: 2 });
    const api: Access = {
      http,
      token: openGoogleTokens(http, access, outside.now, 'GOOGLE_ADS_REFRESH_TOKEN'),
      version: text('VERSION') || usualVersion,
      developerToken,
      manager: plainId(text('MANAGER')) || null,
    };
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) =>
          pullDays(
            {
              parts: accounts.map((account) => ({
                entity: `account ${account}`,
                read: (days) => readDays(api, account, days, context),
                replaces: (day) => ({ rows: 'adSpend', where: { platform, account, day } }),
              })),
              families: ['ad_spend'],
              dimensions: ['ad_platform', 'campaign'],
              zone: null,
              historyDays: 730,
              againDays: 30,
              daysAtOnce: 90,
              unsettledDays: 0,
            },
            context,
          ),
      },
    ];
  },
};
