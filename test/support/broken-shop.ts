import { answer } from '#src/answer/answer.ts';
import type { AnswerJson } from '#src/answer/contract.ts';
import { renderJson } from '#src/answer/render-json.ts';
import type { Reply } from '#src/answer/reply.ts';
import type { Database } from '#src/database/connect.ts';
import type { Place } from '#src/language/interpretation.ts';
import type { Department } from '#src/lib/departments.ts';
import { createLogger } from '#src/lib/log.ts';
import { createCurrentNames } from '#src/query/names/current-names.ts';
import { withLoad } from '#src/sources/load.ts';
import type { SourceIncident } from '#src/sources/tech/incident-rows.ts';
import { allIncidentRows } from '#src/sources/tech/incident-rows.ts';
import { assess } from '#src/status/read/assess.ts';
import { berlin, line, order } from '#test/support/rows.ts';
import { noProposals } from './no-bot.ts';

/** When the questions are asked: a Wednesday, 10:30 in Berlin. */
export const now = Temporal.Instant.from('2026-11-18T10:30:00+01:00');

const company = {
  id: 'company',
  name: 'Company',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  kind: 'company',
} as const;

const sayings = (...said: readonly (readonly [at: string, status: string, body: string])[]) =>
  said.map(([at, status, body], index) => ({ id: String(index + 1), at, status, body }));

const cards: SourceIncident = {
  id: 'cards',
  vendor: null,
  title: 'Card payments fail at checkout',
  components: ['Checkout', 'Payment gateway'],
  startedAt: '2026-11-18T08:10:00Z',
  resolvedAt: null,
  updatedAt: '2026-11-18T08:40:00Z',
  updates: sayings(
    [
      '2026-11-18T08:16:00Z',
      'investigating',
      'Card payments are declined for all customers. PayPal and bank transfer work.',
    ],
    [
      '2026-11-18T08:40:00Z',
      'identified',
      'The release of this morning sends an old key. We are rolling it back.',
    ],
  ),
};

const labels: SourceIncident = {
  id: 'labels',
  vendor: 'DHL',
  title: 'Shipping labels cannot be created for some accounts',
  components: ['Label API'],
  startedAt: '2026-11-18T08:55:00Z',
  resolvedAt: null,
  updatedAt: '2026-11-18T09:02:00Z',
  updates: sayings(['2026-11-18T09:02:00Z', 'investigating', 'About one in three label requests fails.']),
};

const search: SourceIncident = {
  id: 'search',
  vendor: null,
  title: 'Search shows no results',
  components: ['Search'],
  startedAt: '2026-11-17T12:00:00Z',
  resolvedAt: '2026-11-17T13:20:00Z',
  updatedAt: '2026-11-17T13:20:00Z',
  updates: sayings(
    ['2026-11-17T12:05:00Z', 'investigating', 'Searches find nothing for some words.'],
    ['2026-11-17T13:20:00Z', 'resolved', 'The index has been rebuilt; all searches work again.'],
  ),
};

const everything = ['incidents', 'deploys', 'advisories'] as const;

/** Fills a shop in which cards fail since 09:10 and labels since 09:55; yesterday the search was broken. */
export const breakShop = async (
  database: Database,
  which: readonly SourceIncident[] = [cards, labels, search],
): Promise<void> => {
  const target = { store: company, source: 'status', now };
  await withLoad(database, target, (load) =>
    load.add({
      rows: {
        ...allIncidentRows(which, { impactOf: assess }),
        deploys: [
          {
            id: 'd1',
            service: 'checkout',
            version: '412',
            environment: 'production',
            status: 'success',
            at: '2026-11-18T08:04:00Z',
            summary: 'New payment form',
          },
          {
            id: 'd2',
            service: 'search',
            version: '77',
            environment: 'production',
            status: 'success',
            at: '2026-11-17T09:00:00Z',
            summary: null,
          },
        ],
        advisories: [
          {
            id: 'a1',
            package: 'left-pad',
            title: 'Padding runs away',
            severity: 'high',
            scope: 'runtime',
            identifier: 'CVE-2026-1',
            openedAt: '2026-11-10T08:00:00Z',
            closedAt: null,
          },
          {
            id: 'a2',
            package: 'old-news',
            title: 'Fixed long ago',
            severity: 'high',
            scope: 'runtime',
            identifier: null,
            openedAt: '2026-10-10T08:00:00Z',
            closedAt: '2026-10-12T08:00:00Z',
          },
        ],
      },
      complete: everything.map((family) => ({
        family,
        from: Temporal.Instant.from('2026-10-01T00:00:00Z'),
        to: now,
        dimensions: ['capability', 'severity', 'origin', 'service', 'scope'],
      })),
    }),
  );
  const hours = (day: string, from: number, to: number): readonly string[] =>
    Array.from(
      { length: to - from },
      (_, at) => `2026-11-${day}T${String(from + at).padStart(2, '0')}:30:00Z`,
    );
  const placed = [
    ...Array.from({ length: 6 }, (_, at) => `2026-11-11T08:${String(12 + at * 5)}:00Z`),
    ...hours('18', 5, 9),
  ];
  await withLoad(database, { store: berlin, source: 'test', now }, (load) =>
    load.add({
      rows: {
        orders: placed.map((placedAt, index) => order(`o${index}`, { placedAt })),
        orderLines: placed.map((_, index) => line(`o${index}`, '1')),
      },
      complete: [
        { family: 'orders', from: Temporal.Instant.from('2026-10-01T00:00:00Z'), to: now, dimensions: [] },
      ],
    }),
  );
};

export type Asked = { readonly as?: Department; readonly place?: Place };

/** Asks as the command line does. */
export const askShop = async (
  database: Database,
  text: string,
  { as, place = { kind: 'direct' } }: Asked = {},
): Promise<AnswerJson & Pick<Reply, 'audience'>> => {
  const reply = await answer(
    {
      text,
      asker: { id: 'x', departments: as ? [as] : [], roles: [], locale: 'en-GB' },
      place,
      thread: null,
      stores: [],
      now,
    },
    {
      database,
      names: createCurrentNames(database.fast),
      wouldKnow: (family) => (family === 'incidents' ? ['Status pages would bring incidents.'] : []),
      propose: noProposals,
      readByModel: null,
      dayFirst: true,
      log: createLogger('silent'),
    },
  );
  return { ...renderJson(reply, null, 0), audience: reply.audience };
};
