import type { Change, Order, Refund, Variant, World } from './world.ts';
import { acceptedAt } from './world.ts';

/** Things that happen in a shop: each changes the world at its present moment and leaves a trace for webhooks. */

const tell = (world: World, kind: Change['kind'], event: Change['event'], id: number): void => {
  world.changes.push({ at: world.now, kind, event, id });
};

const orderOf = (world: World, id: number): Order => {
  const order = world.orders.get(id);
  if (!order) throw new Error(`no order ${id}`);
  return order;
};

const touch = (world: World, order: Order): void => {
  order.updatedAt = world.now;
  tell(world, 'order', 'updated', order.id);
};

const touchVariant = (world: World, variant: Variant, byOrder: boolean): void => {
  variant.updatedAt = world.now;
  const product = world.products.get(variant.productId);
  if (product) product.updatedAt = world.now;
  if (product && byOrder) product.orderedAt = world.now;
  tell(world, 'product', 'updated', variant.productId);
};

const move = (
  world: World,
  variantId: number,
  location: number,
  onHand: number,
  committed: number,
  byOrder = true,
): void => {
  const variant = world.variants.get(variantId);
  const level = variant?.stock.get(location);
  if (!variant || !level) throw new Error(`no stock of ${variantId} in ${location}`);
  level.onHand += onHand;
  level.committed += committed;
  level.updatedAt = world.now;
  touchVariant(world, variant, byOrder);
};

/** Every order is sent from one place. */
export const locationOf = (order: Order): number => 1 + (order.id % 2);

const promise = (world: World, order: Order, sign: 1 | -1): void => {
  for (const line of order.lines) {
    const sent = order.parcels.flatMap((parcel) => parcel.lines).filter((one) => one.line === line.id);
    const pieces = line.quantity - line.removed - sent.reduce((sum, one) => sum + one.quantity, 0);
    if (pieces > 0) move(world, line.variantId, locationOf(order), 0, sign * pieces);
  }
};

export const place = (world: World, order: Order): void => {
  world.orders.set(order.id, order);
  tell(world, 'order', 'created', order.id);
  if (acceptedAt(order) !== null) accept(world, order);
};

/** From now on it counts: its pieces are reserved. */
const accept = (world: World, order: Order): void => {
  const before = [...world.orders.values()].filter(
    (one) => one.id !== order.id && one.customer === order.customer && acceptedAt(one) !== null,
  );
  order.nth = before.length + 1;
  promise(world, order, 1);
};

export const pay = (world: World, id: number): void => {
  const order = orderOf(world, id);
  if (
    order.paidAt !== null ||
    order.cancelledAt !== null ||
    order.deletedAt !== null ||
    order.trashedAt !== null
  )
    return;
  const isNew = acceptedAt(order) === null;
  order.paidAt = world.now;
  if (isNew) accept(world, order);
  touch(world, order);
};

export const failPayment = (world: World, id: number): void => {
  const order = orderOf(world, id);
  order.failedAt = world.now;
  touch(world, order);
};

const isAlive = (order: Order): boolean =>
  order.cancelledAt === null && order.deletedAt === null && order.trashedAt === null;

export const cancel = (world: World, id: number): void => {
  const order = orderOf(world, id);
  if (!isAlive(order) || order.parcels.length > 0) return;
  if (acceptedAt(order) !== null) promise(world, order, -1);
  order.cancelledAt = world.now;
  touch(world, order);
};

/** Sends some pieces of an order. */
export const ship = (world: World, id: number, share: 'half' | 'all'): void => {
  const order = orderOf(world, id);
  if (!isAlive(order) || acceptedAt(order) === null) return;
  const sent = order.parcels.flatMap((parcel) => parcel.lines);
  const open = order.lines
    .map((line) => ({
      line: line.id,
      variantId: line.variantId,
      quantity:
        line.quantity -
        line.removed -
        sent.filter((one) => one.line === line.id).reduce((sum, one) => sum + one.quantity, 0),
    }))
    .filter((one) => one.quantity > 0);
  const chosen = share === 'all' || open.length < 2 ? open : open.slice(0, 1);
  if (chosen.length === 0) return;
  for (const one of chosen) move(world, one.variantId, locationOf(order), -one.quantity, -one.quantity);
  const parcel = world.nextId();
  order.parcels.push({
    id: parcel,
    at: world.now,
    location: locationOf(order),
    carrier: order.id % 3 === 0 ? 'UPS' : 'DHL',
    tracking: `T${parcel}`,
    lines: chosen.map(({ line, quantity }) => ({ line, quantity })),
    deliveredAt: null,
  });
  touch(world, order);
};

