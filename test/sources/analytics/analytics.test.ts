import { createVerify, generateKeyPairSync } from 'node:crypto';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { source as google } from '#src/sources/google-analytics/index.ts';
import { source as plausible } from '#src/sources/plausible/index.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource, useOutside } from '#test/support/open-source.ts';

const database = useDatabase();
const outside = useOutside();
let opened: OpenSource | null = null;

beforeEach(async () => {
  await database().client`truncate web_sessions, cursors, coverage, quarantine`;
});

afterEach(() => opened?.close());

const sessions = (): Promise<readonly string[]> =>
  askRows(
    database(),
    'select day, traffic_source, device, country, sessions, bounces, cart_sessions, checkout_sessions, purchase_sessions from web_sessions order by 1, 2',
  );

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

describe('Google Analytics', () => {
  const settings = {
    GOOGLE_ANALYTICS_PROPERTY: 'properties/42',
    GOOGLE_ANALYTICS_CREDENTIALS: JSON.stringify({ client_email: 'bot@acme.iam', private_key: privateKey }),
    COMPANY_ZONE: 'Europe/Berlin',
  };

  const isSigned = (assertion: string): boolean => {
    const [head = '', body = '', signature = ''] = assertion.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const valid = createVerify('RSA-SHA256')
      .update(`${head}.${body}`)
      .verify(publicKey, signature, 'base64url');
    return (
      valid && claims['iss'] === 'bot@acme.iam' && claims['aud'] === 'https://oauth2.googleapis.com/token'
    );
  };

  type Ask = {
    readonly dateRanges: readonly { readonly startDate: string; readonly endDate: string }[];
    readonly dimensions: readonly { readonly name: string }[];
    readonly metrics: readonly { readonly name: string }[];
    readonly limit: string;
    readonly offset: string;
    readonly dimensionFilter?: { readonly filter: { readonly stringFilter: { readonly value: string } } };
  };

  type Visit = {
    readonly date: string;
    readonly source: string;
    readonly counts: Readonly<Record<string, number>>;
  };

  /** Google as it is documented: a token for a signed statement; metrics as texts; days without visits have no row; a page at most `most` rows. */
  const play = (visits: readonly Visit[], most = 250_000): void => {
    outside.use(
      http.post('https://oauth2.googleapis.com/token', async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        return isSigned(form.get('assertion') ?? '..')
          ? HttpResponse.json({ access_token: 'at', expires_in: 3599, token_type: 'Bearer' })
          : HttpResponse.json({ error: 'invalid_grant' }, { status: 400 });
      }),
      http.post(
        'https://analyticsdata.googleapis.com/v1beta/properties/42:runReport',
        async ({ request }) => {
          if (request.headers.get('authorization') !== 'Bearer at')
            return new HttpResponse('{}', { status: 401 });
          const ask = (await request.json()) as Ask;
          const [range] = ask.dateRanges;
          const event = ask.dimensionFilter?.filter.stringFilter.value;
          const plain = (day: string | undefined): string => (day ?? '').replaceAll('-', '');
          const fit = visits
            .filter(({ date }) => date >= plain(range?.startDate) && date <= plain(range?.endDate))
            .filter(({ counts }) => event === undefined || (counts[event] ?? 0) > 0);
          const page = fit.slice(Number(ask.offset), Number(ask.offset) + Math.min(most, Number(ask.limit)));
          return HttpResponse.json({
            dimensionHeaders: ask.dimensions,
            rows: page.map(({ date, source, counts }) => ({
              dimensionValues: [date, source, '(not set)', 'mobile', 'DE'].map((value) => ({ value })),
              metricValues: ask.metrics.map(({ name }) => ({ value: String(counts[event ?? name] ?? 0) })),
            })),
            rowCount: fit.length,
            metadata: { currencyCode: 'EUR', timeZone: 'Europe/Berlin' },
            kind: 'analyticsData#runReport',
          });
        },
      ),
    );
  };

  const visit = (date: string, source = 'google / cpc'): Visit => ({
    date,
    source,
    counts: { sessions: 8421, engagedSessions: 4918, add_to_cart: 900, begin_checkout: 400, purchase: 211 },
  });

  test('brings sessions, those that left at once, and those that bought', async () => {
    play([visit('20261119'), visit('20261120', '(not set)')]);
    opened = openSource(database(), google, settings, '2026-11-21T08:00:00Z');
    const [run] = await opened.pull();
    expect(run?.failure).toBeNull();
    expect(await sessions()).toEqual([
      '2026-11-19 | google / cpc | mobile | DE | 8421 | 3503 | 900 | 400 | 211',
      '2026-11-20 |  | mobile | DE | 8421 | 3503 | 900 | 400 | 211',
    ]);
  });

  test('is not called complete for the day that is still being counted', async () => {
    play([visit('20261119')]);
    opened = openSource(database(), google, settings, '2026-11-21T08:00:00Z');
    await opened.pull();
    expect(await askRows(database(), 'select complete_to, day_zone from coverage')).toEqual([
      '2026-11-19 23:00:00+00 | Europe/Berlin',
    ]);
  });

  test('is read to the last row of a long answer, and twice changes nothing', async () => {
    play(
      Array.from({ length: 7 }, (_, index) => visit('20261119', `source ${index}`)),
      3,
    );
    opened = openSource(database(), google, settings, '2026-11-21T08:00:00Z');
    await opened.pull();
    expect(await sessions()).toHaveLength(7);
    expect((await opened.pull()).map(({ changed, failure }) => [changed, failure])).toEqual([[0, null]]);
  });

  test('says that a key file is none', async () => {
    play([]);
    const broken = { ...settings, GOOGLE_ANALYTICS_CREDENTIALS: '{"type": "authorized_user"}' };
    opened = openSource(database(), google, broken, '2026-11-21T08:00:00Z');
    const [run] = await opened.pull();
    expect(run?.failure?.message).toBe(
      'GOOGLE_ANALYTICS_CREDENTIALS does not hold the key file of a service account.',
    );
  });

  test('says that an answer is not as documented', async () => {
    play([]);
    outside.use(
      http.post('https://analyticsdata.googleapis.com/v1beta/properties/42:runReport', () =>
        HttpResponse.json({ rows: 'none' }),
      ),
    );
    opened = openSource(database(), google, settings, '2026-11-21T08:00:00Z');
    const [run] = await opened.pull();
    expect(run?.failure?.message).toMatch(
      /^Google Analytics answered in a way that is not documented \(rows: /,
    );
  });
});

