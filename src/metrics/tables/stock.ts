import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { locations, products, variants } from '#src/database/schema/products.ts';
import { purchaseOrderLines, purchaseOrders, stockLevels, stockMoves } from '#src/database/schema/stock.ts';
import type { Moment } from '../define.ts';
import type { FactTable } from '../tables.ts';
import { instantOf } from '../tables.ts';

/** Columns of the row that `stockAt` makes per variant and location. */
export const stock = {
  available: sql`stock.available`,
  onHand: sql`stock.on_hand`,
  committed: sql`stock.committed`,
} as const;

/** Levels as they were at an instant: the level now less the moves since. */
const levelsAt = (at: Moment): SQL => sql`(
  select l.store_id, l.variant_id, l.location_id,
    l.available - coalesce(m.available, 0) as available,
    l.on_hand - coalesce(m.on_hand, 0) as on_hand,
    l.committed - coalesce(m.on_hand, 0) + coalesce(m.available, 0) as committed
  from ${stockLevels} l
  left join lateral (
    select sum(v.available_delta) as available, sum(v.on_hand_delta) as on_hand
    from ${stockMoves} v
    where v.store_id = l.store_id and v.variant_id = l.variant_id and v.location_id = l.location_id
      and v.at > ${instantOf(at.asOf)}
  ) m on true) as stock`;

const variantJoin = sql`join ${variants} on ${variants.storeId} = stock.store_id and ${variants.id} = stock.variant_id`;
const productJoin = sql`join ${products} on ${products.storeId} = stock.store_id and ${products.id} = ${variants.productId}`;
const locationJoin = sql`left join ${locations} on ${locations.storeId} = stock.store_id and ${locations.id} = stock.location_id`;

/** Stock per variant and location at an instant. */
export const stockAt: FactTable = {
  id: 'stock',
  family: 'stock',
  from: levelsAt,
  storeId: sql`stock.store_id`,
  currency: sql`(select s.currency from stores s where s.id = stock.store_id)`,
  history: 'stock_history',
  empty: 'unknown',
  joins: { variant: variantJoin, product: productJoin, location: locationJoin },
  dimensions: {
    sku: { of: sql`${variants.sku}`, joins: ['variant'] },
    variant: { of: sql`${variants.title}`, joins: ['variant'] },
    product: { of: sql`${products.title}`, joins: ['variant', 'product'] },
    category: { of: sql`${products.category}`, joins: ['variant', 'product'], family: 'products' },
    colour: { of: sql`${variants.options} ->> 'colour'`, joins: ['variant'], family: 'products' },
    size: { of: sql`${variants.options} ->> 'size'`, joins: ['variant'], family: 'products' },
    location: { of: sql`${locations.name}`, joins: ['location'] },
  },
};

/** Stock per variant over all locations at an instant, with the levels it is measured against. */
export const variantStockAt: FactTable = {
  id: 'variant_stock',
  family: 'stock',
  from: (at) => sql`(
    select l.store_id, l.variant_id, sum(l.available) as available, sum(l.on_hand) as on_hand
    from (select * from ${levelsAt(at)}) l
    join ${variants} v on v.store_id = l.store_id and v.id = l.variant_id and v.active and v.tracked
    join ${products} p on p.store_id = v.store_id and p.id = v.product_id and p.active
    group by l.store_id, l.variant_id) as stock`,
  storeId: sql`stock.store_id`,
  history: 'stock_history',
  joins: { variant: variantJoin, product: productJoin },
  dimensions: Object.fromEntries(Object.entries(stockAt.dimensions).filter(([id]) => id !== 'location')),
};

/** Units still to come from suppliers and transfers: open purchase order lines at an instant. */
export const inboundAt: FactTable = {
  id: 'inbound',
  family: 'purchase_orders',
  from: sql`${purchaseOrderLines} join ${purchaseOrders}
    on ${purchaseOrders.storeId} = ${purchaseOrderLines.storeId} and ${purchaseOrders.id} = ${purchaseOrderLines.purchaseOrderId}`,
  storeId: sql`${purchaseOrderLines.storeId}`,
  joins: {
    variant: sql`left join ${variants} on ${variants.storeId} = ${purchaseOrderLines.storeId} and ${variants.id} = ${purchaseOrderLines.variantId}`,
    product: sql`left join ${products} on ${products.storeId} = ${purchaseOrderLines.storeId} and ${products.id} = ${variants.productId}`,
    location: sql`left join ${locations} on ${locations.storeId} = ${purchaseOrders.storeId} and ${locations.id} = ${purchaseOrders.locationId}`,
  },
  dimensions: stockAt.dimensions,
};
