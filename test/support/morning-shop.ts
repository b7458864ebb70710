import type { Desk } from '#src/answer/scene.ts';
import type { Database } from '#src/database/connect.ts';
import { createLogger } from '#src/lib/log.ts';
import { noProposals } from '#test/support/no-bot.ts';

const zone = 'Europe/Berlin';

/** Families the shop records completely, to half past seven of the morning looked at. */
const families = [
  'orders',
  'customers',
  'products',
  'stock',
  'stock_history',
  'fulfilment',
  'deliveries',
  'purchase_orders',
  'invoices',
  'disputes',
  'payments',
  'fees',
  'returns',
  'calendar',
  'unit_costs',
  'shipping_charges',
  'taxes',
];

/**
 * A shop in Berlin on Wednesday 18 November 2026: 20 orders of 100.00 each day for five weeks, 12 on the Tuesday
 * before. Shoes that sell twice a day have 5 left and come in ten days later; an advertised hat has 3.
 */
export const openMorningShop = async ({ client }: Database): Promise<void> => {
  await client`insert into stores (id, name, kind, platform, currency, zone) values
    ('main', 'Main shop', 'store', 'csv', 'EUR', ${zone}), ('company', 'Company', 'company', 'csv', 'EUR', ${zone})`;
  await client`insert into coverage (store_id, family, source, complete_from, complete_to, as_of, dimensions)
    select 'main', f, 'shop', '2025-01-01', '2026-11-18 06:30Z', '2026-11-18 06:30Z', '{country,category,customer_type,payment_provider}'
    from unnest(${families}::text[]) f`;
  await client`insert into coverage (store_id, family, source, complete_from, complete_to, as_of, day_zone)
    values ('main', 'ad_spend', 'ads', '2025-01-01', '2026-11-18 00:00+01', '2026-11-18 06:00Z', ${zone}),
           ('company', 'cloud_cost', 'cloud', '2025-01-01', '2026-11-17 00:00Z', '2026-11-18 06:00Z', 'UTC')`;
  await client`insert into products (store_id, id, title, category, source) values
    ('main', 'p1', 'Road Shoe', 'Shoes', 'shop'), ('main', 'p2', 'Felt Hat', 'Hats', 'shop')`;
  await client`insert into variants (store_id, id, product_id, sku, title, price_minor, source) values
    ('main', 'v1', 'p1', 'SHOE-42', 'Road Shoe – 42', 5000, 'shop'), ('main', 'v2', 'p2', 'HAT-1', 'Felt Hat', 5000, 'shop')`;
  await client`insert into locations (store_id, id, name, source) values ('main', 'l1', 'Berlin', 'shop')`;
  await client`insert into stock_levels (store_id, variant_id, location_id, available, on_hand, committed, as_of, source) values
    ('main', 'v1', 'l1', 5, 5, 0, '2026-11-18 06:30Z', 'shop'), ('main', 'v2', 'l1', 3, 3, 0, '2026-11-18 06:30Z', 'shop')`;
  await client`insert into orders (store_id, id, number, accepted, placed_at, paid_at, shipped_at, currency, shipping_minor, tax_minor, total_minor, person_key, country, source, sold_at, sold_day, shipped_day, promised_on, discount_minor)
    select 'main', 'o' || d || '-' || n, 'o' || d || '-' || n, true, at, at, shipped, 'EUR', 0, 0, 10000, 'person' || d || n, 'DE', 'shop', at,
      day, (shipped at time zone ${zone})::date, day + 4, 0
    from generate_series(0, 35) d, generate_series(1, 20) n,
      lateral (select (date '2026-10-13' + d)::date as day) a,
      lateral (select (day + time '10:00') at time zone ${zone} as at) b,
      lateral (select case when d < 33 then at + interval '1 day' end as shipped) c
    where d < 35 or n <= 12`;
  await client`insert into order_lines (store_id, order_id, line_id, variant_id, product_id, sku, quantity, currency, gross_minor, discount_minor, unit_cost_minor, source, sold_at, sold_day)
    select 'main', o.id, '1', case when right(o.id, 2) in ('-1', '-2') then 'v1' when right(o.id, 2) = '-3' then 'v2' end,
      case when right(o.id, 2) in ('-1', '-2') then 'p1' else 'p2' end, null, 1, 'EUR', 10000, 0, 4000, 'shop', o.sold_at, o.sold_day
    from orders o`;
  await client`insert into purchase_orders (store_id, id, number, ordered_at, expected_on, source)
    values ('main', 'po1', 'PO-1', '2026-11-01', '2026-11-28', 'shop')`;
  await client`insert into purchase_order_lines (store_id, purchase_order_id, line_id, variant_id, ordered_quantity, source)
    values ('main', 'po1', '1', 'v1', 120, 'shop')`;
  await client`insert into calendar_events (store_id, id, kind, title, starts_at, ends_at, skus, source)
    values ('main', 'e1', 'campaign', 'Hat week', '2026-11-20 08:00+01', '2026-11-27 08:00+01', '{HAT-1}', 'shop')`;
  await client`insert into invoices (store_id, id, kind, number, issued_on, due_on, currency, amount_minor, paid_minor, source) values
    ('main', 'i1', 'receivable', 'INV-1', '2026-10-01', '2026-11-17', 'EUR', 120000, 0, 'shop'),
    ('main', 'i2', 'receivable', 'INV-2', '2026-10-01', '2026-11-01', 'EUR', 50000, 10000, 'shop'),
    ('main', 'i3', 'receivable', 'INV-3', '2026-11-01', '2026-12-01', 'EUR', 70000, 0, 'shop')`;
  await client`insert into disputes (store_id, id, provider, currency, amount_minor, reason, opened_at, due_by, source)
    values ('main', 'd1', 'Stripe', 'EUR', 8900, 'not received', '2026-11-10', '2026-11-19 23:59+01', 'shop')`;
  await client`insert into ad_spend (store_id, day, platform, campaign, currency, spend_minor, impressions, clicks, attributed_minor, source)
    select 'main', (date '2026-10-13' + d)::date, 'Meta Ads', 'Hats', 'EUR', 20000, 1000, 50, 60000, 'ads' from generate_series(0, 35) d`;
  await client`insert into cloud_cost (store_id, provider, billing_period, day, service, category, currency, effective_minor, billed_minor, source)
    select 'company', 'AWS', date_trunc('month', day)::date, day, 'EC2', 'usage', 'EUR', 10000, 10000, 'cloud'
    from generate_series(-45, 35) d, lateral (select (date '2026-10-13' + d)::date as day) a`;
};

/** What answering needs, over a test database. */
export const deskOn = (database: Database): Desk => ({
  database,
  names: async () => () => [],
  wouldKnow: () => [],
  propose: noProposals,
  dayFirst: true,
  readByModel: null,
  log: createLogger('silent'),
});
