import { isShipped } from '../happen.ts';
import type { Line, Order, Product, Refund, Variant } from '../world.ts';
import { givenBack, isOnline, moneyOf, netOf, orderTaxOf, shippingTaxOf, taxOf, totalOf } from '../world.ts';
import type { WooShop } from './server.ts';

/** Answers in the shape of the live captures (all their keys), filled from the world. */

export const moneyText = (cents: number, places = 2): string => (cents / 100).toFixed(places);

const gmt = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString().slice(0, 19);

const local = (at: number | null, zone: string): string | null =>
  at === null
    ? null
    : Temporal.Instant.fromEpochMilliseconds(at)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'second' });

const titles = { card: 'Kreditkarte', paypal: 'PayPal', bank: 'Überweisung', cod: 'Nachnahme' } as const;
const gateways = { card: 'stripe', paypal: 'paypal', bank: 'bacs', cod: 'cod' } as const;

const moneyBack = (order: Order): number =>
  [...givenBack(order).values()].reduce((sum, one) => sum + moneyOf(one), 0);

export const statusOf = (order: Order): string => {
  if (order.isTest) return 'checkout-draft';
  if (order.trashedAt !== null) return 'trash';
  if (order.cancelledAt !== null) return 'cancelled';
  if (order.failedAt !== null) return 'failed';
  if (isOnline(order.method) && order.paidAt === null) return 'pending';
  if (order.refunds.length > 0 && moneyBack(order) >= totalOf(order)) return 'refunded';
  if (isShipped(order)) return 'completed';
  return order.method === 'bank' && order.paidAt === null ? 'on-hold' : 'processing';
};

const taxes = (cents: number, places: number) =>
  cents === 0 ? [] : [{ id: 1, total: moneyText(cents, places), subtotal: moneyText(cents, places) }];

const variantOf = (shop: WooShop, line: Line): Variant => {
  const variant = shop.world.variants.get(line.variantId);
  if (!variant) throw new Error(`no variant ${line.variantId}`);
  return variant;
};

const lineJson = (shop: WooShop, line: Line, quantity: number, places: number) => {
  const variant = variantOf(shop, line);
  const title = shop.world.products.get(variant.productId)?.title ?? '';
  const subtotal = line.unit * quantity;
  return {
    id: line.id,
    name: `${title} - ${variant.option.value}`,
    product_id: variant.productId,
    variation_id: variant.id,
    quantity,
    tax_class: '',
    subtotal: moneyText(subtotal, places),
    subtotal_tax: moneyText((subtotal * line.rate) / 100, places),
    total: moneyText(netOf(line, quantity), places),
    total_tax: moneyText(taxOf(line, quantity), places),
    taxes: taxes(taxOf(line, quantity), places),
    meta_data: [] as { id: number; key: string; value: string }[],
    sku: variant.sku,
    global_unique_id: '',
    price: (line.unit - line.discountEach) / 100,
    image: { id: '', src: '' },
    parent_name: title,
  };
};

const attribution = (order: Order) =>
  [
    ['device_type', order.device],
    ['source_type', order.visit ? 'utm' : 'typein'],
    ['utm_campaign', order.visit?.campaign],
    ['utm_medium', order.visit?.medium],
    ['utm_source', order.visit?.source],
  ].flatMap(([key, value], index) =>
    value ? [{ id: order.id * 10 + index, key: `_wc_order_attribution_${key}`, value }] : [],
  );

const address = (order: Order) => ({
  first_name: 'Erika',
  last_name: 'Mustermann',
  company: '',
  address_1: 'Teststr. 1',
  address_2: '',
  city: 'Teststadt',
  state: '',
  postcode: '10115',
  country: order.country,
  phone: '+49 30 1234567',
});

