import { beforeAll, expect, test } from 'vitest';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { runQuery } from '#src/query/run.ts';
import { readEstate } from '#src/query/stores.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const zone = 'Europe/Berlin';
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`);
const october: Period = {
  from: at('2026-10-01T00:00'),
  to: at('2026-11-01T00:00'),
  label: 'October',
  unit: 'month',
  count: 1,
  toDate: false,
};

beforeAll(async () => {
  const { client } = database();
  await client`insert into stores (id, name, platform, currency, zone) values ('main', 'Main', 'csv', 'EUR', ${zone})`;
  await client`insert into coverage (store_id, family, source, complete_from, complete_to, as_of, dimensions)
    select 'main', f, 'csv', '2026-01-01', '2026-11-18 09:30Z', '2026-11-18 09:30Z', '{country,category}' from unnest(array['orders','products','customers']) f`;
  await client`insert into products (store_id, id, title, category, source) values ('main','p1','Shirt','Shirts','csv'),('main','p2','Hat','Hats','csv')`;
  const orders = [
    ['1', '2026-10-05T10:00+02', 'DE', 'a'],
    ['2', '2026-10-06T23:30+02', 'FR', 'b'],
    ['3', '2026-10-20T10:00+02', 'DE', 'a'],
    ['4', '2026-11-02T10:00+01', 'DE', 'c'],
  ];
  for (const [id = '', placed = '', country = '', person = ''] of orders) {
    await client`insert into orders (store_id, id, number, accepted, placed_at, currency, shipping_minor, tax_minor, total_minor, person_key, country, source, sold_at, sold_day)
      values ('main', ${id}, ${id}, true, ${placed}, 'EUR', 500, 0, 10500, ${person}, ${country}, 'csv', ${placed}, (${placed}::timestamptz at time zone ${zone})::date)`;
    await client`insert into order_lines (store_id, order_id, line_id, product_id, quantity, currency, gross_minor, discount_minor, source, sold_at, sold_day)
      values ('main', ${id}, '1', 'p1', 2, 'EUR', 10000, 1000, 'csv', ${placed}, (${placed}::timestamptz at time zone ${zone})::date),
             ('main', ${id}, '2', 'p2', 1, 'EUR', 2000, 0, 'csv', ${placed}, (${placed}::timestamptz at time zone ${zone})::date)`;
  }
  await client`insert into refunds (store_id, id, order_id, line_id, product_id, quantity, currency, amount_minor, shipping_minor, tax_minor, refunded_at, refunded_day, source)
    values ('main', 'r1', '1', '1', 'p1', 1, 'EUR', 4500, 0, 0, '2026-10-21T10:00+02', '2026-10-21', 'csv')`;
});

const ask = async (query: Partial<MetricQuery>) => {
  const estate = await readEstate(database().fast);
  const runtime = {
    database: database(),
    estate,
    now: Temporal.Instant.from('2026-11-18T09:30Z'),
    weekStart: 1,
  } as const;
  const full: MetricQuery = {
    metrics: ['sales.net_sales'],
    filters: [],
    groupBy: [],
    period: october,
    comparison: null,
    order: null,
    limit: null,
    stores: ['main'],
    ...query,
  };
  return runQuery(runtime, full);
};

const numbers = (cells: readonly { readonly value: { readonly n: bigint; readonly d: bigint } | null }[]) =>
  cells.map(({ value }) =>
    value === null ? null : value.d === 1n ? Number(value.n) : `${value.n}/${value.d}`,
  );

test('net sales are gross less discounts and refunds of the period', async () => {
  const figures = await ask({
    metrics: [
      'sales.net_sales',
      'sales.orders',
      'customers.customers',
      'sales.average_order_value',
      'customers.repeat_rate',
    ],
  });
  if (figures.kind !== 'figures') throw new Error(figures.kind);
  expect(
    figures.columns.map((column) => [
      column.metric,
      column.currency,
      ...numbers([column.total ?? { value: null }]),
    ]),
  ).toEqual([
    ['sales.net_sales', 'EUR', 33000 - 4500],
    ['sales.orders', null, 3],
    ['customers.customers', null, 2],
    ['sales.average_order_value', 'EUR', 11000],
    ['customers.repeat_rate', null, null],
  ]);
});

test('a split by category reads orders through their lines, and ranks by the first metric', async () => {
  const figures = await ask({ metrics: ['sales.net_sales', 'sales.orders'], groupBy: ['category'] });
  if (figures.kind !== 'figures') throw new Error(figures.kind);
  expect(figures.groups).toEqual([{ category: 'Shirts' }, { category: 'Hats' }]);
  expect(figures.columns.map(({ cells }) => numbers(cells))).toEqual([
    [27000 - 4500, 6000],
    [3, 3],
  ]);
  expect(numbers(figures.columns.map(({ total }) => total ?? { value: null }))).toEqual([28500, 3]);
});

test('days without orders show as 0 and late evening stays on its own day', async () => {
  const figures = await ask({
    metrics: ['sales.orders'],
    groupBy: ['day'],
    period: { ...october, to: at('2026-10-08T00:00') },
  });
  if (figures.kind !== 'figures') throw new Error(figures.kind);
  expect(numbers(figures.columns[0]?.cells ?? [])).toEqual([0, 0, 0, 0, 1, 1, 0]);
});

test('nothing recorded is not zero', async () => {
  expect(await ask({ metrics: ['stock.available'] })).toMatchObject({
    kind: 'not_recorded',
    family: 'stock',
  });
  expect(await ask({ groupBy: ['carrier'] })).toMatchObject({ kind: 'not_split', dimension: 'carrier' });
  expect(await ask({ groupBy: ['device'] })).toMatchObject({
    kind: 'dimension_not_recorded',
    dimension: 'device',
  });
  expect(await ask({ metrics: ['customers.new_customers'] })).toMatchObject({ kind: 'history_too_short' });
  expect(
    await ask({ period: { ...october, from: at('2025-01-01T00:00'), to: at('2025-02-01T00:00') } }),
  ).toMatchObject({ kind: 'outside' });
});

test('filters, negation, value bounds and comparison', async () => {
  const only = await ask({
    filters: [{ kind: 'dimension', dimension: 'country', op: 'is', values: ['DE'] }],
  });
  const without = await ask({
    filters: [{ kind: 'dimension', dimension: 'country', op: 'is_not', values: ['DE'] }],
  });
  const above = await ask({
    groupBy: ['country'],
    filters: [{ kind: 'value', metric: 'sales.net_sales', op: '>', value: '150' }],
  });
  const compared = await ask({ comparison: { kind: 'previous', period: october } });
  for (const result of [only, without, above, compared])
    if (result.kind !== 'figures') throw new Error(result.kind);
  if (
    only.kind !== 'figures' ||
    without.kind !== 'figures' ||
    above.kind !== 'figures' ||
    compared.kind !== 'figures'
  )
    return;
  expect(numbers(only.columns.map(({ total }) => total ?? { value: null }))).toEqual([17500]);
  expect(numbers(without.columns.map(({ total }) => total ?? { value: null }))).toEqual([11000]);
  expect(above.groups).toEqual([{ country: 'DE' }]);
  expect(compared.columns[0]?.compared?.period.from.toString()).toBe(
    '2026-09-01T00:00:00+02:00[Europe/Berlin]',
  );
  expect(numbers([compared.columns[0]?.compared?.total ?? { value: null }])).toEqual([0]);
});
