import type { RowOf } from '#src/sources/rows.ts';
import type { Line, Order, World } from './world.ts';
import { by, instant, within } from './world.ts';

/** An order that counts, with its goods, and since when it is cancelled. */
export type Sold = {
  readonly order: Order;
  readonly goods: readonly Line[];
  readonly isNew: boolean;
  readonly cancelledAt: string | null;
};

const cancelOf = (order: Order): string | null =>
  order.cancelledAt ? (order.cancelDateKnown === false ? order.placedAt : order.cancelledAt) : null;

const isOrder = (order: Order): boolean => order.accepted && (order.kind ?? 'order') === 'order';

/** Orders of the world that count at all, wherever and whenever. */
const allSold = (world: World): readonly Sold[] => {
  const orders = (world.shop.orders ?? []).filter(isOrder);
  const byTime = orders.toSorted(
    (a, b) => Temporal.Instant.compare(instant(a.placedAt), instant(b.placedAt)) || (a.id < b.id ? -1 : 1),
  );
  const seen = new Set<string>();
  return byTime.map((order) => {
    const isNew = order.personKey != null && !seen.has(order.personKey);
    if (order.personKey) seen.add(order.personKey);
    const goods = (world.shop.orderLines ?? []).filter(
      (line) => line.orderId === order.id && (line.kind ?? 'product') === 'product',
    );
    return { order, goods, isNew, cancelledAt: cancelOf(order) };
  });
};

const here = (world: World, order: Order | undefined): boolean =>
  world.country === null || order?.country === world.country;

/** Orders that count, of the country asked for. */
export const soldHere = (world: World): readonly Sold[] =>
  allSold(world).filter(({ order }) => here(world, order));

/** Those placed in the period. */
export const soldIn = (world: World): readonly Sold[] =>
  soldHere(world).filter(({ order }) => within(world, order.placedAt));

const orderOf = (world: World, id: string | null | undefined): Order | undefined =>
  (world.shop.orders ?? []).find((order) => order.id === id);

/** Refunds that count by themselves: not at or after the cancellation, and of orders that count or of credit notes. */
export const refundsIn = (world: World): readonly RowOf<'refunds'>[] =>
  (world.shop.refunds ?? []).filter((refund) => {
    const order = orderOf(world, refund.orderId);
    if (!order || !within(world, refund.refundedAt) || !here(world, order)) return false;
    if (order.kind === 'credit_note') return true;
    const cancelledAt = cancelOf(order);
    const isBefore =
      cancelledAt === null || Temporal.Instant.compare(instant(refund.refundedAt), instant(cancelledAt)) < 0;
    return isOrder(order) && isBefore;
  });

/** What was given back before the order was cancelled. */
const refundedBefore = (world: World, { order, cancelledAt }: Sold): readonly RowOf<'refunds'>[] =>
  (world.shop.refunds ?? []).filter(
    (refund) =>
      refund.orderId === order.id &&
      cancelledAt !== null &&
      Temporal.Instant.compare(instant(refund.refundedAt), instant(cancelledAt)) < 0,
  );

/** What a cancellation takes back of its order. */
export type Cancelled = {
  readonly sold: Sold;
  readonly amount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly cost: number;
};

export const cancelledIn = (world: World): readonly Cancelled[] =>
  soldHere(world)
    .filter((sold) => within(world, sold.cancelledAt))
    .map((sold) => {
      const before = refundedBefore(world, sold);
      const worth = sold.goods.reduce(
        (total, line) => total + Number(line.grossMinor - (line.discountMinor ?? 0n)),
        0,
      );
      const back = (of: (refund: RowOf<'refunds'>) => bigint): number =>
        before.reduce((total, refund) => total + Number(of(refund)), 0);
      const pieces = (line: Line): number =>
        Math.max(
          0,
          line.quantity -
            before
              .filter(({ lineId }) => lineId === line.lineId)
              .reduce((total, { quantity }) => total + (quantity ?? 0), 0),
        );
      return {
        sold,
        amount: worth - back(({ amountMinor }) => amountMinor),
        shipping: Number(sold.order.shippingMinor ?? 0n) - back(({ shippingMinor }) => shippingMinor ?? 0n),
        tax: Number(sold.order.taxMinor ?? 0n) - back(({ taxMinor }) => taxMinor ?? 0n),
        cost: sold.goods.reduce((total, line) => total + Number(line.unitCostMinor ?? 0n) * pieces(line), 0),
      };
    });

/** Orders in the state they were in at an instant, whether they count for sales or not yet. */
export const ordersAt = (world: World, at: Temporal.Instant): readonly Order[] =>
  (world.shop.orders ?? []).filter(
    (order) =>
      isOrder(order) &&
      here(world, order) &&
      by(at, order.placedAt) &&
      !by(at, cancelOf(order) ?? order.cancelledAt),
  );

export const belongsHere = (world: World, orderId: string | null | undefined): boolean =>
  here(world, orderOf(world, orderId));
