import type { RowOf } from '#src/sources/rows.ts';
import type { Oracle, World } from './world.ts';
import { by, dayOf, instant, sum, sumKnown, within } from './world.ts';

type Level = {
  readonly variantId: string;
  readonly available: number;
  readonly onHand: number;
  readonly committed: number;
};

const isLater = (at: string, then: Temporal.Instant): boolean =>
  Temporal.Instant.compare(instant(at), then) > 0;

/** Levels per variant and location as they were: what there is now, less what has moved since. */
const levelsAt = (world: World, then: Temporal.Instant): readonly Level[] =>
  (world.shop.stockLevels ?? []).map(({ variantId, locationId, ...level }) => {
    const since = (world.shop.stockMoves ?? []).filter(
      (move) => move.variantId === variantId && move.locationId === locationId && isLater(move.at, then),
    );
    const available = (level.available ?? 0) - sum(since, ({ availableDelta }) => availableDelta);
    const onHand = (level.onHand ?? 0) - sum(since, ({ onHandDelta }) => onHandDelta);
    return { variantId, available, onHand, committed: onHand - available };
  });

const variantOf = (world: World, id: string): RowOf<'variants'> | undefined =>
  (world.shop.variants ?? []).find((variant) => variant.id === id);

const isOnSale = (world: World, variant: RowOf<'variants'> | undefined): boolean => {
  const product = (world.shop.products ?? []).find(({ id }) => id === variant?.productId);
  return variant?.active === true && variant.tracked === true && product?.active === true;
};

/** Available pieces of each variant on sale, all locations together. */
const onSale = (
  world: World,
): readonly { readonly variant: RowOf<'variants'>; readonly available: number }[] =>
  (world.shop.variants ?? [])
    .filter((variant) => isOnSale(world, variant))
    .map((variant) => ({
      variant,
      available: sum(
        levelsAt(world, world.to).filter(({ variantId }) => variantId === variant.id),
        ({ available }) => available,
      ),
    }));

const valueAt = (world: World, then: Temporal.Instant): number | null =>
  sumKnown(levelsAt(world, then), ({ variantId, onHand }) => {
    const cost = variantOf(world, variantId)?.unitCostMinor;
    return cost == null ? null : Number(cost) * onHand;
  });

/** The end of each day that the period touches; the last may not be over yet. */
const dayEnds = (world: World): readonly Temporal.Instant[] => {
  const ends: Temporal.Instant[] = [];
  for (
    let day = Temporal.PlainDate.from(dayOf(world, world.from));
    day.toString() <= dayOf(world, world.to.subtract({ nanoseconds: 1 }));
    day = day.add({ days: 1 })
  )
    ends.push(day.add({ days: 1 }).toZonedDateTime(world.zone).toInstant());
  return ends;
};

/** Over more than a day, the mean of the values at the end of each day. */
const stockValue: Oracle = (world) => {
  if (world.to.since(world.from).total('hours') <= 25) return valueAt(world, world.to);
  const ends = dayEnds(world);
  return sum(ends, (end) => valueAt(world, end)) / ends.length;
};

const toCome = (world: World, when: Temporal.Instant) =>
  (world.shop.purchaseOrders ?? [])
    .filter(({ orderedAt, cancelledAt }) => by(when, orderedAt) && !by(when, cancelledAt))
    .map((order) => ({
      order,
      pieces: sum(
        (world.shop.purchaseOrderLines ?? []).filter(({ purchaseOrderId }) => purchaseOrderId === order.id),
        ({ orderedQuantity, receivedQuantity, receivedAt }) =>
          Math.max(
            0,
            orderedQuantity - (receivedAt == null || by(when, receivedAt) ? (receivedQuantity ?? 0) : 0),
          ),
      ),
    }));

const unsold: Oracle = (world) => {
  const sellable = Map.groupBy(onSale(world), ({ variant }) => variant.productId);
  const sold = new Set(
    (world.shop.orders ?? [])
      .filter(
        ({ accepted, kind, placedAt }) =>
          accepted && (kind ?? 'order') === 'order' && within(world, placedAt),
      )
      .flatMap(({ id }) => (world.shop.orderLines ?? []).filter(({ orderId }) => orderId === id))
      .map(({ productId }) => productId),
  );
  return [...sellable].filter(
    ([product, variants]) => sum(variants, ({ available }) => available) > 0 && !sold.has(product),
  ).length;
};

export const stockOracles: Readonly<Record<string, Oracle>> = {
  'stock.available': (world) => sum(levelsAt(world, world.to), ({ available }) => available),
  'stock.on_hand': (world) => sum(levelsAt(world, world.to), ({ onHand }) => onHand),
  'stock.committed': (world) => sum(levelsAt(world, world.to), ({ committed }) => committed),
  'stock.inbound': (world) => sum(toCome(world, world.to), ({ pieces }) => pieces),
  'stock.arriving': (world) =>
    sum(
      toCome(world, world.now).filter(
        ({ order }) =>
          order.expectedOn != null &&
          order.expectedOn >= dayOf(world, world.from) &&
          order.expectedOn <= dayOf(world, world.to.subtract({ nanoseconds: 1 })),
      ),
      ({ pieces }) => pieces,
    ),
  'stock.out_of_stock': (world) => onSale(world).filter(({ available }) => available <= 0).length,
  'stock.low_stock': (world) =>
    onSale(world).filter(
      ({ variant, available }) => variant.lowStockLevel != null && available <= variant.lowStockLevel,
    ).length,
  'stock.below_reorder': (world) =>
    onSale(world).filter(
      ({ variant, available }) => variant.reorderPoint != null && available <= variant.reorderPoint,
    ).length,
  'stock.value': stockValue,
  'products.unsold': unsold,
};
