import type { Rows, Window } from './collect.ts';
import { within } from './collect.ts';
import type { Days } from './days.ts';
import { iso, never, past } from './days.ts';
import type { Life, Line } from './life.ts';
import type { Shop } from './shops.ts';

/**
 * Rows of an order for what happened to it in a window, each as it stands at the window's end: an event that is
 * still to come does not show. Checkouts are kept from an instant on.
 */
export const addOrderRows = (
  rows: Rows,
  shop: Shop,
  days: Days,
  life: Life,
  window: Window,
  checkoutsFrom: number,
): void => {
  if (life.placed > window.until || life.last <= window.from) return;
  let updated = Number.NEGATIVE_INFINITY;
  for (const at of life.events) if (at <= window.until) updated = Math.max(updated, at);
  if (updated <= window.from) return;
  addOrder(rows, shop, life, window.until, updated);
  if (within(life.placed, window)) {
    addLines(rows, shop, life);
    if (life.channel === 'Web shop' && life.placed >= checkoutsFrom) addCheckout(rows, shop, life);
  }
  addPayments(rows, shop, life, window);
  addParcels(rows, shop, life, window);
  addReturns(rows, life, window);
  addRefunds(rows, shop, life, window);
  if (life.channel === 'Wholesale') addInvoice(rows, shop, days, life, window);
};

const addOrder = (rows: Rows, shop: Shop, life: Life, until: number, updated: number): void => {
  const isPaid = life.paid <= until;
  rows.add('orders', {
    id: life.number,
    number: life.number,
    accepted: true,
    placedAt: iso(life.placed),
    paidAt: past(life.paid, until),
    cancelledAt: past(life.cancelled, until),
    shippedAt: past(life.shipped, until),
    deliveredAt: past(life.delivered, until),
    promisedOn: life.promisedOn,
    dueOn: life.dueOn,
    currency: shop.currency,
    shippingMinor: BigInt(life.shipping),
    taxMinor: BigInt(life.tax),
    totalMinor: BigInt(life.total),
    outstandingMinor: isPaid || life.cancelled <= until ? 0n : BigInt(life.total),
    personKey: life.person === null ? null : `demo-${shop.id}-${life.person}`,
    personOrderIndex: life.personOrder,
    country: life.country.code,
    salesChannel: life.channel,
    paymentMethod: life.method,
    shippingMethod: life.shippingMethod,
    locationId: shop.locations[life.location]?.id ?? null,
    discountCodes: [...life.codes],
    device: life.channel === 'Web shop' ? life.device : null,
    attributedSource: life.channel === 'Web shop' ? life.source : null,
    attributedPlatform: life.channel === 'Web shop' ? life.platform : null,
    attributedCampaign: life.channel === 'Web shop' ? life.campaign : null,
    waitingForStockSince: past(life.waiting, until),
    updatedAt: iso(updated),
  });
};

const addLines = (rows: Rows, shop: Shop, life: Life): void => {
  for (const line of life.lines) {
    const { variant } = line;
    rows.add('orderLines', {
      orderId: life.number,
      lineId: line.id,
      kind: variant.kind,
      variantId: variant.id,
      productId: variant.productId,
      sku: variant.sku,
      quantity: line.quantity,
      currency: shop.currency,
      grossMinor: BigInt(line.gross),
      discountMinor: BigInt(line.discount),
      taxMinor: BigInt(line.tax),
      unitCostMinor: variant.unitCost === null ? null : BigInt(variant.unitCost),
    });
  }
};

const addCheckout = (rows: Rows, shop: Shop, life: Life): void =>
  rows.add('checkouts', {
    id: `c-${life.number}`,
    startedAt: iso(life.checkoutStarted),
    completedAt: iso(life.placed),
    hasContact: true,
    currency: shop.currency,
    valueMinor: BigInt(life.total),
    country: life.country.code,
    device: life.device,
    trafficSource: life.source,
    updatedAt: iso(life.placed),
  });

