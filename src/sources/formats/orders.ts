import * as tables from '#src/database/schema/sales.ts';
import { describe } from './column.ts';
import { dayOf } from './derive.ts';

export const orders = describe(tables.orders, {
  what: 'One row per order, with the time of each event of its life.',
  family: 'orders',
  orderColumn: 'id',
  dated: 'placedAt',
  splitBy: ['locations'],
  events: {
    orders: ['soldDay'],
    fulfilment: ['shippedDay'],
    deliveries: ['promisedOn', 'deliveredDay'],
  },
  derived: {
    soldAt: 'b.sold_at',
    soldDay: 'b.sold_day',
    shippedDay: dayOf('r.shipped_at'),
    deliveredDay: dayOf('r.delivered_at'),
    discountMinor: 'coalesce(b.discount_minor, 0)',
    customerType: 'b.customer_type',
  },
  columns: {
    id: 'The order at its source.',
    number: 'The number people know it by.',
    kind: '`credit_note` for a document that only gives money back.',
    accepted: {
      what: 'Whether it counts as an order: no draft, no test, not failed, not still waiting for an online payment.',
      absent: 'true',
    },
    placedAt: 'When the customer ordered.',
    paidAt: { what: 'When it was fully paid.', family: 'paid_dates' },
    cancelledAt:
      'When it was cancelled. Where only the fact is known, give the time it was placed and set `cancel_date_known` to no.',
    cancelDateKnown: 'Whether the time of the cancellation is known.',
    shippedAt: { what: 'When its last parcel was handed to the carrier.', family: 'fulfilment' },
    deliveredAt: { what: 'When its last parcel arrived.', family: 'deliveries' },
    promisedOn: { what: 'The day it was promised for.', family: 'promises' },
    dueOn: 'The day by which it must be paid.',
    currency: 'Currency of its amounts.',
    shippingMinor: {
      what: 'Shipping charged, excluding tax.',
      absent: '0',
      family: 'shipping_charges',
    },
    taxMinor: { what: 'Tax charged, that of shipping included.', absent: '0', family: 'taxes' },
    totalMinor: 'What the customer pays: everything, with tax and shipping.',
    outstandingMinor: 'What is still to be paid.',
    personKey: {
      what: 'Whatever tells one customer from another. It is turned into a keyed hash on the way in and never stored.',
      kind: 'person',
      family: 'customers',
      header: 'customer',
    },
    personOrderIndex: 'Which of this customer’s orders it is, where the shop counts them: 1 = the first.',
    country: { what: 'Where it is shipped to.', dimension: 'country' },
    salesChannel: { what: 'Web shop, POS, marketplace.', dimension: 'sales_channel' },
    paymentMethod: { what: 'How it is paid.', dimension: 'payment_method' },
    shippingMethod: { what: 'How it is sent.', dimension: 'shipping_method' },
    locationId: 'The location it is sent from.',
    discountCodes: { what: 'Discount codes used.', dimension: 'discount_code' },
    device: { what: 'What it was ordered on.', dimension: 'device' },
    attributedSource: {
      what: 'Traffic source the shop attributes it to.',
      dimension: 'traffic_source',
    },
    attributedPlatform: { what: 'Ad platform the shop attributes it to.', dimension: 'ad_platform' },
    attributedCampaign: { what: 'Campaign the shop attributes it to.', dimension: 'campaign' },
    waitingForStockSince: { what: 'Since when it cannot be sent for lack of stock.', family: 'backorders' },
    updatedAt: 'When this row last changed; an older row never replaces a newer one.',
  },
});

export const orderLines = describe(tables.orderLines, {
  what: 'What was ordered, one row per line of an order. Amounts exclude tax.',
  family: 'orders',
  orderColumn: 'orderId',
  parent: { table: 'orders', column: 'orderId' },
  splitBy: ['orders', 'variants', 'products'],
  events: { orders: ['soldDay'] },
  derived: { soldAt: 'b.sold_at', soldDay: 'b.sold_day' },
  columns: {
    orderId: 'Its order.',
    lineId: 'The line within the order.',
    kind: '`gift_card` for a gift card: selling one is not a sale.',
    variantId: 'The variant.',
    productId: 'The product.',
    sku: { what: 'Stock keeping unit.', dimension: 'sku' },
    quantity: 'Pieces.',
    currency: 'Currency of its amounts.',
    grossMinor: 'Unit price × quantity, before discounts.',
    discountMinor: {
      what: 'Discount on this line, its share of a discount on the order included.',
      absent: '0',
    },
    taxMinor: { what: 'Tax of this line.', family: 'taxes' },
    unitCostMinor: { what: 'What one piece cost us when it was sold.', family: 'unit_costs' },
  },
});

export const refunds = describe(tables.refunds, {
  what: 'Money given back, one row per refunded line. Amounts are positive and exclude tax.',
  family: 'orders',
  orderColumn: 'orderId',
  dated: 'refundedAt',
  splitBy: ['orders', 'variants', 'products'],
  events: { orders: ['refundedDay'] },
  derived: {
    refundedDay: dayOf('r.refunded_at'),
    counted: `coalesce(b.kind = 'credit_note'
      or (b.sold_at is not null and (b.cancelled_at is null or r.refunded_at < b.cancelled_at)), false)`,
  },
  columns: {
    id: 'The refund (of one line) at its source.',
    orderId: 'The order, or the credit note, it belongs to.',
    lineId: 'The refunded line; empty = merchandise of no single line.',
    variantId: 'The variant.',
    productId: 'The product.',
    sku: { what: 'Stock keeping unit.', dimension: 'sku' },
    quantity: { what: 'Pieces refunded; 0 for money alone.', absent: '0' },
    currency: 'Currency of its amounts.',
    amountMinor: { what: 'Merchandise given back.', family: 'refunds' },
    shippingMinor: { what: 'Shipping given back.', absent: '0' },
    taxMinor: { what: 'Tax given back.', absent: '0' },
    reason: 'Why.',
    refundedAt: 'When.',
    updatedAt: 'When this row last changed.',
  },
});

/** Not read from files: booking works it out from cancelled orders. */
export const cancellations = describe(tables.cancellations, {
  what: 'Cancelled lines on the day of the cancellation.',
  family: 'orders',
  orderColumn: 'orderId',
  events: { orders: ['cancelledDay'] },
  columns: {
    orderId: 'The order.',
    lineId:
      "The line; '' = the order's shipping and tax, and merchandise refunded before for no single line.",
    variantId: 'The variant.',
    productId: 'The product.',
    sku: 'Stock keeping unit.',
    quantity: 'Pieces cancelled: those not refunded before.',
    currency: 'Currency of its amounts.',
    amountMinor: 'Gross less discount, less merchandise refunded before.',
    shippingMinor: 'Shipping not refunded before.',
    taxMinor: 'Tax not refunded before.',
    costMinor: 'Unit cost × quantity.',
    cancelledAt: 'When.',
    cancelledDay: 'The day in the store’s zone.',
    soldDay: 'The day the order counts on.',
  },
});

/** Not read from files: booking works it out from the orders of each person. */
export const persons = describe(tables.persons, {
  what: 'The first order of each person.',
  family: 'orders',
  events: { orders: ['firstSoldDay'] },
  columns: {
    personKey: 'The person.',
    firstSoldAt: 'When the first order counts.',
    firstSoldDay: 'The day in the store’s zone.',
  },
});
