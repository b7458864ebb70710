import type { Database } from '#src/database/connect.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimensionIds } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { factFamilies } from '#src/metrics/families.ts';
import type { StoreDescription } from '#src/sources/define.ts';
import { loadBatch } from '#src/sources/load.ts';
import type { FactRows } from '#src/sources/rows.ts';
import { makeCompanyBooks, makeShopBooks } from './books.ts';
import { makeGoods, makeStock } from './goods.ts';
import { randomFrom } from './random.ts';
import { makeSales } from './sales.ts';

/** Half past ten in Berlin on 18 November 2026: the time at which random shops are asked. */
export const shopNow = Temporal.Instant.from('2026-11-18T09:30:00Z');

/** From when on random shops have recorded everything. */
export const shopStart = Temporal.Instant.from('2025-06-01T00:00:00Z');

export const mainShop = { id: 'shop', name: 'Main shop', currency: 'EUR', zone: 'Europe/Berlin' } as const;
export const ukShop = { id: 'uk', name: 'UK shop', currency: 'GBP', zone: 'Europe/London' } as const;
export const company = {
  id: 'company',
  name: 'Company',
  kind: 'company',
  currency: 'EUR',
  zone: 'Europe/Berlin',
} as const;

/** What the company keeps for itself; everything else belongs to a shop. */
const companyFamilies: readonly FactFamily[] = [
  'cloud_cost',
  'targets',
  'incidents',
  'deploys',
  'advisories',
  'exchange_rates',
];

const allDimensions: readonly DimensionId[] = dimensionIds.filter((id) => id !== 'customer_type');

/** The rows of a random shop: the same for the same seed, now and then with values missing. */
export const randomShop = (seed: number, store: StoreDescription, orders = 120): FactRows => {
  const random = randomFrom(seed);
  const instant = (daysBefore: number): string =>
    shopNow
      .subtract({ hours: 24 * daysBefore, minutes: random.whole(0, 1400) - (daysBefore < 0 ? 1500 : 0) })
      .toString();
  const day = (daysBefore: number): string =>
    shopNow.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: daysBefore }).toString();
  const times = { instant, day };
  if (store.kind === 'company') return makeCompanyBooks(random, times);
  const goods = makeGoods(random);
  return {
    ...goods,
    ...makeSales(orders, `${store.id}-`, store.currency, goods, random, instant),
    ...makeStock(goods, random, instant, day, shopNow.toString()),
    ...makeShopBooks(store.currency, random, times),
  };
};

/** Loads rows as a source that records everything, completely, until now. */
export const loadShop = async (
  database: Database,
  store: StoreDescription,
  rows: FactRows,
): Promise<void> => {
  const families = (Object.keys(factFamilies) as FactFamily[]).filter(
    (family) => companyFamilies.includes(family) === (store.kind === 'company'),
  );
  await loadBatch(
    database,
    { store, source: 'random', now: shopNow },
    {
      rows,
      complete: families.map((family) => ({
        family,
        from: shopStart,
        to: shopNow,
        dimensions: allDimensions,
      })),
    },
  );
};
