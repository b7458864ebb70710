import { keyOf } from './random.ts';

/** A country a demo shop sends to: its share of the orders, tax on goods, and who carries parcels there. */
export type Country = {
  readonly code: string;
  readonly share: number;
  readonly taxPercent: number;
  readonly carriers: Readonly<Record<string, number>>;
  readonly location: number;
  readonly promiseDays: number;
};

/** A demo shop: what sets it apart from the other. Amounts are minor units of its currency, without tax. */
export type Shop = {
  readonly id: string;
  readonly key: number;
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly locations: readonly { readonly id: string; readonly name: string; readonly country: string }[];
  readonly countries: readonly Country[];
  readonly ordersPerDay: { readonly first: number; readonly yearBefore: number; readonly last: number };
  /** Every how-manieth product of the catalogue it sells; named products always. */
  readonly everyProduct: number;
  readonly priceFactor: number;
  readonly standardShipping: number;
  readonly expressShipping: number;
  readonly freeFrom: number;
  readonly numberPrefix: string;
};

export const mainShop: Shop = {
  id: 'main',
  key: keyOf('main'),
  name: 'Crosswalk Demo',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  locations: [
    { id: 'berlin', name: 'Berlin warehouse', country: 'DE' },
    { id: 'rotterdam', name: 'Rotterdam DC', country: 'NL' },
  ],
  countries: [
    { code: 'DE', share: 52, taxPercent: 19, carriers: { DHL: 88, UPS: 12 }, location: 0, promiseDays: 5 },
    { code: 'FR', share: 11, taxPercent: 20, carriers: { UPS: 60, DHL: 40 }, location: 1, promiseDays: 7 },
    { code: 'NL', share: 11, taxPercent: 21, carriers: { PostNL: 85, DHL: 15 }, location: 1, promiseDays: 5 },
    { code: 'AT', share: 9, taxPercent: 20, carriers: { DHL: 80, UPS: 20 }, location: 0, promiseDays: 6 },
    { code: 'CH', share: 6, taxPercent: 0, carriers: { UPS: 55, DHL: 45 }, location: 0, promiseDays: 8 },
    { code: 'ES', share: 7, taxPercent: 21, carriers: { UPS: 65, DHL: 35 }, location: 1, promiseDays: 8 },
    { code: 'GB', share: 4, taxPercent: 0, carriers: { UPS: 70, DHL: 30 }, location: 1, promiseDays: 9 },
  ],
  ordersPerDay: { first: 12, yearBefore: 230, last: 430 },
  everyProduct: 1,
  priceFactor: 1,
  standardShipping: 411,
  expressShipping: 831,
  freeFrom: 8000,
  numberPrefix: '',
};

export const ukShop: Shop = {
  id: 'uk',
  key: keyOf('uk'),
  name: 'Crosswalk Demo UK',
  currency: 'GBP',
  zone: 'Europe/London',
  locations: [{ id: 'leeds', name: 'Leeds warehouse', country: 'GB' }],
  countries: [
    { code: 'GB', share: 100, taxPercent: 20, carriers: { UPS: 60, DHL: 40 }, location: 0, promiseDays: 5 },
  ],
  ordersPerDay: { first: 2, yearBefore: 22, last: 42 },
  everyProduct: 3,
  priceFactor: 0.9,
  standardShipping: 329,
  expressShipping: 665,
  freeFrom: 6000,
  numberPrefix: 'UK-',
};

/** Owner of what belongs to no single shop. */
export const company = {
  id: 'company',
  name: 'Crosswalk Demo Company',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  kind: 'company',
} as const;

export const devices = ['Mobile', 'Desktop', 'Tablet'] as const;
export const deviceShares = [64, 31, 5] as const;

export const trafficSources = ['Google', 'Instagram', 'TikTok', 'Email', 'Direct'] as const;
export const trafficShares = [34, 17, 13, 14, 22] as const;

/** Paid traffic: which share of a source's visits an ad platform brought, and through which campaigns. */
export const adPlatforms = [
  {
    name: 'Google Ads',
    source: 'Google',
    paidShare: 0.45,
    campaigns: ['Brand Search', 'Shopping Feed'],
    weights: [40, 60],
  },
  {
    name: 'Meta Ads',
    source: 'Instagram',
    paidShare: 0.6,
    campaigns: ['Retargeting', 'New Audiences'],
    weights: [45, 55],
  },
  {
    name: 'TikTok Ads',
    source: 'TikTok',
    paidShare: 0.55,
    campaigns: ['Creator Videos'],
    weights: [1],
  },
] as const;
