import type { Order } from '../world.ts';
import { givenBack, isOnline, moneyOf, totalOf } from '../world.ts';
import { bag, gid, money, time } from './shapes.ts';

const gateways = {
  card: ['shopify_payments', 'Shopify Payments'],
  paypal: ['paypal', 'PayPal'],
  bank: ['Bank Deposit', 'Bank Deposit'],
  cod: ['Cash on Delivery (COD)', 'Cash on Delivery (COD)'],
} as const;

/** What Shopify Payments keeps of a payment. */
export const feeOf = (order: Order): number => Math.round(totalOf(order) * 0.02);

/** Whether the customer's first try to pay was declined. */
export const hadDecline = (order: Order): boolean => isOnline(order.method) && order.id % 7 === 0;

export const transactionsOf = (order: Order) => {
  const [gateway, formattedGateway] = gateways[order.method];
  const one = (nth: number, kind: string, status: string, at: number, cents: number) => ({
    id: gid('OrderTransaction', order.id * 10 + nth),
    kind,
    status,
    gateway,
    formattedGateway,
    processedAt: time(at),
    createdAt: time(at),
    test: order.isTest,
    errorCode: status === 'FAILURE' ? 'CARD_DECLINED' : null,
    amountSet: bag(cents),
    fees:
      kind !== 'REFUND' && status === 'SUCCESS' && order.method === 'card' && kind !== 'AUTHORIZATION'
        ? [{ id: gid('TransactionFee', order.id), amount: money(feeOf(order)), type: 'processing_fee' }]
        : [],
  });
  const total = totalOf(order);
  const list: unknown[] = [];
  if (hadDecline(order)) list.push(one(0, 'SALE', 'FAILURE', order.placedAt, total));
  if (!isOnline(order.method)) list.push(one(1, 'SALE', 'PENDING', order.placedAt, total));
  if (order.paidAt !== null) {
    const isTwoSteps = order.method === 'paypal';
    if (isTwoSteps) list.push(one(2, 'AUTHORIZATION', 'SUCCESS', order.paidAt, total));
    list.push(one(3, isTwoSteps ? 'CAPTURE' : 'SALE', 'SUCCESS', order.paidAt, total));
  }
  for (const [index, given] of [...givenBack(order).values()].entries())
    if (order.paidAt !== null)
      list.push(one(4 + index, 'REFUND', 'SUCCESS', order.updatedAt, moneyOf(given)));
  return list;
};
