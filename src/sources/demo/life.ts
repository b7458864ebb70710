import type { Variant } from './catalogue.ts';
import type { Country } from './shops.ts';

/** Amounts are minor units of the shop's currency; instants are epoch milliseconds, Infinity = never. */
export type Line = {
  readonly id: string;
  readonly variant: Variant;
  readonly quantity: number;
  readonly gross: number;
  readonly discount: number;
  readonly tax: number;
};

export type Payment = {
  readonly id: string;
  readonly at: number;
  readonly method: string;
  readonly provider: string | null;
  readonly status: 'paid' | 'pending' | 'failed';
  readonly amount: number;
  readonly fee: number | null;
  readonly reason: string | null;
  /** When a pending payment came in. */
  readonly settled: number;
};

export type Refund = {
  readonly id: string;
  readonly line: Line;
  readonly quantity: number;
  readonly amount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly reason: string;
  readonly at: number;
};

export type Parcel = {
  readonly id: string;
  readonly carrier: string;
  readonly tracking: string;
  readonly handedOver: number;
  readonly delivered: number;
  readonly cost: number;
};

export type Return = {
  readonly id: string;
  readonly line: Line;
  readonly units: number;
  readonly reason: string;
  readonly restocked: boolean;
  readonly at: number;
};

export type Dispute = {
  readonly id: string;
  readonly amount: number;
  readonly reason: string;
  readonly opened: number;
  readonly due: number;
  readonly closed: number;
  readonly outcome: 'won' | 'lost';
};

export type GiftCardEntry = {
  readonly id: string;
  readonly card: string;
  readonly kind: 'issued' | 'redeemed' | 'expired';
  readonly at: number;
  readonly delta: number;
};

/** The whole life of an order, from its first minute on: rows show of it what has happened by an instant. */
export type Life = {
  readonly number: string;
  readonly channel: 'Web shop' | 'Marketplace' | 'Wholesale';
  readonly country: Country;
  readonly location: number;
  readonly person: number | null;
  readonly personOrder: number | null;
  readonly device: string;
  readonly source: string;
  readonly platform: string | null;
  readonly campaign: string | null;
  readonly codes: readonly string[];
  readonly method: string;
  readonly shippingMethod: 'Standard' | 'Express';
  readonly lines: readonly Line[];
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
  readonly placed: number;
  paid: number;
  cancelled: number;
  shipped: number;
  delivered: number;
  waiting: number;
  promisedOn: string;
  readonly dueOn: string | null;
  payments: readonly Payment[];
  refunds: readonly Refund[];
  parcels: readonly Parcel[];
  returns: readonly Return[];
  giftCards: readonly GiftCardEntry[];
  dispute: Dispute | null;
  readonly checkoutStarted: number;
  /** When something happens to it, and the last time that is the case. */
  events: readonly number[];
  last: number;
};

/** When something happens to an order, in no order; kept in `events` once its life is settled. */
export const eventsOf = (life: Life): readonly number[] => {
  const events = [life.placed, life.paid, life.cancelled, life.shipped, life.delivered];
  for (const payment of life.payments) events.push(payment.at, payment.settled);
  for (const refund of life.refunds) events.push(refund.at);
  for (const parcel of life.parcels) events.push(parcel.handedOver, parcel.delivered);
  for (const one of life.returns) events.push(one.at);
  for (const entry of life.giftCards) events.push(entry.at);
  if (life.dispute) events.push(life.dispute.opened, life.dispute.closed);
  return events.filter(Number.isFinite);
};
