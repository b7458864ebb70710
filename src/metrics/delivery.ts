import { sql } from 'drizzle-orm';
import { parcels } from '#src/database/schema/fulfilment.ts';
import { orders } from '#src/database/schema/sales.ts';
import type { Metric, Moment } from './define.ts';
import { handedOverParcels, parcelsOnTheWay, promisedOrders } from './tables/fulfilment.ts';
import { happened, pending, today } from './tables.ts';

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

const cancelledAt = sql`${orders.cancelledAt}`;
const deliveredAt = sql`${orders.deliveredAt}`;
const handedOverAt = sql`${parcels.handedOverAt}`;
const parcelDeliveredAt = sql`${parcels.deliveredAt}`;

const deliverySeconds = (at: Moment) =>
  sql`case when ${happened(parcelDeliveredAt, at)} then extract(epoch from ${parcels.deliveredAt} - ${parcels.handedOverAt}) end`;

const deliveryTime: Metric = {
  ...base,
  id: 'fulfilment.delivery_time',
  label: 'delivery time',
  formula: 'median time from hand-over to delivery, for parcels handed over in the period that have arrived',
  unit: { kind: 'duration' },
  good: 'down',
  needs: ['deliveries'],
  synonyms: {
    en: [
      'delivery time',
      'transit time',
      'shipping time',
      'how long does delivery take',
      'how fast is delivery',
      'days to deliver',
      'how long does delivery',
      'how long do deliveries',
      'delivery speed',
      'how fast do we deliver',
      'time to deliver',
      'delivery times',
      'delivery days',
      'how long do parcels',
      'how long does shipping',
    ],
    de: ['lieferzeit', 'laufzeit', 'zustelldauer'],
    es: ['tiempo de entrega', 'plazo de entrega'],
  },
  compute: { kind: 'measure', table: handedOverParcels, take: { kind: 'median', of: deliverySeconds } },
  beside: ['fulfilment.delivery_time_p90', 'fulfilment.still_on_the_way'],
  examples: ['delivery time last month by carrier', 'how long does delivery take to Austria'],
};

const deliveryTimeSlow: Metric = {
  ...deliveryTime,
  id: 'fulfilment.delivery_time_p90',
  label: 'delivery time, slowest tenth',
  formula: 'nine of ten parcels of the period that have arrived took at most this long',
  synonyms: { en: ['delivery time p90', '90th percentile delivery time'] },
  compute: { kind: 'measure', table: handedOverParcels, take: { kind: 'p90', of: deliverySeconds } },
  beside: [],
  examples: [],
};

const stillOnTheWay: Metric = {
  ...base,
  id: 'fulfilment.still_on_the_way',
  label: 'still on the way',
  formula: 'parcels handed over in the period that have not arrived yet',
  unit: parcelUnit,
  good: 'neutral',
  needs: ['deliveries'],
  synonyms: { en: [] },
  compute: {
    kind: 'measure',
    table: handedOverParcels,
    take: { kind: 'count' },
    where: (at) => pending(parcelDeliveredAt, at),
  },
  examples: [],
};

const onTime = (at: Moment) =>
  sql`(${happened(deliveredAt, at)} and ${orders.deliveredDay} <= ${orders.promisedOn})`;

/** Promised for the period, and either delivered or past its promise. */
const due = (at: Moment) => sql`${orders.soldAt} is not null and ${pending(cancelledAt, at)}
  and (${happened(deliveredAt, at)} or ${orders.promisedOn} < ${today(at, sql`${orders.storeId}`)})`;

const dueOrders: Metric = {
  ...base,
  id: 'fulfilment.due',
  label: 'orders due',
  formula: 'orders promised for the period that were delivered or are past their promise',
  unit: orderUnit,
  good: 'neutral',
  needs: ['promises'],
  synonyms: { en: ['orders due', 'orders promised'] },
  compute: { kind: 'measure', table: promisedOrders, take: { kind: 'count' }, where: due },
  examples: [],
};

