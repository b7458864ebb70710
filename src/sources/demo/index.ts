import { dimensionIds } from '#src/metrics/dimensions.ts';
import type { Source } from '../define.ts';
import { companyFamilies, shopFamilies } from './complete.ts';
import { createDemoPull, usualWorld } from './pull.ts';
import { company, mainShop, ukShop } from './shops.ts';

export const demoSourceId = 'demo';

/** The stores of the demo, the company that owns what belongs to none of them last. */
export const demoStores = [
  ...[mainShop, ukShop].map(({ id, name, currency, zone }) => ({ id, name, currency, zone })),
  company,
];

/** A shop that is not there: two stores and their company, made up but consistent, living on while the bot runs. */
export const source: Source = {
  id: demoSourceId,
  label: 'Demo shop',
  families: [...new Set([...shopFamilies, ...companyFamilies])],
  dimensions: dimensionIds,
  settings: [],
  everyMinutes: 1,
  connect: () => [{ key: demoSourceId, stores: async () => demoStores, pull: createDemoPull(usualWorld) }],
};
