import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { currency, day, instant, minor, minorNumeric, source, storeId } from './columns.ts';

/** Every attempt to pay, one row per transaction; a failed attempt may belong to no order. */
export const payments = pgTable(
  'payments',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    orderId: text('order_id'),
    at: instant('at').notNull(),
    method: text('method'),
    provider: text('provider'),
    status: text('status', { enum: ['paid', 'pending', 'failed'] }).notNull(),
    currency: currency(),
    amountMinor: minor('amount_minor').notNull(),
    feeMinor: minor('fee_minor'),
    declineReason: text('decline_reason'),
    updatedAt: instant('updated_at'),
    source: source(),
    day: day('day'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('payments_by_day').on(t.storeId, t.day),
    index('payments_by_order').on(t.storeId, t.orderId),
  ],
);

/** What customers owe (receivable) and what we owe suppliers (payable). No names: the number is the handle. */
export const invoices = pgTable(
  'invoices',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    kind: text('kind', { enum: ['receivable', 'payable'] }).notNull(),
    number: text('number').notNull(),
    /** The order it bills: what is owed for it is then owed on the invoice alone. */
    orderId: text('order_id'),
    issuedOn: day('issued_on').notNull(),
    dueOn: day('due_on'),
    currency: currency(),
    amountMinor: minor('amount_minor').notNull(),
    paidMinor: minor('paid_minor').notNull(),
    closedAt: instant('closed_at'),
    updatedAt: instant('updated_at'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), index('invoices_by_order').on(t.storeId, t.orderId)],
);

/** Money on its way from a payment provider to the bank. */
export const payouts = pgTable(
  'payouts',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    provider: text('provider').notNull(),
    currency: currency(),
    amountMinor: minor('amount_minor').notNull(),
    createdAt: instant('created_at').notNull(),
    expectedOn: day('expected_on'),
    paidAt: instant('paid_at'),
    failedAt: instant('failed_at'),
    updatedAt: instant('updated_at'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);

/** Chargebacks: open until `closed_at`; `due_by` is when our answer must be in. */
export const disputes = pgTable(
  'disputes',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    orderId: text('order_id'),
    provider: text('provider').notNull(),
    currency: currency(),
    amountMinor: minor('amount_minor').notNull(),
    reason: text('reason'),
    openedAt: instant('opened_at').notNull(),
    dueBy: instant('due_by'),
    closedAt: instant('closed_at'),
    outcome: text('outcome', { enum: ['won', 'lost', 'withdrawn'] }),
    updatedAt: instant('updated_at'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);

/** Gift cards issued (+), redeemed and expired (−); the balance as of an instant is the sum before it. */
export const giftCardEntries = pgTable(
  'gift_card_entries',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    cardId: text('card_id').notNull(),
    kind: text('kind', { enum: ['issued', 'redeemed', 'expired'] }).notNull(),
    at: instant('at').notNull(),
    currency: currency(),
    deltaMinor: minor('delta_minor').notNull(),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);

/** 1 unit of `base` = `rate` units of `quote` on that day. Owned by store `company`. */
export const exchangeRates = pgTable(
  'exchange_rates',
  {
    storeId: storeId(),
    day: day('day').notNull(),
    base: text('base').notNull(),
    quote: text('quote').notNull(),
    rate: minorNumeric('rate').notNull(),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.base, t.quote, t.day] })],
);
