import { sql } from 'drizzle-orm';
import type { WorkScope } from './work.ts';
import { inStores, nowOf, rowsOf, todayIn } from './work.ts';

/** A variant that is sold out before what was ordered arrives. `perDay` are pieces, over the last 28 days. */
export type SellOut = {
  readonly storeId: string;
  readonly sku: string;
  readonly title: string;
  readonly available: number;
  readonly perDay: number;
  readonly daysLeft: number;
  /** When more is expected; null = nothing is on order, or nobody said when. */
  readonly inboundOn: string | null;
  readonly inboundUnits: number;
  readonly currency: string;
  /** What a day without it costs in sales, in minor units. */
  readonly lostPerDayMinor: bigint;
};

type Row = {
  readonly store_id: string;
  readonly sku: string;
  readonly title: string;
  readonly available: string;
  readonly per_day: string;
  readonly days_left: string;
  readonly inbound_on: string | null;
  readonly inbound_units: string;
  readonly currency: string;
  readonly lost: string;
};

/** Further ahead than this a plain rate says nothing. */
const horizonDays = 14;

/** Slower sellers than one piece in four days run out by chance. */
const leastPerDay = 0.25;

/**
 * Variants that at the rate of the last 28 days are gone within two weeks and before the next delivery, dearest first.
 * Only variants that are active and whose stock is counted.
 */
export const findSellOuts = async (scope: WorkScope, most = 10): Promise<readonly SellOut[]> => {
  const today = todayIn(scope, sql`v.store_id`);
  const rows = await rowsOf<Row>(
    scope,
    sql`
    with rate as (
      select l.store_id, l.variant_id, sum(l.quantity)::numeric / 28 as per_day,
        sum(l.gross_minor - l.discount_minor)::numeric / 28 as lost
      from order_lines l
      where ${inStores(scope, sql`l.store_id`)} and l.variant_id is not null and l.kind = 'product'
        and l.sold_at > ${nowOf(scope)} - interval '28 days' and l.sold_at <= ${nowOf(scope)}
      group by 1, 2 having sum(l.quantity)::numeric / 28 >= ${leastPerDay}
    ), level as (
      select store_id, variant_id, sum(available) as available from stock_levels
      where ${inStores(scope, sql`store_id`)} group by 1, 2
    ), inbound as (
      select l.store_id, l.variant_id, min(p.expected_on) as expected_on,
        sum(l.ordered_quantity - l.received_quantity) as units
      from purchase_order_lines l
      join purchase_orders p on p.store_id = l.store_id and p.id = l.purchase_order_id
      where ${inStores(scope, sql`l.store_id`)} and p.ordered_at <= ${nowOf(scope)}
        and (p.cancelled_at is null or p.cancelled_at > ${nowOf(scope)})
        and l.received_quantity < l.ordered_quantity
      group by 1, 2
    )
    select v.store_id, coalesce(v.sku, v.id) as sku, v.title, level.available, rate.per_day,
      level.available / rate.per_day as days_left, inbound.expected_on::text as inbound_on,
      coalesce(inbound.units, 0) as inbound_units, s.currency, round(rate.lost) as lost
    from rate
    join level on level.store_id = rate.store_id and level.variant_id = rate.variant_id
    join variants v on v.store_id = rate.store_id and v.id = rate.variant_id and v.active and v.tracked
    join stores s on s.id = v.store_id
    left join inbound on inbound.store_id = v.store_id and inbound.variant_id = v.id
    where level.available > 0 and level.available / rate.per_day <= ${horizonDays}
      and (inbound.expected_on is null or inbound.expected_on > ${today} + floor(level.available / rate.per_day)::int)
    order by rate.lost desc, v.id limit ${most}`,
  );
  return rows.map((row) => ({
    storeId: row.store_id,
    sku: row.sku,
    title: row.title,
    available: Number(row.available),
    perDay: Number(row.per_day),
    daysLeft: Math.floor(Number(row.days_left)),
    inboundOn: row.inbound_on,
    inboundUnits: Number(row.inbound_units),
    currency: row.currency,
    lostPerDayMinor: BigInt(row.lost),
  }));
};
