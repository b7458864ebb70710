import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { source as google } from '#src/sources/google-ads/index.ts';
import { source as meta } from '#src/sources/meta-ads/index.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource, useOutside } from '#test/support/open-source.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const database = useDatabase();
const outside = useOutside();
let opened: OpenSource | null = null;

beforeEach(async () => {
  await database().client`truncate ad_spend, cursors, coverage, quarantine`;
});

afterEach(() => opened?.close());

const spend = (): Promise<readonly string[]> =>
  askRows(
    database(),
    'select day, account, campaign, currency, trim_scale(spend_minor), clicks, trim_scale(conversions), trim_scale(attributed_minor) from ad_spend order by 1, 2, 3',
  );

describe('Google Ads', () => {
  const settings = {
    GOOGLE_ADS_CUSTOMERS: '123-456-7890',
    GOOGLE_ADS_DEVELOPER_TOKEN: 'dev',
    GOOGLE_ADS_CLIENT_ID: 'client',
    GOOGLE_ADS_CLIENT_SECRET: 'secret',
    GOOGLE_ADS_REFRESH_TOKEN: 'refresh',
    COMPANY_ZONE: 'Europe/Berlin',
  };

  type Day = { readonly day: string; readonly micros: string; readonly campaign?: string };

  const answer = (days: readonly Day[]) =>
    days.map(({ day, micros, campaign = 'Brand' }) => ({
      customer: { id: '1234567890', currencyCode: 'EUR', timeZone: 'Europe/Berlin' },
      campaign: { name: campaign },
      segments: { date: day },
      metrics: {
        costMicros: micros,
        clicks: '10',
        impressions: '100',
        conversions: 1.5,
        conversionsValue: 4310.2,
      },
    }));

  /** Google as it is documented: a token for the refresh token, then a list of batches; asked for days it gives those days. */
  const play = (days: () => readonly Day[]): string[] => {
    const asked: string[] = [];
    outside.use(
      http.post('https://oauth2.googleapis.com/token', async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        return form.get('refresh_token') === 'refresh' && form.get('client_secret') === 'secret'
          ? HttpResponse.json({ access_token: 'at', expires_in: 3599 })
          : HttpResponse.json({ error: 'invalid_grant' }, { status: 400 });
      }),
      http.post(
        'https://googleads.googleapis.com/v24/customers/1234567890/googleAds:searchStream',
        async ({ request }) => {
          if (
            request.headers.get('authorization') !== 'Bearer at' ||
            request.headers.get('developer-token') !== 'dev'
          )
            return HttpResponse.json([{ error: { status: 'UNAUTHENTICATED' } }], { status: 401 });
          const { query } = (await request.json()) as { readonly query: string };
          const [, first = '', last = ''] = /BETWEEN '([\d-]+)' AND '([\d-]+)'/.exec(query) ?? [];
          asked.push(`${first} ${last}`);
          const fit = days().filter(({ day }) => day >= first && day <= last);
          return HttpResponse.json(answer(fit).map((result) => ({ results: [result] })));
        },
      ),
    );
    return asked;
  };

  test('brings spend exactly, days of the account, campaigns of one name together', async () => {
    play(() => [
      { day: '2026-11-20', micros: '1043250001' },
      { day: '2026-11-20', micros: '9', campaign: 'Brand' },
      { day: '2026-11-19', micros: '10000', campaign: 'Shoes' },
    ]);
    opened = openSource(database(), google, settings, '2026-11-21T08:00:00Z');
    const [run] = await opened.pull();
    expect(run?.failure).toBeNull();
    expect(await spend()).toEqual([
      '2026-11-19 | 1234567890 | Shoes | EUR | 1 | 10 | 1.5 | 431020',
      '2026-11-20 | 1234567890 | Brand | EUR | 104325.001 | 20 | 3 | 862040',
    ]);
    expect(await askRows(database(), 'select complete_to, day_zone from coverage')).toEqual([
      '2026-11-20 23:00:00+00 | Europe/Berlin',
    ]);
  });

  test('reads the last 30 days again: what was restated or taken back is replaced', async () => {
    let days: readonly Day[] = [
      { day: '2026-09-01', micros: '5000000' },
      { day: '2026-11-01', micros: '1000000' },
      { day: '2026-11-02', micros: '2000000' },
    ];
    const asked = play(() => days);
    opened = openSource(database(), google, settings, '2026-11-21T08:00:00Z');
    await opened.pull();
    days = [{ day: '2026-11-01', micros: '3000000' }];
    opened.turnTo('2026-11-22T08:00:00Z');
    await opened.pull();
    expect(asked.at(-1)).toBe('2026-10-22 2026-11-22');
    expect((await spend()).map((line) => line.split(' | ').filter((_, at) => at === 0 || at === 4))).toEqual([
      ['2026-09-01', '500'],
      ['2026-11-01', '300'],
    ]);
  });

  test('says that its consent is gone', async () => {
    play(() => []);
    opened = openSource(
      database(),
      google,
      { ...settings, GOOGLE_ADS_REFRESH_TOKEN: 'old' },
      '2026-11-21T08:00:00Z',
    );
    const [run] = await opened.pull();
    expect(run?.failure?.message).toBe('Google does not accept GOOGLE_ADS_REFRESH_TOKEN any more (400).');
  });

  test.runIf(hasShared)('is understood as it is documented', async () => {
    play(() => []);
    const body: unknown = JSON.parse(
      readFileSync(join(shared, 'fixtures/ads/google-ads/searchStream.json'), 'utf8'),
    );
    outside.use(
      http.post(
        'https://googleads.googleapis.com/v24/customers/1234567890/googleAds:searchStream',
        async ({ request }) =>
          HttpResponse.json((await request.text()).includes("'2026-11-21'") ? (body as object) : []),
      ),
    );
    opened = openSource(database(), google, settings, '2026-11-21T08:00:00Z');
    await opened.pull();
    expect(await spend()).toEqual([
      '2026-11-20 | 1234567890 | Brand DE | EUR | 104325 | 1822 | 61.4 | 431020',
    ]);
  });
});

