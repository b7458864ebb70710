import { isShipped, locationOf } from '../happen.ts';
import type { Line, Order, Refund, Variant, World } from '../world.ts';
import {
  givenBack,
  goodsOf,
  isOnline,
  moneyOf,
  orderTaxOf,
  shippingTaxOf,
  taxOf,
  totalOf,
} from '../world.ts';

/** Answers in the shape of the Swagger of 2.4.9, filled from the world. Fields without a value are left out, as Magento does. */

export type Json = Readonly<Record<string, unknown>>;

/** Amounts are JSON numbers with four decimals. */
export const money = (cents: number): number => Number((cents / 100).toFixed(4));

/** UTC without a zone. */
export const timeText = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

export const sourceCode = (location: number): string => (location === 1 ? 'berlin' : 'hamburg');

const methods = {
  card: 'stripe_payments',
  paypal: 'paypal_express',
  bank: 'banktransfer',
  cod: 'cashondelivery',
} as const;

/** The variant's row stands beside the row of what was bought, with an id of its own. */
const childId = (line: Line): number => line.id + 5_000_000;

const moneyBack = (order: Order): number =>
  [...givenBack(order).values()].reduce((sum, one) => sum + moneyOf(one), 0);

export const stateOf = (order: Order): string => {
  if (order.cancelledAt !== null || order.failedAt !== null) return 'canceled';
  if (isOnline(order.method) && order.paidAt === null) return 'pending_payment';
  if (order.refunds.length > 0 && moneyBack(order) >= totalOf(order)) return 'closed';
  if (order.paidAt !== null && isShipped(order)) return 'complete';
  return order.paidAt !== null || order.parcels.length > 0 ? 'processing' : 'new';
};

const variantOf = (world: World, line: Line): Variant => {
  const variant = world.variants.get(line.variantId);
  if (!variant) throw new Error(`no variant ${line.variantId}`);
  return variant;
};

const sentOf = (order: Order, line: Line): number =>
  order.parcels
    .flatMap((parcel) => parcel.lines)
    .reduce((sum, one) => (one.line === line.id ? sum + one.quantity : sum), 0);

const givenOf = (order: Order, line: Line): number =>
  [...givenBack(order).values()]
    .flatMap((given) => given.lines)
    .reduce((sum, one) => (one.line === line.id ? sum + one.quantity : sum), 0);

/** Both rows of a line: the configurable product with the money, and its variant with zeros. */
const itemRows = (world: World, order: Order, line: Line): readonly Json[] => {
  const variant = variantOf(world, line);
  const title = world.products.get(variant.productId)?.title ?? '';
  const isOff = stateOf(order) === 'canceled';
  const common = {
    order_id: order.id,
    sku: variant.sku,
    store_id: 1,
    is_virtual: 0,
    qty_ordered: line.quantity,
    qty_invoiced: order.paidAt === null ? 0 : line.quantity,
    qty_shipped: sentOf(order, line),
    qty_refunded: givenOf(order, line),
    qty_canceled: isOff ? line.quantity : 0,
    created_at: timeText(order.placedAt),
    updated_at: timeText(order.updatedAt),
  };
  const row = line.unit * line.quantity;
  return [
    {
      ...common,
      item_id: line.id,
      product_id: variant.productId,
      product_type: 'configurable',
      name: title,
      price: money(line.unit),
      base_price: money(line.unit),
      row_total: money(row),
      base_row_total: money(row),
      discount_amount: money(line.discountEach * line.quantity),
      base_discount_amount: money(line.discountEach * line.quantity),
      tax_amount: money(taxOf(line)),
      base_tax_amount: money(taxOf(line)),
      tax_percent: line.rate,
    },
    {
      ...common,
      item_id: childId(line),
      parent_item_id: line.id,
      product_id: variant.id,
      product_type: 'simple',
      name: `${title}-${variant.option.value}`,
      price: 0,
      base_price: 0,
      row_total: 0,
      base_row_total: 0,
      discount_amount: 0,
      base_discount_amount: 0,
      tax_amount: 0,
      base_tax_amount: 0,
      base_cost: money(variant.cost),
    },
  ];
};

const address = (order: Order, type: 'billing' | 'shipping'): Json => ({
  address_type: type,
  city: 'Teststadt',
  country_id: order.country,
  email: `customer${order.customer}@example.test`,
  entity_id: order.id + 1,
  firstname: 'Erika',
  lastname: 'Mustermann',
  parent_id: order.id,
  postcode: '10115',
  street: ['Teststr. 1'],
  telephone: '+49 30 1234567',
});

