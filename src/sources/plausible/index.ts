import { z } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import type { DailyReport, Days } from '../daily/days.ts';
import { pullDays } from '../daily/days.ts';
import type { ConnectedSource, PullContext, Source } from '../define.ts';
import { badStatus } from '../http/failure.ts';
import type { Http } from '../http/http.ts';
import { answered, readEach, shaped } from '../shop/reading.ts';
import { companyOf, companySettings } from '../tech/company.ts';

const dimensions = ['time:day', 'visit:source', 'visit:device', 'visit:country'] as const;

/** Rows asked for at once (plausible.io/docs/stats-api: at most 10,000). */
const pageSize = 10_000;

const answer = z.object({
  results: z.array(z.object({ metrics: z.array(z.number().nullable()), dimensions: z.array(z.string()) })),
});

type ResultRow = z.infer<typeof answer>['results'][number];

type Access = {
  readonly http: Http;
  readonly base: string;
  readonly site: string;
  readonly key: string;
  readonly goal: string | null;
};

const refused = (site: string, status: number): AppError =>
  new AppError('not_allowed', `Plausible refuses ${site}: ${status}`, {
    userMessage: `The key in PLAUSIBLE_API_KEY may not read ${site} (${status}).`,
    hint: 'Plausible → Account settings → API keys: a key for the Stats API of an owner or admin of the site.',
  });

const query = async (
  { http, base, site, key }: Access,
  { first, last }: Days,
  metrics: readonly string[],
  goal: string | null,
  { signal }: PullContext,
): Promise<readonly ResultRow[]> => {
  const url = `${base}/api/v2/query`;
  const rows: ResultRow[] = [];
  for (;;) {
    const { status, json } = await http.ask({
      url,
      method: 'POST',
      idempotent: true,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        site_id: site,
        metrics,
        date_range: [first, last],
        dimensions,
        pagination: { limit: pageSize, offset: rows.length },
        ...(goal !== null && { filters: [['is', 'event:goal', [goal]]] }),
      }),
      signal,
    });
    if (status === 401 || status === 403) throw refused(site, status);
    if (status !== 200) throw badStatus('POST', url, status);
    const { results } = answered(answer, json, 'Plausible');
    rows.push(...results);
    if (results.length < pageSize) return rows;
  }
};

const keyOf = ({ dimensions: values }: ResultRow) => {
  const [day = '', source = '', device = '', country = ''] = values;
  return {
    day: shaped(z.iso.date(), day.slice(0, 10)),
    trafficSource: source === '(not set)' ? '' : source,
    device: device === '(not set)' ? '' : device.toLowerCase(),
    country: /^[A-Z]{2}$/.test(country) ? country : '',
  };
};

/** Visits of some days; those that bought are visits that reached the goal, where one is set. */
const readDays = async (access: Access, days: Days, context: PullContext): Promise<DailyReport> => {
  const visits = await query(access, days, ['visits', 'bounce_rate'], null, context);
  const bought = new Map<string, number>();
  if (access.goal !== null)
    for (const row of await query(access, days, ['visits'], access.goal, context))
      bought.set(row.dimensions.join('\u0000'), row.metrics[0] ?? 0);
  const reference = (): string => `${access.site}/${days.first}`;
  const { read, unreadable } = readEach(visits, { family: 'sessions', reference }, (raw) => {
    const row = raw as ResultRow;
    const [sessions, bounceRate] = [row.metrics[0] ?? 0, row.metrics[1] ?? 0];
    return {
      ...keyOf(row),
      sessions,
      // Plausible gives a whole percentage, so the count is within half a percent of the visits.
      bounces: Math.round((sessions * bounceRate) / 100),
      purchaseSessions: access.goal === null ? null : (bought.get(row.dimensions.join('\u0000')) ?? 0),
    };
  });
  return { rows: { webSessions: read }, unreadable, zone: null };
};

const setting = (name: string, what: string, required: boolean, secret = false) => ({
  name,
  what,
  required,
  secret,
});

/** Visits as Plausible counts them, in days of the site. */
export const source: Source = {
  id: 'plausible',
  label: 'Plausible',
  families: ['sessions'],
  dimensions: ['traffic_source', 'device', 'country'],
  settings: [
    setting('PLAUSIBLE_SITE', 'Domain of the site, as Plausible knows it.', true),
    setting('PLAUSIBLE_API_KEY', 'Key for the Stats API.', true, true),
    setting('PLAUSIBLE_GOAL', 'Name of the goal that stands for a purchase, for the conversion rate.', false),
    setting('PLAUSIBLE_ZONE', 'Time zone of the site in Plausible, where it is not the company’s.', false),
    setting('PLAUSIBLE_URL', 'Address of your own Plausible (https://plausible.io).', false),
    ...companySettings,
  ],
  everyMinutes: 180,
  connect: (settings, outside): readonly ConnectedSource[] => {
    const [site, key] = [settings['PLAUSIBLE_SITE'], settings['PLAUSIBLE_API_KEY']];
    if (!site || !key) return [];
    const access: Access = {
      http: outside.http({ concurrent: 1, perSecond: 2 }),
      base: (settings['PLAUSIBLE_URL'] || 'https://plausible.io').replace(/\/+$/, ''),
      site,
      key,
      goal: settings['PLAUSIBLE_GOAL'] || null,
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
                  entity: `site ${site}`,
                  read: (days) => readDays(access, days, context),
                  replaces: (day) => ({ rows: 'webSessions', where: { day } }),
                },
              ],
              families: ['sessions'],
              dimensions: ['traffic_source', 'device', 'country'],
              zone: settings['PLAUSIBLE_ZONE'] ?? null,
              historyDays: 425,
              againDays: 2,
              daysAtOnce: 30,
              unsettledDays: 0,
            },
            context,
          ),
      },
    ];
  },
};
