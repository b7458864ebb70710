import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { MetricQuery } from '#src/metrics/query.ts';
import { companyKey } from '#src/state/company.ts';
import { writeSetting } from '#src/state/settings.ts';
import { useDatabase } from '#test/support/database.ts';
import { handBooks, handShop } from '#test/support/hand-shop.ts';
import { figuresOf, periodOf, queryOf, run } from '#test/support/query.ts';
import { company, loadShop, mainShop, randomShop, shopNow, ukShop } from '#test/support/random-shop/index.ts';

const database = useDatabase();

beforeAll(async () => {
  await loadShop(database(), mainShop, handShop);
  await loadShop(database(), company, handBooks);
  await loadShop(database(), ukShop, randomShop(5, ukShop, 60));
});

const choose = (value: unknown) =>
  writeSetting(database().fast, { key: companyKey, value, by: 'test', at: shopNow });

beforeEach(async () => {
  await database().client`delete from settings`;
});

const columnsOf = async (over: Partial<MetricQuery>) =>
  figuresOf(await run(database(), queryOf(over))).columns;
const plain = (columns: Awaited<ReturnType<typeof columnsOf>>) =>
  columns.map(({ currency, total }) => [
    currency,
    total?.value ? Number(total.value.n) / Number(total.value.d) : null,
  ]);

test('currencies of several stores stay apart, and each has its own rate', async () => {
  const both = await columnsOf({ metrics: ['sales.average_order_value'], stores: ['shop', 'uk'] });
  const one = await columnsOf({ metrics: ['sales.average_order_value'], stores: ['uk'] });
  expect(plain(both)).toEqual([['EUR', 7750], ...plain(one)]);
  expect(one[0]?.currency).toBe('GBP');
});

test('counts of a kind that has no currency stand under the whole of the amounts', async () => {
  await database().client`update ad_spend set currency = 'USD' where store_id = 'shop'`;
  expect(plain(await columnsOf({ metrics: ['cloud.cost_per_order'] }))).toEqual([['EUR', 250]]);
  const [cac] = await columnsOf({ metrics: ['marketing.customer_acquisition_cost'] });
  expect([cac?.currency, cac?.total?.of, cac?.total?.by]).toEqual([
    'USD',
    { n: 2000n, d: 1n },
    { n: 2n, d: 1n },
  ]);
  await database().client`update ad_spend set currency = 'EUR' where store_id = 'shop'`;
});

test('the reporting currency converts at each day’s stored rate and names the last one', async () => {
  await choose({ reportingCurrency: 'EUR' });
  const period = periodOf('2026-11-01', '2026-11-09');
  await database().client`insert into exchange_rates (store_id, day, base, quote, rate, source)
    values ('company', '2026-11-05', 'EUR', 'GBP', 0.5, 'bank')`;
  const own = await columnsOf({ metrics: ['sales.gross_sales'], stores: ['uk'], period, groupBy: ['day'] });
  const pence = own[0]?.cells.map(({ value }) => Number(value?.n)) ?? [];
  const euros = pence.reduce((sum, amount, index) => sum + amount / (index < 4 ? 0.87 : 0.5), 0);
  const main = plain(await columnsOf({ metrics: ['sales.gross_sales'], period }));
  const [converted, ...others] = await columnsOf({
    metrics: ['sales.gross_sales'],
    stores: ['shop', 'uk'],
    period,
  });
  expect(others).toEqual([]);
  expect(Number(converted?.total?.value?.n) / Number(converted?.total?.value?.d)).toBeCloseTo(
    euros + Number(main[0]?.[1]),
    6,
  );
  expect(converted?.caveats).toContainEqual({
    kind: 'converted',
    from: 'GBP',
    to: 'EUR',
    rate: { n: 2n, d: 1n },
    day: '2026-11-05',
    source: 'bank',
    varies: true,
  });
  await database().client`delete from exchange_rates where day = '2026-11-05'`;
});