const onTimeOrders: Metric = {
  ...dueOrders,
  id: 'fulfilment.on_time',
  label: 'orders delivered on time',
  formula: 'orders promised for the period and delivered by the promised day',
  synonyms: { en: ['orders delivered on time', 'delivered on time'] },
  compute: {
    kind: 'measure',
    table: promisedOrders,
    take: { kind: 'count' },
    where: (at) => sql`${due(at)} and ${onTime(at)}`,
  },
};

const onTimeRate: Metric = {
  ...base,
  id: 'fulfilment.on_time_rate',
  redFlag: {
    for: ['warehouse', 'support'],
    over: 'last_7_days',
    by: ['carrier'],
    of: 'value',
    op: '<',
    limit: '70',
  },
  label: 'on-time rate',
  formula:
    'orders delivered by the promised day / orders promised for the period that were delivered or are past their promise',
  unit: { kind: 'percent' },
  good: 'up',
  synonyms: {
    en: [
      'on-time rate',
      'on time rate',
      'on-time delivery',
      'on time delivery',
      'on-time delivery rate',
      'on time',
      'delivered on time rate',
      'share delivered on time',
      'punctuality',
    ],
    de: ['puenktlichkeit', 'punktlichkeit', 'liefertreue', 'puenktlich geliefert'],
    es: ['entregas a tiempo', 'tasa de entregas a tiempo', 'puntualidad'],
  },
  compute: { kind: 'ratio', of: onTimeOrders, by: dueOrders },
  minimumSample: 20,
  examples: ['on-time rate last month', 'on-time delivery by carrier last month'],
};

const late: Metric = {
  ...base,
  id: 'fulfilment.late',
  label: 'late orders',
  needs: ['promises'],
  formula: 'orders promised for the period that were delivered after the promised day or are overdue',
  unit: orderUnit,
  good: 'down',
  synonyms: {
    en: [
      'late orders',
      'late deliveries',
      'late',
      'delayed orders',
      'delayed',
      'overdue orders',
      'orders past promise',
      'late parcels',
      'delivered late',
      'arrived late',
    ],
    de: [
      'verspaetete bestellungen',
      'verspatete bestellungen',
      'verspaetet',
      'verspatet',
      'zu spaet geliefert',
    ],
    es: ['pedidos con retraso', 'retrasados', 'entregas tarde', 'pedidos tarde'],
  },
  compute: {
    kind: 'measure',
    table: promisedOrders,
    take: { kind: 'count' },
    where: (at) => sql`${due(at)} and ${onTime(at)} is not true`,
  },
  examples: ['how many late orders last week', 'late deliveries by carrier last month'],
};

const inTransit: Metric = {
  ...base,
  id: 'fulfilment.in_transit',
  label: 'parcels in transit',
  formula: 'parcels handed to the carrier and not delivered yet',
  unit: parcelUnit,
  good: 'neutral',
  defaultPeriod: 'now',
  needs: ['deliveries'],
  synonyms: {
    en: [
      'in transit',
      'parcels in transit',
      'on the way',
      'parcels on the way',
      'orders in transit',
      'with the carrier',
      'en route',
    ],
    de: ['unterwegs', 'pakete unterwegs', 'in zustellung'],
    es: ['en transito', 'en camino', 'paquetes en camino'],
  },
  compute: {
    kind: 'state',
    table: parcelsOnTheWay,
    take: { kind: 'count' },
    where: (at) => sql`${happened(handedOverAt, at)} and ${pending(parcelDeliveredAt, at)}`,
    since: handedOverAt,
  },
  examples: ['how many parcels are in transit', 'parcels in transit by carrier'],
};

export const deliveryMetrics: readonly Metric[] = [
  deliveryTime,
  deliveryTimeSlow,
  stillOnTheWay,
  dueOrders,
  onTimeOrders,
  onTimeRate,
  late,
  inTransit,
];
