import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { locations, products, variants } from '#src/database/schema/products.ts';
import { cancellations, orderLines, orders, refunds } from '#src/database/schema/sales.ts';
import type { FactTable, TableDimension } from '../tables.ts';
import { happened } from '../tables.ts';

const joinOrder = (storeId: SQL, orderId: SQL): SQL =>
  sql`join ${orders} on ${orders.storeId} = ${storeId} and ${orders.id} = ${orderId}`;

const joinLocation = sql`left join ${locations} on ${locations.storeId} = ${orders.storeId} and ${locations.id} = ${orders.locationId}`;

/** Ways from an order to what it is split by; a table that reaches orders by a join puts these after it. */
export const orderJoins = {
  location: joinLocation,
  codes: sql`left join lateral unnest(${orders.discountCodes}) as code(value) on true`,
} as const;

/** The joins and dimensions that every row with a variant and a product has. */
export const productDimensions = (row: {
  readonly storeId: SQL;
  readonly variantId: SQL;
  readonly productId: SQL;
  readonly sku: SQL;
}): { readonly joins: Readonly<Record<string, SQL>>; readonly dimensions: FactTable['dimensions'] } => ({
  joins: {
    variant: sql`left join ${variants} on ${variants.storeId} = ${row.storeId} and ${variants.id} = ${row.variantId}`,
    product: sql`left join ${products} on ${products.storeId} = ${row.storeId} and ${products.id} = ${row.productId}`,
  },
  dimensions: {
    product: { of: sql`${products.title}`, joins: ['product'], family: 'products' },
    category: { of: sql`${products.category}`, joins: ['product'], family: 'products' },
    variant: { of: sql`${variants.title}`, joins: ['variant'], family: 'products' },
    sku: { of: sql`coalesce(${variants.sku}, ${row.sku})`, joins: ['variant'] },
    colour: { of: sql`${variants.options} ->> 'colour'`, joins: ['variant'], family: 'products' },
    size: { of: sql`${variants.options} ->> 'size'`, joins: ['variant'], family: 'products' },
  },
});

const orderStatus: TableDimension['of'] = (at) => sql`case
  when ${happened(sql`${orders.cancelledAt}`, at)} then 'cancelled'
  when ${happened(sql`${orders.deliveredAt}`, at)} then 'delivered'
  when ${happened(sql`${orders.shippedAt}`, at)} then 'shipped'
  else 'open' end`;

/** What an order row itself says; `joins` names the way to it from another table. */
export const orderDimensions = (joins: readonly string[]): FactTable['dimensions'] => ({
  order: { of: sql`${orders.number}`, joins },
  country: { of: sql`${orders.country}`, joins },
  sales_channel: { of: sql`${orders.salesChannel}`, joins },
  traffic_source: { of: sql`${orders.attributedSource}`, joins },
  ad_platform: { of: sql`${orders.attributedPlatform}`, joins },
  campaign: { of: sql`${orders.attributedCampaign}`, joins },
  device: { of: sql`${orders.device}`, joins },
  payment_method: { of: sql`${orders.paymentMethod}`, joins },
  shipping_method: { of: sql`${orders.shippingMethod}`, joins },
  location: { of: sql`${locations.name}`, joins: [...joins, 'location'] },
  customer_type: { of: sql`${orders.customerType}`, joins, historyMonths: 12 },
  discount_code: {
    of: sql`code.value`,
    joins,
    splitJoins: ['codes'],
    matches: (value) => sql`${value} = any(${orders.discountCodes})`,
  },
  payment_status: {
    of: (at) => sql`case when ${happened(sql`${orders.paidAt}`, at)} then 'paid' else 'unpaid' end`,
    joins,
  },
  order_status: { of: orderStatus, joins },
});

const ofLine = productDimensions({
  storeId: sql`${orderLines.storeId}`,
  variantId: sql`${orderLines.variantId}`,
  productId: sql`${orderLines.productId}`,
  sku: sql`${orderLines.sku}`,
});

/** What was ordered, on the day its order counts. */
export const soldLines: FactTable = {
  id: 'order_lines',
  family: 'orders',
  from: sql`${orderLines}`,
  storeId: sql`${orderLines.storeId}`,
  sourceId: sql`${orderLines.source}`,
  at: sql`${orderLines.soldAt}`,
  day: sql`${orderLines.soldDay}`,
  currency: sql`${orderLines.currency}`,
  joins: {
    order: joinOrder(sql`${orderLines.storeId}`, sql`${orderLines.orderId}`),
    ...orderJoins,
    ...ofLine.joins,
  },
  dimensions: { ...orderDimensions(['order']), ...ofLine.dimensions },
};

/** Orders that count, on the day they count. */
export const soldOrders: FactTable = {
  id: 'orders',
  family: 'orders',
  from: sql`${orders}`,
  storeId: sql`${orders.storeId}`,
  sourceId: sql`${orders.source}`,
  at: sql`${orders.soldAt}`,
  day: sql`${orders.soldDay}`,
  currency: sql`${orders.currency}`,
  joins: orderJoins,
  dimensions: orderDimensions([]),
};

const ofCancelled = productDimensions({
  storeId: sql`${cancellations.storeId}`,
  variantId: sql`${cancellations.variantId}`,
  productId: sql`${cancellations.productId}`,
  sku: sql`${cancellations.sku}`,
});

const ofItsOrder = (column: SQL): SQL =>
  sql`(select ${column} from ${orders} o where o.store_id = ${cancellations.storeId} and o.id = ${cancellations.orderId})`;

/** Cancelled lines, on the day of the cancellation. */
export const cancelledLines: FactTable = {
  id: 'cancellations',
  family: 'orders',
  from: sql`${cancellations}`,
  storeId: sql`${cancellations.storeId}`,
  sourceId: ofItsOrder(sql`o.source`),
  at: sql`${cancellations.cancelledAt}`,
  day: sql`${cancellations.cancelledDay}`,
  onOrderDay: { at: ofItsOrder(sql`o.sold_at`), day: sql`${cancellations.soldDay}` },
  currency: sql`${cancellations.currency}`,
  joins: {
    order: joinOrder(sql`${cancellations.storeId}`, sql`${cancellations.orderId}`),
    ...orderJoins,
    ...ofCancelled.joins,
  },
  dimensions: { ...orderDimensions(['order']), ...ofCancelled.dimensions },
};

const ofRefunded = productDimensions({
  storeId: sql`${refunds.storeId}`,
  variantId: sql`${refunds.variantId}`,
  productId: sql`${refunds.productId}`,
  sku: sql`${refunds.sku}`,
});

/** Refunds that are not part of a cancellation, on the day of the refund. */
export const refundedLines: FactTable = {
  id: 'refunds',
  family: 'orders',
  from: sql`(select * from ${refunds} where ${refunds.counted}) as ${refunds}`,
  storeId: sql`${refunds.storeId}`,
  sourceId: sql`${refunds.source}`,
  at: sql`${refunds.refundedAt}`,
  day: sql`${refunds.refundedDay}`,
  currency: sql`${refunds.currency}`,
  joins: {
    order: joinOrder(sql`${refunds.storeId}`, sql`${refunds.orderId}`),
    ...orderJoins,
    ...ofRefunded.joins,
  },
  dimensions: { ...orderDimensions(['order']), ...ofRefunded.dimensions },
};