export const orderJson = (shop: WooShop, order: Order, places: number): Readonly<Record<string, unknown>> => {
  const { zone } = shop;
  const discount = order.lines.reduce((sum, line) => sum + line.discountEach * line.quantity, 0);
  const given = givenBack(order);
  const completedAt = isShipped(order) ? Math.max(...order.parcels.map((parcel) => parcel.at)) : null;
  const money = (cents: number): string => moneyText(cents, places);
  return {
    id: order.id,
    parent_id: 0,
    status: statusOf(order),
    currency: 'EUR',
    version: '11.0.1',
    prices_include_tax: true,
    date_created: local(order.placedAt, zone),
    date_modified: local(order.updatedAt, zone),
    discount_total: money(discount),
    discount_tax: money(0),
    shipping_total: money(order.shipping),
    shipping_tax: money(shippingTaxOf(order)),
    cart_tax: money(orderTaxOf(order) - shippingTaxOf(order)),
    total: money(totalOf(order)),
    total_tax: money(orderTaxOf(order)),
    customer_id: order.customer % 2 === 0 ? order.customer : 0,
    order_key: `wc_order_${order.id}`,
    billing: { ...address(order), email: `customer${order.customer}@example.test` },
    shipping: address(order),
    payment_method: gateways[order.method],
    payment_method_title: titles[order.method],
    transaction_id: '',
    customer_ip_address: '10.9.8.7',
    customer_user_agent: '',
    created_via: 'checkout',
    customer_note: 'Bitte bei Familie Mustermann klingeln',
    date_completed: local(completedAt, zone),
    date_paid: local(order.paidAt, zone),
    cart_hash: '',
    number: String(order.id),
    meta_data: attribution(order),
    line_items: order.lines.map((line) => lineJson(shop, line, line.quantity, places)),
    tax_lines: [],
    shipping_lines: [
      {
        id: order.id + 500_000,
        method_title: 'DHL Paket',
        method_id: 'flat_rate',
        instance_id: '1',
        total: money(order.shipping),
        total_tax: money(shippingTaxOf(order)),
        taxes: taxes(shippingTaxOf(order), places),
        tax_status: 'taxable',
        meta_data: [],
      },
    ],
    fee_lines: [],
    coupon_lines: order.code
      ? [
          {
            id: order.id + 600_000,
            code: order.code.toLowerCase(),
            discount: money(discount),
            discount_tax: '0',
            meta_data: [],
            discount_type: 'percent',
            nominal_amount: 10,
            free_shipping: false,
          },
        ]
      : [],
    refunds: order.refunds.map((refund) => ({
      id: refund.id,
      reason: '',
      total: money(-moneyOf(given.get(refund.id) ?? { lines: [], loose: 0, shipping: 0, tax: 0 })),
      total_tax: money(0),
    })),
    payment_url: '',
    is_editable: false,
    needs_payment: false,
    needs_processing: true,
    date_created_gmt: gmt(order.placedAt),
    date_modified_gmt: gmt(order.updatedAt),
    date_completed_gmt: gmt(completedAt),
    date_paid_gmt: gmt(order.paidAt),
    currency_symbol: '€',
    _links: {},
  };
};

export const refundJson = (
  shop: WooShop,
  order: Order,
  refund: Refund,
  places: number,
): Readonly<Record<string, unknown>> => {
  const given = givenBack(order).get(refund.id) ?? { lines: [], loose: 0, shipping: 0, tax: 0 };
  const byLine = refund.kind === 'lines';
  const lines = byLine ? given.lines : [];
  return {
    id: refund.id,
    parent_id: order.id,
    date_created: local(refund.at, shop.zone),
    date_created_gmt: gmt(refund.at),
    amount: moneyText(moneyOf(given), places),
    reason: refund.kind === 'rest' ? 'Order fully refunded.' : 'Frau Mustermann war unzufrieden',
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [{ id: refund.id, key: '_refund_type', value: refund.kind === 'rest' ? 'full' : 'partial' }],
    line_items: lines.flatMap(({ line: id, quantity }, index) => {
      const line = order.lines.find((one) => one.id === id);
      if (!line) return [];
      const json = lineJson(shop, line, -quantity, places);
      return [
        {
          ...json,
          id: refund.id * 100 + index,
          meta_data: [{ id: refund.id, key: '_refunded_item_id', value: String(id) }],
        },
      ];
    }),
    shipping_lines:
      byLine && given.shipping > 0
        ? [
            {
              id: refund.id * 100 + 90,
              method_title: 'DHL Paket',
              total: moneyText(-given.shipping, places),
              total_tax: moneyText(-shippingTaxOf(order), places),
              meta_data: [],
            },
          ]
        : [],
    tax_lines: [],
    fee_lines: [],
    _links: {},
  };
};

export const productJson = (shop: WooShop, product: Product): Readonly<Record<string, unknown>> => {
  const own = [...shop.world.variants.values()].filter((variant) => variant.productId === product.id);
  return {
    id: product.id,
    name: product.title,
    date_created: local(product.createdAt, shop.zone),
    date_created_gmt: gmt(product.createdAt),
    date_modified: local(product.updatedAt, shop.zone),
    date_modified_gmt: gmt(product.updatedAt),
    type: 'variable',
    status: 'publish',
    sku: `P-${product.id}`,
    price: '10.00',
    manage_stock: false,
    stock_quantity: null,
    low_stock_amount: null,
    categories: [{ id: 1, name: product.category, slug: product.category.toLowerCase() }],
    attributes: [],
    variations: own.map((variant) => variant.id),
    stock_status: 'instock',
    _links: {},
  };
};

export const variationJson = (shop: WooShop, variant: Variant): Readonly<Record<string, unknown>> => {
  const levels = [...variant.stock.values()];
  const available = levels.reduce((sum, level) => sum + level.onHand - level.committed, 0);
  return {
    id: variant.id,
    type: 'variation',
    date_created_gmt: gmt(variant.updatedAt),
    date_modified: local(variant.updatedAt, shop.zone),
    date_modified_gmt: gmt(variant.updatedAt),
    sku: variant.sku,
    price: moneyText(variant.unit),
    status: 'publish',
    manage_stock: true,
    stock_quantity: available,
    stock_status: available > 0 ? 'instock' : 'outofstock',
    low_stock_amount: variant.low,
    attributes: [
      {
        id: 0,
        name: variant.option.name,
        slug: variant.option.name.toLowerCase(),
        option: variant.option.value,
      },
    ],
    name: variant.option.value,
    parent_id: variant.productId,
    _links: {},
  };
};
