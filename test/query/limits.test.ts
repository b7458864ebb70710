import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { handBooks, handShop } from '#test/support/hand-shop.ts';
import { figuresOf, lastMonth, periodOf, queryOf, run } from '#test/support/query.ts';
import { company, loadShop, mainShop, shopNow } from '#test/support/random-shop/index.ts';

const database = useDatabase();

beforeAll(async () => {
  await loadShop(database(), mainShop, handShop);
  await loadShop(database(), company, handBooks);
  await database().client`delete from coverage where family in ('checkouts', 'gift_cards', 'unit_costs')`;
  await database().client`update coverage set dimensions = array_remove(dimensions, 'device')`;
  await database().client`update order_lines set unit_cost_minor = null where order_id = 'o4'`;
  await database().client`insert into coverage (store_id, family, source, complete_from, complete_to, as_of)
    values ('shop', 'unit_costs', 'random', '2025-06-01', ${shopNow.toString()}, ${shopNow.toString()})`;
});

const ask = (over: Parameters<typeof queryOf>[0]) => run(database(), queryOf(over));
const total = async (over: Parameters<typeof queryOf>[0]) =>
  figuresOf(await ask(over)).columns.map(({ total: cell, currency }) => [
    currency,
    Number(cell?.value?.n) / Number(cell?.value?.d),
  ]);

test('a dimension that a metric does not have is named, not ignored', async () => {
  expect(await ask({ groupBy: ['carrier'] })).toEqual({
    kind: 'not_split',
    metric: 'sales.net_sales',
    dimension: 'carrier',
  });
  expect(
    await ask({ filters: [{ kind: 'dimension', dimension: 'severity', op: 'is', values: ['major'] }] }),
  ).toMatchObject({ kind: 'not_split', dimension: 'severity' });
});

test('a dimension that the source does not record is named with the source', async () => {
  expect(await ask({ groupBy: ['device'] })).toEqual({
    kind: 'dimension_not_recorded',
    dimension: 'device',
    source: 'random',
  });
});

test('a metric whose facts nobody brings is not recorded, not zero', async () => {
  expect(await ask({ metrics: ['finance.gift_card_liability'] })).toMatchObject({
    kind: 'not_recorded',
    family: 'gift_cards',
  });
});

test('where no shop records checkouts, carts are counted from sessions, and that is said', async () => {
  const { columns } = figuresOf(await ask({ metrics: ['carts.abandoned'] }));
  expect(Number(columns[0]?.total?.value?.n)).toBe(22);
  expect(columns[0]?.caveats).toContainEqual({
    kind: 'other_basis',
    formula: 'web sessions with something in the cart and no purchase, as the analytics tool counts them',
  });
});

test.each([
  ['before the first day', periodOf('2024-01-01', '2024-02-01'), 'outside'],
  ['in the year 1', periodOf('0001-01-01', '0001-02-01'), 'outside'],
  ['tomorrow', periodOf('2026-11-19', '2026-11-20'), 'future'],
  ['in the year 9999', periodOf('9999-01-01', '+010000-01-01'), 'future'],
  ['without any time in it', periodOf('2026-10-05', '2026-10-05'), 'empty_period'],
])('a period %s is answered in words', async (_, period, kind) => {
  expect(await ask({ period })).toMatchObject({ kind });
});

test('a period up to the year 9999 ends now', async () => {
  const figures = figuresOf(await ask({ period: periodOf('2026-10-01', '+010000-01-01') }));
  expect(figures.columns[0]?.period.to.toInstant().equals(shopNow)).toBe(true);
});

test('a period that begins before the records is cut, and that is said', async () => {
  const { columns } = figuresOf(await ask({ period: periodOf('2024-10-01', '2026-11-01') }));
  expect(columns[0]?.period.from.toPlainDate().toString()).toBe('2025-06-01');
  expect(columns[0]?.caveats).toMatchObject([
    { kind: 'partly_recorded', family: 'orders' },
    { kind: 'partly_recorded', family: 'refunds' },
  ]);
});

test('stock cannot be asked for tomorrow', async () => {
  expect(
    await ask({ metrics: ['stock.available'], period: periodOf('2026-11-19', '2026-11-20') }),
  ).toMatchObject({ kind: 'future' });
});

test('plans can be asked for tomorrow', async () => {
  const figures = figuresOf(
    await ask({ metrics: ['calendar.events'], period: periodOf('2026-11-19', '2026-12-20') }),
  );
  expect(Number(figures.columns[0]?.total?.value?.n)).toBe(0);
});

