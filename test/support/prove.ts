import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Source } from '#src/sources/define.ts';
import type { Entry, View } from '#test/fakes/books.ts';
import * as books from '#test/fakes/books.ts';
import type { Life } from '#test/fakes/life.ts';
import { liveShop } from '#test/fakes/life.ts';
import type { Abilities } from '#test/fakes/order-life.ts';
import type { FakeServer } from '#test/fakes/server.ts';
import type { World } from '#test/fakes/world.ts';
import { askMetric } from './ask-metric.ts';
import { useDatabase } from './database.ts';
import type { Deliver } from './proof.ts';
import { liveAndPull, proofDesk } from './proof.ts';

/** One platform's part of the proof. */
export type Platform = {
  readonly source: Source;
  readonly can: Abilities;
  readonly keepsCancelDate: boolean;
  /** Splits beyond those that every platform records. */
  readonly splits: readonly (keyof typeof splits)[];
  /** Metrics beyond those of the sales. */
  readonly metrics: readonly (keyof typeof counted | keyof typeof byDay | keyof typeof books.costMetrics)[];
  readonly open: (life: Life) => Promise<{
    readonly server: FakeServer;
    readonly settings: Readonly<Record<string, string>>;
    readonly deliver: Deliver | null;
    /** Called when faults begin and end. */
    readonly faulty?: (isFaulty: boolean) => void;
  }>;
  /** What the books need to know of the platform. */
  readonly payments?: Parameters<typeof books.paymentsOf>[1];
};

const zone = 'Europe/Berlin';
const store = 'nordlicht';
/** Midnight in Berlin; five days later the clocks go back. */
const start = Date.parse('2026-10-20T22:00:00Z');

/** `CROSSWALK_PROOF=full` proves a whole month at three seeds; otherwise a few days at one. */
export const isFull = process.env['CROSSWALK_PROOF'] === 'full';
const seeds = isFull ? [1, 2, 3] : [1];
const size = isFull
  ? { days: 30, ordersPerDay: 25, everyHours: 4 }
  : { days: 6, ordersPerDay: 12, everyHours: 8 };

type GroupOf = (entry: Entry, world: World) => string | null;

/** What an entry is filed under; null where an entry cannot be split so. */
const splits = {
  day: ({ at }) => books.dayOf(at, zone),
  country: ({ order }) => order.country,
  discount_code: ({ order }) => order.code?.toLowerCase() ?? null,
  traffic_source: ({ order }) => (order.visit ? `${order.visit.source} / ${order.visit.medium}` : null),
  campaign: ({ order }) => order.visit?.campaign ?? null,
  device: ({ order }) => order.device.toLowerCase(),
  sku: ({ line }, world) => (line ? (world.variants.get(line.variantId)?.sku ?? null) : null),
} as const satisfies Readonly<Record<string, GroupOf>>;

const always = ['day', 'country', 'discount_code'] as const;

/** Metrics whose every part has a line. */
const ofLines = new Set([
  'sales.gross_sales',
  'sales.discounts',
  'sales.units_sold',
  'finance.cost_of_goods_sold',
]);

type Proved = { readonly world: World; readonly view: View; readonly platform: Platform };

/** Single figures, as of the end. */
const counted = {
  'customers.customers': ({ world }) => books.customers(world),
  'customers.new_customers': ({ world }) => books.newCustomers(world),
  'payments.unpaid_orders': ({ world }) => books.unpaid(world).orders,
  'payments.outstanding': ({ world }) => books.unpaid(world).amount,
  'fulfilment.unfulfilled': ({ world }) => books.unfulfilled(world),
  'payments.failed': ({ world, platform }) => payments(world, platform).failed,
  'payments.fees': ({ world, platform }) => payments(world, platform).fees,
  'payments.payouts': ({ world, platform }) => payments(world, platform).payouts,
  'payments.disputes': ({ world, platform }) => payments(world, platform).disputes,
} as const satisfies Readonly<Record<string, (proved: Proved) => number>>;

const payments = (world: World, platform: Platform) => {
  if (!platform.payments) throw new Error('the platform has no payments');
  return books.paymentsOf(world, platform.payments);
};

const byDay = {
  'fulfilment.shipped_orders': ({ world }) => books.shippedOn(world, zone),
  'fulfilment.parcels': ({ world }) => books.parcelsOn(world, zone),
  'returns.units': ({ world }) => books.returnedOn(world, zone),
  'carts.abandoned': ({ world }) => books.abandonedOn(world, zone),
} as const satisfies Readonly<Record<string, (proved: Proved) => ReadonlyMap<string, number>>>;

