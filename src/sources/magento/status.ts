import type { StoredOrder } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { utcOf } from '../shop/reading.ts';
import { minorOr0 } from './lines.ts';
import type { MagentoOrder } from './shapes.ts';

/** METRICS.md's table for Magento: states, which are fixed; statuses are words that each shop chooses. */
const accepted: ReadonlySet<string> = new Set([
  'new',
  'processing',
  'complete',
  'closed',
  'holded',
  'payment_review',
]);

/** Whether the order was accepted at some time: its state says so, it had an invoice, or we saw it accepted before. */
export const wasAccepted = (order: MagentoOrder, stored: StoredOrder | undefined): boolean => {
  if (accepted.has(order.state)) return true;
  if (order.state !== 'canceled') return false;
  const minor = (value: MagentoOrder['base_total_due']): bigint =>
    minorOr0(value, order.base_currency_code, 'total');
  return (
    minor(order.base_total_invoiced) > 0n || minor(order.base_total_paid) > 0n || stored?.accepted === true
  );
};

type Cancelled = Pick<RowOf<'orders'>, 'cancelledAt' | 'cancelDateKnown'>;

/**
 * When it was cancelled. Magento keeps no date: it is the change by which an order that we had seen accepted turned up
 * cancelled; of one that was cancelled before we first looked, only the fact is known.
 */
export const cancelledOf = (
  order: MagentoOrder,
  placedAt: string,
  stored: StoredOrder | undefined,
): Cancelled => {
  if (order.state !== 'canceled') return { cancelledAt: null };
  if (stored?.cancelledAt)
    return { cancelledAt: stored.cancelledAt, cancelDateKnown: stored.cancelDateKnown };
  if (stored?.accepted) return { cancelledAt: utcOf(order.updated_at, 'updated_at'), cancelDateKnown: true };
  return { cancelledAt: placedAt, cancelDateKnown: false };
};
