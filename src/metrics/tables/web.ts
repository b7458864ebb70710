import { sql } from 'drizzle-orm';
import { adSpend, checkouts, webSessions } from '#src/database/schema/web.ts';
import type { FactTable } from '../tables.ts';

/** Web sessions per day of the analytics tool. */
export const sessionDays: FactTable = {
  id: 'web_sessions',
  family: 'sessions',
  from: sql`${webSessions}`,
  storeId: sql`${webSessions.storeId}`,
  sourceId: sql`${webSessions.source}`,
  day: sql`${webSessions.day}`,
  days: 'source',
  joins: {},
  dimensions: {
    traffic_source: { of: sql`nullif(${webSessions.trafficSource}, '')` },
    campaign: { of: sql`nullif(${webSessions.campaign}, '')` },
    device: { of: sql`nullif(${webSessions.device}, '')` },
    country: { of: sql`nullif(${webSessions.country}, '')` },
    landing_page: { of: sql`nullif(${webSessions.landingPage}, '')` },
  },
};

/** Ad spend per day of the ad account. */
export const adDays: FactTable = {
  id: 'ad_spend',
  family: 'ad_spend',
  from: sql`${adSpend}`,
  storeId: sql`${adSpend.storeId}`,
  sourceId: sql`${adSpend.source}`,
  day: sql`${adSpend.day}`,
  days: 'source',
  currency: sql`${adSpend.currency}`,
  joins: {},
  dimensions: {
    ad_platform: { of: sql`${adSpend.platform}` },
    campaign: { of: sql`nullif(${adSpend.campaign}, '')` },
  },
};

/** Checkouts on the day they began. */
export const startedCheckouts: FactTable = {
  id: 'checkouts',
  family: 'checkouts',
  from: sql`${checkouts}`,
  storeId: sql`${checkouts.storeId}`,
  sourceId: sql`${checkouts.source}`,
  at: sql`${checkouts.startedAt}`,
  day: sql`${checkouts.startedDay}`,
  currency: sql`${checkouts.currency}`,
  joins: {},
  dimensions: {
    country: { of: sql`${checkouts.country}` },
    device: { of: sql`${checkouts.device}` },
    traffic_source: { of: sql`${checkouts.trafficSource}` },
  },
};
