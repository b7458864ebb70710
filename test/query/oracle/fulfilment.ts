import type { RowOf } from '#src/sources/rows.ts';
import { belongsHere, ordersAt, soldHere, soldIn } from './book.ts';
import { units } from './sales.ts';
import type { Oracle, Order, World } from './world.ts';
import { by, dayOf, quantile, ratio, secondsBetween, sum, sumKnown, within } from './world.ts';

const open = (world: World): readonly Order[] =>
  ordersAt(world, world.to).filter(({ shippedAt }) => !by(world.to, shippedAt));

const shippedIn = (world: World): readonly Order[] =>
  (world.shop.orders ?? []).filter(({ id, shippedAt }) => within(world, shippedAt) && belongsHere(world, id));
const shipTimes = (world: World): readonly number[] =>
  shippedIn(world).map(({ placedAt, shippedAt }) => secondsBetween(placedAt, shippedAt ?? placedAt));

const parcels = (world: World): readonly RowOf<'parcels'>[] =>
  (world.shop.parcels ?? []).filter(({ orderId }) => belongsHere(world, orderId));
const handedOver = (world: World): readonly RowOf<'parcels'>[] =>
  parcels(world).filter(({ handedOverAt }) => within(world, handedOverAt));
const deliveryTimes = (world: World): readonly number[] =>
  handedOver(world)
    .filter(({ deliveredAt }) => by(world.now, deliveredAt))
    .map(({ handedOverAt, deliveredAt }) => secondsBetween(handedOverAt ?? '', deliveredAt ?? ''));

/** Orders promised for the days of the period. Only whole days are promised, so only the days count. */
const due = (world: World): readonly Order[] => {
  const first = dayOf(world, world.from);
  const last = dayOf(world, world.to.subtract({ nanoseconds: 1 }));
  return soldHere(world)
    .filter(({ cancelledAt }) => !by(world.now, cancelledAt))
    .map(({ order }) => order)
    .filter(({ promisedOn }) => promisedOn != null && promisedOn >= first && promisedOn <= last)
    .filter(
      ({ deliveredAt, promisedOn }) =>
        by(world.now, deliveredAt) || (promisedOn ?? '') < dayOf(world, world.now),
    );
};
const onTime = (world: World): readonly Order[] =>
  due(world).filter(
    ({ deliveredAt, promisedOn }) =>
      by(world.now, deliveredAt) && dayOf(world, deliveredAt ?? '') <= (promisedOn ?? ''),
  );

const returned = (world: World): readonly RowOf<'returns'>[] =>
  (world.shop.returns ?? []).filter(
    ({ orderId, receivedAt }) => within(world, receivedAt) && belongsHere(world, orderId),
  );
const returnedOfCohort = (world: World): number => {
  const placed = new Set(soldIn(world).map(({ order }) => order.id));
  return sum(
    (world.shop.returns ?? []).filter(({ orderId }) => placed.has(orderId)),
    ({ units: of }) => of,
  );
};

export const costOfRestocked: Oracle = (world) =>
  sum(
    returned(world).filter(({ restocked }) => restocked),
    ({ orderId, lineId, units: of }) => {
      const line = (world.shop.orderLines ?? []).find(
        (one) => one.orderId === orderId && one.lineId === lineId,
      );
      return Number(line?.unitCostMinor ?? 0n) * of;
    },
  );

export const shippingCost: Oracle = (world) => sumKnown(handedOver(world), ({ costMinor }) => costMinor);

export const fulfilmentOracles: Readonly<Record<string, Oracle>> = {
  'fulfilment.unfulfilled': (world) => open(world).length,
  'fulfilment.waiting_for_stock': (world) =>
    open(world).filter(({ waitingForStockSince }) => by(world.to, waitingForStockSince)).length,
  'fulfilment.shipped_orders': (world) => shippedIn(world).length,
  'fulfilment.parcels': (world) => handedOver(world).length,
  'fulfilment.time_to_ship': (world) => quantile(shipTimes(world), 0.5),
  'fulfilment.time_to_ship_p90': (world) => quantile(shipTimes(world), 0.9),
  'fulfilment.time_from_payment_to_ship': (world) =>
    quantile(
      shippedIn(world).flatMap(({ paidAt, shippedAt }) =>
        paidAt && shippedAt && secondsBetween(paidAt, shippedAt) >= 0
          ? [secondsBetween(paidAt, shippedAt)]
          : [],
      ),
      0.5,
    ),
  'fulfilment.delivery_time': (world) => quantile(deliveryTimes(world), 0.5),
  'fulfilment.delivery_time_p90': (world) => quantile(deliveryTimes(world), 0.9),
  'fulfilment.still_on_the_way': (world) =>
    handedOver(world).filter(({ deliveredAt }) => !by(world.now, deliveredAt)).length,
  'fulfilment.due': (world) => due(world).length,
  'fulfilment.on_time': (world) => onTime(world).length,
  'fulfilment.on_time_rate': (world) => ratio(onTime(world).length, due(world).length),
  'fulfilment.late': (world) => due(world).length - onTime(world).length,
  'fulfilment.in_transit': (world) =>
    parcels(world).filter(
      ({ handedOverAt, deliveredAt }) => by(world.to, handedOverAt) && !by(world.to, deliveredAt),
    ).length,
  'fulfilment.shipping_cost': shippingCost,
  'fulfilment.cost_per_parcel': (world) => ratio(shippingCost(world), handedOver(world).length),
  'returns.units': (world) => sum(returned(world), ({ units: of }) => of),
  'returns.units_of_cohort': returnedOfCohort,
  'returns.rate': (world) => ratio(returnedOfCohort(world), units(world)),
  'returns.reasons': (world) => sum(returned(world), ({ units: of }) => of),
  'finance.cost_of_restocked': costOfRestocked,
};
