import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { cloudCost, targets } from '#src/database/schema/tech.ts';
import type { Moment } from '../define.ts';
import type { FactTable } from '../tables.ts';
import { dayIn, minorPerMajor } from '../tables.ts';

/** Cloud cost per charge day (UTC, as the providers report it). */
export const cloudCharges: FactTable = {
  id: 'cloud_cost',
  family: 'cloud_cost',
  from: sql`${cloudCost}`,
  storeId: sql`${cloudCost.storeId}`,
  sourceId: sql`${cloudCost.source}`,
  day: sql`${cloudCost.day}`,
  days: 'source',
  currency: sql`${cloudCost.currency}`,
  joins: {},
  dimensions: {
    cloud_provider: { of: sql`${cloudCost.provider}` },
    cloud_service: { of: sql`nullif(${cloudCost.service}, '')` },
    cloud_account: { of: sql`nullif(${cloudCost.account}, '')` },
    team: { of: sql`nullif(${cloudCost.team}, '')` },
  },
};

/** The same on the first day of the billing period whose invoice it is on. */
export const cloudInvoices: FactTable = {
  ...cloudCharges,
  id: 'cloud_invoices',
  day: sql`${cloudCost.billingPeriod}`,
};

/** Budgets of a metric for the months that the time touches: for the whole, or for each value of a dimension. */
const budgets = (metric: string, dimension: string): ((at: Moment) => SQL) => {
  const store = sql`b.store_id`;
  return (at) => sql`(
    select b.store_id, b.source, b.currency, b.value, b.amount from ${targets} b
    where b.metric = ${metric} and b.dimension = ${dimension}
      and b.month >= date_trunc('month', ${dayIn(at.from, store)})::date
      and b.month <= ${dayIn(at.asOf.subtract({ nanoseconds: 1000 }), store)}) as budget`;
};

/** What a budgeted amount is in minor units. */
export const budgeted = sql`budget.amount * ${minorPerMajor(sql`budget.currency`)}`;

/** Monthly budgets for cloud cost as a whole. */
export const cloudBudgets: FactTable = {
  id: 'cloud_budgets',
  family: 'targets',
  from: budgets('cloud.cost', ''),
  storeId: sql`budget.store_id`,
  sourceId: sql`budget.source`,
  currency: sql`budget.currency`,
  over: 'period',
  empty: 'unknown',
  joins: {},
  dimensions: {},
};

/** Monthly budgets per cloud provider, for splits by it. */
export const providerBudgets: FactTable = {
  ...cloudBudgets,
  id: 'provider_budgets',
  from: budgets('cloud.cost', 'cloud_provider'),
  dimensions: { cloud_provider: { of: sql`budget.value` } },
};
