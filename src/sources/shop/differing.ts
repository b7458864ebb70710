import type { Existing, ReconcileContext } from '../define.ts';

/** The most ids worth walking to find what is missing; a span with more is halved first. */
const worthWalking = 2_000;

/** Instants [from, to). */
export type Between = { readonly from: Temporal.Instant; readonly to: Temporal.Instant };

/** How a platform tells of the orders that were placed in a span: how many there are, and which. */
export type OrdersIn = {
  readonly count: (span: Between) => Promise<number>;
  readonly ids: (span: Between) => Promise<readonly string[]>;
};

const middleOf = ({ from, to }: Between): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(
    Math.floor((from.epochMilliseconds + to.epochMilliseconds) / 2_000) * 1_000,
  );

/** Finds the spans in which the platform has another number of orders than we do, and lists what it has there. */
export async function* differing(
  orders: OrdersIn,
  span: Between,
  context: ReconcileContext,
): AsyncGenerator<Existing> {
  const total = await orders.count(span);
  const ours = await context.stored('orders', span.from, span.to);
  if (ours.count === total || ours.count === 0) return;
  const middle = middleOf(span);
  const canHalve = Temporal.Instant.compare(middle, span.from) > 0;
  if (canHalve && Math.max(total, ours.count) > worthWalking) {
    yield* differing(orders, { from: span.from, to: middle }, context);
    yield* differing(orders, { from: middle, to: span.to }, context);
    return;
  }
  yield { rows: 'orders', ids: await orders.ids(span), ...span };
}

/** The same over all orders that are stored, save the last minutes: what comes in now is the pull's. */
export async function* differingOrders(
  orders: OrdersIn,
  context: ReconcileContext,
): AsyncGenerator<Existing> {
  const { first } = await context.stored('orders');
  const to = context.now.subtract({ minutes: 10 });
  if (first === null || Temporal.Instant.compare(first, to) >= 0) return;
  const from = first.round({ smallestUnit: 'second', roundingMode: 'floor' });
  yield* differing(orders, { from, to }, context);
}
