import type { Rows } from './collect.ts';
import type { Days } from './days.ts';
import { hourMs, iso, never, past } from './days.ts';
import { randomOf } from './random.ts';
import type { Shop } from './shops.ts';
import type { Tally } from './tally.ts';

/** Money on its way from a provider to the bank: made out the morning after, there two days later; one in 150 fails. */
export type Payout = {
  readonly id: string;
  readonly provider: string;
  readonly amount: number;
  readonly created: number;
  readonly expectedOn: string;
  readonly paid: number;
  readonly failed: number;
};

export const payoutsOf = (
  shop: Shop,
  days: Days,
  seed: number,
  day: number,
  tally: Tally,
): readonly Payout[] =>
  [...tally.providers].map(([provider, { amount, fees }], n): Payout => {
    const random = randomOf(seed, shop.key, day, n, 6);
    let arrival = day + 3;
    while (days.weekday(arrival) > 5) arrival += 1;
    const fails = random.chance(1 / 150);
    const at = days.start(arrival) + 9 * hourMs;
    return {
      id: `${provider.toLowerCase()}-${days.text(day)}`,
      provider,
      amount: amount - fees,
      created: days.start(day + 1) + 6 * hourMs,
      expectedOn: days.text(arrival),
      paid: fails ? never : at,
      failed: fails ? at : never,
    };
  });

export const addPayoutRow = (rows: Rows, shop: Shop, payout: Payout, until: number): void =>
  rows.add('payouts', {
    id: payout.id,
    provider: payout.provider,
    currency: shop.currency,
    amountMinor: BigInt(payout.amount),
    createdAt: iso(payout.created),
    expectedOn: payout.expectedOn,
    paidAt: past(payout.paid, until),
    failedAt: past(payout.failed, until),
    updatedAt: iso(Math.max(...[payout.created, payout.paid, payout.failed].filter((at) => at <= until))),
  });
