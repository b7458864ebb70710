import { createHmac } from 'node:crypto';
import type { Database } from '#src/database/connect.ts';
import { AppError } from '#src/lib/errors.ts';
import { createLogger } from '#src/lib/log.ts';
import type { Batch, ConnectedSource, Source } from '#src/sources/define.ts';
import type { SyncDesk } from '#src/sources/sync/desk.ts';
import { openSyncDesk } from '#src/sources/sync/desk.ts';
import { assess } from '#src/status/read/assess.ts';
import { order } from './rows.ts';

/** A platform in memory: orders by their number, which a pull reads one per batch and a stop interrupts. */
export type Pretended = {
  readonly orders: Map<string, { readonly email: string }>;
  name: string | null;
  /** Says why the platform cannot be read; null = it can. */
  failing: string | null;
  /** Breaks the connection after so many batches of a pull. */
  breaksAfter: number | null;
  /** Called before a pull gives its first batch. */
  before: (() => Promise<void>) | null;
  /** What it was asked. */
  readonly asked: string[];
};

export const pretended = (...numbers: readonly string[]): Pretended => ({
  orders: new Map(numbers.map((number) => [number, { email: `buyer${number}@example.test` }])),
  name: null,
  failing: null,
  breaksAfter: null,
  before: null,
  asked: [],
});

const day = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}T00:00:00Z`);

const down = (why: string): AppError => new AppError('source_down', why, { userMessage: why });

export const hookSecret = 'shared';

export const signed = (text: string, id: string, secret = hookSecret) => {
  const body = Buffer.from(text);
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  return { headers: { 'x-shopify-hmac-sha256': signature, 'x-shopify-webhook-id': id }, body };
};

const accountOf = (key: string, shop: Pretended): ConnectedSource => {
  const rowsOf = (id: string, personKey: (identity: string) => string | null): Batch['rows'] => ({
    orders: [order(id, { personKey: personKey(shop.orders.get(id)?.email ?? '') })],
  });
  return {
    key,
    stores: async () => {
      if (shop.failing !== null) throw down(shop.failing);
      return [{ id: key, name: shop.name ?? key, currency: 'EUR', zone: 'Europe/Berlin' }];
    },
    pull: async function* ({ cursorOf, personKey, now }) {
      const after = String(cursorOf('orders') ?? '');
      shop.asked.push(`pull after ${after || 'nothing'}`);
      await shop.before?.();
      let batches = 0;
      for (const id of [...shop.orders.keys()].filter((one) => one > after)) {
        if (shop.breaksAfter !== null && batches >= shop.breaksAfter) throw down('it broke off');
        batches += 1;
        yield { rows: rowsOf(id, personKey), cursor: { entity: 'orders', value: id } };
      }
      yield { rows: {}, complete: [{ family: 'orders', from: day('2026-01-01'), to: now, dimensions: [] }] };
    },
    fetch: async (wanted, { personKey }) => {
      const ids = wanted.kind === 'stock' ? wanted.variantIds : wanted.ids;
      shop.asked.push(`fetch ${ids.join(',')}`);
      return { rows: { orders: ids.flatMap((id) => rowsOf(id, personKey).orders ?? []) } };
    },
    hooks: {
      scheme: 'shopify',
      secrets: [hookSecret],
      greets: ({ body }) => body.toString() === 'hello',
      about: ({ body }) => [{ kind: 'orders', ids: [Buffer.from(body).toString('utf8')] }],
    },
  };
};

/** A source with pretended shops, by the ids of their stores. */
export const pretendSource = (id: string, shops: Readonly<Record<string, Pretended>>): Source => ({
  id,
  label: id,
  families: ['orders'],
  dimensions: [],
  settings: [{ name: `${id.toUpperCase()}_URL`, what: 'Its address.', required: true, secret: false }],
  everyMinutes: 5,
  connect: () => Object.entries(shops).map(([key, shop]) => accountOf(key, shop)),
});

/** A desk with these sources at a time. */
export const pretendDesk = (
  database: Database,
  sources: readonly Source[],
  now: () => string = () => '2026-11-18T10:00:00Z',
): SyncDesk =>
  openSyncDesk(
    {
      database,
      sources,
      settings: {},
      secret: 'install secret',
      now: () => Temporal.Instant.from(now()),
      log: createLogger('silent'),
    },
    {
      now: () => Temporal.Instant.from(now()),
      impactOf: assess,
      http: () => {
        throw new Error('pretended shops need no way out');
      },
    },
  );