test('without a rate amounts stay apart, and that is said', async () => {
  await choose({ reportingCurrency: 'USD' });
  const columns = await columnsOf({ metrics: ['sales.gross_sales'], stores: ['shop', 'uk'] });
  expect(columns.map(({ currency }) => currency)).toEqual(['EUR', 'GBP']);
  expect(columns[0]?.caveats).toContainEqual({ kind: 'no_rate', from: 'EUR', to: 'USD', day: '2026-10-01' });
});

test('currencies with no or three decimals are converted by their own minor units', async () => {
  await database().client`insert into exchange_rates (store_id, day, base, quote, rate, source)
    values ('company', '2026-10-01', 'EUR', 'JPY', 160, 'bank'), ('company', '2026-10-10', 'EUR', 'JPY', 160, 'bank'),
      ('company', '2026-10-19', 'EUR', 'JPY', 160, 'bank'), ('company', '2026-10-28', 'EUR', 'JPY', 160, 'bank'),
      ('company', '2026-10-01', 'EUR', 'KWD', 0.25, 'bank'), ('company', '2026-10-10', 'EUR', 'KWD', 0.25, 'bank'),
      ('company', '2026-10-19', 'EUR', 'KWD', 0.25, 'bank'), ('company', '2026-10-28', 'EUR', 'KWD', 0.25, 'bank')`;
  // 320 euros.
  expect(plain(await columnsOf({ metrics: ['sales.gross_sales'], currency: 'JPY' }))).toEqual([
    ['JPY', 51_200],
  ]);
  expect(plain(await columnsOf({ metrics: ['sales.gross_sales'], currency: 'KWD' }))).toEqual([
    ['KWD', 80_000],
  ]);
});

test('cancellations can be booked on the day of the order, and the answer says so', async () => {
  const october5 = periodOf('2026-10-20', '2026-10-21');
  expect(plain(await columnsOf({ metrics: ['sales.cancellations'], period: october5 }))).toEqual([
    ['EUR', 0],
  ]);
  await choose({ cancellations: 'order_day' });
  const columns = await columnsOf({ metrics: ['sales.cancellations'], period: october5 });
  expect(plain(columns)).toEqual([['EUR', 4000]]);
  expect(columns[0]?.caveats).toContainEqual({ kind: 'company_rule', rule: 'cancelled_on_order_day' });
});

test('cancellations without a date of their own are said', async () => {
  await database().client`update orders set cancel_date_known = false where id = 'o3'`;
  const columns = await columnsOf({ metrics: ['sales.net_sales'] });
  expect(columns[0]?.caveats).toContainEqual({ kind: 'undated_cancellations', stores: ['shop'] });
  await database().client`update orders set cancel_date_known = true where id = 'o3'`;
});

test('a level set for the company stands in for SKUs that have none', async () => {
  expect(plain(await columnsOf({ metrics: ['stock.low_stock'] }))).toEqual([[null, 1]]);
  await choose({ lowStockLevel: 2 });
  expect(plain(await columnsOf({ metrics: ['stock.low_stock'] }))).toEqual([[null, 2]]);
});

test('quarters and years follow the fiscal year, weeks the company’s first day', async () => {
  await choose({ fiscalYearStart: 3, weekStart: 7 });
  const period = periodOf('2026-09-01', '2026-11-18');
  const groupsBy = async (dimension: 'quarter' | 'year' | 'week') => {
    const figures = figuresOf(await run(database(), queryOf({ groupBy: [dimension], period })));
    return figures.groups.map((group) => group[dimension]);
  };
  expect(await groupsBy('quarter')).toEqual(['2026-09-01']);
  expect(await groupsBy('year')).toEqual(['2026-03-01']);
  expect((await groupsBy('week')).slice(0, 2)).toEqual(['2026-08-30', '2026-09-06']);
});

