import type { Rows, Window } from './collect.ts';
import { within } from './collect.ts';
import type { Days } from './days.ts';
import { hourMs, iso, past } from './days.ts';
import { keyOf, randomOf } from './random.ts';
import type { Shop } from './shops.ts';
import type { Move } from './stock.ts';
import type { PurchaseOrder } from './supply.ts';

const locationId = (shop: Shop, place: number): string => shop.locations[place]?.id ?? '';

export const addMoveRow = (rows: Rows, shop: Shop, move: Move): void =>
  rows.add('stockMoves', {
    id: move.id,
    variantId: move.variant.id,
    locationId: locationId(shop, move.location),
    kind: move.kind,
    at: iso(move.at),
    availableDelta: move.available,
    onHandDelta: move.onHand,
  });

/** A purchase order with its lines, and the supplier's bill once the goods are there. */
export const addPurchaseRows = (
  rows: Rows,
  shop: Shop,
  days: Days,
  order: PurchaseOrder,
  window: Window,
): void => {
  addBill(rows, shop, days, order, window);
  const events = [order.ordered, order.arrives, order.cancelled];
  if (order.ordered > window.until || !events.some((at) => within(at, window))) return;
  rows.add('purchaseOrders', {
    id: order.number,
    number: order.number,
    kind: order.kind,
    locationId: locationId(shop, order.location),
    orderedAt: iso(order.ordered),
    expectedOn: order.expectedOn,
    cancelledAt: past(order.cancelled, window.until),
    updatedAt: iso(Math.max(...events.filter((at) => at <= window.until))),
  });
  const hasArrived = order.arrives <= window.until;
  for (const [n, { variant, quantity }] of order.lines.entries()) {
    rows.add('purchaseOrderLines', {
      purchaseOrderId: order.number,
      lineId: String(n + 1),
      variantId: variant.id,
      orderedQuantity: quantity,
      receivedQuantity: hasArrived ? quantity : 0,
      receivedAt: past(order.arrives, window.until),
    });
  }
};

/** Bills come with the goods, are due 30 days later and mostly paid by then. */
const addBill = (rows: Rows, shop: Shop, days: Days, order: PurchaseOrder, window: Window): void => {
  if (order.kind === 'transfer' || !Number.isFinite(order.arrives)) return;
  const random = randomOf(keyOf(order.number), 31);
  const day = days.of(order.arrives);
  const paid =
    days.start(day + 30 + (random.chance(0.85) ? -random.whole(0, 4) : random.whole(2, 25))) + 11 * hourMs;
  if (order.arrives > window.until) return;
  if (!within(order.arrives, window) && !within(paid, window)) return;
  const net = order.lines.reduce((sum, { variant, quantity }) => sum + (variant.unitCost ?? 0) * quantity, 0);
  const amount = BigInt(Math.round(net * 1.19));
  rows.add('invoices', {
    id: `bill-${order.number}`,
    kind: 'payable',
    number: `BILL-${order.number}`,
    issuedOn: days.text(day),
    dueOn: days.text(day + 30),
    currency: shop.currency,
    amountMinor: amount,
    paidMinor: paid <= window.until ? amount : 0n,
    closedAt: past(paid, window.until),
    updatedAt: iso(paid <= window.until ? paid : order.arrives),
  });
};
