import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { locations, products, variants } from '#src/database/schema/products.ts';
import { purchaseOrderLines, purchaseOrders, stockLevels, stockMoves } from '#src/database/schema/stock.ts';
import type { Moment } from '../define.ts';
import type { FactTable } from '../tables.ts';
import { dayIn, instantOf, isLong, storeCurrency } from '../tables.ts';

/** Columns of the row that `stockAt` makes per variant and location. */
export const stock = {
  available: sql`stock.available`,
  onHand: sql`stock.on_hand`,
  committed: sql`stock.committed`,
} as const;

/**
 * Levels less a part of each later move: the whole of it for the level at an instant, a share for an average. `moved`
 * and `shares` speak of a move `v`.
 */
const levels = (moved: SQL, share: SQL = sql`1`): SQL => sql`(
  select l.store_id, l.variant_id, l.location_id, l.source,
    l.available - coalesce(m.available, 0) as available,
    l.on_hand - coalesce(m.on_hand, 0) as on_hand,
    l.committed - coalesce(m.on_hand, 0) + coalesce(m.available, 0) as committed
  from ${stockLevels} l
  left join lateral (
    select sum(v.available_delta * ${share}) as available, sum(v.on_hand_delta * ${share}) as on_hand
    from ${stockMoves} v
    where v.store_id = l.store_id and v.variant_id = l.variant_id and v.location_id = l.location_id and ${moved}
  ) m on true) as stock`;

/** Levels as they were at an instant: the level now less the moves since. */
const levelsAt = (at: Moment): SQL => levels(sql`v.at > ${instantOf(at.asOf)}`);

/** Mean of the levels at the end of each day of the period, in the store's zone: a move counts for the days that ended before it. */
const meanLevels = (at: Moment): SQL => {
  const first = dayIn(at.from, sql`l.store_id`);
  const last = dayIn(at.asOf.subtract({ nanoseconds: 1000 }), sql`l.store_id`);
  const movedOn = sql`(v.at at time zone (select s.zone from stores s where s.id = l.store_id))::date`;
  const days = sql`(${last} - ${first} + 1)`;
  return levels(
    sql`v.at > ${instantOf(at.from)}`,
    sql`(least(${days}, ${movedOn} - ${first})::numeric / ${days})`,
  );
};

const variantJoin = sql`join ${variants} on ${variants.storeId} = stock.store_id and ${variants.id} = stock.variant_id`;
const productJoin = sql`join ${products} on ${products.storeId} = stock.store_id and ${products.id} = ${variants.productId}`;
const locationJoin = sql`left join ${locations} on ${locations.storeId} = stock.store_id and ${locations.id} = stock.location_id`;

/** Stock per variant and location at an instant. */
export const stockAt: FactTable = {
  id: 'stock',
  family: 'stock',
  from: levelsAt,
  storeId: sql`stock.store_id`,
  sourceId: sql`stock.source`,
  currency: storeCurrency(sql`stock.store_id`),
  history: 'stock_history',
  empty: 'unknown',
  joins: { variant: variantJoin, product: productJoin, location: locationJoin },
  dimensions: {
    sku: { of: sql`${variants.sku}`, joins: ['variant'] },
    variant: { of: sql`${variants.title}`, joins: ['variant'], family: 'products' },
    product: { of: sql`${products.title}`, joins: ['variant', 'product'], family: 'products' },
    category: { of: sql`${products.category}`, joins: ['variant', 'product'], family: 'products' },
    colour: { of: sql`${variants.options} ->> 'colour'`, joins: ['variant'], family: 'products' },
    size: { of: sql`${variants.options} ->> 'size'`, joins: ['variant'], family: 'products' },
    location: { of: sql`${locations.name}`, joins: ['location'] },
  },
};

/** Stock per variant and location: at the end of a day or less, on average over a longer period. */
export const stockOver: FactTable = {
  ...stockAt,
  id: 'stock_over',
  over: 'mean',
  from: (at) => (isLong(at) ? meanLevels(at) : levelsAt(at)),
};

const isOnSale = sql`join ${variants} v on v.store_id = l.store_id and v.id = l.variant_id and v.active and v.tracked
    join ${products} p on p.store_id = v.store_id and p.id = v.product_id and p.active`;

/** Stock per variant and location of what is on sale and whose stock is tracked. */
export const activeStockAt: FactTable = {
  ...stockAt,
  id: 'active_stock',
  from: (at) => sql`(select l.* from (select * from ${levelsAt(at)}) l ${isOnSale}) as stock`,
  empty: 'zero',
};

const withoutLocation = (dimensions: FactTable['dimensions']): FactTable['dimensions'] =>
  Object.fromEntries(Object.entries(dimensions).filter(([id]) => id !== 'location'));

/** Stock per variant over all locations at an instant, of what is on sale and whose stock is tracked. */
export const variantStockAt: FactTable = {
  ...activeStockAt,
  id: 'variant_stock',
  from: (at) => sql`(
    select l.store_id, l.variant_id, l.source, sum(l.available) as available, sum(l.on_hand) as on_hand
    from (select * from ${levelsAt(at)}) l ${isOnSale}
    group by l.store_id, l.variant_id, l.source) as stock`,
  joins: { variant: variantJoin, product: productJoin },
  dimensions: withoutLocation(stockAt.dimensions),
};

/** Stock per product over all its variants and locations at an instant. */
export const productStockAt: FactTable = {
  ...activeStockAt,
  id: 'product_stock',
  from: (at) => sql`(
    select l.store_id, v.product_id, l.source, sum(l.available) as available
    from (select * from ${levelsAt(at)}) l ${isOnSale}
    group by l.store_id, v.product_id, l.source) as stock`,
  joins: {
    product: sql`join ${products} on ${products.storeId} = stock.store_id and ${products.id} = stock.product_id`,
  },
  dimensions: {
    product: { of: sql`${products.title}`, joins: ['product'], family: 'products' },
    category: { of: sql`${products.category}`, joins: ['product'], family: 'products' },
  },
};

const purchased = sql`${purchaseOrderLines} join ${purchaseOrders}
    on ${purchaseOrders.storeId} = ${purchaseOrderLines.storeId} and ${purchaseOrders.id} = ${purchaseOrderLines.purchaseOrderId}`;

/** Units still to come from suppliers and transfers: open purchase order lines at an instant. */
export const inboundAt: FactTable = {
  id: 'inbound',
  family: 'purchase_orders',
  from: purchased,
  storeId: sql`${purchaseOrderLines.storeId}`,
  sourceId: sql`${purchaseOrderLines.source}`,
  joins: {
    variant: sql`left join ${variants} on ${variants.storeId} = ${purchaseOrderLines.storeId} and ${variants.id} = ${purchaseOrderLines.variantId}`,
    product: sql`left join ${products} on ${products.storeId} = ${purchaseOrderLines.storeId} and ${products.id} = ${variants.productId}`,
    location: sql`left join ${locations} on ${locations.storeId} = ${purchaseOrders.storeId} and ${locations.id} = ${purchaseOrders.locationId}`,
  },
  dimensions: { ...stockAt.dimensions, purchase_order: { of: sql`${purchaseOrders.number}` } },
};

/** The same on the day they are expected. */
export const arrivals: FactTable = { ...inboundAt, id: 'arrivals', day: sql`${purchaseOrders.expectedOn}` };
