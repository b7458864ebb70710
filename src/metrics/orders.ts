import { sql } from 'drizzle-orm';
import { cancellations, orderLines, orders } from '#src/database/schema/sales.ts';
import type { Aggregate, Metric } from './define.ts';
import { orderedValue } from './sales.ts';
import { cancelledLines, soldLines, soldOrders } from './tables/sales.ts';
import { happened } from './tables.ts';

const base = {
  sensitivity: 'open',
  departments: ['marketing', 'finance', 'leadership', 'warehouse'],
  owner: 'finance',
  tolerancePercent: 1,
  maxAgeMinutes: 60,
  defaultPeriod: 'last_30_days',
} as const;

const orderUnit = { kind: 'count', one: 'order', many: 'orders' } as const;

/** Orders seen through their lines: each counts once, however many lines fit. */
const ordersOfLines: Aggregate = {
  kind: 'distinct',
  of: sql`${orderLines.orderId}`,
};

export const ordersPlaced: Metric = {
  ...base,
  id: 'sales.orders',
  redFlag: { for: ['marketing', 'leadership', 'it'], over: 'today', of: 'change', op: '<', limit: '-50' },
  label: 'orders',
  vague: { words: ['busiest', 'busy', 'quietest', 'peak'], by: ['hour', 'weekday', 'day', 'week', 'month'] },
  eachWorth: 'sales.largest_orders',
  formula: 'orders placed and accepted, on the day they were placed; later cancelled ones included',
  unit: orderUnit,
  good: 'up',
  synonyms: {
    en: [
      'orders',
      'order',
      'orders placed',
      'number of orders',
      'order count',
      'orders received',
      'new orders',
      'order volume',
    ],
    de: ['bestellungen', 'auftraege', 'auftrage', 'anzahl bestellungen'],
    es: ['pedidos', 'numero de pedidos'],
  },
  compute: {
    kind: 'measure',
    table: soldOrders,
    take: { kind: 'count' },
    otherwise: { table: soldLines, take: ordersOfLines },
  },
  beside: ['sales.orders_later_cancelled'],
  examples: [
    'how many orders yesterday',
    'orders last week from Germany',
    'number of orders per day this month',
  ],
};

const ordersLaterCancelled: Metric = {
  ...base,
  id: 'sales.orders_later_cancelled',
  label: 'later cancelled',
  formula: 'of the orders placed in the period, those cancelled since',
  unit: orderUnit,
  good: 'down',
  synonyms: { en: [] },
  compute: {
    kind: 'measure',
    table: soldOrders,
    take: { kind: 'count' },
    where: (at) => happened(sql`${orders.cancelledAt}`, at),
  },
  examples: [],
};

const cancelledOrders: Metric = {
  ...base,
  id: 'sales.cancelled_orders',
  label: 'cancelled orders',
  asMoney: 'sales.cancellations',
  formula: 'orders cancelled in the period, whenever they were placed',
  unit: orderUnit,
  good: 'down',
  synonyms: {
    en: [
      'cancelled orders',
      'canceled orders',
      'orders cancelled',
      'orders canceled',
      'order cancellations',
      'number of cancellations',
    ],
    de: ['stornierte bestellungen'],
    es: ['pedidos cancelados'],
  },
  neighbours: [{ id: 'sales.cancellations', difference: 'their value' }],
  compute: {
    kind: 'measure',
    table: cancelledLines,
    take: { kind: 'distinct', of: sql`${cancellations.orderId}` },
  },
  examples: ['how many orders were cancelled yesterday', 'cancelled orders last month by country'],
};

const cancellationRate: Metric = {
  ...base,
  id: 'sales.cancellation_rate',
  label: 'cancellation rate',
  formula: 'of the orders placed in the period, the share that has been cancelled since',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: ['cancellation rate', 'cancel rate', 'share of cancelled orders'],
    de: ['stornoquote'],
    es: ['tasa de cancelacion'],
  },
  compute: { kind: 'ratio', of: ordersLaterCancelled, by: ordersPlaced },
  minimumSample: 20,
  examples: ['cancellation rate last month'],
};

const averageOrderValue: Metric = {
  ...base,
  id: 'sales.average_order_value',
  label: 'average order value',
  formula: '(gross sales − discounts) / orders, excluding tax and shipping',
  unit: { kind: 'money' },
  good: 'up',
  synonyms: {
    en: [
      'average order value',
      'aov',
      'basket value',
      'average basket',
      'average basket value',
      'order value',
    ],
    de: ['durchschnittlicher bestellwert', 'warenkorbwert', 'durchschnittlicher warenkorb'],
    es: ['valor medio del pedido', 'ticket medio'],
  },
  compute: { kind: 'ratio', of: orderedValue, by: ordersPlaced },
  examples: ['average order value last month', 'AOV by country last week'],
};

const isDiscounted = sql`(${orders.discountMinor} > 0 or ${orders.discountCodes} <> '{}')`;

const discountedOrders: Metric = {
  ...base,
  id: 'sales.discounted_orders',
  label: 'orders with a discount',
  formula: 'orders placed with a discount or a discount code',
  unit: orderUnit,
  good: 'neutral',
  synonyms: {
    en: [
      'discounted orders',
      'orders with a discount',
      'orders with discount',
      'orders using a discount',
      'orders used a discount',
      'orders used a code',
      'orders used a discount code',
      'orders used a coupon',
      'orders with a code',
      'orders with a discount code',
      'orders with a promo code',
      'orders with a voucher',
      'orders with a coupon',
      'orders on discount',
      'code redemptions',
    ],
    de: ['bestellungen mit rabatt'],
    es: ['pedidos con descuento'],
  },
  compute: { kind: 'measure', table: soldOrders, take: { kind: 'count' }, where: isDiscounted },
  examples: ['how many orders used a discount last month', 'discounted orders last week'],
};

const discountedOrderRate: Metric = {
  ...base,
  id: 'sales.discounted_order_rate',
  label: 'share of orders with a discount',
  formula: 'orders with a discount / orders',
  unit: { kind: 'percent' },
  good: 'neutral',
  synonyms: {
    en: [
      'discounted order rate',
      'share of discounted orders',
      'share of orders with a discount',
      'percentage of orders with a discount',
    ],
    de: ['anteil bestellungen mit rabatt'],
    es: ['porcentaje de pedidos con descuento'],
  },
  compute: { kind: 'ratio', of: discountedOrders, by: ordersPlaced },
  minimumSample: 20,
  examples: ['share of orders with a discount last month'],
};

const largestOrders: Metric = {
  ...base,
  id: 'sales.largest_orders',
  label: 'largest orders',
  formula: 'orders by what the customer paid, including tax and shipping',
  unit: { kind: 'money' },
  good: 'up',
  synonyms: {
    en: [
      'largest orders',
      'biggest orders',
      'largest order',
      'biggest order',
      'highest order',
      'top orders',
      'most expensive order',
    ],
    de: ['groesste bestellungen', 'grosste bestellungen', 'groesste bestellung'],
    es: ['pedidos mas grandes', 'mayor pedido'],
  },
  compute: { kind: 'measure', table: soldOrders, take: { kind: 'sum', of: sql`${orders.totalMinor}` } },
  listBy: 'order',
  noTotal: true,
  examples: ['biggest order last week', 'largest orders yesterday'],
};

export const orderMetrics: readonly Metric[] = [
  ordersPlaced,
  ordersLaterCancelled,
  cancelledOrders,
  cancellationRate,
  averageOrderValue,
  discountedOrders,
  discountedOrderRate,
  largestOrders,
];
