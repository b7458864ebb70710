import type { Rows } from './collect.ts';
import { addCampaignRows, addShopTargets } from './company/plans.ts';
import { iso } from './days.ts';
import type { Simulation } from './simulation.ts';

/** What a shop sells, where it keeps it, and what it plans: does not change while the shop lives. */
export const addShopRows = (rows: Rows, simulation: Simulation): void => {
  const { shop, days, plan, catalogue, supply } = simulation;
  const createdAt = iso(days.start(0));
  for (const product of catalogue.products) {
    const { id, title, category, active } = product;
    rows.add('products', { id, title, category, active, createdAt, updatedAt: createdAt });
  }
  for (const variant of catalogue.variants) {
    const { low, reorder } = supply.points(variant);
    rows.add('variants', {
      id: variant.id,
      productId: variant.productId,
      sku: variant.sku,
      title: variant.title,
      options: variant.options,
      priceMinor: BigInt(variant.price),
      unitCostMinor: variant.unitCost === null ? null : BigInt(variant.unitCost),
      active: variant.active,
      tracked: variant.tracked,
      lowStockLevel: variant.tracked ? low : null,
      reorderPoint: variant.tracked ? reorder : null,
      updatedAt: createdAt,
    });
  }
  for (const location of shop.locations) rows.add('locations', location);
  addCampaignRows(rows, days, plan);
  addShopTargets(rows, days, shop);
};

/** Stock levels at an instant: of all variants, or of those whose stock moved. */
export const addLevelRows = (
  rows: Rows,
  simulation: Simulation,
  until: number,
  moved: ReadonlySet<string> | null,
): void => {
  const { shop, catalogue, stock } = simulation;
  for (const variant of catalogue.variants) {
    if (!variant.tracked || (moved && !moved.has(variant.id))) continue;
    for (const [place, location] of shop.locations.entries()) {
      const { available, onHand } = stock.level(variant, place);
      rows.add('stockLevels', {
        variantId: variant.id,
        locationId: location.id,
        available,
        onHand,
        committed: onHand - available,
        asOf: iso(until),
      });
    }
  }
};