const addPayments = (rows: Rows, shop: Shop, life: Life, window: Window): void => {
  for (const payment of life.payments) {
    // Declined attempts come before the order, and are known with it.
    const isNew = within(Math.max(payment.at, life.placed), window);
    if (!isNew && !within(payment.settled, window)) continue;
    const isSettled = payment.settled <= window.until;
    rows.add('payments', {
      id: payment.id,
      orderId: life.number,
      at: iso(payment.at),
      method: payment.method,
      provider: payment.provider,
      status: isSettled ? 'paid' : payment.status,
      currency: shop.currency,
      amountMinor: BigInt(payment.amount),
      feeMinor: payment.fee === null ? null : BigInt(payment.fee),
      declineReason: payment.reason,
      updatedAt: iso(isSettled ? payment.settled : payment.at),
    });
  }
  for (const entry of life.giftCards) {
    if (!within(entry.at, window)) continue;
    rows.add('giftCardEntries', {
      id: entry.id,
      cardId: entry.card,
      kind: entry.kind,
      at: iso(entry.at),
      currency: shop.currency,
      deltaMinor: BigInt(entry.delta),
    });
  }
  if (life.dispute) addDispute(rows, shop, life, life.dispute, window);
};

const addDispute = (
  rows: Rows,
  shop: Shop,
  life: Life,
  dispute: NonNullable<Life['dispute']>,
  window: Window,
): void => {
  if (!within(dispute.opened, window) && !within(dispute.closed, window)) return;
  if (dispute.opened > window.until) return;
  const isClosed = dispute.closed <= window.until;
  rows.add('disputes', {
    id: dispute.id,
    orderId: life.number,
    provider: 'Stripe',
    currency: shop.currency,
    amountMinor: BigInt(dispute.amount),
    reason: dispute.reason,
    openedAt: iso(dispute.opened),
    dueBy: iso(dispute.due),
    closedAt: past(dispute.closed, window.until),
    outcome: isClosed ? dispute.outcome : null,
    updatedAt: iso(isClosed ? dispute.closed : dispute.opened),
  });
};

const addParcels = (rows: Rows, shop: Shop, life: Life, window: Window): void => {
  for (const parcel of life.parcels) {
    if (!within(parcel.handedOver, window) && !within(parcel.delivered, window)) continue;
    rows.add('parcels', {
      id: parcel.id,
      orderId: life.number,
      locationId: shop.locations[life.location]?.id ?? null,
      carrier: parcel.carrier,
      shippingMethod: life.shippingMethod,
      trackingNumber: parcel.tracking,
      handedOverAt: iso(parcel.handedOver),
      deliveredAt: past(parcel.delivered, window.until),
      promisedOn: life.promisedOn,
      currency: shop.currency,
      costMinor: BigInt(parcel.cost),
      updatedAt: iso(parcel.delivered <= window.until ? parcel.delivered : parcel.handedOver),
    });
  }
};

const pieceOf = ({ id, variant }: Line) => ({
  lineId: id,
  variantId: variant.id,
  productId: variant.productId,
  sku: variant.sku,
});

const addReturns = (rows: Rows, life: Life, window: Window): void => {
  for (const one of life.returns.filter(({ at }) => within(at, window))) {
    rows.add('returns', {
      id: one.id,
      orderId: life.number,
      ...pieceOf(one.line),
      units: one.units,
      reason: one.reason,
      restocked: one.restocked,
      receivedAt: iso(one.at),
      updatedAt: iso(one.at),
    });
  }
};

const addRefunds = (rows: Rows, shop: Shop, life: Life, window: Window): void => {
  for (const refund of life.refunds.filter(({ at }) => within(at, window))) {
    rows.add('refunds', {
      id: refund.id,
      orderId: life.number,
      ...pieceOf(refund.line),
      quantity: refund.quantity,
      currency: shop.currency,
      amountMinor: BigInt(refund.amount),
      shippingMinor: BigInt(refund.shipping),
      taxMinor: BigInt(refund.tax),
      reason: refund.reason,
      refundedAt: iso(refund.at),
      updatedAt: iso(refund.at),
    });
  }
};

/** Wholesale is billed: the invoice is open until it is paid, or until the order is cancelled. */
const addInvoice = (rows: Rows, shop: Shop, days: Days, life: Life, window: Window): void => {
  const closed = Math.min(life.paid, life.cancelled);
  if (!within(life.placed, window) && !within(closed, window)) return;
  const isPaid = life.paid < never && life.paid <= window.until;
  rows.add('invoices', {
    id: `inv-${life.number}`,
    kind: 'receivable',
    number: `INV-${life.number}`,
    orderId: life.number,
    issuedOn: days.text(days.of(life.placed)),
    dueOn: life.dueOn,
    currency: shop.currency,
    amountMinor: BigInt(life.total),
    paidMinor: isPaid ? BigInt(life.total) : 0n,
    closedAt: past(closed, window.until),
    updatedAt: iso(closed <= window.until ? closed : life.placed),
  });
};
