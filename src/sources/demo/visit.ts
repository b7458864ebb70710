import type { Days } from './days.ts';
import type { Life } from './life.ts';
import type { Campaign } from './plan.ts';
import type { Random } from './random.ts';
import { adPlatforms, deviceShares, devices, trafficShares, trafficSources } from './shops.ts';

/** Where an order comes from. */
export type Visit = Pick<Life, 'device' | 'source' | 'platform' | 'campaign'>;

/** Where a visit comes from, and which ad brought it, if one did. */
export const sourceOf = (random: Random, campaigns: readonly Campaign[]): Visit => {
  const device = devices[random.weighted(deviceShares)] ?? 'Mobile';
  const source = trafficSources[random.weighted(trafficShares)] ?? 'Direct';
  const platform = adPlatforms.find((one) => one.source === source);
  if (!platform || !random.chance(platform.paidShare))
    return { device, source, platform: null, campaign: null };
  const pushed = campaigns.find((one) => one.kind === 'campaign');
  const usual = platform.campaigns[random.weighted(platform.weights)] ?? platform.campaigns[0];
  const campaign = pushed && random.chance(0.3) ? pushed.title : usual;
  return { device, source, platform: platform.name, campaign };
};

/** Wholesale orders in office hours, a marketplace all day, else the web shop. */
export const chooseChannel = (random: Random, hour: number): Life['channel'] => {
  if (hour >= 8 && hour < 17 && random.chance(0.022)) return 'Wholesale';
  return random.chance(0.085) ? 'Marketplace' : 'Web shop';
};

/** Codes used, and what they take off in per cent. */
export const chooseCode = (
  random: Random,
  channel: Life['channel'],
  isNew: boolean,
  campaigns: readonly Campaign[],
): { readonly codes: readonly string[]; readonly percentOff: number } => {
  if (channel !== 'Web shop') return { codes: [], percentOff: 0 };
  const running = campaigns.find(() => random.chance(0.42));
  if (running) return { codes: [running.code], percentOff: running.percent };
  return isNew && random.chance(0.24)
    ? { codes: ['WELCOME10'], percentOff: 10 }
    : { codes: [], percentOff: 0 };
};

/** New customers: three quarters of the orders at first, half of them later. */
export const newShare = (days: Days, day: number): number => 0.5 + 0.27 * Math.max(0, 1 - day / days.today);
