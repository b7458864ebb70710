import * as tables from '#src/database/schema/money.ts';
import { describe } from './column.ts';
import { dayOf } from './derive.ts';

export const payments = describe(tables.payments, {
  what: 'Every attempt to pay, failed ones too.',
  family: 'payments',
  dated: 'at',
  splitBy: ['orders'],
  events: { payments: ['day'], fees: ['day'] },
  derived: { day: dayOf('r.at') },
  columns: {
    id: 'The transaction at its source.',
    orderId: 'Its order; a failed attempt may have none.',
    at: 'When.',
    method: { what: 'How.', dimension: 'payment_method' },
    provider: { what: 'Payment provider.', dimension: 'payment_provider' },
    status: 'How it ended.',
    currency: 'Currency of its amounts.',
    amountMinor: 'Amount, with tax.',
    feeMinor: { what: 'Fee of the provider.', family: 'fees' },
    declineReason: { what: 'Why it failed.', dimension: 'decline_reason' },
    updatedAt: 'When this row last changed.',
  },
});

export const invoices = describe(tables.invoices, {
  what: 'What customers owe us and what we owe suppliers. No names: the number is the handle.',
  family: 'invoices',
  dated: 'issuedOn',
  familyByChoice: { column: 'kind', of: { receivable: 'invoices', payable: 'bills' } },
  events: { invoices: ['issuedOn', 'dueOn', 'closedAt'], bills: ['issuedOn', 'dueOn', 'closedAt'] },
  columns: {
    id: 'The invoice at its source.',
    kind: '`receivable` = a customer owes us, `payable` = we owe a supplier.',
    number: 'Invoice number.',
    orderId: 'The order it bills; the order is then not counted as owed a second time.',
    issuedOn: 'Its date.',
    dueOn: 'The day it is due.',
    currency: 'Currency of its amounts.',
    amountMinor: 'Amount, with tax.',
    paidMinor: { what: 'Paid so far.', absent: '0' },
    closedAt: 'When it was settled or written off.',
    updatedAt: 'When this row last changed.',
  },
});

export const payouts = describe(tables.payouts, {
  what: 'Money on its way from a payment provider to the bank.',
  family: 'payouts',
  dated: 'createdAt',
  events: { payouts: ['createdAt', 'expectedOn', 'paidAt', 'failedAt'] },
  columns: {
    id: 'The payout at its source.',
    provider: { what: 'Payment provider.', dimension: 'payment_provider' },
    currency: 'Currency of its amount.',
    amountMinor: 'Amount.',
    createdAt: 'When it was made.',
    expectedOn: 'The day it should arrive.',
    paidAt: 'When it arrived.',
    failedAt: 'When it failed.',
    updatedAt: 'When this row last changed.',
  },
});

export const disputes = describe(tables.disputes, {
  what: 'Chargebacks.',
  family: 'disputes',
  dated: 'openedAt',
  events: { disputes: ['openedAt', 'closedAt'] },
  columns: {
    id: 'The dispute at its source.',
    orderId: 'Its order.',
    provider: { what: 'Payment provider.', dimension: 'payment_provider' },
    currency: 'Currency of its amount.',
    amountMinor: 'Amount.',
    reason: 'Why, as the provider says.',
    openedAt: 'When it was opened.',
    dueBy: 'By when our answer must be in.',
    closedAt: 'When it was decided.',
    outcome: 'How it ended.',
    updatedAt: 'When this row last changed.',
  },
});

export const giftCardEntries = describe(tables.giftCardEntries, {
  what: 'Gift cards issued, redeemed and expired.',
  family: 'gift_cards',
  dated: 'at',
  events: { gift_cards: ['at'] },
  columns: {
    id: 'The entry at its source.',
    cardId: 'The card (not its code).',
    kind: 'What happened.',
    at: 'When.',
    currency: 'Currency of its amount.',
    deltaMinor: 'Change of the balance: positive when issued, negative when redeemed or expired.',
  },
});

export const exchangeRates = describe(tables.exchangeRates, {
  what: 'Exchange rates: 1 unit of `base` = `rate` units of `quote`.',
  family: 'exchange_rates',
  dated: 'day',
  events: { exchange_rates: ['day'] },
  columns: {
    day: 'The day.',
    base: { what: 'Currency that is converted.', kind: 'currency' },
    quote: { what: 'Currency it is converted to.', kind: 'currency' },
    rate: 'The rate.',
  },
});
