import { sql } from 'drizzle-orm';
import { orders } from '#src/database/schema/sales.ts';
import type { Metric, Moment } from './define.ts';
import { handedOverParcels, openOrders, shippedOrders } from './tables/fulfilment.ts';
import { happened, pending } from './tables.ts';

const base = {
  sensitivity: 'open',
  departments: ['warehouse', 'support', 'leadership'],
  owner: 'warehouse',
  tolerancePercent: 2,
  maxAgeMinutes: 60,
  defaultPeriod: 'last_30_days',
} as const;

const orderUnit = { kind: 'count', one: 'order', many: 'orders' } as const;
const parcelUnit = { kind: 'count', one: 'parcel', many: 'parcels' } as const;

const placedAt = sql`${orders.placedAt}`;
const cancelledAt = sql`${orders.cancelledAt}`;
const shippedAt = sql`${orders.shippedAt}`;
const secondsToShip = sql`extract(epoch from ${orders.shippedAt} - ${orders.placedAt})`;

const isOrder = sql`${orders.accepted} and ${orders.kind} = 'order'`;

const isOpen = (at: Moment) =>
  sql`${isOrder} and ${happened(placedAt, at)} and ${pending(cancelledAt, at)} and ${pending(shippedAt, at)}`;

const unfulfilled: Metric = {
  ...base,
  id: 'fulfilment.unfulfilled',
  label: 'open orders',
  formula: 'orders accepted, not cancelled and not yet completely handed to the carrier',
  unit: orderUnit,
  good: 'down',
  defaultPeriod: 'now',
  synonyms: {
    en: [
      'open orders',
      'unfulfilled orders',
      'unfulfilled',
      'backlog',
      'orders to pick',
      'to pick',
      'to ship',
      'orders to ship',
      'orders waiting to ship',
      'unshipped orders',
      'not shipped',
      'still to ship',
      'pending orders',
      'orders not shipped',
      'order backlog',
      'orders open',
      'orders pending',
      'orders to send',
      'orders left to ship',
      'orders waiting',
      'orders to pack',
      'to pack',
      'not yet shipped',
      'orders to fulfil',
      'orders unfulfilled',
      'orders unshipped',
      'orders stuck',
      'orders not sent',
      'orders without shipment',
    ],
    de: [
      'offene bestellungen',
      'offene auftraege',
      'offene auftrage',
      'rueckstand',
      'ruckstand',
      'zu versenden',
      'noch nicht versendet',
      'nicht versendet',
      'nicht verschickt',
      'unversendet',
      'zu packen',
      'zu kommissionieren',
    ],
    es: ['pedidos abiertos', 'pedidos pendientes', 'pedidos sin enviar', 'por enviar'],
  },
  neighbours: [{ id: 'fulfilment.waiting_for_stock', difference: 'those of them that lack stock' }],
  compute: {
    kind: 'state',
    table: openOrders,
    take: { kind: 'count' },
    where: isOpen,
    since: placedAt,
  },
  beside: ['fulfilment.waiting_for_stock'],
  examples: [
    'how many open orders do we have',
    'what is our backlog',
    'orders to ship by location',
    'open orders by age',
  ],
};

const waitingForStock: Metric = {
  ...base,
  id: 'fulfilment.waiting_for_stock',
  label: 'orders waiting for stock',
  needs: ['backorders'],
  formula: 'open orders that cannot ship for lack of stock',
  unit: orderUnit,
  good: 'down',
  defaultPeriod: 'now',
  synonyms: {
    en: [
      'orders waiting for stock',
      'waiting for stock',
      'backorders',
      'back orders',
      'backordered orders',
      'backordered',
    ],
    de: ['bestellungen ohne bestand', 'rueckstaendige bestellungen', 'warten auf ware'],
    es: ['pedidos a la espera de stock'],
  },
  compute: {
    kind: 'state',
    table: openOrders,
    take: { kind: 'count' },
    where: (at) => sql`${isOpen(at)} and ${happened(sql`${orders.waitingForStockSince}`, at)}`,
    since: placedAt,
  },
  examples: ['how many backorders', 'how many orders are waiting for stock'],
};

