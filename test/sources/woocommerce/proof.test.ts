import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hookSecret } from '#src/sources/woocommerce/hooks.ts';
import { source } from '#src/sources/woocommerce/index.ts';
import type { View } from '#test/fakes/books.ts';
import * as books from '#test/fakes/books.ts';
import { liveShop } from '#test/fakes/life.ts';
import type { FakeServer } from '#test/fakes/server.ts';
import { keys, serveWoo, wooDelivery, wooShop } from '#test/fakes/woocommerce.ts';
import { askMetric } from '#test/support/ask-metric.ts';
import { useDatabase } from '#test/support/database.ts';
import { liveAndPull, proofDesk, splits } from '#test/support/proof.ts';

const database = useDatabase();
const zone = 'Europe/Berlin';
const start = Date.parse('2026-10-20T22:00:00Z');
const days = 8;

describe('a WooCommerce shop that lived through some days', () => {
  const life = liveShop({
    seed: 1,
    start,
    days,
    ordersPerDay: 14,
    can: { edit: false, trash: true, erase: true, loose: true },
  });
  const shop = wooShop(life.world, zone);
  let server: FakeServer;
  let view: View;
  let close: () => Promise<void>;

  beforeAll(async () => {
    server = await serveWoo(shop);
    const opened = proofDesk(
      database(),
      source,
      {
        WOOCOMMERCE_URL: server.url,
        WOOCOMMERCE_CONSUMER_KEY: keys.consumerKey,
        WOOCOMMERCE_CONSUMER_SECRET: keys.consumerSecret,
        WOOCOMMERCE_STORE: 'nordlicht',
      },
      () => life.world.now,
    );
    close = opened.close;
    const wasSeen = await liveAndPull({
      life,
      server,
      desk: opened.desk,
      store: 'nordlicht',
      start,
      days,
      everyHours: 3,
      seed: 1,
      deliver: (change) => {
        const order = life.world.orders.get(change.id);
        return change.kind === 'order' && order
          ? wooDelivery(shop, order, change.event, hookSecret(keys.consumerSecret))
          : null;
      },
    });
    view = { zone, keepsCancelDate: false, wasSeen };
  }, 120_000);

  afterAll(async () => {
    await close?.();
    await server?.close();
  });

  const asking = () => ({
    database: database(),
    now: Temporal.Instant.fromEpochMilliseconds(life.world.now),
    zone,
    store: 'nordlicht',
    from: Temporal.PlainDate.from('2026-10-20'),
    to: Temporal.PlainDate.from('2026-11-20'),
  });

  test.each(Object.keys(books.salesMetrics))(
    '%s equals the books, day by day and by every split',
    async (metric) => {
      const entries = books.salesEntries(life.world, view);
      for (const [split, groupOf] of Object.entries(splits)) {
        const found = await askMetric(asking(), metric, [split as 'day']);
        const expected = books.sumBy(entries, metric, (entry) => groupOf(entry, zone));
        expect(
          typeof found === 'string' ? found : Object.fromEntries([...found].filter(([key]) => key !== '?')),
        ).toEqual(Object.fromEntries(expected));
      }
    },
  );

  test('customers, stock and what is owed equal the books', async () => {
    const one = async (metric: string) => {
      const found = await askMetric(asking(), metric);
      return typeof found === 'string' ? found : (found.get('') ?? 0);
    };
    const owed = books.unpaid(life.world);
    expect(await one('customers.customers')).toBe(books.customers(life.world));
    expect(await one('payments.unpaid_orders')).toBe(owed.orders);
    expect(await one('payments.outstanding')).toBe(owed.amount);
    const stock = await askMetric(asking(), 'stock.available', ['sku']);
    const expected = [...books.stockOf(life.world)].map(([sku, { available }]) => [sku, available] as const);
    expect(stock).toEqual(new Map(expected.filter(([, available]) => available !== 0)));
  });

  test('nothing of a person is stored', async () => {
    const tables = await database().client`
      select table_name as name from information_schema.tables where table_schema = 'public'`;
    for (const { name } of tables) {
      const rows = await database().client.unsafe(
        `select count(*)::int as count from "${name}" t where t::text ~* 'mustermann|erika|example\\.test|teststr|1234567'`,
      );
      expect([name, rows[0]?.['count']]).toEqual([name, 0]);
    }
  });
});
