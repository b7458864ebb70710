import { dimensionIds } from '#src/metrics/dimensions.ts';
import type { Source } from '../define.ts';
import { companyFamilies, shopFamilies } from './complete.ts';
import { company, mainShop, ukShop } from './shops.ts';

export const demoSourceId = 'demo';

/** The stores of the demo, the company that owns what belongs to none of them last. */
export const demoStores = [
  ...[mainShop, ukShop].map(({ id, name, currency, zone }) => ({ id, name, currency, zone })),
  company,
];

/**
 * A shop that is not there: two stores and their company, made up but consistent, living on while the bot runs. It is
 * not among the accounts that are pulled: `load-demo.ts` keeps it, and the first real source takes its place.
 */
export const source: Source = {
  id: demoSourceId,
  label: 'Demo shop',
  families: [...new Set([...shopFamilies, ...companyFamilies])],
  dimensions: dimensionIds,
  settings: [],
  everyMinutes: 0,
  connect: () => [],
};
