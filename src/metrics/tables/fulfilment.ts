import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { longOnTheWay, parcels, returns } from '#src/database/schema/fulfilment.ts';
import { locations } from '#src/database/schema/products.ts';
import { longOpen, longUnpaid, orders, usualHours } from '#src/database/schema/sales.ts';
import type { Moment } from '../define.ts';
import type { FactTable } from '../tables.ts';
import { instantOf, storeCurrency } from '../tables.ts';
import { orderDimensions, orderJoins, productDimensions, soldOrders } from './sales.ts';

/** Orders in whatever state they were at an instant: what is open, on its way, waiting. */
export const orderStates: FactTable = {
  id: 'order_states',
  family: 'fulfilment',
  from: soldOrders.from,
  storeId: soldOrders.storeId,
  sourceId: sql`${orders.source}`,
  joins: {
    ...soldOrders.joins,
    parcel: sql`left join lateral (
    select p.carrier from ${parcels} p
    where p.store_id = ${orders.storeId} and p.order_id = ${orders.id}
    order by p.handed_over_at nulls last limit 1) as first_parcel on true`,
  },
  dimensions: { ...soldOrders.dimensions, carrier: { of: sql`first_parcel.carrier`, joins: ['parcel'] } },
  ...(soldOrders.currency && { currency: soldOrders.currency }),
};

/**
 * Orders that may be waiting for something at an instant: those placed shortly before it, and those that waited long.
 * Which they are in detail is for the metric to say.
 */
const waitingOrders = (long: SQL) => (at: Moment) => {
  const recently = instantOf(at.asOf.subtract({ hours: usualHours }));
  return sql`(
    select * from ${orders} where placed_at > ${recently} and placed_at <= ${instantOf(at.asOf)}
    union all
    select * from ${orders} where placed_at <= ${recently} and ${long}) as ${orders}`;
};

/** Orders that may be open at an instant, with how long they have waited. */
export const openOrders: FactTable = {
  ...orderStates,
  id: 'open_orders',
  from: waitingOrders(longOpen),
  dimensions: {
    ...orderStates.dimensions,
    age_band: {
      of: (at) => sql`case
        when ${orders.placedAt} > ${instantOf(at.asOf)} - interval '1 day' then 'under 1 day'
        when ${orders.placedAt} > ${instantOf(at.asOf)} - interval '3 days' then '1–2 days'
        when ${orders.placedAt} > ${instantOf(at.asOf)} - interval '8 days' then '3–7 days'
        else 'over 7 days' end`,
    },
  },
};

/** Orders that may be unpaid at an instant. */
export const unpaidOrders: FactTable = {
  ...openOrders,
  id: 'unpaid_orders',
  family: 'paid_dates',
  from: waitingOrders(longUnpaid),
};

/** Orders on the day their last parcel was handed to the carrier. */
export const shippedOrders: FactTable = {
  ...orderStates,
  id: 'shipped_orders',
  at: sql`${orders.shippedAt}`,
  day: sql`${orders.shippedDay}`,
};

/** Orders on the day they were promised for: the base of on-time delivery. */
export const promisedOrders: FactTable = {
  ...orderStates,
  id: 'promised_orders',
  family: 'deliveries',
  day: sql`${orders.promisedOn}`,
};

const ofParcel: Pick<FactTable, 'from' | 'storeId' | 'sourceId' | 'joins' | 'dimensions'> = {
  from: sql`${parcels}`,
  storeId: sql`${parcels.storeId}`,
  sourceId: sql`${parcels.source}`,
  joins: {
    order: sql`join ${orders} on ${orders.storeId} = ${parcels.storeId} and ${orders.id} = ${parcels.orderId}`,
    codes: orderJoins.codes,
    location: sql`left join ${locations} on ${locations.storeId} = ${parcels.storeId} and ${locations.id} = ${parcels.locationId}`,
  },
  dimensions: {
    ...orderDimensions(['order']),
    carrier: { of: sql`${parcels.carrier}` },
    shipping_method: { of: sql`${parcels.shippingMethod}` },
    location: { of: sql`${locations.name}`, joins: ['location'] },
  },
};

/** Parcels on the day they were handed to the carrier. */
export const handedOverParcels: FactTable = {
  ...ofParcel,
  id: 'parcels',
  family: 'fulfilment',
  at: sql`${parcels.handedOverAt}`,
  day: sql`${parcels.handedOverDay}`,
  currency: sql`coalesce(${parcels.currency}, ${storeCurrency(sql`${parcels.storeId}`)})`,
};

/** Parcels that may be with the carrier at an instant: those handed over shortly before it, and those that took long. */
export const parcelsOnTheWay: FactTable = {
  ...ofParcel,
  id: 'parcels_on_the_way',
  family: 'fulfilment',
  currency: handedOverParcels.currency ?? sql``,
  from: (at) => {
    const recently = at.asOf.subtract({ hours: usualHours });
    return sql`(
      select * from ${parcels}
      where handed_over_day >= ${recently.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 }).toString()}::date
        and handed_over_at > ${instantOf(recently)} and handed_over_at <= ${instantOf(at.asOf)}
      union all
      select * from ${parcels} where handed_over_at <= ${instantOf(recently)} and ${longOnTheWay}) as ${parcels}`;
  },
};

const ofReturn = productDimensions({
  storeId: sql`${returns.storeId}`,
  variantId: sql`${returns.variantId}`,
  productId: sql`${returns.productId}`,
  sku: sql`${returns.sku}`,
});

const joinOrder = sql`join ${orders} on ${orders.storeId} = ${returns.storeId} and ${orders.id} = ${returns.orderId}`;

/** Returned units, on the day they were received. */
export const receivedReturns: FactTable = {
  id: 'returns',
  family: 'returns',
  from: sql`${returns}`,
  storeId: sql`${returns.storeId}`,
  sourceId: sql`${returns.source}`,
  at: sql`${returns.receivedAt}`,
  day: sql`${returns.receivedDay}`,
  currency: storeCurrency(sql`${returns.storeId}`),
  joins: { order: joinOrder, ...orderJoins, ...ofReturn.joins },
  dimensions: {
    ...orderDimensions(['order']),
    ...ofReturn.dimensions,
    return_reason: { of: sql`${returns.reason}` },
  },
};

/** Returned units, on the day the order they come from counts: the cohort of the return rate. */
export const returnsOfCohort: FactTable = {
  ...receivedReturns,
  id: 'returns_of_cohort',
  from: sql`${returns} ${joinOrder}`,
  at: sql`${orders.soldAt}`,
  day: sql`${returns.soldDay}`,
  joins: { ...receivedReturns.joins, order: sql`` },
};