const plain = (found: ReadonlyMap<string, number> | string): unknown =>
  typeof found === 'string'
    ? found
    : Object.fromEntries([...found].filter(([key, value]) => key !== '?' && value !== 0).sort());

const lowered = (found: ReadonlyMap<string, number> | string): ReadonlyMap<string, number> | string =>
  typeof found === 'string' ? found : new Map([...found].map(([key, value]) => [key.toLowerCase(), value]));

/** Proves a platform: every figure after some weeks of life, faults and lost webhooks equals the shop's own books. */
export const provePlatform = (platform: Platform): void => {
  describe.each(seeds)('a shop that lived (seed %i)', (seed) => {
    const database = useDatabase();
    const life = liveShop({ seed, start, ...size, can: platform.can });
    const { world } = life;
    let view: View;
    const closers: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      const opened = await platform.open(life);
      closers.push(opened.server.close);
      const { desk, close } = proofDesk(database(), platform.source, opened.settings, () => world.now);
      closers.push(close);
      const given = {
        life,
        server: opened.server,
        desk,
        store,
        start,
        seed,
        deliver: opened.deliver,
        ...size,
      };
      const wasSeen = await liveAndPull({ ...given, ...(opened.faulty && { faulty: opened.faulty }) });
      view = { zone, keepsCancelDate: platform.keepsCancelDate, wasSeen };
    }, 1_200_000);

    afterAll(async () => {
      for (const close of closers) await close();
    });

    const ask = (metric: string, groupBy: readonly (keyof typeof splits)[] = []) =>
      askMetric(
        {
          database: database(),
          now: Temporal.Instant.fromEpochMilliseconds(world.now),
          zone,
          store,
          from: Temporal.PlainDate.from('2026-10-20'),
          to: Temporal.PlainDate.from('2026-12-01'),
        },
        metric,
        groupBy,
      );

    const sales = [
      ...Object.keys(books.salesMetrics),
      ...platform.metrics.filter((one) => one in books.costMetrics),
    ];

    test.each(sales)('%s equals the books, by every split', async (metric) => {
      const entries = books.salesEntries(world, view);
      for (const split of [...always, ...platform.splits]) {
        if (split === 'sku' && !ofLines.has(metric)) continue;
        const expected = books.sumBy(entries, metric, (entry) => splits[split](entry, world));
        const found = await ask(metric, [split]);
        expect([split, plain(split === 'discount_code' ? lowered(found) : found)]).toEqual([
          split,
          plain(expected),
        ]);
      }
    });

    test.each(platform.metrics.filter((one) => one in counted))('%s equals the books', async (metric) => {
      const found = await ask(metric);
      const expected = counted[metric as keyof typeof counted]({ world, view, platform });
      expect(typeof found === 'string' ? found : (found.get('') ?? 0)).toBe(expected);
    });

    test.each(platform.metrics.filter((one) => one in byDay))(
      '%s equals the books, day by day',
      async (metric) => {
        const expected = byDay[metric as keyof typeof byDay]({ world, view, platform });
        expect(plain(await ask(metric, ['day']))).toEqual(plain(expected));
      },
    );

    test('stock equals the shelves', async () => {
      const shelves = books.stockOf(world);
      const of = (kind: 'available' | 'onHand' | 'committed') =>
        plain(new Map([...shelves].map(([sku, levels]) => [sku, levels[kind]])));
      expect(plain(await ask('stock.available', ['sku']))).toEqual(of('available'));
      if (!platform.source.dimensions.includes('location')) return;
      expect(plain(await ask('stock.on_hand', ['sku']))).toEqual(of('onHand'));
      expect(plain(await ask('stock.committed', ['sku']))).toEqual(of('committed'));
    });

    test('nothing of a person is stored', async () => {
      const tables = await database().client`
        select table_name as name from information_schema.tables where table_schema = 'public'`;
      const pattern = 'mustermann|erika|example\\.test|teststr|1234567|s3cret|shpat_|ck_a|cs_b';
      for (const { name } of tables) {
        const [row] = await database().client.unsafe(
          `select count(*)::int as count from "${name}" t where t::text ~* '${pattern}'`,
        );
        expect([name, row?.['count']]).toEqual([name, 0]);
      }
    });
  });
};
