import type { RowOf } from '../rows.ts';
import { minorOf, sum } from '../shop/reading.ts';
import { numberOf } from './ids.ts';
import type { ShopifyOrder, ShopifyTransaction } from './shapes.ts';

type Payment = RowOf<'payments'>;

const timeOf = (one: ShopifyTransaction): string => one.processedAt ?? one.createdAt;

const isMoneyIn = (one: ShopifyTransaction): boolean =>
  (one.kind === 'SALE' || one.kind === 'CAPTURE') && one.status === 'SUCCESS' && !one.test;

const isAttempt = (one: ShopifyTransaction): boolean =>
  ['SALE', 'CAPTURE', 'AUTHORIZATION', 'EMV_AUTHORIZATION'].includes(one.kind) && !one.test;

/**
 * How an attempt to pay ended. An authorization that went through is money to come; once it is captured, the capture is
 * the payment. Refunds and voids are no attempts.
 */
const statusOf = (one: ShopifyTransaction, isCaptured: boolean): Payment['status'] | null => {
  if (one.status === 'FAILURE' || one.status === 'ERROR') return 'failed';
  if (isMoneyIn(one)) return 'paid';
  return isCaptured ? null : 'pending';
};

export const paymentRows = (order: ShopifyOrder): readonly Payment[] => {
  const isCaptured = order.transactions.some(isMoneyIn);
  return order.transactions.filter(isAttempt).flatMap((one): readonly Payment[] => {
    const status = statusOf(one, isCaptured);
    if (!status) return [];
    const { currencyCode: currency } = one.amountSet.shopMoney;
    const id = numberOf(one.id);
    const fees = one.fees.filter((fee) => fee.amount.currencyCode === currency);
    return [
      {
        id,
        orderId: numberOf(order.id),
        at: timeOf(one),
        method: one.formattedGateway || one.gateway || null,
        provider: one.gateway || null,
        status,
        currency,
        amountMinor: minorOf(one.amountSet.shopMoney.amount, currency, `transaction ${id} amount`),
        feeMinor:
          fees.length > 0
            ? sum(fees.map((fee) => minorOf(fee.amount.amount, currency, `transaction ${id} fee`)))
            : null,
        declineReason: status === 'failed' ? (one.errorCode ?? null) : null,
        updatedAt: order.updatedAt,
      },
    ];
  });
};

/** When the order was paid in full: the payment that reached its total, or the last one where editing made it smaller. */
export const paidAtOf = (order: ShopifyOrder): string | null => {
  const total = minorOf(order.totalPriceSet.shopMoney.amount, order.currencyCode, 'totalPriceSet');
  const payments = order.transactions.filter(isMoneyIn).toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
  let paid = 0n;
  for (const one of payments) {
    paid += minorOf(one.amountSet.shopMoney.amount, order.currencyCode, `transaction ${one.id} amount`);
    if (paid >= total && paid > 0n) return timeOf(one);
  }
  const last = payments.at(-1);
  return order.fullyPaid ? (last ? timeOf(last) : order.processedAt) : null;
};