export const orderJson = (world: World, order: Order): Json => {
  const state = stateOf(order);
  const total = totalOf(order);
  const discount = order.lines.reduce((sum, line) => sum + line.discountEach * line.quantity, 0);
  const subtotal = goodsOf(order) + discount;
  const isPaid = order.paidAt !== null;
  const back = moneyBack(order);
  return {
    entity_id: order.id,
    increment_id: String(order.id).padStart(9, '0'),
    // The label is the shop's own word and says nothing to rely on.
    status: `label_${state}`,
    state,
    store_id: 1,
    store_name: 'Main Website\nMain Website Store\nDefault Store View',
    customer_is_guest: order.customer % 2,
    customer_email: `customer${order.customer}@example.test`,
    customer_firstname: 'Erika',
    customer_lastname: 'Mustermann',
    ...(order.customer % 2 === 0 && { customer_id: order.customer }),
    created_at: timeText(order.placedAt),
    updated_at: timeText(order.updatedAt),
    base_currency_code: 'EUR',
    global_currency_code: 'EUR',
    order_currency_code: order.country === 'CH' ? 'CHF' : 'EUR',
    base_to_order_rate: order.country === 'CH' ? 0.94 : 1,
    grand_total: order.country === 'CH' ? money(total * 0.94) : money(total),
    base_grand_total: money(total),
    base_subtotal: money(subtotal),
    base_shipping_amount: money(order.shipping),
    base_shipping_tax_amount: money(shippingTaxOf(order)),
    base_shipping_discount_amount: 0,
    base_tax_amount: money(orderTaxOf(order)),
    base_discount_amount: money(-discount),
    base_total_due: state === 'canceled' || isPaid ? 0 : money(total),
    ...(isPaid && { base_total_paid: money(total), base_total_invoiced: money(total) }),
    ...(state === 'canceled' && { base_total_canceled: money(total) }),
    ...(back > 0 && { base_total_refunded: money(back) }),
    ...(order.code && { coupon_code: order.code }),
    shipping_description: 'DHL - Paket',
    total_item_count: order.lines.length * 2,
    items: order.lines.flatMap((line) => itemRows(world, order, line)),
    billing_address: address(order, 'billing'),
    payment: {
      account_status: null,
      additional_information: ['', ''],
      cc_last4: null,
      method: methods[order.method],
    },
    extension_attributes: {
      shipping_assignments: [
        { shipping: { address: address(order, 'shipping'), method: 'dhl_paket' }, items: [] },
      ],
    },
  };
};

export const invoiceJson = (order: Order, paidAt: number): Json => ({
  entity_id: order.id + 7_000_000,
  increment_id: String(order.id),
  order_id: order.id,
  state: 2,
  store_id: 1,
  created_at: timeText(paidAt),
  updated_at: timeText(paidAt),
  base_currency_code: 'EUR',
  base_grand_total: money(totalOf(order)),
  total_qty: order.lines.reduce((sum, line) => sum + line.quantity, 0),
  items: [],
});

export const memoJson = (world: World, order: Order, refund: Refund): Json => {
  const given = givenBack(order).get(refund.id) ?? { lines: [], loose: 0, shipping: 0, tax: 0 };
  const lines = given.lines.flatMap(({ line: id, quantity }) => {
    const line = order.lines.find((one) => one.id === id);
    return line && quantity > 0 ? [{ line, quantity }] : [];
  });
  const subtotal = lines.reduce((sum, { line, quantity }) => sum + line.unit * quantity, 0);
  const discount = lines.reduce((sum, { line, quantity }) => sum + line.discountEach * quantity, 0);
  const loose = refund.kind === 'loose' || refund.kind === 'rest' ? given.loose : 0;
  return {
    entity_id: refund.id,
    increment_id: String(refund.id),
    order_id: order.id,
    state: 2,
    store_id: 1,
    created_at: timeText(refund.at),
    updated_at: timeText(refund.at),
    base_currency_code: 'EUR',
    base_grand_total: money(moneyOf(given)),
    base_subtotal: money(subtotal),
    base_discount_amount: money(-discount),
    base_tax_amount: money(given.tax),
    base_shipping_amount: money(given.shipping),
    base_adjustment: money(loose),
    base_adjustment_positive: money(Math.max(0, loose)),
    base_adjustment_negative: money(Math.max(0, -loose)),
    items: lines.flatMap(({ line, quantity }, index) => {
      const variant = variantOf(world, line);
      const common = { parent_id: refund.id, sku: variant.sku, qty: quantity };
      return [
        {
          ...common,
          entity_id: refund.id * 100 + index,
          order_item_id: line.id,
          product_id: variant.productId,
          base_price: money(line.unit),
          base_row_total: money(line.unit * quantity),
          base_discount_amount: money(line.discountEach * quantity),
          base_tax_amount: money(taxOf(line, quantity)),
          row_total: money(line.unit * quantity),
        },
        {
          ...common,
          entity_id: refund.id * 100 + 50 + index,
          order_item_id: childId(line),
          product_id: variant.id,
          base_price: 0,
          base_cost: money(variant.cost),
        },
      ];
    }),
    comments: [
      {
        comment: 'Frau Mustermann war unzufrieden',
        parent_id: refund.id,
        is_customer_notified: 0,
        is_visible_on_front: 0,
      },
    ],
  };
};

export const shipmentsJson = (order: Order): readonly Json[] =>
  order.parcels.map((parcel) => ({
    entity_id: parcel.id,
    increment_id: String(parcel.id),
    order_id: order.id,
    store_id: 1,
    created_at: timeText(parcel.at),
    updated_at: timeText(parcel.at),
    total_qty: parcel.lines.reduce((sum, one) => sum + one.quantity, 0),
    items: [],
    tracks: [
      {
        order_id: order.id,
        parent_id: parcel.id,
        entity_id: parcel.id + 1,
        track_number: parcel.tracking,
        title: parcel.carrier,
        carrier_code: parcel.carrier.toLowerCase(),
        created_at: timeText(parcel.at),
      },
    ],
    extension_attributes: { source_code: sourceCode(parcel.location || locationOf(order)) },
  }));
