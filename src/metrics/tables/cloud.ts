import { sql } from 'drizzle-orm';
import { cloudCost } from '#src/database/schema/tech.ts';
import type { FactTable } from '../tables.ts';

/** Cloud cost per charge day (UTC, as the providers report it). */
export const cloudCharges: FactTable = {
  id: 'cloud_cost',
  family: 'cloud_cost',
  from: sql`${cloudCost}`,
  storeId: sql`${cloudCost.storeId}`,
  day: sql`${cloudCost.day}`,
  days: 'source',
  currency: sql`${cloudCost.currency}`,
  joins: {},
  dimensions: {
    cloud_provider: { of: sql`${cloudCost.provider}` },
    cloud_service: { of: sql`${cloudCost.service}` },
    cloud_account: { of: sql`${cloudCost.account}` },
    team: { of: sql`nullif(${cloudCost.team}, '')` },
  },
};
