import { beforeAll, expect, test } from 'vitest';
import { findAnomalies } from '#src/query/anomalies/find-anomalies.ts';
import { readEstate } from '#src/query/stores.ts';
import { useDatabase } from '#test/support/database.ts';
import { loadShop, mainShop, shopNow } from '#test/support/random-shop/index.ts';
import { steadyShop } from '#test/support/steady-shop.ts';

const database = useDatabase();

/** Sixty orders a day, thirty on Saturdays; a third of it on 17 November; 40 % of the orders of a day before 11:00. */
beforeAll(async () => {
  await loadShop(
    database(),
    mainShop,
    steadyShop('2026-11-18', 95, (date) => {
      if (date.toString() === '2026-11-18') return { orders: { DE: 8 }, visits: 1000 };
      if (date.toString() === '2026-11-17') return { orders: { DE: 20 }, visits: 1000 };
      return { orders: { DE: date.dayOfWeek === 6 ? 30 : 60 }, visits: 1000 };
    }),
  );
});

const find = async (now = shopNow) =>
  findAnomalies(
    { database: database(), estate: await readEstate(database().fast), now },
    [mainShop.id],
    'Europe/Berlin',
  );

test('a day far under its weekday is found, and so are the hours of today', async () => {
  const found = await find();
  const told = found.map(({ metric, period, band }) => [
    metric,
    period.from.toPlainDate().toString(),
    band.value,
    Math.round(band.expected),
  ]);
  expect(told).toContainEqual(['sales.orders', '2026-11-17', 20, 60]);
  expect(told).toContainEqual(['sales.net_sales', '2026-11-17', 20_000, 60_000]);
  expect(told.some(([metric]) => metric === 'marketing.sessions')).toBe(false);
});

test('a quiet Saturday is as usual', async () => {
  const found = await find(Temporal.Instant.from('2026-11-15T09:30:00Z'));
  expect(found.filter(({ metric }) => metric.startsWith('sales.'))).toEqual([]);
});

test('a day of a campaign is not judged', async () => {
  await database().client`insert into calendar_events (store_id, id, kind, title, starts_at, ends_at, source)
    values ('shop', 'e', 'sale', 'Sale', '2026-11-16T23:00:00Z', '2026-11-17T23:00:00Z', 'test')`;
  const found = await find();
  expect(found.filter(({ period }) => period.from.toPlainDate().toString() === '2026-11-17')).toEqual([]);
});

test('a day that its source has not told completely is not judged', async () => {
  await database()
    .client`update coverage set complete_to = '2026-11-17T12:00:00Z' where family in ('orders', 'refunds')`;
  expect((await find()).filter(({ metric }) => metric.startsWith('sales.'))).toEqual([]);
});