describe('Plausible', () => {
  const settings = { PLAUSIBLE_SITE: 'acme.example', PLAUSIBLE_API_KEY: 'key', PLAUSIBLE_GOAL: 'Purchase' };

  const play = (): void => {
    outside.use(
      http.post('https://plausible.io/api/v2/query', async ({ request }) => {
        if (request.headers.get('authorization') !== 'Bearer key')
          return HttpResponse.json({ error: 'no' }, { status: 401 });
        const {
          date_range: range,
          metrics,
          filters,
        } = (await request.json()) as {
          readonly date_range: readonly [string, string];
          readonly metrics: readonly string[];
          readonly filters?: readonly unknown[];
        };
        const isIn = range[0] <= '2026-11-19' && range[1] >= '2026-11-19';
        const values: Readonly<Record<string, number>> = filters
          ? { visits: 12 }
          : { visits: 200, bounce_rate: 43 };
        const row = {
          dimensions: ['2026-11-19', 'Google', 'Mobile', 'DE'],
          metrics: metrics.map((name) => values[name] ?? null),
        };
        return HttpResponse.json({ results: isIn ? [row] : [], meta: {}, query: {} });
      }),
    );
  };

  test('brings visits, bounces out of the percentage, and those that reached the goal', async () => {
    play();
    opened = openSource(database(), plausible, settings, '2026-11-21T08:00:00Z');
    const [run] = await opened.pull();
    expect(run?.failure).toBeNull();
    expect(await sessions()).toEqual(['2026-11-19 | Google | mobile | DE | 200 | 86 | null | null | 12']);
  });

  test('does not know who bought where no goal is set', async () => {
    play();
    const { PLAUSIBLE_GOAL: _, ...rest } = settings;
    opened = openSource(database(), plausible, rest, '2026-11-21T08:00:00Z');
    await opened.pull();
    expect(await sessions()).toEqual(['2026-11-19 | Google | mobile | DE | 200 | 86 | null | null | null']);
  });

  test('says that the key is refused', async () => {
    play();
    opened = openSource(
      database(),
      plausible,
      { ...settings, PLAUSIBLE_API_KEY: 'other' },
      '2026-11-21T08:00:00Z',
    );
    const [run] = await opened.pull();
    expect(run?.failure?.message).toBe('The key in PLAUSIBLE_API_KEY may not read acme.example (401).');
  });
});
