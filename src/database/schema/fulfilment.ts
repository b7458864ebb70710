import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, instant, minor, source, storeId } from './columns.ts';
import { usualHours } from './sales.ts';

/** Parcels that were (or are) with the carrier longer than usual. */
export const longOnTheWay = sql`(delivered_at is null or delivered_at - handed_over_at > ${sql.raw(`interval '${usualHours} hours'`)})`;

/** One row per parcel. Days are derived in the store's zone; `cost_minor` is in the store's currency. */
export const parcels = pgTable(
  'parcels',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    orderId: text('order_id').notNull(),
    locationId: text('location_id'),
    carrier: text('carrier'),
    shippingMethod: text('shipping_method'),
    trackingNumber: text('tracking_number'),
    handedOverAt: instant('handed_over_at'),
    deliveredAt: instant('delivered_at'),
    promisedOn: day('promised_on'),
    currency: text('currency'),
    costMinor: minor('cost_minor'),
    updatedAt: instant('updated_at'),
    source: source(),
    handedOverDay: day('handed_over_day'),
    deliveredDay: day('delivered_day'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('parcels_by_handed_over').on(t.storeId, t.handedOverDay),
    index('parcels_long_on_the_way').on(t.storeId, t.handedOverAt).where(longOnTheWay),
    index('parcels_by_order').on(t.storeId, t.orderId),
  ],
);

/** Units received back. The cohort day (the order's sold day) is copied by booking. */
export const returns = pgTable(
  'returns',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    orderId: text('order_id').notNull(),
    lineId: text('line_id'),
    variantId: text('variant_id'),
    productId: text('product_id'),
    sku: text('sku'),
    units: integer('units').notNull(),
    reason: text('reason'),
    restocked: boolean('restocked'),
    receivedAt: instant('received_at').notNull(),
    updatedAt: instant('updated_at'),
    source: source(),
    receivedDay: day('received_day'),
    soldDay: day('sold_day'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('returns_by_received').on(t.storeId, t.receivedDay),
    index('returns_by_sold_day').on(t.storeId, t.soldDay),
    index('returns_by_order').on(t.storeId, t.orderId),
  ],
);
