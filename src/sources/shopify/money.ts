import type { Batch } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { countryOf } from '../shop/country.ts';
import { byId, minorOf, readEach, shaped } from '../shop/reading.ts';
import { numberOf } from './ids.ts';
import { checkoutId } from './orders.ts';
import { checkoutShape, disputeShape, payoutShape } from './shapes.ts';

const provider = 'Shopify Payments';

/** The token in the address by which a checkout is taken up again: the order that came of it names it too. */
const tokenIn = (url: string): string | null => /\/([A-Za-z0-9_-]{8,})\/recover\b/.exec(url)?.[1] ?? null;

/** Checkouts with contact details that were left; Shopify keeps those that were completed later, too. */
export const readCheckouts = (items: readonly unknown[]): Pick<Batch, 'rows' | 'unreadable'> => {
  const { read, unreadable } = readEach(
    items,
    { family: 'checkouts', reference: (item) => `checkouts/${numberOf(byId('checkouts')(item))}` },
    (item): RowOf<'checkouts'> => {
      const checkout = shaped(checkoutShape, item);
      const { amount, currencyCode: currency } = checkout.totalPriceSet.shopMoney;
      const token = tokenIn(checkout.abandonedCheckoutUrl);
      return {
        id: token === null ? numberOf(checkout.id) : checkoutId(token),
        startedAt: checkout.createdAt,
        completedAt: checkout.completedAt ?? null,
        hasContact: true,
        currency,
        valueMinor: minorOf(amount, currency, 'totalPriceSet'),
        country: countryOf(checkout.shippingAddress?.countryCodeV2),
        updatedAt: checkout.updatedAt,
      };
    },
  );
  return { rows: { checkouts: read }, unreadable };
};

/** Payouts; when the money arrived is not recorded, only that it did. */
export const readPayouts = (items: readonly unknown[]): Pick<Batch, 'rows' | 'unreadable'> => {
  const { read, unreadable } = readEach(
    items,
    { family: 'payouts', reference: (item) => `payouts/${numberOf(byId('payouts')(item))}` },
    (item): RowOf<'payouts'> => {
      const payout = shaped(payoutShape, item);
      const { amount, currencyCode: currency } = payout.net;
      const isOff = payout.status === 'FAILED' || payout.status === 'CANCELED';
      return {
        id: numberOf(payout.id),
        provider,
        currency,
        amountMinor: minorOf(amount, currency, 'net'),
        createdAt: payout.issuedAt,
        paidAt: payout.status === 'PAID' ? payout.issuedAt : null,
        failedAt: isOff ? payout.issuedAt : null,
      };
    },
  );
  return { rows: { payouts: read }, unreadable };
};

const outcomes: Readonly<Record<string, 'won' | 'lost' | 'withdrawn'>> = {
  WON: 'won',
  LOST: 'lost',
  ACCEPTED: 'lost',
  CHARGE_REFUNDED: 'lost',
  PREVENTED: 'withdrawn',
};

/** Disputes; one that is decided without a date is closed when we saw it. */
export const readDisputes = (
  items: readonly unknown[],
  now: Temporal.Instant,
): Pick<Batch, 'rows' | 'unreadable'> => {
  const { read, unreadable } = readEach(
    items,
    { family: 'disputes', reference: (item) => `disputes/${numberOf(byId('disputes')(item))}` },
    (item): RowOf<'disputes'> => {
      const dispute = shaped(disputeShape, item);
      const { amount, currencyCode: currency } = dispute.amount;
      const outcome = outcomes[dispute.status] ?? null;
      return {
        id: numberOf(dispute.id),
        orderId: dispute.order ? numberOf(dispute.order.id) : null,
        provider,
        currency,
        amountMinor: minorOf(amount, currency, 'amount'),
        reason: dispute.reasonDetails.reason,
        openedAt: dispute.initiatedAt,
        dueBy: dispute.evidenceDueBy ?? null,
        closedAt: outcome ? (dispute.finalizedOn ?? now.toString()) : null,
        outcome,
      };
    },
  );
  return { rows: { disputes: read }, unreadable };
};