const shipped: Metric = {
  ...base,
  id: 'fulfilment.shipped_orders',
  label: 'shipped orders',
  verbs: [
    'ship',
    'shipped',
    'dispatch',
    'dispatched',
    'went out',
    'sent out',
    'send out',
    'sent',
    'verschickt',
    'versendet',
    'versandt',
    'enviados',
    'enviamos',
    'enviado',
  ],
  formula: 'orders whose last parcel was handed to the carrier in the period',
  unit: orderUnit,
  good: 'up',
  synonyms: {
    en: [
      'shipped orders',
      'orders shipped',
      'dispatched orders',
      'orders dispatched',
      'orders sent',
      'orders ship',
      'orders went out',
      'orders out',
      'orders left the warehouse',
      'orders fulfilled',
      'fulfilled orders',
      'orders sent out',
      'orders send out',
    ],
    de: ['versendete bestellungen', 'versandte bestellungen', 'verschickte bestellungen'],
    es: ['pedidos enviados'],
  },
  neighbours: [{ id: 'fulfilment.parcels', difference: 'parcels; an order can have several' }],
  compute: { kind: 'measure', table: shippedOrders, take: { kind: 'count' } },
  examples: ['how many orders did we ship yesterday', 'shipped orders last week by carrier'],
};

export const parcelCount: Metric = {
  ...base,
  id: 'fulfilment.parcels',
  label: 'parcels',
  formula: 'parcels handed to carriers in the period',
  unit: parcelUnit,
  good: 'up',
  synonyms: {
    en: [
      'parcels',
      'packages',
      'parcels shipped',
      'shipments',
      'parcels sent',
      'parcels handed',
      'parcels handed over',
      'packages sent',
      'parcels send',
      'packages shipped',
      'parcels sent out',
      'boxes shipped',
      'parcel count',
    ],
    de: ['pakete', 'sendungen', 'versendete pakete'],
    es: ['paquetes', 'envios', 'paquetes enviados'],
  },
  compute: { kind: 'measure', table: handedOverParcels, take: { kind: 'count' } },
  examples: ['how many parcels yesterday', 'parcels by carrier last week'],
};

const timeToShip: Metric = {
  ...base,
  id: 'fulfilment.time_to_ship',
  label: 'time to ship',
  formula:
    'median time from an order being placed to its last parcel being handed over, for orders shipped in the period',
  unit: { kind: 'duration' },
  good: 'down',
  synonyms: {
    en: [
      'time to ship',
      'fulfilment time',
      'fulfillment time',
      'handling time',
      'processing time',
      'how long until we ship',
      'how fast do we ship',
      'how quickly do we ship',
      'how quick do we ship',
      'shipping speed',
      'speed of shipping',
      'how long to ship',
      'how long does it take to ship',
      'days to ship',
      'hours to ship',
      'dispatch time',
    ],
    de: ['bearbeitungszeit', 'zeit bis zum versand'],
    es: ['tiempo de preparacion', 'tiempo hasta el envio'],
  },
  neighbours: [{ id: 'fulfilment.delivery_time', difference: 'from hand-over to the customer' }],
  compute: {
    kind: 'measure',
    table: shippedOrders,
    take: { kind: 'median', of: secondsToShip },
  },
  beside: ['fulfilment.time_to_ship_p90'],
  examples: ['time to ship last week', 'median fulfilment time last month by location'],
};

const timeToShipSlow: Metric = {
  ...timeToShip,
  id: 'fulfilment.time_to_ship_p90',
  label: 'time to ship, slowest tenth',
  formula: 'nine of ten orders shipped in the period took at most this long',
  synonyms: { en: ['time to ship p90', '90th percentile time to ship'] },
  compute: {
    kind: 'measure',
    table: shippedOrders,
    take: { kind: 'p90', of: secondsToShip },
  },
  beside: [],
  examples: [],
};

const paidToShip: Metric = {
  ...base,
  id: 'fulfilment.time_from_payment_to_ship',
  label: 'time from payment to ship',
  formula:
    'median time from an order being paid to its last parcel being handed over, for orders paid first and shipped in the period',
  unit: { kind: 'duration' },
  good: 'down',
  needs: ['paid_dates'],
  synonyms: {
    en: ['time from payment to ship', 'payment to shipment', 'paid to shipped', 'time from paid to shipped'],
    de: ['zeit von zahlung bis versand'],
    es: ['tiempo desde el pago hasta el envio'],
  },
  neighbours: [{ id: 'fulfilment.time_to_ship', difference: 'from the order being placed' }],
  compute: {
    kind: 'measure',
    table: shippedOrders,
    take: {
      kind: 'median',
      of: sql`extract(epoch from case when ${orders.paidAt} <= ${orders.shippedAt} then ${orders.shippedAt} - ${orders.paidAt} end)`,
    },
  },
  examples: ['time from payment to ship last week'],
};

export const fulfilmentMetrics: readonly Metric[] = [
  unfulfilled,
  waitingForStock,
  shipped,
  parcelCount,
  timeToShip,
  timeToShipSlow,
  paidToShip,
];
