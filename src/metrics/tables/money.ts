import { sql } from 'drizzle-orm';
import { disputes, giftCardEntries, invoices, payments, payouts } from '#src/database/schema/money.ts';
import { orders } from '#src/database/schema/sales.ts';
import type { FactTable } from '../tables.ts';
import { today } from '../tables.ts';
import { orderDimensions, soldOrders } from './sales.ts';

const joinOrder = sql`left join ${orders} on ${orders.storeId} = ${payments.storeId} and ${orders.id} = ${payments.orderId}`;

/** Attempts to pay, on the day of the attempt. */
export const paymentAttempts: FactTable = {
  id: 'payments',
  family: 'payments',
  from: sql`${payments}`,
  storeId: sql`${payments.storeId}`,
  at: sql`${payments.at}`,
  day: sql`${payments.day}`,
  currency: sql`${payments.currency}`,
  joins: { order: joinOrder, location: soldOrders.joins['location'] ?? sql`` },
  dimensions: {
    ...orderDimensions(['order']),
    payment_method: { of: sql`${payments.method}` },
    payment_provider: { of: sql`${payments.provider}` },
    decline_reason: { of: sql`${payments.declineReason}` },
  },
};

/** Invoices and bills in the state they were in at an instant. */
export const invoiceStates: FactTable = {
  id: 'invoices',
  family: 'invoices',
  from: sql`${invoices}`,
  storeId: sql`${invoices.storeId}`,
  currency: sql`${invoices.currency}`,
  joins: {},
  dimensions: {
    invoice: { of: sql`${invoices.number}` },
    age_band: {
      of: (at) => {
        const days = sql`(${today(at, sql`${invoices.storeId}`)} - ${invoices.dueOn})`;
        return sql`case when ${invoices.dueOn} is null or ${days} <= 0 then 'not yet due' when ${days} <= 30 then '1–30 days'
          when ${days} <= 60 then '31–60 days' when ${days} <= 90 then '61–90 days' else 'over 90 days' end`;
      },
    },
  },
};

/** Payouts on the day they were made out. */
export const payoutEvents: FactTable = {
  id: 'payouts',
  family: 'payouts',
  from: sql`${payouts}`,
  storeId: sql`${payouts.storeId}`,
  at: sql`${payouts.createdAt}`,
  currency: sql`${payouts.currency}`,
  joins: {},
  dimensions: { payment_provider: { of: sql`${payouts.provider}` } },
};

/** Disputes in the state they were in at an instant. */
export const disputeStates: FactTable = {
  id: 'disputes',
  family: 'disputes',
  from: sql`${disputes}`,
  storeId: sql`${disputes.storeId}`,
  currency: sql`${disputes.currency}`,
  joins: {
    order: sql`left join ${orders} on ${orders.storeId} = ${disputes.storeId} and ${orders.id} = ${disputes.orderId}`,
  },
  dimensions: {
    payment_provider: { of: sql`${disputes.provider}` },
    country: { of: sql`${orders.country}`, joins: ['order'] },
  },
};

/** Gift card entries; the balance at an instant is their sum before it. */
export const giftCardStates: FactTable = {
  id: 'gift_cards',
  family: 'gift_cards',
  from: sql`${giftCardEntries}`,
  storeId: sql`${giftCardEntries.storeId}`,
  currency: sql`${giftCardEntries.currency}`,
  joins: {},
  dimensions: {},
};
