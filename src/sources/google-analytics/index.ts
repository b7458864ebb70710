import { z } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import type { DailyReport, Days } from '../daily/days.ts';
import { pullDays } from '../daily/days.ts';
import type { ConnectedSource, PullContext, Source } from '../define.ts';
import { openGoogleTokens } from '../google/token.ts';
import { badStatus } from '../http/failure.ts';
import type { Http } from '../http/http.ts';
import type { RowOf } from '../rows.ts';
import { answered, readEach } from '../shop/reading.ts';
import { companyOf, companySettings } from '../tech/company.ts';

/** How sessions are split; a missing value is a session whose origin is not known. */
const dimensions = [
  'date',
  'sessionSourceMedium',
  'sessionCampaignName',
  'deviceCategory',
  'countryId',
] as const;

/** What sessions did, by the event that must have happened in them. */
const events = {
  cartSessions: 'add_to_cart',
  checkoutSessions: 'begin_checkout',
  purchaseSessions: 'purchase',
} as const;

type Counted = keyof typeof events;

/** The most rows an answer holds (developers.google.com/analytics/devguides/reporting/data/v1). */
const pageSize = 250_000;

const report = z.object({
  rows: z
    .array(
      z.object({
        dimensionValues: z.array(z.object({ value: z.string() })),
        metricValues: z.array(z.object({ value: z.string().regex(/^\d{1,15}$/) })),
      }),
    )
    .optional(),
  rowCount: z.number().int().optional(),
  metadata: z.object({ timeZone: z.string() }),
});

type Report = z.infer<typeof report>;
type ReportRow = NonNullable<Report['rows']>[number];

type Access = {
  readonly http: Http;
  readonly token: (signal: AbortSignal) => Promise<string>;
  readonly property: string;
};

const refused = (property: string, status: number): AppError =>
  new AppError('not_allowed', `Google Analytics refuses property ${property}: ${status}`, {
    userMessage: `The service account in GOOGLE_ANALYTICS_CREDENTIALS may not read property ${property} (${status}).`,
    hint: 'Google Analytics → Admin → Property access: add its e-mail address as Viewer.',
  });

const filterOf = (event: string | null) =>
  event && {
    dimensionFilter: {
      filter: { fieldName: 'eventName', stringFilter: { matchType: 'EXACT', value: event } },
    },
  };

