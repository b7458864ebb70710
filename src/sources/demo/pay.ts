import type { Days } from './days.ts';
import { hourMs, minuteMs, never } from './days.ts';
import type { GiftCardEntry, Payment } from './life.ts';
import { declineReasons, declineShares } from './names.ts';
import type { Random } from './random.ts';

const dayMs = 24 * hourMs;

/** What a provider keeps: per cent of the amount, and a fixed part in minor units. */
const fees: Readonly<Record<string, readonly [number, number]>> = {
  Stripe: [1.4, 25],
  PayPal: [2.49, 35],
};

const providers: Readonly<Record<string, string>> = {
  Card: 'Stripe',
  'Apple Pay': 'Stripe',
  PayPal: 'PayPal',
};

const methods = ['Card', 'PayPal', 'Apple Pay', 'Bank transfer'] as const;
const sharesIn: Readonly<Record<string, readonly number[]>> = {
  DE: [33, 43, 14, 10],
  NL: [52, 26, 16, 6],
  GB: [58, 24, 18, 0],
};

/** How a customer of the web shop wants to pay. While cards do not work, those who stay pay otherwise. */
export const chooseMethod = (random: Random, country: string, cardsDown: boolean): string => {
  const shares = sharesIn[country] ?? [56, 28, 14, 2];
  if (cardsDown) return random.chance(0.92) ? 'PayPal' : 'Bank transfer';
  return methods[random.weighted(shares)] ?? 'Card';
};

export const feeOf = (provider: string | null, amount: number): number | null => {
  const fee = provider === null ? undefined : fees[provider];
  return fee ? Math.round((amount * fee[0]) / 100) + fee[1] : null;
};

/** Gift cards that are out there, oldest first. */
export type GiftCards = {
  readonly issue: (card: string, amount: number) => void;
  /** Takes up to an amount from some card that still holds something; null when none does. */
  readonly redeem: (
    random: Random,
    most: number,
  ) => { readonly card: string; readonly amount: number } | null;
};

export const createGiftCards = (): GiftCards => {
  const cards: { readonly card: string; left: number }[] = [];
  return {
    issue: (card, amount) => {
      cards.push({ card, left: amount });
    },
    redeem: (random, most) => {
      const place = random.whole(0, Math.max(0, cards.length - 1));
      const found = cards[place];
      if (!found || most <= 0) return null;
      const amount = Math.min(found.left, most);
      found.left -= amount;
      if (found.left === 0) cards.splice(place, 1);
      return { card: found.card, amount };
    },
  };
};

export type Paid = {
  readonly payments: readonly Payment[];
  readonly giftCards: readonly GiftCardEntry[];
  /** When everything is paid, and when the warehouse may begin. */
  readonly paid: number;
  readonly released: number;
  readonly dueOn: string | null;
};

type Order = {
  readonly number: string;
  readonly method: string;
  readonly placed: number;
  readonly total: number;
};

const paymentOf = (order: Order, n: number, over: Partial<Payment>): Payment => {
  const provider = providers[order.method] ?? null;
  const amount = over.amount ?? order.total;
  return {
    id: `${order.number}-${n}`,
    at: order.placed,
    method: order.method,
    provider,
    status: 'paid',
    amount,
    fee: feeOf(provider, amount),
    reason: null,
    settled: never,
    ...over,
  };
};

/** A declined attempt before the one that worked. */
const failedFirst = (order: Order, random: Random): readonly Payment[] => {
  if (!providers[order.method] || !random.chance(order.method === 'PayPal' ? 0.015 : 0.065)) return [];
  const reason = declineReasons[random.weighted(declineShares)] ?? 'card_declined';
  const at = order.placed - Math.floor(random.between(0.5, 4) * minuteMs);
  return [paymentOf(order, 1, { status: 'failed', fee: null, reason, at })];
};

/** Pays an order of the web shop: at once, or by bank transfer some days later (or never). */
const payOnline = (order: Order, random: Random, giftCards: GiftCards): Paid => {
  const redeems = order.method !== 'Bank transfer' && random.chance(0.011);
  const redeemed = redeems ? giftCards.redeem(random, order.total) : null;
  const entries: GiftCardEntry[] = redeemed
    ? [
        {
          id: `${order.number}-redeemed`,
          card: redeemed.card,
          kind: 'redeemed',
          at: order.placed,
          delta: -redeemed.amount,
        },
      ]
    : [];
  const rest = order.total - (redeemed?.amount ?? 0);
  const byCard = redeemed
    ? [paymentOf({ ...order, method: 'Gift card' }, 0, { amount: redeemed.amount })]
    : [];
  if (rest === 0) return done(byCard, entries, order.placed);
  if (order.method !== 'Bank transfer') {
    const attempts = failedFirst(order, random);
    const payment = paymentOf(order, attempts.length + 1, { amount: rest });
    return done([...byCard, ...attempts, payment], entries, order.placed);
  }
  const comes = random.chance(0.93);
  const settled = comes ? order.placed + Math.floor(random.between(0.5, 4.2) * dayMs) : never;
  const pending = paymentOf(order, 1, { amount: rest, status: 'pending', settled });
  return done([...byCard, pending], entries, settled);
};

const done = (payments: readonly Payment[], giftCards: readonly GiftCardEntry[], paid: number): Paid => ({
  payments,
  giftCards,
  paid,
  released: paid,
  dueOn: null,
});

/** Wholesale pays by invoice: most around the due day, some late, a few not at all. */
const payByInvoice = (order: Order, random: Random, days: Days): Paid => {
  const due = days.of(order.placed) + 30;
  const lateness = random.weighted([78, 15, 4, 3]);
  const spans = [
    [-6, 4],
    [5, 50],
    [60, 120],
  ] as const;
  const span = spans[lateness];
  const paid = span ? days.start(due + random.whole(span[0], span[1])) + 10 * hourMs : never;
  const payments = paid < never ? [paymentOf(order, 1, { at: paid })] : [];
  return { payments, giftCards: [], paid, released: order.placed, dueOn: days.text(due) };
};

/** All payments an order will ever see. */
export const payOrder = (
  order: Order,
  channel: 'Web shop' | 'Marketplace' | 'Wholesale',
  random: Random,
  { days, giftCards }: { readonly days: Days; readonly giftCards: GiftCards },
): Paid => {
  if (channel === 'Wholesale') return payByInvoice(order, random, days);
  if (channel === 'Marketplace') return done([paymentOf(order, 1, {})], [], order.placed);
  return payOnline(order, random, giftCards);
};
