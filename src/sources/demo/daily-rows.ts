import type { Rows } from './collect.ts';
import type { Days } from './days.ts';
import { randomOf } from './random.ts';
import type { Country, Shop } from './shops.ts';
import { adPlatforms, deviceShares, devices, trafficShares, trafficSources } from './shops.ts';
import type { Tally } from './tally.ts';
import { visitKey } from './tally.ts';

const landingPages = [
  '/',
  '/collections/new',
  '/collections/sale',
  '/products/trail-runner-2',
  '/blog/linen-care',
];
const bounceShares: Readonly<Record<string, number>> = {
  TikTok: 0.58,
  Instagram: 0.52,
  Google: 0.42,
  Email: 0.33,
  Direct: 0.38,
};
const conversion: Readonly<Record<string, number>> = {
  TikTok: 0.012,
  Instagram: 0.017,
  Google: 0.026,
  Email: 0.041,
  Direct: 0.031,
};

type Cell = {
  readonly source: string;
  readonly device: string;
  readonly country: Country;
  readonly quiet: number;
};

/** Every way of coming to the shop, and how many a day come and look at little. */
const cellsOf = (shop: Shop): readonly Cell[] =>
  trafficSources.flatMap((source, s) =>
    devices.flatMap((device, d) =>
      shop.countries.map((country) => ({
        source,
        device,
        country,
        quiet: (trafficShares[s] ?? 0) * (deviceShares[d] ?? 0) * country.share * 0.0006,
      })),
    ),
  );

/** Web sessions of a whole day: every order and checkout of the web shop was one of them. */
export const addSessionRows = (
  rows: Rows,
  shop: Shop,
  days: Days,
  seed: number,
  day: number,
  tally: Tally,
): void => {
  const random = randomOf(seed, shop.key, day, 4);
  for (const { source, device, country, quiet } of cellsOf(shop)) {
    const visits = tally.visits.get(visitKey(source, device, country.code));
    const { orders, checkouts } = visits ?? { orders: 0, checkouts: 0 };
    const carts = checkouts + random.poisson(0.2 + checkouts * 0.8);
    const bought = (orders / (conversion[source] ?? 0.03)) * random.between(0.75, 1.1);
    const sessions = Math.round(carts * 1.4 + bought) + random.poisson(quiet);
    const left = Math.round(sessions * (bounceShares[source] ?? 0.4) * random.between(0.92, 1.08));
    const landingPage = landingPages[random.weighted([30, 24, 16, 18, 12])] ?? '/';
    if (sessions === 0) continue;
    rows.add('webSessions', {
      day: days.text(day),
      trafficSource: source,
      campaign: '',
      device,
      country: country.code,
      landingPage,
      sessions,
      bounces: Math.min(sessions - carts, left),
      cartSessions: carts,
      checkoutSessions: checkouts,
      purchaseSessions: orders,
    });
  }
};

/** What ad platforms report of a day: what they cost, and somewhat more sales than the shop sees. */
export const addAdRows = (
  rows: Rows,
  shop: Shop,
  days: Days,
  seed: number,
  day: number,
  tally: Tally,
): void => {
  for (const [p, platform] of adPlatforms.entries()) {
    const random = randomOf(seed, shop.key, day, p, 5);
    const names = new Set<string>(platform.campaigns);
    for (const key of tally.ads.keys())
      if (key.startsWith(`${platform.name}|`)) names.add(key.slice(platform.name.length + 1));
    for (const campaign of names) {
      const { orders, revenue } = tally.ads.get(`${platform.name}|${campaign}`) ?? { orders: 0, revenue: 0 };
      const spend = tally.sales * 0.011 * random.between(0.85, 1.15) + revenue * 0.12;
      const clicks = Math.round(spend / random.between(38, 62));
      rows.add('adSpend', {
        day: days.text(day),
        platform: platform.name,
        account: `${shop.id}-${platform.name.split(' ')[0]?.toLowerCase() ?? ''}`,
        campaign,
        currency: shop.currency,
        spendMinor: spend.toFixed(2),
        impressions: BigInt(Math.round(clicks * random.between(38, 75))),
        clicks: BigInt(clicks),
        conversions: (orders * 1.22).toFixed(2),
        attributedMinor: (revenue * 1.25).toFixed(2),
      });
    }
  }
};
