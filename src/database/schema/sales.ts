import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { currency, day, instant, minor, source, storeId } from './columns.ts';

/** Hours within which most orders are shipped, paid or cancelled, and parcels delivered: the rest is indexed apart. */
export const usualHours = 14 * 24;

const usual = sql.raw(`interval '${usualHours} hours'`);

/** Orders that were (or are) open longer than usual. What was open at an instant is among these and the orders placed shortly before. */
export const longOpen = sql`(least(shipped_at, cancelled_at) is null or least(shipped_at, cancelled_at) - placed_at > ${usual})`;

/** Orders that were (or are) unpaid longer than usual. */
export const longUnpaid = sql`(least(paid_at, cancelled_at) is null or least(paid_at, cancelled_at) - placed_at > ${usual})`;

/**
 * One row per order, with the date of each event of its life so that any past day can be asked "as of".
 * `accepted` says whether it counts as an order (METRICS.md); `kind` sets credit notes apart, which carry refunds only.
 * What stands below `source` is derived by booking (src/sources/book.ts); `sold_at`, `sold_day` and `customer_type`
 * are null where the order does not count.
 */
export const orders = pgTable(
  'orders',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    number: text('number').notNull(),
    kind: text('kind', { enum: ['order', 'credit_note'] })
      .notNull()
      .default('order'),
    accepted: boolean('accepted').notNull(),
    placedAt: instant('placed_at').notNull(),
    paidAt: instant('paid_at'),
    cancelledAt: instant('cancelled_at'),
    cancelDateKnown: boolean('cancel_date_known').notNull().default(true),
    shippedAt: instant('shipped_at'),
    deliveredAt: instant('delivered_at'),
    promisedOn: day('promised_on'),
    dueOn: day('due_on'),
    currency: currency(),
    shippingMinor: minor('shipping_minor').notNull(),
    taxMinor: minor('tax_minor').notNull(),
    totalMinor: minor('total_minor').notNull(),
    outstandingMinor: minor('outstanding_minor'),
    personKey: text('person_key'),
    personOrderIndex: integer('person_order_index'),
    country: text('country'),
    salesChannel: text('sales_channel'),
    paymentMethod: text('payment_method'),
    shippingMethod: text('shipping_method'),
    locationId: text('location_id'),
    discountCodes: text('discount_codes').array().notNull().default([]),
    device: text('device'),
    attributedSource: text('attributed_source'),
    attributedPlatform: text('attributed_platform'),
    attributedCampaign: text('attributed_campaign'),
    waitingForStockSince: instant('waiting_for_stock_since'),
    updatedAt: instant('updated_at'),
    source: source(),
    soldAt: instant('sold_at'),
    soldDay: day('sold_day'),
    shippedDay: day('shipped_day'),
    deliveredDay: day('delivered_day'),
    discountMinor: minor('discount_minor'),
    customerType: text('customer_type', { enum: ['new', 'returning'] }),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('orders_by_sold_day').on(t.storeId, t.soldDay),
    index('orders_by_shipped_day').on(t.storeId, t.shippedDay),
    index('orders_by_promised_day').on(t.storeId, t.promisedOn),
    index('orders_by_placed').on(t.storeId, t.placedAt),
    index('orders_long_open').on(t.storeId, t.placedAt).where(longOpen),
    index('orders_long_unpaid').on(t.storeId, t.placedAt).where(longUnpaid),
    index('orders_cancelled_undated').on(t.storeId).where(sql`not ${t.cancelDateKnown}`),
    index('orders_by_number').on(t.storeId, t.number),
    index('orders_by_person').on(t.storeId, t.personKey),
  ],
);

/**
 * What was ordered, per line, excluding tax. `gross_minor` = unit price × quantity before discounts.
 * `sold_at` and `sold_day` are the order's, copied by booking: null where the order does not count.
 */
export const orderLines = pgTable(
  'order_lines',
  {
    storeId: storeId(),
    orderId: text('order_id').notNull(),
    lineId: text('line_id').notNull(),
    kind: text('kind', { enum: ['product', 'gift_card'] })
      .notNull()
      .default('product'),
    variantId: text('variant_id'),
    productId: text('product_id'),
    sku: text('sku'),
    quantity: integer('quantity').notNull(),
    currency: currency(),
    grossMinor: minor('gross_minor').notNull(),
    discountMinor: minor('discount_minor').notNull(),
    taxMinor: minor('tax_minor'),
    unitCostMinor: minor('unit_cost_minor'),
    source: source(),
    soldAt: instant('sold_at'),
    soldDay: day('sold_day'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.orderId, t.lineId] }),
    index('order_lines_by_sold_day').on(t.storeId, t.soldDay),
    index('order_lines_by_variant').on(t.storeId, t.variantId, t.soldDay),
  ],
);

/**
 * Cancelled lines, on the day they were cancelled: amount = gross − discounts less merchandise refunded before.
 * Derived by booking from orders.cancelled_at. Line id '' carries the order's shipping and its tax.
 */
export const cancellations = pgTable(
  'cancellations',
  {
    storeId: storeId(),
    orderId: text('order_id').notNull(),
    lineId: text('line_id').notNull(),
    variantId: text('variant_id'),
    productId: text('product_id'),
    sku: text('sku'),
    quantity: integer('quantity').notNull(),
    currency: currency(),
    amountMinor: minor('amount_minor').notNull(),
    shippingMinor: minor('shipping_minor').notNull(),
    taxMinor: minor('tax_minor').notNull(),
    costMinor: minor('cost_minor'),
    cancelledAt: instant('cancelled_at').notNull(),
    cancelledDay: day('cancelled_day').notNull(),
    soldDay: day('sold_day'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.orderId, t.lineId] }),
    index('cancellations_by_day').on(t.storeId, t.cancelledDay),
  ],
);

/**
 * Money given back, per refunded line, excluding tax; line id null = merchandise of no single line.
 * `counted` is false for refunds at or after the order's cancellation (they are part of it) and of orders that do not count.
 */
export const refunds = pgTable(
  'refunds',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    orderId: text('order_id').notNull(),
    lineId: text('line_id'),
    variantId: text('variant_id'),
    productId: text('product_id'),
    sku: text('sku'),
    quantity: integer('quantity').notNull(),
    currency: currency(),
    amountMinor: minor('amount_minor').notNull(),
    shippingMinor: minor('shipping_minor').notNull(),
    taxMinor: minor('tax_minor').notNull(),
    reason: text('reason'),
    refundedAt: instant('refunded_at').notNull(),
    updatedAt: instant('updated_at'),
    source: source(),
    refundedDay: day('refunded_day'),
    counted: boolean('counted').notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('refunds_by_day').on(t.storeId, t.refundedDay),
    index('refunds_by_order').on(t.storeId, t.orderId),
  ],
);

/** First counted order of each person: what makes a customer new. Derived by booking. */
export const persons = pgTable(
  'persons',
  {
    storeId: storeId(),
    personKey: text('person_key').notNull(),
    firstSoldAt: instant('first_sold_at').notNull(),
    firstSoldDay: day('first_sold_day').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.personKey] }),
    index('persons_by_first_day').on(t.storeId, t.firstSoldDay),
  ],
);