/** Whether every piece that is still wanted has been handed over. */
export const isShipped = (order: Order): boolean => {
  const sent = order.parcels.flatMap((parcel) => parcel.lines);
  return (
    order.parcels.length > 0 &&
    order.lines.every(
      (line) =>
        sent.filter((one) => one.line === line.id).reduce((sum, one) => sum + one.quantity, 0) >=
        line.quantity - line.removed,
    )
  );
};

export const deliver = (world: World, id: number): void => {
  const order = orderOf(world, id);
  if (order.deletedAt !== null || order.trashedAt !== null) return;
  for (const parcel of order.parcels) parcel.deliveredAt ??= world.now;
  if (order.parcels.length > 0) touch(world, order);
};

export const refund = (world: World, id: number, given: Omit<Refund, 'id' | 'at'>): void => {
  const order = orderOf(world, id);
  if (order.deletedAt !== null || order.trashedAt !== null || order.paidAt === null) return;
  if (order.refunds.some((one) => one.kind === 'rest')) return;
  order.refunds.push({ ...given, id: world.nextId(), at: world.now });
  if (given.restock)
    for (const one of given.lines) {
      const line = order.lines.find((own) => own.id === one.line);
      if (line) move(world, line.variantId, locationOf(order), one.quantity, 0);
    }
  touch(world, order);
};

/** Takes a piece off an order before it is sent. */
export const edit = (world: World, id: number): void => {
  const order = orderOf(world, id);
  const line = order.lines.find((one) => one.quantity > 1);
  if (!isAlive(order) || acceptedAt(order) === null || order.parcels.length > 0 || !line) return;
  if (order.refunds.length > 0) return;
  line.removed = 1;
  order.refunds.push({
    id: world.nextId(),
    at: world.now,
    kind: 'edit',
    lines: [{ line: line.id, quantity: 1 }],
    loose: 0,
    shipping: false,
    restock: false,
  });
  move(world, line.variantId, locationOf(order), 0, -1);
  touch(world, order);
};

/** Removes an order without a trace. */
export const erase = (world: World, id: number): void => {
  const order = orderOf(world, id);
  if (!isAlive(order) || order.parcels.length > 0) return;
  if (acceptedAt(order) !== null) promise(world, order, -1);
  order.deletedAt = world.now;
  tell(world, 'order', 'deleted', id);
};

export const trash = (world: World, id: number): void => {
  const order = orderOf(world, id);
  if (!isAlive(order) || order.parcels.length > 0) return;
  if (acceptedAt(order) !== null) promise(world, order, -1);
  order.trashedAt = world.now;
  order.updatedAt = world.now;
  tell(world, 'order', 'deleted', id);
};

export const receive = (world: World, variantId: number, location: number, pieces: number): void =>
  move(world, variantId, location, pieces, 0, false);

export const rename = (world: World, productId: number, title: string): void => {
  const product = world.products.get(productId);
  if (!product || product.deletedAt !== null) return;
  product.title = title;
  product.updatedAt = world.now;
  product.orderedAt = world.now;
  for (const variant of world.variants.values())
    if (variant.productId === productId) variant.updatedAt = world.now;
  tell(world, 'product', 'updated', productId);
};

export const eraseProduct = (world: World, productId: number): void => {
  const product = world.products.get(productId);
  if (!product) return;
  product.deletedAt = world.now;
  for (const variant of world.variants.values()) if (variant.productId === productId) variant.active = false;
};
