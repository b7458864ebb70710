import { z } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import type { DailyReport, Days } from '../daily/days.ts';
import { pullDays } from '../daily/days.ts';
import { byName } from '../daily/spend.ts';
import type { ConnectedSource, PullContext, Source } from '../define.ts';
import { badStatus } from '../http/failure.ts';
import type { Http } from '../http/http.ts';
import { noCircles } from '../http/pages.ts';
import type { RowOf } from '../rows.ts';
import { minorOf, readEach, shaped } from '../shop/reading.ts';
import { companyOf, companySettings, listIn } from '../tech/company.ts';

const platform = 'Meta';

/** API versions live about two years; the setting moves on without a new release. */
const usualVersion = 'v25.0';

const action = z.object({ action_type: z.string(), value: z.string() });

const insight = z.object({
  account_currency: z.string(),
  campaign_name: z.string(),
  spend: z.string(),
  impressions: z.string().nullish(),
  clicks: z.string().nullish(),
  actions: z.array(action).nullish(),
  action_values: z.array(action).nullish(),
  date_start: z.iso.date(),
});

const page = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).nullish(), next: z.string().nullish() })
    .nullish(),
});

/** One purchase is reported under several names (facts: the same 27 four times); the first of these that is there counts, and only that. */
const purchaseTypes = [
  'omni_purchase',
  'purchase',
  'offsite_conversion.fb_pixel_purchase',
  'onsite_web_purchase',
];

const purchases = (actions: readonly z.infer<typeof action>[] | null | undefined): string | null => {
  const type = purchaseTypes.find((one) => actions?.some((found) => found.action_type === one));
  return actions?.find((found) => found.action_type === type)?.value ?? null;
};

const rowOf = (raw: unknown, account: string): RowOf<'adSpend'> => {
  const one = shaped(insight, raw);
  const currency = one.account_currency;
  const value = purchases(one.action_values);
  return {
    day: one.date_start,
    platform,
    account,
    campaign: one.campaign_name,
    currency,
    spendMinor: String(minorOf(one.spend, currency, 'spend')),
    impressions: BigInt(one.impressions ?? '0'),
    clicks: BigInt(one.clicks ?? '0'),
    conversions: purchases(one.actions) ?? '0',
    attributedMinor: String(value === null ? 0n : minorOf(value, currency, 'action_values')),
  };
};

const fields = 'account_currency,campaign_name,spend,impressions,clicks,actions,action_values';

type Access = { readonly http: Http; readonly token: string; readonly version: string };

const refused = (account: string): AppError =>
  new AppError('not_allowed', `Meta refuses act_${account}`, {
    userMessage: `Meta does not let the token in META_ADS_TOKEN read the account ${account}.`,
    hint: 'Use the token of a system user with ads_read and give it the ad account.',
  });

/** One account's days, page by page. The address of the next page carries the token and is therefore not followed. */
const readDays = async (
  { http, token, version }: Access,
  account: string,
  { first, last }: Days,
  { signal }: PullContext,
): Promise<DailyReport> => {
  const found: unknown[] = [];
  const progress = noCircles(`days of account ${account}`);
  let after: string | null = null;
  do {
    const query = new URLSearchParams({
      level: 'campaign',
      time_increment: '1',
      limit: '500',
      fields,
      time_range: JSON.stringify({ since: first, until: last }),
      ...(after !== null && { after }),
    });
    const url = `https://graph.facebook.com/${version}/act_${account}/insights?${query}`;
    const { status, json } = await http.ask({ url, headers: { authorization: `Bearer ${token}` }, signal });
    if ([400, 401, 403].includes(status)) throw refused(account);
    if (status !== 200) throw badStatus('GET', url, status);
    const { data, paging }: z.infer<typeof page> = shaped(page, json);
    found.push(...data);
    after = paging?.next ? (paging.cursors?.after ?? null) : null;
    if (after !== null) progress(after);
  } while (after !== null);
  const reference = (): string => `${account}/${first}`;
  const { read, unreadable } = readEach(found, { family: 'ad_spend', reference }, (raw) =>
    rowOf(raw, account),
  );
  return { rows: { adSpend: byName(read) }, unreadable, zone: null };
};

/** Spend, clicks and claimed purchases of Meta (Facebook, Instagram), per account day and campaign; the last 30 days are read again with every run. */
export const source: Source = {
  id: 'meta-ads',
  label: 'Meta Ads',
  families: ['ad_spend'],
  dimensions: ['ad_platform', 'campaign'],
  settings: [
    {
      name: 'META_ADS_ACCOUNTS',
      what: 'Ad account numbers, with commas: 1234567890.',
      required: true,
      secret: false,
    },
    {
      name: 'META_ADS_TOKEN',
      what: 'Token of a system user with the right ads_read.',
      required: true,
      secret: true,
    },
    {
      name: 'META_ADS_ZONE',
      what: 'Time zone of the accounts, where it is not the company’s.',
      required: false,
      secret: false,
    },
    {
      name: 'META_ADS_VERSION',
      what: `Version of the API (${usualVersion}).`,
      required: false,
      secret: false,
    },
    ...companySettings,
  ],
  everyMinutes: 180,
  connect: (settings, outside): readonly ConnectedSource[] => {
    const accounts = listIn(settings['META_ADS_ACCOUNTS']).map((id) => id.replace(/^act_/, ''));
    const token = settings['META_ADS_TOKEN'];
    if (accounts.length === 0 || !token) return [];
    const http = outside.http({ concurrent: 1, perSecond: 2 });
    const access: Access = { http, token, version: settings['META_ADS_VERSION'] || usualVersion };
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) =>
          pullDays(
            {
              parts: accounts.map((account) => ({
                entity: `account ${account}`,
                read: (days) => readDays(access, account, days, context),
                replaces: (day) => ({ rows: 'adSpend', where: { platform, account, day } }),
              })),
              families: ['ad_spend'],
              dimensions: ['ad_platform', 'campaign'],
              zone: settings['META_ADS_ZONE'] ?? null,
              historyDays: 730,
              againDays: 30,
              daysAtOnce: 30,
              unsettledDays: 0,
            },
            context,
          ),
      },
    ];
  },
};
