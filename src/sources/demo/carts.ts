import type { Rows, Window } from './collect.ts';
import { within } from './collect.ts';
import type { Days } from './days.ts';
import { iso, minuteMs } from './days.ts';
import type { Arrivals } from './demand.ts';
import { hourShares, timeOfDay } from './demand.ts';
import { randomOf } from './random.ts';
import type { Shop } from './shops.ts';
import { deviceShares, devices, trafficShares, trafficSources } from './shops.ts';

/** A checkout somebody left; in an outage with declined attempts to pay by card. */
export type LostCart = {
  readonly id: string;
  readonly started: number;
  readonly hasContact: boolean;
  readonly value: number;
  readonly country: string;
  readonly device: string;
  readonly source: string;
  readonly attempts: readonly number[];
};

/** Checkouts left, for each order that was placed. */
const leftPerOrder = 0.52;

/** The checkouts of a day that came to nothing, in order. */
export const lostCartsOf = (
  shop: Shop,
  days: Days,
  seed: number,
  day: number,
  arrivals: Arrivals,
): readonly LostCart[] => {
  const random = randomOf(seed, shop.key, day, 3);
  const shares = shop.countries.map((country) => country.share);
  const cart = (n: number, started: number, attempts: readonly number[]): LostCart => ({
    id: `a-${days.text(day)}-${n}`,
    started,
    hasContact: attempts.length > 0 || random.chance(0.72),
    value: Math.round((2500 + 9000 * random.next() ** 1.6) * shop.priceFactor),
    country: shop.countries[random.weighted(shares)]?.code ?? '',
    device: devices[random.weighted(deviceShares)] ?? 'Mobile',
    source: trafficSources[random.weighted(trafficShares)] ?? 'Direct',
    attempts,
  });
  const left = Array.from({ length: random.poisson(arrivals.placed.length * leftPerOrder) }, (_, n) =>
    cart(n + 1, timeOfDay(days, day, random.weighted(hourShares), random.next()), []),
  );
  const driven = arrivals.lost.map((at, n) =>
    cart(
      left.length + n + 1,
      at - 4 * minuteMs,
      Array.from({ length: random.whole(1, 3) }, (_, m) => at + Math.floor(m * 1.5 * minuteMs)),
    ),
  );
  return [...left, ...driven].sort((a, b) => a.started - b.started);
};

export const addLostCartRows = (rows: Rows, shop: Shop, cart: LostCart, window: Window): void => {
  if (within(cart.started, window)) {
    rows.add('checkouts', {
      id: cart.id,
      startedAt: iso(cart.started),
      completedAt: null,
      hasContact: cart.hasContact,
      currency: shop.currency,
      valueMinor: BigInt(cart.value),
      country: cart.country,
      device: cart.device,
      trafficSource: cart.source,
      updatedAt: iso(cart.started),
    });
  }
  for (const [n, at] of cart.attempts.entries()) {
    if (!within(at, window)) continue;
    rows.add('payments', {
      id: `${cart.id}-${n + 1}`,
      orderId: null,
      at: iso(at),
      method: 'Card',
      provider: 'Stripe',
      status: 'failed',
      currency: shop.currency,
      amountMinor: BigInt(cart.value),
      feeMinor: null,
      declineReason: 'provider_unavailable',
      updatedAt: iso(at),
    });
  }
};
