import { isShipped } from './happen.ts';
import type { Given, Line, Order, World } from './world.ts';
import { acceptedAt, givenBack, netOf, orderTaxOf, taxOf, totalOf } from './world.ts';

/**
 * The shop's own books, kept by the rules of the metric catalogue and by nothing else: what every metric must say of a
 * day. Money in cents, durations in seconds.
 */

/** What a platform does not tell, and so cannot be in the figures. */
export type View = {
  readonly zone: string;
  readonly keepsCancelDate: boolean;
  /** Whether somebody looked at the order in a span: where no cancel date is kept, it is only known as it was seen. */
  readonly wasSeen: (order: Order, from: number, to: number) => boolean;
};

export type Entry = {
  readonly at: number;
  readonly order: Order;
  readonly metric: string;
  readonly amount: number;
  readonly line: Line | null;
};

export const dayOf = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

/** Orders that exist for the shop: not deleted, not in the trash, not a test. */
const existing = (world: World): readonly Order[] =>
  [...world.orders.values()].filter(
    (order) => order.deletedAt === null && order.trashedAt === null && !order.isTest,
  );

const isOffline = (order: Order): boolean => order.method === 'bank' || order.method === 'cod';

/** Whether an order counts: it was accepted, or would have been. */
export const counts = (order: Order): boolean => acceptedAt(order) !== null;

/** When its cancellation is booked; null = it is not cancelled. */
export const cancelledAt = (order: Order, view: View): number | null => {
  if (order.cancelledAt === null || !counts(order)) return null;
  if (view.keepsCancelDate) return order.cancelledAt;
  const wasSeen = view.wasSeen(order, acceptedAt(order) ?? 0, order.cancelledAt);
  return wasSeen ? order.cancelledAt : order.placedAt;
};

const discountOf = (line: Line): number => line.discountEach * line.quantity;

const ofRefund = (order: Order, at: number, given: Given): readonly Entry[] => [
  ...given.lines.map(({ line, amount }) => ({
    at,
    order,
    metric: 'refunds',
    amount,
    line: order.lines.find((one) => one.id === line) ?? null,
  })),
  { at, order, metric: 'refunds', amount: given.loose, line: null },
  { at, order, metric: 'shipping', amount: -given.shipping, line: null },
  { at, order, metric: 'tax', amount: -given.tax, line: null },
];

/** Everything that has to be in the sales figures, as dated entries. */
export const salesEntries = (world: World, view: View): readonly Entry[] =>
  existing(world)
    .filter(counts)
    .flatMap((order) => {
      const at = order.placedAt;
      const cancel = cancelledAt(order, view);
      const given = givenBack(order);
      const before = order.refunds.filter((refund) => cancel === null || refund.at < cancel);
      const back = before.flatMap((refund) => {
        const one = given.get(refund.id);
        return one ? [{ at: refund.at, given: one }] : [];
      });
      const entry = (metric: string, amount: number, line: Line | null = null): Entry => ({
        at,
        order,
        metric,
        amount,
        line,
      });
      const placed: readonly Entry[] = [
        entry('orders', 1),
        ...(order.lines.some((line) => line.discountEach > 0) || order.code
          ? [entry('discounted_orders', 1)]
          : []),
        entry('shipping', order.shipping),
        entry('tax', orderTaxOf(order)),
        ...order.lines.flatMap((line) => [
          entry('gross', line.unit * line.quantity, line),
          entry('discounts', discountOf(line), line),
          entry('units', line.quantity, line),
          entry('cost', (world.variants.get(line.variantId)?.cost ?? 0) * line.quantity, line),
        ]),
      ];
      const refunds = back.flatMap((one) => ofRefund(order, one.at, one.given));
      if (cancel === null) return [...placed, ...refunds];
      const left = (line: Line): number =>
        netOf(line) -
        back
          .flatMap((one) => one.given.lines)
          .reduce((sum, one) => (one.line === line.id ? sum + one.amount : sum), 0);
      const cancelled: readonly Entry[] = [
        { at: cancel, order, metric: 'cancelled_orders', amount: 1, line: null },
        ...order.lines.map((line) => ({
          at: cancel,
          order,
          metric: 'cancellations',
          amount: left(line),
          line,
        })),
        {
          at: cancel,
          order,
          metric: 'cancellations',
          amount: -back.reduce((sum, one) => sum + one.given.loose, 0),
          line: null,
        },
        {
          at: cancel,
          order,
          metric: 'shipping',
          amount: -(order.shipping - back.reduce((sum, one) => sum + one.given.shipping, 0)),
          line: null,
        },
        {
          at: cancel,
          order,
          metric: 'tax',
          amount: -(orderTaxOf(order) - back.reduce((sum, one) => sum + one.given.tax, 0)),
          line: null,
        },
      ];
      return [...placed, ...refunds, ...cancelled];
    });

/** The metrics of the catalogue as sums of entries: `-` in front takes off. */
export const salesMetrics: Readonly<Record<string, readonly string[]>> = {
  'sales.gross_sales': ['gross'],
  'sales.discounts': ['discounts'],
  'sales.cancellations': ['cancellations'],
  'sales.refunds': ['refunds'],
  'sales.net_sales': ['gross', '-discounts', '-cancellations', '-refunds'],
  'sales.shipping_charged': ['shipping'],
  'sales.tax_collected': ['tax'],
  'sales.total_sales': ['gross', '-discounts', '-cancellations', '-refunds', 'shipping', 'tax'],
  'sales.orders': ['orders'],
  'sales.cancelled_orders': ['cancelled_orders'],
  'sales.units_sold': ['units'],
  'sales.discounted_orders': ['discounted_orders'],
};