/** All rows of one report. */
const runReport = async (
  { http, token, property }: Access,
  { first, last }: Days,
  metrics: readonly string[],
  event: string | null,
  { signal }: PullContext,
): Promise<{ readonly rows: readonly ReportRow[]; readonly zone: string }> => {
  const url = `https://analyticsdata.googleapis.com/v1beta/properties/${property}:runReport`;
  const rows: ReportRow[] = [];
  for (;;) {
    const { status, json } = await http.ask({
      url,
      method: 'POST',
      idempotent: true,
      headers: { authorization: `Bearer ${await token(signal)}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        dateRanges: [{ startDate: first, endDate: last }],
        dimensions: dimensions.map((name) => ({ name })),
        metrics: metrics.map((name) => ({ name })),
        limit: String(pageSize),
        offset: String(rows.length),
        ...filterOf(event),
      }),
      signal,
    });
    if (status === 401 || status === 403) throw refused(property, status);
    if (status !== 200) throw badStatus('POST', url, status);
    const read = answered(report, json, 'Google Analytics');
    rows.push(...(read.rows ?? []));
    if (!read.rows?.length || rows.length >= (read.rowCount ?? 0))
      return { rows, zone: read.metadata.timeZone };
  }
};

const plain = (value: string): string => (value === '(not set)' || value === 'ZZ' ? '' : value);

type Key = Pick<RowOf<'webSessions'>, 'day' | 'trafficSource' | 'campaign' | 'device' | 'country'>;

const isDated = ({ dimensionValues: [date] }: ReportRow): boolean => /^\d{8}$/.test(date?.value ?? '');

const keyOf = ({ dimensionValues }: ReportRow): Key => {
  const [date = '', trafficSource = '', campaign = '', device = '', country = ''] = dimensionValues.map(
    ({ value }) => value,
  );
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(date);
  if (!day) throw new RangeError('date is no day');
  return {
    day: `${day[1]}-${day[2]}-${day[3]}`,
    trafficSource: plain(trafficSource),
    campaign: plain(campaign),
    device: plain(device),
    country: plain(country),
  };
};

const textOf = (key: Key): string => Object.values(key).join('\u0000');

const numberAt = ({ metricValues }: ReportRow, at: number): number => Number(metricValues[at]?.value ?? 0);

/**
 * Sessions of some days. Those that put something into the cart, began a checkout or bought are sessions with that event
 * (events themselves happen several times in one).
 */
const readDays = async (access: Access, days: Days, context: PullContext): Promise<DailyReport> => {
  const all = await runReport(access, days, ['sessions', 'engagedSessions'], null, context);
  const counts = new Map<string, Record<Counted, number>>();
  for (const [name, event] of Object.entries(events)) {
    const { rows } = await runReport(access, days, ['sessions'], event, context);
    for (const row of rows.filter(isDated)) {
      const key = textOf(keyOf(row));
      const count = counts.get(key) ?? { cartSessions: 0, checkoutSessions: 0, purchaseSessions: 0 };
      counts.set(key, { ...count, [name]: count[name as Counted] + numberAt(row, 0) });
    }
  }
  const none = { cartSessions: 0, checkoutSessions: 0, purchaseSessions: 0 };
  const reference = (): string => `property ${access.property}/${days.first}`;
  const { read, unreadable } = readEach(all.rows, { family: 'sessions', reference }, (raw) => {
    const row = raw as ReportRow;
    const key = keyOf(row);
    const [sessions, engaged] = [numberAt(row, 0), numberAt(row, 1)];
    const bounces = Math.max(0, sessions - engaged);
    return { ...key, sessions, bounces, ...(counts.get(textOf(key)) ?? none) };
  });
  return { rows: { webSessions: summed(read) }, unreadable, zone: all.zone };
};

type Sessions = RowOf<'webSessions'>;

/** Rows that differ only in how the origin is not known are one. */
const summed = (rows: readonly Sessions[]): readonly Sessions[] => {
  const sums = new Map<string, Sessions>();
  const plus = (a: number | null | undefined, b: number | null | undefined): number => (a ?? 0) + (b ?? 0);
  for (const row of rows) {
    const key = [row.day, row.trafficSource, row.campaign, row.device, row.country].join('\u0000');
    const sum = sums.get(key);
    sums.set(
      key,
      sum
        ? {
            ...row,
            sessions: sum.sessions + row.sessions,
            bounces: plus(sum.bounces, row.bounces),
            cartSessions: plus(sum.cartSessions, row.cartSessions),
            checkoutSessions: plus(sum.checkoutSessions, row.checkoutSessions),
            purchaseSessions: plus(sum.purchaseSessions, row.purchaseSessions),
          }
        : row,
    );
  }
  return [...sums.values()];
};

/** Sessions as Google Analytics 4 counts them, in days of the property; it takes up to two days to count a day. */
export const source: Source = {
  id: 'google-analytics',
  label: 'Google Analytics',
  families: ['sessions'],
  dimensions: ['traffic_source', 'campaign', 'device', 'country'],
  settings: [
    {
      name: 'GOOGLE_ANALYTICS_PROPERTY',
      what: 'Number of the property (Admin → Property details).',
      required: true,
      secret: false,
    },
    {
      name: 'GOOGLE_ANALYTICS_CREDENTIALS',
      what: 'Key file (JSON) of a service account that is a Viewer of the property.',
      required: true,
      secret: true,
    },
    ...companySettings,
  ],
  everyMinutes: 360,
  connect: (settings, outside): readonly ConnectedSource[] => {
    const property = settings['GOOGLE_ANALYTICS_PROPERTY']?.replace(/\D/g, '');
    const credentials = settings['GOOGLE_ANALYTICS_CREDENTIALS'];
    if (!property || !credentials) return [];
    const http = outside.http({ concurrent: 2, perSecond: 2 });
    const scope = 'https://www.googleapis.com/auth/analytics.readonly';
    const access = { kind: 'service_account', credentials, scope } as const;
    const api: Access = {
      http,
      property,
      token: openGoogleTokens(http, access, outside.now, 'GOOGLE_ANALYTICS_CREDENTIALS'),
    };
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) =>
          pullDays(
            {
              parts: [
                {
                  entity: `property ${property}`,
                  read: (days) => readDays(api, days, context),
                  replaces: (day) => ({ rows: 'webSessions', where: { day } }),
                },
              ],
              families: ['sessions'],
              dimensions: ['traffic_source', 'campaign', 'device', 'country'],
              zone: null,
              historyDays: 425,
              againDays: 4,
              daysAtOnce: 30,
              unsettledDays: 1,
            },
            context,
          ),
      },
    ];
  },
};
