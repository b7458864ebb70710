import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '#src/lib/log.ts';
import type { Demo } from '#src/sources/demo/load-demo.ts';
import { createDemo } from '#src/sources/demo/load-demo.ts';
import { removeDemo } from '#src/sources/remove.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const database = useDatabase();
const ask = (query: string): Promise<readonly string[]> => askRows(database(), query);
const none = async (query: string): Promise<void> => expect(await ask(query)).toEqual([]);

const now = Temporal.Instant.from('2026-11-18T10:30:00+01:00');
const size = { days: 60, scale: 0.25 };
const open = (): Demo => createDemo({ database: database(), log: createLogger('silent'), size });
let demo: Demo;

beforeAll(async () => {
  demo = open();
  await demo.begin(now);
});

const named = {
  products: ['Classic Linen Shirt – Navy', 'Trail Runner 2', 'Gift Wrap', 'Gift Card', 'Yoga Mat 6mm'],
  skus: ['LIN-SHI-NAV-S', 'TRR-2-42', 'DEN-JAC-M', 'MER-BEA-CHA', 'GIF-CAR'],
  locations: ['Berlin warehouse', 'Rotterdam DC'],
  campaigns: ['BFCM Warmup', 'Brand Search', 'Retargeting'],
  carriers: ['DHL', 'UPS', 'PostNL'],
  orders: ['100482', '100517', '100518'],
  purchase_orders: ['PO-2231'],
};

/** Where the names of a list of the shared file are found. */
const places: Readonly<Record<string, string>> = {
  products: 'select title from products',
  skus: 'select sku from variants',
  locations: 'select name from locations',
  ad_channels: 'select platform from ad_spend',
  traffic_sources: 'select traffic_source from web_sessions',
  campaigns: 'select campaign from ad_spend union select title from calendar_events',
  carriers: 'select carrier from parcels',
  payment_providers: 'select provider from payments',
  cloud_providers: 'select provider from cloud_cost',
  discount_codes: 'select unnest(discount_codes) from orders',
  orders: `select number from orders where store_id = 'main'`,
  purchase_orders: 'select number from purchase_orders',
  shipping_methods: 'select shipping_method from orders',
};

const missing = async (lists: Readonly<Record<string, readonly string[]>>): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const [list, names] of Object.entries(lists)) {
    const place = places[list];
    if (place === undefined) continue;
    const rows = new Set(await ask(`select distinct x from (${place}) p (x)`));
    found.push(...names.filter((name) => !rows.has(name)));
  }
  return found;
};

type SharedNames = Readonly<Record<string, readonly string[]>> & {
  readonly products: readonly { readonly name: string; readonly skus: readonly string[] }[];
};

