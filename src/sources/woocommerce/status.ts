import type { StoredOrder } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { utcOf } from '../shop/reading.ts';
import type { WooOrder } from './shapes.ts';

/** What a shop's own settings say about its orders. */
export type OrderRules = {
  /** Statuses of plug-ins that count as an order. */
  readonly acceptedStatuses: readonly string[];
  /** Payment methods that are paid later: an order by them is accepted when it is placed. */
  readonly offlineMethods: readonly string[];
};

/** METRICS.md's table for WooCommerce. */
const accepted: ReadonlySet<string> = new Set(['processing', 'completed', 'on-hold', 'refunded']);
const neverAnOrder: ReadonlySet<string> = new Set([
  'checkout-draft',
  'pending',
  'failed',
  'trash',
  'auto-draft',
]);

/** Core's ways to pay that need nobody online. */
export const coreOfflineMethods = ['bacs', 'cheque', 'cod'] as const;

/** Whether a status is one that a plug-in has added. */
export const isCustomStatus = (status: string): boolean =>
  !accepted.has(status) && !neverAnOrder.has(status) && status !== 'cancelled';

/** Whether the order was accepted at some time: it says so, it was paid, or we saw it accepted before. */
export const wasAccepted = (order: WooOrder, rules: OrderRules, stored: StoredOrder | undefined): boolean => {
  const { status } = order;
  if (accepted.has(status) || rules.acceptedStatuses.includes(status)) return true;
  if (neverAnOrder.has(status)) return false;
  if (order.date_paid_gmt || stored?.accepted) return true;
  return status === 'cancelled' && rules.offlineMethods.includes(order.payment_method ?? '');
};

type Cancelled = Pick<RowOf<'orders'>, 'cancelledAt' | 'cancelDateKnown'>;

/**
 * When it was cancelled. WooCommerce keeps no date: it is the change by which an order that we had seen accepted
 * turned up cancelled; of one that was cancelled before we first looked, only the fact is known.
 */
export const cancelledOf = (
  order: WooOrder,
  placedAt: string,
  stored: StoredOrder | undefined,
): Cancelled => {
  if (order.status !== 'cancelled') return { cancelledAt: null };
  if (stored?.cancelledAt)
    return { cancelledAt: stored.cancelledAt, cancelDateKnown: stored.cancelDateKnown };
  if (stored?.accepted)
    return { cancelledAt: utcOf(order.date_modified_gmt, 'date_modified_gmt'), cancelDateKnown: true };
  return { cancelledAt: placedAt, cancelDateKnown: false };
};