/** The same for platforms that know what goods cost. */
export const costMetrics: Readonly<Record<string, readonly string[]>> = {
  'finance.cost_of_goods_sold': ['cost'],
};

/** Sums of a metric by whatever an entry is grouped by; groups that sum to nothing are left out. */
export const sumBy = (
  entries: readonly Entry[],
  metric: string,
  groupOf: (entry: Entry) => string | null,
): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const part of salesMetrics[metric] ?? costMetrics[metric] ?? []) {
    const sign = part.startsWith('-') ? -1 : 1;
    const name = part.replace('-', '');
    for (const entry of entries) {
      if (entry.metric !== name) continue;
      const group = groupOf(entry);
      if (group !== null) sums.set(group, (sums.get(group) ?? 0) + sign * entry.amount);
    }
  }
  return new Map([...sums].filter(([, sum]) => sum !== 0));
};

/** Orders that are open to be sent. */
export const unfulfilled = (world: World): number =>
  existing(world).filter((order) => counts(order) && order.cancelledAt === null && !isShipped(order)).length;

/** Orders not paid yet, and what they owe. */
export const unpaid = (world: World): { readonly orders: number; readonly amount: number } => {
  const open = existing(world).filter(
    (order) => counts(order) && order.cancelledAt === null && order.paidAt === null && isOffline(order),
  );
  return {
    orders: open.length,
    amount: open.reduce((sum, order) => sum + totalOf(order) - editedOff(order), 0),
  };
};

/** What editing took off an order before it was paid. */
const editedOff = (order: Order): number =>
  order.refunds
    .filter((refund) => refund.kind === 'edit')
    .reduce((sum, refund) => {
      const lines = refund.lines.map(({ line, quantity }) => {
        const own = order.lines.find((one) => one.id === line);
        return own ? netOf(own, quantity) + taxOf(own, quantity) : 0;
      });
      return sum + lines.reduce((a, b) => a + b, 0);
    }, 0);

/** Orders whose last parcel was handed over, by day. */
export const shippedOn = (world: World, zone: string): ReadonlyMap<string, number> => {
  const days = existing(world)
    .filter((order) => counts(order) && isShipped(order))
    .map((order) => dayOf(Math.max(...order.parcels.map((parcel) => parcel.at)), zone));
  return tally(days);
};

export const parcelsOn = (world: World, zone: string): ReadonlyMap<string, number> =>
  tally(
    existing(world)
      .filter(counts)
      .flatMap((order) => order.parcels.map((parcel) => dayOf(parcel.at, zone))),
  );

/** Pieces that came back into stock with a refund, by day. */
export const returnedOn = (world: World, zone: string): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const order of existing(world).filter(counts))
    for (const refund of order.refunds)
      if (refund.restock)
        for (const { quantity } of refund.lines)
          found.set(dayOf(refund.at, zone), (found.get(dayOf(refund.at, zone)) ?? 0) + quantity);
  return found;
};

const tally = (values: readonly string[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
};

/** Different customers with an order. */
export const customers = (world: World): number =>
  new Set(
    existing(world)
      .filter(counts)
      .map((order) => order.customer),
  ).size;

/** Customers whose first order is among these. */
export const newCustomers = (world: World): number =>
  new Set(
    existing(world)
      .filter((order) => counts(order) && order.nth === 1)
      .map((order) => order.customer),
  ).size;

/** Checkouts not completed within an hour, by day of their start. */
export const abandonedOn = (world: World, zone: string): ReadonlyMap<string, number> =>
  tally(
    [...world.checkouts.values()]
      .filter((one) => one.startedAt <= world.now - 3_600_000)
      .filter((one) => one.completedAt === null || one.completedAt > one.startedAt + 3_600_000)
      .map((one) => dayOf(one.startedAt, zone)),
  );

/** Payments that were declined before another went through, what Shopify Payments keeps, and what it pays out. */
export const paymentsOf = (
  world: World,
  of: { readonly feeOf: (order: Order) => number; readonly hadDecline: (order: Order) => boolean },
): {
  readonly failed: number;
  readonly fees: number;
  readonly payouts: number;
  readonly disputes: number;
} => {
  const orders = existing(world).filter(counts);
  const paid = orders.filter((order) => order.paidAt !== null && order.method === 'card');
  return {
    failed: orders.filter(of.hadDecline).length,
    fees: paid.reduce((sum, order) => sum + of.feeOf(order), 0),
    payouts: [...world.payouts.values()]
      .filter((one) => one.status !== 'FAILED')
      .reduce((sum, one) => sum + one.amount, 0),
    disputes: [...world.disputes.values()].filter((one) => one.closedAt === null).length,
  };
};

/** Stock of every SKU that is still sold. */
export const stockOf = (
  world: World,
): ReadonlyMap<string, { readonly available: number; readonly onHand: number; readonly committed: number }> =>
  new Map(
    [...world.variants.values()]
      .filter((variant) => variant.active)
      .map((variant) => {
        const levels = [...variant.stock.values()];
        const onHand = levels.reduce((sum, level) => sum + level.onHand, 0);
        const committed = levels.reduce((sum, level) => sum + level.committed, 0);
        return [variant.sku, { available: onHand - committed, onHand, committed }];
      }),
  );
