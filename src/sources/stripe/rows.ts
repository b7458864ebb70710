import { z } from 'zod';
import type { FactRows, RowOf } from '../rows.ts';
import { shaped } from '../shop/reading.ts';
import { currencyOf, dayOf, instantOf, minorOf } from './amounts.ts';

const provider = 'Stripe';

const charge = z.object({
  id: z.string(),
  amount: z.number().int(),
  amount_captured: z.number().int(),
  captured: z.boolean(),
  created: z.number().int(),
  currency: z.string(),
  status: z.enum(['succeeded', 'pending', 'failed']),
  failure_code: z.string().nullish(),
  outcome: z.object({ reason: z.string().nullish() }).nullish(),
  payment_method_details: z.object({ type: z.string() }).nullish(),
  balance_transaction: z
    .union([z.string(), z.object({ amount: z.number().int(), fee: z.number().int(), currency: z.string() })])
    .nullish(),
});

/**
 * An attempt to pay. Where it was settled in another currency than it was paid in, the settled amount counts: the fee is
 * in that one too.
 */
const paymentOf = (raw: unknown): FactRows => {
  const one = shaped(charge, raw);
  const settled = typeof one.balance_transaction === 'object' ? one.balance_transaction : null;
  const currency = currencyOf(settled?.currency ?? one.currency);
  const isPaid = one.status === 'succeeded' && one.captured;
  const status = one.status === 'failed' ? 'failed' : isPaid ? 'paid' : 'pending';
  const amount =
    settled && settled.currency !== one.currency ? settled.amount : isPaid ? one.amount_captured : one.amount;
  return {
    payments: [
      {
        id: one.id,
        orderId: null,
        at: instantOf(one.created),
        method: one.payment_method_details?.type ?? null,
        provider,
        status,
        currency,
        amountMinor: minorOf(amount, currency),
        feeMinor: settled ? minorOf(settled.fee, currency) : null,
        declineReason: status === 'failed' ? (one.outcome?.reason ?? one.failure_code ?? null) : null,
      },
    ],
  };
};

const time = z.number().int().nullish();

const invoice = z.object({
  id: z.string(),
  number: z.string().nullish(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']).nullish(),
  currency: z.string(),
  created: z.number().int(),
  effective_at: time,
  due_date: time,
  total: z.number().int(),
  amount_remaining: z.number().int(),
  status_transitions: z
    .object({ finalized_at: time, marked_uncollectible_at: time, paid_at: time, voided_at: time })
    .nullish(),
});

const closedAt = (one: z.infer<typeof invoice>): number | null => {
  const { paid_at, voided_at, marked_uncollectible_at } = one.status_transitions ?? {};
  if (one.status === 'paid') return paid_at ?? one.created;
  if (one.status === 'void') return voided_at ?? one.created;
  return one.status === 'uncollectible' ? (marked_uncollectible_at ?? one.created) : null;
};

/** What a customer owes; a draft is nothing yet. What is still to be paid is what Stripe says, not the total. */
const invoiceOf = (raw: unknown): FactRows => {
  const one = shaped(invoice, raw);
  if (!one.status || one.status === 'draft') return {};
  const currency = currencyOf(one.currency);
  const issued = one.effective_at ?? one.status_transitions?.finalized_at ?? one.created;
  const closed = closedAt(one);
  return {
    invoices: [
      {
        id: one.id,
        kind: 'receivable',
        number: one.number ?? one.id,
        issuedOn: dayOf(issued),
        dueOn: one.due_date ? dayOf(one.due_date) : null,
        currency,
        amountMinor: minorOf(one.total, currency),
        paidMinor: minorOf(one.total - one.amount_remaining, currency),
        closedAt: closed === null ? null : instantOf(closed),
      },
    ],
  };
};

const payout = z.object({
  id: z.string(),
  amount: z.number().int(),
  currency: z.string(),
  created: z.number().int(),
  arrival_date: z.number().int(),
  status: z.enum(['paid', 'pending', 'in_transit', 'canceled', 'failed']),
});

/** A payout; Stripe gives no time of its own for a failure, which is therefore that of the day it should have arrived. */
const payoutOf = (raw: unknown): FactRows => {
  const one = shaped(payout, raw);
  const currency = currencyOf(one.currency);
  const arrival = instantOf(Math.max(one.arrival_date, one.created));
  const isLost = one.status === 'failed' || one.status === 'canceled';
  return {
    payouts: [
      {
        id: one.id,
        provider,
        currency,
        amountMinor: minorOf(one.amount, currency),
        createdAt: instantOf(one.created),
        expectedOn: dayOf(one.arrival_date),
        paidAt: one.status === 'paid' ? arrival : null,
        failedAt: isLost ? arrival : null,
      },
    ],
  };
};

const dispute = z.object({
  id: z.string(),
  amount: z.number().int(),
  currency: z.string(),
  created: z.number().int(),
  reason: z.string().nullish(),
  status: z.string(),
  evidence_details: z.object({ due_by: time }).nullish(),
  balance_transactions: z.array(z.object({ created: z.number().int() })).nullish(),
});

const outcomes: Readonly<Record<string, RowOf<'disputes'>['outcome']>> = {
  won: 'won',
  lost: 'lost',
  warning_closed: 'withdrawn',
  prevented: 'withdrawn',
};

/** A chargeback or the warning of one. When it was decided is told by the money that moved, else by the deadline. */
const disputeOf = (raw: unknown): FactRows => {
  const one = shaped(dispute, raw);
  const currency = currencyOf(one.currency);
  const due = one.evidence_details?.due_by ?? null;
  const outcome = outcomes[one.status] ?? null;
  const moved = (one.balance_transactions ?? []).map(({ created }) => created);
  const decided = Math.max(one.created, ...(moved.length > 1 ? moved : [due ?? one.created]));
  return {
    disputes: [
      {
        id: one.id,
        orderId: null,
        provider,
        currency,
        amountMinor: minorOf(one.amount, currency),
        reason: one.reason ?? null,
        openedAt: instantOf(one.created),
        dueBy: due !== null && one.status.endsWith('needs_response') ? instantOf(due) : null,
        closedAt: outcome === null ? null : instantOf(decided),
        outcome,
      },
    ],
  };
};

/**
 * The lists that are read. `again` is for how many days things may still change without having been open: a payout
 * that was paid may fail, an invoice may be voided.
 */
export const lists = [
  {
    path: 'charges',
    families: ['payments', 'fees'],
    query: { 'expand[]': 'data.balance_transaction' },
    oneQuery: { 'expand[]': 'balance_transaction' },
    again: 3,
    open: ['pending'],
    read: paymentOf,
  },
  {
    path: 'invoices',
    families: ['invoices'],
    query: {},
    oneQuery: {},
    again: 30,
    open: ['draft', 'open'],
    read: invoiceOf,
  },
  {
    path: 'payouts',
    families: ['payouts'],
    query: {},
    oneQuery: {},
    again: 30,
    open: ['pending', 'in_transit'],
    read: payoutOf,
  },
  {
    path: 'disputes',
    families: ['disputes'],
    query: {},
    oneQuery: {},
    again: 30,
    open: [
      'needs_response',
      'under_review',
      'warning_needs_response',
      'warning_under_review',
      'appeal_needs_response',
    ],
    read: disputeOf,
  },
] as const;

export type StripeList = (typeof lists)[number];
