import { sql } from 'drizzle-orm';
import type { WorkScope } from './work.ts';
import { inStores, nowOf, rowsOf } from './work.ts';

/** Something planned: a campaign, a launch, maintenance … `startsAt` to `endsAt`, half-open. */
export type PlannedEvent = {
  readonly storeId: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly skus: readonly string[];
};

/** What an article has left against what sells of it in a day. */
export type StockOfSku = {
  readonly storeId: string;
  readonly sku: string;
  readonly title: string;
  readonly available: number;
  readonly perDay: number;
  readonly inboundOn: string | null;
};

const at = (ms: string | number | null | undefined): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(Number(ms)));

/** What is on or begins within some days, in order; cancelled ones left out. The company's own events belong to every shop. */
export const findPlanned = async (scope: WorkScope, withinDays: number): Promise<readonly PlannedEvent[]> => {
  const rows = await rowsOf<Record<string, unknown>>(
    scope,
    sql`
    select e.store_id, e.id, e.kind, e.title, e.skus,
      extract(epoch from e.starts_at) * 1000 as starts, extract(epoch from e.ends_at) * 1000 as ends
    from calendar_events e
    where (${inStores(scope, sql`e.store_id`)} or e.store_id = 'company')
      and e.ends_at > ${nowOf(scope)} and e.starts_at <= ${nowOf(scope)} + make_interval(days => ${withinDays})
      and (e.cancelled_at is null or e.cancelled_at > ${nowOf(scope)})
    order by e.starts_at, e.id limit 200`,
  );
  return rows.map((row) => ({
    storeId: String(row['store_id']),
    id: String(row['id']),
    kind: String(row['kind']),
    title: String(row['title']),
    skus: row['skus'] as readonly string[],
    startsAt: at(row['starts'] as string),
    endsAt: at(row['ends'] as string),
  }));
};

/** Stock and pace of articles by SKU. An article nobody knows, or whose stock is not counted, is left out. */
export const stockOfSkus = async (
  scope: WorkScope,
  skus: readonly string[],
): Promise<readonly StockOfSku[]> => {
  if (skus.length === 0) return [];
  const wanted = sql.join(
    skus.map((sku) => sql`${sku}`),
    sql`, `,
  );
  const rows = await rowsOf<Record<string, string | null>>(
    scope,
    sql`
    select v.store_id, v.sku, v.title, sum(l.available) as available,
      (select coalesce(sum(o.quantity), 0)::numeric / 28 from order_lines o
       where o.store_id = v.store_id and o.variant_id = v.id
         and o.sold_at > ${nowOf(scope)} - interval '28 days' and o.sold_at <= ${nowOf(scope)}) as per_day,
      (select min(p.expected_on)::text from purchase_order_lines i
       join purchase_orders p on p.store_id = i.store_id and p.id = i.purchase_order_id
       where i.store_id = v.store_id and i.variant_id = v.id and i.received_quantity < i.ordered_quantity
         and p.ordered_at <= ${nowOf(scope)} and (p.cancelled_at is null or p.cancelled_at > ${nowOf(scope)})) as inbound_on
    from variants v join stock_levels l on l.store_id = v.store_id and l.variant_id = v.id
    where ${inStores(scope, sql`v.store_id`)} and v.sku in (${wanted}) and v.tracked
    group by v.store_id, v.id, v.sku, v.title order by v.store_id, v.sku`,
  );
  return rows.map((row) => ({
    storeId: row['store_id'] ?? '',
    sku: row['sku'] ?? '',
    title: row['title'] ?? '',
    available: Number(row['available']),
    perDay: Number(row['per_day']),
    inboundOn: row['inbound_on'] ?? null,
  }));
};