test('of two sources of the same facts one is the record, and they are never added', async () => {
  const { client } = database();
  await client`insert into web_sessions (store_id, day, sessions, bounces, source)
    values ('shop', '2026-10-01', 7000, 70, 'other'), ('shop', '2026-10-09', 1000, 10, 'other')`;
  await client`insert into coverage (store_id, family, source, complete_from, complete_to, as_of)
    values ('shop', 'sessions', 'other', '2026-09-01', ${shopNow.toString()}, ${shopNow.toString()})`;
  expect(plain(await columnsOf({ metrics: ['marketing.sessions'] }))).toEqual([[null, 150]]);
  await choose({ sourcesOfRecord: { 'shop/sessions': 'other' } });
  const columns = await columnsOf({ metrics: ['marketing.sessions'] });
  expect(plain(columns)).toEqual([[null, 8000]]);
  expect(columns[0]?.sources.map(({ source }) => source)).toEqual(['other']);
  await client`delete from web_sessions where source = 'other'`;
  await client`delete from coverage where source = 'other'`;
});

test('a source that reports days of its own answers up to its last complete day, and names its zone', async () => {
  await database()
    .client`update coverage set day_zone = 'America/Los_Angeles', complete_to = '2026-11-17 08:00Z'
    where family = 'sessions' and store_id = 'shop'`;
  const period = periodOf('2026-11-01', '2026-11-18T10:30', { unit: 'month', toDate: true });
  const [column] = await columnsOf({
    metrics: ['marketing.sessions'],
    period,
    comparison: { kind: 'previous', period },
  });
  expect(column?.period.to.toString()).toBe('2026-11-17T00:00:00+01:00[Europe/Berlin]');
  expect(column?.compared?.period.to.toString()).toBe('2026-10-17T00:00:00+02:00[Europe/Berlin]');
  expect(column?.caveats).toContainEqual({
    kind: 'days_of_source',
    family: 'sessions',
    zone: 'America/Los_Angeles',
  });
  await database()
    .client`update coverage set day_zone = null, complete_to = ${shopNow.toString()} where family = 'sessions'`;
});

test('a store that cannot answer is left out by name; the others are not cut short', async () => {
  await database()
    .client`update coverage set complete_to = '2026-09-10' where store_id = 'uk' and family = 'orders'`;
  const columns = await columnsOf({ metrics: ['sales.orders'], stores: ['shop', 'uk'] });
  expect(plain(columns)).toEqual([[null, 4]]);
  expect(columns[0]?.stores).toEqual(['shop']);
  expect(columns[0]?.caveats).toMatchObject([
    { kind: 'store_left_out', store: 'uk', why: { kind: 'outside' } },
  ]);
  await database().client`update coverage set complete_to = ${shopNow.toString()} where store_id = 'uk'`;
});

test('net sales are without refunds where nobody records them, and refunds are then not zero', async () => {
  await database().client`delete from coverage where family = 'refunds' and store_id = 'shop'`;
  const columns = await columnsOf({ metrics: ['sales.net_sales'] });
  expect(columns[0]?.caveats).toContainEqual({ kind: 'without', family: 'refunds', stores: ['shop'] });
  expect(await run(database(), queryOf({ metrics: ['sales.refunds'] }))).toMatchObject({
    kind: 'not_recorded',
  });
  await database().client`insert into coverage (store_id, family, source, complete_from, complete_to, as_of)
    values ('shop', 'refunds', 'random', '2025-06-01', ${shopNow.toString()}, ${shopNow.toString()})`;
});

test('an order with two codes counts under each of them, and once in all', async () => {
  await database().client`update orders set discount_codes = '{WELCOME10,VIP}' where id = 'o1'`;
  const figures = figuresOf(
    await run(database(), queryOf({ metrics: ['sales.orders'], groupBy: ['discount_code'] })),
  );
  expect(figures.groups).toEqual([
    { discount_code: null },
    { discount_code: 'VIP' },
    { discount_code: 'WELCOME10' },
  ]);
  expect(figures.columns[0]?.cells.map(({ value }) => value?.n)).toEqual([3n, 1n, 1n]);
  expect(figures.columns[0]?.total?.value?.n).toBe(4n);
});

test('a state can be told at the end of each day', async () => {
  const period = periodOf('2026-10-19', '2026-10-24');
  const figures = figuresOf(
    await run(database(), queryOf({ metrics: ['fulfilment.unfulfilled'], groupBy: ['day'], period })),
  );
  expect(figures.columns[0]?.cells.map(({ value }) => value?.n)).toEqual([0n, 1n, 1n, 0n, 0n]);
});
