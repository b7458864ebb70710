import type { RowOf } from '../rows.ts';
import { optionsOf } from '../shop/options.ts';
import { minorOf, piecesOf } from '../shop/reading.ts';
import { numberOf } from './ids.ts';
import type { ShopifyLevels, ShopifyProduct, ShopifyVariant } from './shapes.ts';

/** The title of a variant that is the only one. */
const onlyOne = 'Default Title';

export const productRow = (product: ShopifyProduct): RowOf<'products'> => ({
  id: numberOf(product.id),
  title: product.title,
  category: product.productType || product.category?.name || null,
  active: product.status === 'ACTIVE',
  createdAt: product.createdAt,
  updatedAt: product.updatedAt,
});

/** A variant; `currency` is the shop's. A version of the product is one of all its variants. Throws RangeError. */
export const variantRow = (
  product: ShopifyProduct,
  variant: ShopifyVariant,
  currency: string,
): RowOf<'variants'> => {
  const cost = variant.inventoryItem.unitCost;
  return {
    id: numberOf(variant.id),
    productId: numberOf(product.id),
    sku: variant.sku || null,
    title: variant.title === onlyOne ? product.title : `${product.title} - ${variant.title}`,
    options: variant.title === onlyOne ? {} : optionsOf(variant.selectedOptions),
    unitCostMinor:
      cost && cost.currencyCode === currency
        ? minorOf(cost.amount, currency, `variant ${numberOf(variant.id)} unitCost`)
        : null,
    active: product.status === 'ACTIVE',
    tracked: variant.inventoryItem.tracked,
    updatedAt: product.updatedAt,
  };
};

/** Levels of a variant in every location where it is kept. */
export const levelRows = (levels: ShopifyLevels): readonly RowOf<'stockLevels'>[] => {
  const variant = levels.variants?.nodes[0];
  if (!variant) return [];
  return levels.inventoryLevels.nodes
    .filter((level) => level.isActive)
    .map((level) => {
      const of = (name: string): number | null => {
        const found = level.quantities.find((one) => one.name === name);
        return found ? piecesOf(found.quantity, `${name} of ${numberOf(variant.id)}`) : null;
      };
      return {
        variantId: numberOf(variant.id),
        locationId: numberOf(level.location.id),
        available: of('available'),
        onHand: of('on_hand'),
        committed: of('committed'),
        asOf: level.updatedAt,
      };
    });
};
