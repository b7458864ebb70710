import { beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '#src/sources/define.ts';
import type { LoadReport } from '#src/sources/load.ts';
import { loadBatch } from '#src/sources/load.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import { berlin, line, order, refund, targetAt } from '#test/support/rows.ts';

const database = useDatabase();
const load = (batch: Batch, now = '2026-11-11T12:00:00Z'): Promise<LoadReport> =>
  loadBatch(database(), targetAt(now), batch);
const ask = (query: string): Promise<readonly string[]> => askRows(database(), query);
const changes = (): Promise<readonly unknown[]> =>
  ask('select family, days from changes order by id, family');
const forgetChanges = (): Promise<unknown> => database().client`delete from changes`;

beforeEach(async () => {
  await database().client`truncate stores, products, variants, orders, order_lines, refunds, returns, parcels,
    cancellations, persons, coverage, changes, cursors, quarantine, dimension_values, cloud_cost, ad_spend`;
});

describe('loading a batch', () => {
  test('writes rows, the store, the cursor and what is complete in one go', async () => {
    await load({
      rows: { orders: [order('1', { country: 'DE' })], orderLines: [line('1', 'a')] },
      cursor: { entity: 'orders', value: { after: '2026-11-11' } },
      complete: [
        {
          family: 'orders',
          from: Temporal.Instant.from('2026-11-01T00:00:00Z'),
          to: Temporal.Instant.from('2026-11-11T12:00:00Z'),
          dimensions: ['country'],
        },
      ],
    });
    expect(await ask('select id, name, currency, zone, platform, is_demo from stores')).toEqual([
      'shop | Shop | EUR | Europe/Berlin | test | false',
    ]);
    expect(await ask('select id, sold_day, total_minor from orders')).toEqual(['1 | 2026-11-09 | 12400']);
    expect(await ask('select order_id, gross_minor, sold_day from order_lines')).toEqual([
      '1 | 10000 | 2026-11-09',
    ]);
    expect(await ask(`select entity, cursor ->> 'after' from cursors`)).toEqual(['orders | 2026-11-11']);
    expect(await ask('select family, dimensions from coverage')).toEqual(['orders | country']);
    expect(await ask('select dimension, value from dimension_values order by 1')).toEqual([
      'country | DE',
      'sku | SKU-1',
    ]);
  });

  test('the same batch twice writes no row version and tells of no change', async () => {
    const batch: Batch = {
      rows: {
        products: [{ id: 'p', title: 'Shirt', category: 'Shirts' }],
        variants: [{ id: 'v', productId: 'p', title: 'Shirt M', options: { size: 'M' } }],
        orders: [order('1', { personKey: 'ada', cancelledAt: '2026-11-10T09:00:00Z', discountCodes: ['X'] })],
        orderLines: [line('1', 'a')],
        refunds: [refund('r', '1')],
      },
      unreadable: [{ reference: 'orders/9', family: 'orders', reason: 'total is missing' }],
    };
    await load(batch);
    const versions = (): Promise<readonly unknown[]> =>
      ask(`select 'o', id, xmin from orders union all select 'l', line_id, xmin from order_lines
        union all select 'r', id, xmin from refunds union all select 'c', line_id, xmin from cancellations
        union all select 'p', person_key, xmin from persons union all select 'v', id, xmin from variants
        union all select 'q', reference, xmin from quarantine order by 1, 2`);
    const before = await versions();
    await forgetChanges();
    const report = await load(batch, '2026-11-11T13:00:00Z');
    expect(await versions()).toEqual(before);
    expect(before).toHaveLength(8);
    expect(await changes()).toEqual([]);
    expect(report.tables.orders).toMatchObject({ inserted: 0, changed: 0, unchanged: 1 });
  });

  test('the newest version wins, whichever comes last', async () => {
    await load({ rows: { orders: [order('1', { country: 'FR', updatedAt: '2026-11-11T10:00:00Z' })] } });
    const report = await load({
      rows: {
        orders: [order('1', { country: 'DE', updatedAt: '2026-11-11T09:00:00Z' })],
        orderLines: [line('1', 'a')],
      },
    });
    expect(await ask('select country from orders')).toEqual(['FR']);
    expect(await ask('select line_id from order_lines')).toEqual([]);
    expect(report.tables).toMatchObject({ orders: { older: 1 }, orderLines: { older: 1 } });
  });

  test('an equally old version is written only where it says something else', async () => {
    const updatedAt = '2026-11-11T10:00:00Z';
    await load({ rows: { orders: [order('1', { country: 'FR', updatedAt }), order('2', { updatedAt })] } });
    const report = await load({
      rows: { orders: [order('1', { country: 'DE', updatedAt }), order('2', { updatedAt })] },
    });
    expect(report.tables.orders).toMatchObject({ inserted: 0, changed: 1, unchanged: 1 });
    expect(await ask('select country from orders where id = $$1$$')).toEqual(['DE']);
  });

  test('of two versions in one batch the newer one stays', async () => {
    await load({
      rows: {
        orders: [
          order('1', { country: 'FR', updatedAt: '2026-11-11T10:00:00Z' }),
          order('1', { country: 'DE', updatedAt: '2026-11-11T09:00:00Z' }),
        ],
      },
    });
    expect(await ask('select country from orders')).toEqual(['FR']);
  });

  test('a row that the table cannot hold is quarantined with its reason and not its content; the rest goes in', async () => {
    const report = await load({
      rows: {
        orders: [
          order('1', { placedAt: '2026-02-30T10:00:00Z' }),
          order('2', { country: 'Atlantis' }),
          order('3', { totalMinor: 10n ** 19n }),
          order('4'),
        ],
      },
    });
    expect(report.unreadable).toBe(3);
    expect(await ask('select id from orders')).toEqual(['4']);
    expect(await ask('select reference, family, reason from quarantine order by 1')).toEqual([
      'orders/1 | orders | placed_at is not an instant',
      'orders/2 | orders | country is not a two-letter country code',
      'orders/3 | orders | total_minor is too large',
    ]);
    await load({ rows: { orders: [order('2', { country: 'IT' })] } });
    expect(await ask('select reference from quarantine order by 1')).toEqual(['orders/1', 'orders/3']);
  });

  test('text from outside is tidied: no control characters, no line breaks, nothing that breaks COPY', async () => {
    await load({
      rows: { products: [{ id: 'p\\N', title: 'Mon\tChéri\n\u0000\u202e Candle', category: '\\.' }] },
    });
    expect(await ask('select id, title, category from products')).toEqual(['p\\N | Mon Chéri Candle | \\.']);
  });

  test('lines taken off an order go, and a late older version takes none off', async () => {
    const at = (hour: number): string => `2026-11-11T${hour}:00:00Z`;
    await load({
      rows: { orders: [order('1', { updatedAt: at(10) })], orderLines: [line('1', 'a'), line('1', 'b')] },
    });
    await load({
      rows: { orders: [order('1', { updatedAt: at(11) })], orderLines: [line('1', 'a')] },
      replaces: [{ rows: 'orderLines', where: { orderId: '1' } }],
    });
    expect(await ask('select line_id from order_lines')).toEqual(['a']);
    await load({
      rows: { orders: [order('1', { updatedAt: at(10) })] },
      replaces: [{ rows: 'orderLines', where: { orderId: '1' } }],
    });
    expect(await ask('select line_id from order_lines')).toEqual(['a']);
  });

  test('a billing period is replaced as a whole', async () => {
    const cost = (service: string, day: string) => ({
      provider: 'AWS',
      billingPeriod: '2026-11-01',
      day,
      service,
      category: 'usage' as const,
      currency: 'EUR',
      effectiveMinor: '12.5',
      billedMinor: '13',
    });
    await load({ rows: { cloudCost: [cost('S3', '2026-11-01'), cost('EC2', '2026-11-02')] } });
    await forgetChanges();
    await load({
      rows: { cloudCost: [cost('S3', '2026-11-01'), cost('RDS', '2026-11-03')] },
      replaces: [{ rows: 'cloudCost', where: { provider: 'AWS', billingPeriod: '2026-11-01' } }],
    });
    expect(await ask('select service, effective_minor from cloud_cost order by day')).toEqual([
      'S3 | 12.5',
      'RDS | 12.5',
    ]);
    expect(await ask(`select family, array_to_string(days, ' ') from changes`)).toEqual([
      'cloud_cost | 2026-11-02 2026-11-03',
    ]);
  });
});

describe('changes', () => {
  const days = async (): Promise<readonly unknown[]> => {
    const found = await ask(`select family, array_to_string(days, ' ') from changes order by id, family`);
    await forgetChanges();
    return found;
  };

  test('name the days of new rows, and old and new days of changed ones, and no others', async () => {
    const placed = order('1', { shippedAt: '2026-11-10T15:00:00Z' });
    await load({ rows: { orders: [placed, order('2')], orderLines: [line('1', 'a')] } });
    expect(await days()).toEqual(['fulfilment | 2026-11-10', 'orders | 2026-11-09']);
    await load({ rows: { orders: [{ ...placed, placedAt: '2026-11-07T09:00:00Z' }] } });
    expect(await days()).toEqual(['fulfilment | 2026-11-10', 'orders | 2026-11-07 2026-11-09']);
    await load({ rows: { refunds: [refund('r', '1')] } });
    expect(await days()).toEqual(['orders | 2026-11-10']);
  });

  test('reach what is split by an order when the order says something else', async () => {
    await load({
      rows: {
        orders: [order('1', { country: 'DE' })],
        refunds: [refund('r', '1')],
        parcels: [{ id: 'p', orderId: '1', handedOverAt: '2026-11-11T09:00:00Z' }],
      },
    });
    await forgetChanges();
    await load({ rows: { orders: [order('1', { country: 'AT' })] } });
    expect(await days()).toEqual([
      'deliveries | 2026-11-11',
      'fulfilment | 2026-11-11',
      'orders | 2026-11-09 2026-11-10',
      'shipping_costs | 2026-11-11',
    ]);
    await load({ rows: { orders: [order('1', { country: 'AT', paidAt: '2026-11-09T10:00:00Z' })] } });
    expect(await days()).toEqual(['orders | 2026-11-09']);
  });

  test('of what has no days tell only the family', async () => {
    await load({ rows: { products: [{ id: 'p', title: 'Shirt' }] } });
    expect(await days()).toEqual(['products | ']);
  });
});

describe('coverage', () => {
  const complete = (from: string, to: string): Batch => ({
    rows: {},
    complete: [
      { family: 'orders', from: Temporal.Instant.from(from), to: Temporal.Instant.from(to), dimensions: [] },
    ],
  });
  const span = () => ask(`select complete_from::date::text, complete_to::date::text from coverage`);

  test('grows where spans touch, and never bridges a gap', async () => {
    await load(complete('2026-11-01T00:00:00Z', '2026-11-05T00:00:00Z'));
    await load(complete('2026-11-05T00:00:00Z', '2026-11-08T00:00:00Z'));
    await load(complete('2026-10-20T00:00:00Z', '2026-11-02T00:00:00Z'));
    expect(await span()).toEqual(['2026-10-20 | 2026-11-08']);
    await load(complete('2026-11-10T00:00:00Z', '2026-11-11T00:00:00Z'));
    expect(await span()).toEqual(['2026-11-10 | 2026-11-11']);
    await load(complete('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'));
    expect(await span()).toEqual(['2026-11-10 | 2026-11-11']);
  });
});

test('two loads of one store at once wait for each other and both arrive', async () => {
  await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      loadBatch(database(), targetAt('2026-11-11T12:00:00Z', { store: berlin }), {
        rows: { orders: [order('same', { country: 'DE' }), order(`own-${n}`)] },
      }),
    ),
  );
  expect(await ask('select count(*) from orders')).toEqual(['7']);
});