describe('the demo shop in the database', () => {
  test('has the names people are told to ask for', async () => {
    expect(await missing(named)).toEqual([]);
  });

  test.runIf(hasShared && existsSync(join(shared, 'demo-shop.json')))(
    'has every name of the shared list',
    async () => {
      const list = JSON.parse(readFileSync(join(shared, 'demo-shop.json'), 'utf8')) as SharedNames;
      const products = list.products.map(({ name }) => name);
      const skus = list.products.flatMap((product) => product.skus);
      expect(await missing({ ...list, products, skus })).toEqual([]);
      expect(await ask(`select count(distinct country) from orders where store_id = 'main'`)).toEqual([
        String(list['countries']?.length),
      ]);
    },
  );

  test('adds up: lines to orders, payments to what was paid, refunds to what was taken, moves of stock to what was sold', async () => {
    await none(`select o.id from orders o
      join (select store_id, order_id, sum(gross_minor - discount_minor) as goods, sum(tax_minor) as tax
        from order_lines group by 1, 2) l on l.store_id = o.store_id and l.order_id = o.id
      where o.total_minor <> l.goods + o.shipping_minor + o.tax_minor or l.tax > o.tax_minor`);
    await none(`select o.id from orders o
      left join (select store_id, order_id, sum(amount_minor) as paid from payments where status = 'paid' group by 1, 2) p
        on p.store_id = o.store_id and p.order_id = o.id
      where o.paid_at is not null and p.paid is distinct from o.total_minor`);
    await none(`select r.order_id from (select store_id, order_id, sum(amount_minor + shipping_minor + tax_minor) as back
        from refunds group by 1, 2) r
      join orders o on o.store_id = r.store_id and o.id = r.order_id where r.back > o.total_minor`);
    await none(`select l.order_id from order_lines l
      where l.kind = 'product' and not exists (select 1 from stock_moves m
        where m.store_id = l.store_id and m.id = l.order_id || '-' || l.line_id || '-s')
        and l.sku <> 'GIF-WRA'`);
  });

  test('is shipped, returned and refunded only after it was sold', async () => {
    await none(
      `select id from orders where shipped_at < placed_at or delivered_at < shipped_at or cancelled_at < placed_at`,
    );
    await none(`select r.id from returns r join orders o on o.store_id = r.store_id and o.id = r.order_id
      where r.received_at < o.delivered_at or o.delivered_at is null`);
    await none(`select id from orders where shipped_at is not null and cancelled_at is not null`);
  });

  test('lost card orders in the outage of the last ten days, and has an incident open now', async () => {
    const [outage] = await database().client`
      select started_at, resolved_at from incidents
      where origin = 'own' and severity = 'critical' and resolved_at > ${now.toString()}::timestamptz - interval '10 days'`;
    const [cards] = await database().client`
      select count(*) filter (where status = 'failed' and decline_reason = 'provider_unavailable')::int as failed,
        count(*) filter (where status = 'paid' and method = 'Card')::int as paid
      from payments where store_id = 'main'
        and at >= ${outage?.['started_at'] as Date} and at < ${outage?.['resolved_at'] as Date}`;
    expect(cards?.['failed']).toBeGreaterThan(3);
    expect(cards?.['paid']).toBe(0);
    expect(await ask('select vendor from incidents where resolved_at is null')).toEqual(['DHL']);
  });

  test('has something to tell: refunds, returns, disputes or overdue bills, sold-out and low stock', async () => {
    const [row] = await database().client`select
      (select count(*)::int from refunds) as refunds,
      (select count(*)::int from returns) as returns,
      (select count(*)::int from invoices where closed_at is null) as open_invoices,
      (select count(*)::int from stock_levels where available = 0) as sold_out,
      (select count(*)::int from stock_levels where on_hand < 0 or on_hand - available <> committed) as impossible,
      (select count(*)::int from orders where shipped_at is null and cancelled_at is null) as to_ship`;
    for (const what of ['refunds', 'returns', 'open_invoices', 'sold_out', 'to_ship'])
      expect([what, Number(row?.[what]) > 0]).toEqual([what, true]);
    expect(row?.['impossible']).toBe(0);
    expect(
      await ask(`select expected_on, cancelled_at from purchase_orders where number = 'PO-2231'`),
    ).toEqual(['2026-11-19 | null']);
  });
});

describe('living on', () => {
  const figures = (): Promise<readonly string[]> =>
    ask(`select store_id, count(*), sum(total_minor), count(shipped_at), count(cancelled_at) from orders group by 1
      union all select store_id, count(*), sum(available_delta), sum(on_hand_delta), 0 from stock_moves group by 1
      union all select store_id, count(*), sum(amount_minor), 0, 0 from payments group by 1 order by 1, 2`);

  test('brings what has happened since, after a restart too, and nothing twice', async () => {
    const before = await figures();
    await database().client`create table levels_before as select * from stock_levels`;
    const night = now.add({ hours: 14 });
    expect((await demo.live(night))?.rows).toBeGreaterThan(20);
    const lived = await figures();
    expect(lived).not.toEqual(before);
    expect(await demo.live(night)).toBeNull();
    expect(await open().live(night.subtract({ hours: 1 }))).toBeNull();
    expect(await figures()).toEqual(lived);
    const restarted = open();
    await restarted.live(night.add({ minutes: 90 }));
    await demo.live(night.add({ hours: 3 }));
    await none(`select l.variant_id from stock_levels l
      join levels_before b using (store_id, variant_id, location_id)
      left join (select store_id, variant_id, location_id, sum(available_delta) as available, sum(on_hand_delta) as on_hand
        from stock_moves where at > '${now.toString()}' group by 1, 2, 3) m using (store_id, variant_id, location_id)
      where l.available <> b.available + coalesce(m.available, 0) or l.on_hand <> b.on_hand + coalesce(m.on_hand, 0)`);
  });

  test('ends with the first real store, and does not come back beside it', async () => {
    expect(await removeDemo(database())).toBe(true);
    expect(await ask('select count(*) from orders')).toEqual(['0']);
    expect(await demo.live(now.add({ hours: 48 }))).toBeNull();
    await database().client`insert into stores (id, name, kind, platform, currency, zone, is_demo)
      values ('mine', 'Mine', 'store', 'csv', 'EUR', 'Europe/Berlin', false)`;
    expect(await demo.begin(now)).toBeNull();
    expect(await demo.rebuild(now)).toBeNull();
    expect(await ask('select id from stores')).toEqual(['mine']);
  });
});
