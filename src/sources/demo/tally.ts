import type { LostCart } from './carts.ts';
import type { Life } from './life.ts';

/** What a day brought, as web analytics, ad platforms and payment providers add it up. */
export type Tally = {
  /** Orders and checkouts by source, device and country. */
  readonly visits: Map<string, { orders: number; checkouts: number }>;
  /** Orders and their value by ad platform and campaign. */
  readonly ads: Map<string, { orders: number; revenue: number }>;
  /** What providers took in and kept. */
  readonly providers: Map<string, { amount: number; fees: number }>;
  sales: number;
};

export const createTally = (): Tally => ({
  visits: new Map(),
  ads: new Map(),
  providers: new Map(),
  sales: 0,
});

const upsert = <V>(map: Map<string, V>, key: string, make: () => V): V => {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
};

/** Key of a cell of visits. */
export const visitKey = (source: string, device: string, country: string): string =>
  `${source}|${device}|${country}`;

export const tallyOrder = (tally: Tally, life: Life): void => {
  const value = life.lines.reduce((sum, line) => sum + line.gross - line.discount, 0);
  tally.sales += value;
  for (const payment of life.payments) {
    if (payment.provider === null || payment.status !== 'paid') continue;
    const taken = upsert(tally.providers, payment.provider, () => ({ amount: 0, fees: 0 }));
    taken.amount += payment.amount;
    taken.fees += payment.fee ?? 0;
  }
  if (life.channel !== 'Web shop') return;
  const key = visitKey(life.source, life.device, life.country.code);
  const visits = upsert(tally.visits, key, () => ({ orders: 0, checkouts: 0 }));
  visits.orders += 1;
  visits.checkouts += 1;
  if (life.platform === null || life.campaign === null) return;
  const ad = upsert(tally.ads, `${life.platform}|${life.campaign}`, () => ({ orders: 0, revenue: 0 }));
  ad.orders += 1;
  ad.revenue += value;
};

export const tallyCart = (tally: Tally, cart: LostCart): void => {
  const key = visitKey(cart.source, cart.device, cart.country);
  upsert(tally.visits, key, () => ({ orders: 0, checkouts: 0 })).checkouts += 1;
};
