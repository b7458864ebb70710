import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, instant, source, storeId } from './columns.ts';

/** Stock now, per variant and location. Null = the source does not record it. `available` may be negative. */
export const stockLevels = pgTable(
  'stock_levels',
  {
    storeId: storeId(),
    variantId: text('variant_id').notNull(),
    locationId: text('location_id').notNull(),
    available: integer('available'),
    onHand: integer('on_hand'),
    committed: integer('committed'),
    asOf: instant('as_of').notNull(),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.variantId, t.locationId] })],
);

/**
 * Ledger of stock moves: the level at a past instant is the level now less the moves since
 * (src/metrics/stock.ts). Deltas are units; a sale takes from `available` when placed and from `on_hand` when shipped.
 */
export const stockMoves = pgTable(
  'stock_moves',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    variantId: text('variant_id').notNull(),
    locationId: text('location_id').notNull(),
    kind: text('kind', {
      enum: ['sale', 'shipment', 'cancellation', 'return', 'receipt', 'adjustment', 'transfer'],
    }).notNull(),
    at: instant('at').notNull(),
    availableDelta: integer('available_delta').notNull(),
    onHandDelta: integer('on_hand_delta').notNull(),
    source: source(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('stock_moves_by_variant').on(t.storeId, t.variantId, t.at),
    index('stock_moves_by_time').on(t.storeId, t.at),
  ],
);

/** Orders at suppliers, and transfers between locations. */
export const purchaseOrders = pgTable(
  'purchase_orders',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    number: text('number').notNull(),
    kind: text('kind', { enum: ['purchase', 'transfer'] })
      .notNull()
      .default('purchase'),
    locationId: text('location_id'),
    orderedAt: instant('ordered_at').notNull(),
    expectedOn: day('expected_on'),
    cancelledAt: instant('cancelled_at'),
    updatedAt: instant('updated_at'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);

/** What was ordered and what has arrived; a line is open until `received_quantity` reaches `ordered_quantity`. */
export const purchaseOrderLines = pgTable(
  'purchase_order_lines',
  {
    storeId: storeId(),
    purchaseOrderId: text('purchase_order_id').notNull(),
    lineId: text('line_id').notNull(),
    variantId: text('variant_id').notNull(),
    orderedQuantity: integer('ordered_quantity').notNull(),
    receivedQuantity: integer('received_quantity').notNull().default(0),
    receivedAt: instant('received_at'),
    source: source(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.purchaseOrderId, t.lineId] }),
    index('purchase_order_lines_by_variant').on(t.storeId, t.variantId),
  ],
);
