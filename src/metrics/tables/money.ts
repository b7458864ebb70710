import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { disputes, giftCardEntries, invoices, payments, payouts } from '#src/database/schema/money.ts';
import { longUnpaid, orders, usualHours } from '#src/database/schema/sales.ts';
import type { Moment } from '../define.ts';
import type { FactTable } from '../tables.ts';
import { happened, instantOf, pending, today } from '../tables.ts';
import { orderDimensions, orderJoins } from './sales.ts';

const joinOrder = sql`left join ${orders} on ${orders.storeId} = ${payments.storeId} and ${orders.id} = ${payments.orderId}`;

/** Attempts to pay, on the day of the attempt. */
export const paymentAttempts: FactTable = {
  id: 'payments',
  family: 'payments',
  from: sql`${payments}`,
  storeId: sql`${payments.storeId}`,
  sourceId: sql`${payments.source}`,
  at: sql`${payments.at}`,
  day: sql`${payments.day}`,
  currency: sql`${payments.currency}`,
  joins: { order: joinOrder, ...orderJoins },
  dimensions: {
    ...orderDimensions(['order']),
    payment_method: { of: sql`${payments.method}` },
    payment_provider: { of: sql`${payments.provider}` },
    decline_reason: { of: sql`${payments.declineReason}` },
  },
};

/** Columns of the row that `owedToUs` and `owedByUs` make per open document. */
export const owed = { amount: sql`owed.amount`, dueOn: sql`owed.due_on` } as const;

/** Invoices of a kind that were open at an instant; what was paid on one that has been closed since is not known for then. */
const openInvoices = (kind: 'receivable' | 'payable', at: Moment): SQL => sql`
  select i.store_id, i.source, i.number, i.currency, i.due_on,
    case when i.closed_at is null then i.amount_minor - i.paid_minor else i.amount_minor end as amount
  from ${invoices} i
  where i.kind = ${kind} and i.issued_on <= ${today(at, sql`i.store_id`)} and ${pending(sql`i.closed_at`, at)}`;

const recently = (at: Moment): SQL => instantOf(at.asOf.subtract({ hours: usualHours }));

/** Orders that were not paid at an instant, in stores that record when orders are paid; those with an invoice are owed on it. */
const unpaidOrders = (at: Moment): SQL => sql`
  select o.store_id, o.source, o.number, o.currency, o.due_on,
    case when o.paid_at is null then coalesce(o.outstanding_minor, o.total_minor) else o.total_minor end as amount
  from (
    select * from ${orders} where placed_at > ${recently(at)}
    union all
    select * from ${orders} where placed_at <= ${recently(at)} and ${longUnpaid}) o
  where o.accepted and o.kind = 'order' and ${happened(sql`o.placed_at`, at)}
    and ${pending(sql`o.cancelled_at`, at)} and ${pending(sql`o.paid_at`, at)}
    and o.store_id in (select c.store_id from coverage c where c.family = 'paid_dates')
    and not exists (select from ${invoices} i where i.store_id = o.store_id and i.order_id = o.id
      and i.kind = 'receivable' and i.issued_on <= ${today(at, sql`i.store_id`)})`;

const owedStates = {
  storeId: sql`owed.store_id`,
  sourceId: sql`owed.source`,
  currency: sql`owed.currency`,
  joins: {},
  dimensions: {
    invoice: { of: sql`owed.number` },
    age_band: {
      of: (at: Moment) => {
        const days = sql`(${today(at, sql`owed.store_id`)} - ${owed.dueOn})`;
        return sql`case when ${owed.dueOn} is null or ${days} <= 0 then 'not yet due' when ${days} <= 30 then '1–30 days'
          when ${days} <= 60 then '31–60 days' when ${days} <= 90 then '61–90 days' else 'over 90 days' end`;
      },
    },
  },
} as const;

/** What customers owe at an instant: open invoices, and orders that are not paid. */
export const owedToUs: FactTable = {
  ...owedStates,
  id: 'owed_to_us',
  family: 'invoices',
  alsoFrom: ['paid_dates'],
  from: (at) => sql`(${openInvoices('receivable', at)} union all ${unpaidOrders(at)}) as owed`,
};

/** What we owe suppliers at an instant. */
export const owedByUs: FactTable = {
  ...owedStates,
  id: 'owed_by_us',
  family: 'bills',
  from: (at) => sql`(${openInvoices('payable', at)}) as owed`,
};

const payoutStatus = (at: Moment): SQL => sql`case
  when ${happened(sql`${payouts.failedAt}`, at)} then 'failed'
  when ${happened(sql`${payouts.paidAt}`, at)} then 'paid'
  when ${payouts.expectedOn} > ${today(at, sql`${payouts.storeId}`)} then 'expected'
  else 'in transit' end`;

/** Payouts on the day they were made out. */
export const payoutEvents: FactTable = {
  id: 'payouts',
  family: 'payouts',
  from: sql`${payouts}`,
  storeId: sql`${payouts.storeId}`,
  sourceId: sql`${payouts.source}`,
  at: sql`${payouts.createdAt}`,
  currency: sql`${payouts.currency}`,
  joins: {},
  dimensions: {
    payment_provider: { of: sql`${payouts.provider}` },
    payout_status: { of: payoutStatus },
    payout: { of: sql`${payouts.id}` },
  },
};

/** Payouts in the state they were in at an instant. */
export const payoutStates: FactTable = {
  id: 'payout_states',
  family: payoutEvents.family,
  from: payoutEvents.from,
  storeId: payoutEvents.storeId,
  sourceId: sql`${payouts.source}`,
  currency: sql`${payouts.currency}`,
  joins: {},
  dimensions: payoutEvents.dimensions,
};

/** Disputes in the state they were in at an instant. */
export const disputeStates: FactTable = {
  id: 'disputes',
  family: 'disputes',
  from: sql`${disputes}`,
  storeId: sql`${disputes.storeId}`,
  sourceId: sql`${disputes.source}`,
  currency: sql`${disputes.currency}`,
  joins: {
    order: sql`left join ${orders} on ${orders.storeId} = ${disputes.storeId} and ${orders.id} = ${disputes.orderId}`,
  },
  dimensions: {
    payment_provider: { of: sql`${disputes.provider}` },
    country: { of: sql`${orders.country}`, joins: ['order'] },
    dispute: { of: sql`${disputes.id}` },
  },
};

/** Gift card entries; the balance at an instant is their sum before it. */
export const giftCardStates: FactTable = {
  id: 'gift_cards',
  family: 'gift_cards',
  from: sql`${giftCardEntries}`,
  storeId: sql`${giftCardEntries.storeId}`,
  sourceId: sql`${giftCardEntries.source}`,
  currency: sql`${giftCardEntries.currency}`,
  joins: {},
  dimensions: {},
};