describe('Meta Ads', () => {
  const settings = { META_ADS_ACCOUNTS: 'act_101', META_ADS_TOKEN: 'token', COMPANY_ZONE: 'Europe/Berlin' };
  const address = 'https://graph.facebook.com/v25.0/act_101/insights';

  const insight = (day: string, spent: string, actions: readonly object[] = []) => ({
    account_id: '101',
    account_currency: 'EUR',
    campaign_name: 'Retargeting',
    spend: spent,
    impressions: '36132',
    clicks: '912',
    actions,
    action_values: [{ action_type: 'omni_purchase', value: '1890.40' }],
    date_start: day,
    date_stop: day,
  });

  test('brings a purchase once, however many names it is reported under, page by page', async () => {
    outside.use(
      http.get(address, ({ request }) => {
        const query = new URL(request.url).searchParams;
        if (request.headers.get('authorization') !== 'Bearer token' || query.get('time_increment') !== '1')
          return HttpResponse.json({ error: { code: 190 } }, { status: 400 });
        const { until } = JSON.parse(query.get('time_range') ?? '{}') as { readonly until: string };
        if (until !== '2026-11-21') return HttpResponse.json({ data: [] });
        const names = [
          'purchase',
          'omni_purchase',
          'offsite_conversion.fb_pixel_purchase',
          'onsite_web_purchase',
        ];
        const actions = names.map((action_type) => ({ action_type, value: '27' }));
        return query.get('after') === null
          ? HttpResponse.json({
              data: [insight('2026-11-20', '533.95', actions)],
              paging: { cursors: { after: 'X' }, next: 'https://graph.facebook.com/…' },
            })
          : HttpResponse.json({ data: [insight('2026-11-19', '0.05')], paging: { cursors: { after: 'X' } } });
      }),
    );
    opened = openSource(database(), meta, settings, '2026-11-21T08:00:00Z');
    const [run] = await opened.pull();
    expect(run?.failure).toBeNull();
    expect(await spend()).toEqual([
      '2026-11-19 | 101 | Retargeting | EUR | 5 | 912 | 0 | 189040',
      '2026-11-20 | 101 | Retargeting | EUR | 53395 | 912 | 27 | 189040',
    ]);
    expect((await opened.pull()).map(({ changed }) => changed)).toEqual([0]);
  });

  test('says that the token may not read the account, without showing it', async () => {
    outside.use(
      http.get(address, () =>
        HttpResponse.json({ error: { message: 'Invalid token', code: 190 } }, { status: 400 }),
      ),
    );
    opened = openSource(database(), meta, settings, '2026-11-21T08:00:00Z');
    const [run] = await opened.pull();
    expect(run?.failure?.message).toBe('Meta does not let the token in META_ADS_TOKEN read the account 101.');
  });

  test.runIf(hasShared)('is understood as it is documented', async () => {
    const body: object = JSON.parse(readFileSync(join(shared, 'fixtures/ads/meta/insights.json'), 'utf8'));
    outside.use(
      http.get(address, ({ request }) =>
        HttpResponse.json(request.url.includes('2026-11-21') ? body : { data: [] }),
      ),
    );
    opened = openSource(database(), meta, settings, '2026-11-21T08:00:00Z');
    await opened.pull();
    expect(await spend()).toEqual(['2026-11-20 | 101 | Retargeting | EUR | 53395 | 912 | 27 | 189040']);
  });
});