test('only what waits can be older than something', async () => {
  const filters = [{ kind: 'age', op: '>', seconds: 86_400 }] as const;
  expect(await ask({ filters })).toEqual({ kind: 'no_age', metric: 'sales.net_sales' });
  expect(await total({ metrics: ['fulfilment.unfulfilled'], filters })).toEqual([[null, 1]]);
});

test('a currency without a rate is said, and nothing is converted', async () => {
  expect(await ask({ currency: 'USD' })).toEqual({
    kind: 'no_rate',
    from: 'EUR',
    to: 'USD',
    day: '2026-10-01',
  });
});

test('lines without a cost are counted beside the figure', async () => {
  const { columns } = figuresOf(await ask({ metrics: ['finance.gross_profit'] }));
  expect(columns[0]?.total).toMatchObject({ value: { n: 22_600n, d: 1n }, missing: 1 });
});

test('costs that no line has are unknown, never zero', async () => {
  const filters = [{ kind: 'dimension', dimension: 'country', op: 'is', values: ['AT'] }] as const;
  const { columns } = figuresOf(await ask({ metrics: ['finance.gross_margin'], filters }));
  expect(columns[0]?.total).toMatchObject({ value: null, state: 'unknown' });
});

test('a rate of nothing is undefined, not zero', async () => {
  const period = periodOf('2026-09-01', '2026-09-02');
  const { columns } = figuresOf(
    await ask({ metrics: ['sales.average_order_value', 'sales.orders'], period }),
  );
  expect(columns.map(({ total: cell }) => [cell?.value?.n, cell?.state])).toEqual([
    [undefined, 'undefined'],
    [0n, 'known'],
  ]);
});

test('a rate of too small a sample gives its counts', async () => {
  const { columns } = figuresOf(await ask({ metrics: ['sales.cancellation_rate'] }));
  expect(columns[0]?.total).toMatchObject({
    value: null,
    state: 'small_sample',
    of: { n: 1n },
    by: { n: 4n },
  });
});

test('people without a key are counted beside the customers', async () => {
  await database().client`update orders set person_key = null where id = 'o4'`;
  const { columns } = figuresOf(await ask({ metrics: ['customers.customers'] }));
  expect(columns[0]?.total).toMatchObject({ value: { n: 2n }, missing: 1 });
  await database().client`update orders set person_key = 'c' where id = 'o4'`;
});

test('new customers are not known before a year of history', async () => {
  const period = periodOf('2026-05-01', '2026-06-01');
  expect(await ask({ metrics: ['customers.new_customers'], period })).toMatchObject({
    kind: 'history_too_short',
  });
});

test('rows later than the time of asking do not exist', async () => {
  const now = Temporal.Instant.from('2026-10-21T12:00:00Z');
  const asked = async (id: string) => {
    const figures = figuresOf(await run(database(), queryOf({ metrics: [id], period: lastMonth }), now));
    return Number(figures.columns[0]?.total?.value?.n);
  };
  expect(await asked('sales.orders')).toBe(3);
  expect(await asked('sales.orders_later_cancelled')).toBe(0);
  expect(await asked('sales.cancellations')).toBe(0);
  expect(await asked('fulfilment.unfulfilled')).toBe(1);
});

test('orders over a price are counted as single orders, whatever else is asked', async () => {
  const filters = [{ kind: 'value', metric: 'sales.largest_orders', op: '>', value: '100' }] as const;
  expect(await total({ metrics: ['sales.orders'], filters })).toEqual([[null, 2]]);
  expect(await total({ metrics: ['sales.gross_sales'], filters })).toEqual([['EUR', 25_000]]);
  const listed = figuresOf(
    await ask({ metrics: ['sales.largest_orders'], groupBy: ['order'], limit: 1, filters }),
  );
  expect(listed.groups).toEqual([{ order: '4' }]);
  expect(listed.groupCount).toBe(2);
});

test('more rows than anybody reads is said, and the top of them can be had', async () => {
  await database()
    .client`insert into orders (store_id, id, number, accepted, placed_at, currency, shipping_minor, tax_minor, total_minor, source, sold_at, sold_day)
    select 'shop', 'many' || n, 'many' || n, true, '2026-09-05', 'EUR', 0, 0, n, 'random', '2026-09-05 10:00Z', '2026-09-05'
    from generate_series(1, 20001) n`;
  const query = {
    metrics: ['sales.largest_orders'],
    groupBy: ['order'],
    period: periodOf('2026-09-01', '2026-09-10'),
  } as const;
  expect(await ask(query)).toMatchObject({ kind: 'too_many_rows', dimension: 'order' });
  const top = figuresOf(await ask({ ...query, limit: 2 }));
  expect(top.groups).toEqual([{ order: 'many20001' }, { order: 'many20000' }]);
  expect(top.groupCount).toBe(20_001);
  await database().client`delete from orders where id like 'many%'`;
});
