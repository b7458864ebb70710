import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSources } from '#src/sources/sync/run.ts';
import { source } from '#src/sources/woocommerce/index.ts';
import { companyKey } from '#src/state/company.ts';
import { writeSetting } from '#src/state/settings.ts';
import { liveShop } from '#test/fakes/life.ts';
import { keys, serveWoo, wooRevenue, wooShop } from '#test/fakes/woocommerce/server.ts';
import { askMetric } from '#test/support/ask-metric.ts';
import { useDatabase } from '#test/support/database.ts';
import { proofDesk } from '#test/support/proof.ts';

/**
 * WooCommerce's own revenue report counts orders on the day they were paid and knows no cancelled ones: with the same
 * two choices our figures are its figures.
 */

const database = useDatabase();
const start = Date.parse('2026-10-20T22:00:00Z');
const life = liveShop({
  seed: 11,
  start,
  days: 8,
  ordersPerDay: 15,
  can: { edit: false, trash: true, erase: true, loose: true },
});
const shop = wooShop(life.world);
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const server = await serveWoo(shop);
  life.until(start + 12 * 86_400_000);
  const at = Temporal.Instant.fromEpochMilliseconds(life.world.now);
  const value = { dateBasis: 'paid', cancellations: 'order_day' };
  await writeSetting(database().fast, { key: companyKey, value, by: 'test', at });
  const settings = {
    WOOCOMMERCE_URL: server.url,
    WOOCOMMERCE_CONSUMER_KEY: keys.consumerKey,
    WOOCOMMERCE_CONSUMER_SECRET: keys.consumerSecret,
    WOOCOMMERCE_STORE: 'nordlicht',
  };
  const { desk, close } = proofDesk(database(), source, settings, () => life.world.now);
  closers.push(close, server.close);
  await runSources({ ...desk, basis: 'paid' });
}, 60_000);

afterAll(async () => {
  for (const close of closers) await close();
});

/** Our figure by day, in cents or counts, days without anything left out. */
const ours = async (metric: string): Promise<Readonly<Record<string, number>>> => {
  const found = await askMetric(
    {
      database: database(),
      now: Temporal.Instant.fromEpochMilliseconds(life.world.now),
      zone: 'Europe/Berlin',
      store: 'nordlicht',
      from: Temporal.PlainDate.from('2026-10-20'),
      to: Temporal.PlainDate.from('2026-11-10'),
    },
    metric,
    ['day'],
  );
  if (typeof found === 'string') throw new Error(`${metric}: ${found}`);
  return Object.fromEntries([...found].sort());
};

type Column = 'net_revenue' | 'total_sales' | 'shipping' | 'taxes';

const theirs = (column: Column): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...wooRevenue(shop)]
      .flatMap(([day, row]) => (row[column] === 0 ? [] : [[day, row[column]] as const]))
      .sort(),
  );

test.each<readonly [string, Column]>([
  ['sales.net_sales', 'net_revenue'],
  ['sales.shipping_charged', 'shipping'],
  ['sales.tax_collected', 'taxes'],
  ['sales.total_sales', 'total_sales'],
])('%s is WooCommerce’s own %s, day by day', async (metric, column) => {
  const report = theirs(column);
  expect(Object.keys(report).length).toBeGreaterThan(5);
  expect(await ours(metric)).toEqual(report);
});

test('the number of orders is WooCommerce’s own, less those that were cancelled', async () => {
  const [orders, cancelled] = [await ours('sales.orders'), await ours('sales.cancelled_orders')];
  const left = Object.entries(orders).map(([day, count]) => [day, count - (cancelled[day] ?? 0)] as const);
  const report = [...wooRevenue(shop)].map(([day, row]) => [day, row.orders_count] as const);
  const counted = (rows: readonly (readonly [string, number])[]) =>
    Object.fromEntries(rows.filter(([, count]) => count !== 0).sort());
  expect(counted(left)).toEqual(counted(report));
});
