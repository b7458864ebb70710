import type { Batch, Replacement } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { optionsOf } from '../shop/options.ts';
import { piecesOf, utcOf } from '../shop/reading.ts';
import type { WooProduct, WooVariation } from './shapes.ts';

/** WooCommerce keeps stock for the shop as a whole. */
const onlyLocation = 'shop';

/** What is stored of one product or variation. */
export type ProductRows = {
  readonly product?: RowOf<'products'>;
  readonly variant?: RowOf<'variants'>;
  readonly level?: RowOf<'stockLevels'>;
  /** The variant whose level this is all of: an untracked one has none. */
  readonly variantId: string;
};

const isOnSale = (status: string): boolean => status === 'publish';

/** The level at or under which stock is low; null where it is left to the shop's default. */
const lowLevel = (amount: string | number | null | undefined, otherwise: number | null): number | null =>
  amount === null || amount === undefined || amount === '' ? otherwise : piecesOf(amount, 'low_stock_amount');

const levelOf = (thing: WooProduct | WooVariation, updatedAt: string): RowOf<'stockLevels'> | undefined => {
  const { stock_quantity: quantity } = thing;
  if (quantity === null || quantity === undefined) return undefined;
  return {
    variantId: String(thing.id),
    locationId: onlyLocation,
    available: piecesOf(quantity, 'stock_quantity'),
    asOf: updatedAt,
  };
};

/**
 * A product; one without variations is its own variant, and so is a variable one that keeps its variations' stock
 * together. Throws RangeError.
 */
export const productRows = (product: WooProduct, lowByDefault: number | null): ProductRows => {
  const id = String(product.id);
  const updatedAt = utcOf(product.date_modified_gmt, 'date_modified_gmt');
  const active = isOnSale(product.status);
  const row: RowOf<'products'> = {
    id,
    title: product.name,
    category: product.categories[0]?.name ?? null,
    active,
    createdAt: product.date_created_gmt ? utcOf(product.date_created_gmt, 'date_created_gmt') : null,
    updatedAt,
  };
  const tracked = product.manage_stock;
  if (product.type === 'variable' && !tracked) return { product: row, variantId: id };
  const level = tracked ? levelOf(product, updatedAt) : undefined;
  return {
    product: row,
    variantId: id,
    variant: {
      id,
      productId: id,
      sku: product.sku || null,
      title: product.name,
      active,
      tracked,
      lowStockLevel: tracked ? lowLevel(product.low_stock_amount, lowByDefault) : null,
      updatedAt,
    },
    ...(level && { level }),
  };
};

/** A variation; `parent` is the title of its product. Throws RangeError. */
export const variationRows = (
  variation: WooVariation,
  parent: string,
  lowByDefault: number | null,
): ProductRows => {
  const id = String(variation.id);
  const updatedAt = utcOf(variation.date_modified_gmt, 'date_modified_gmt');
  const tracked = variation.manage_stock === true;
  const level = tracked ? levelOf(variation, updatedAt) : undefined;
  const values = variation.attributes.map(({ option }) => option).filter((option) => option !== '');
  return {
    variantId: id,
    variant: {
      id,
      productId: String(variation.parent_id),
      sku: variation.sku || null,
      title: [parent, values.join(', ')].filter((part) => part !== '').join(' - '),
      options: optionsOf(variation.attributes.map(({ name, option }) => ({ name, value: option }))),
      active: isOnSale(variation.status),
      tracked,
      lowStockLevel: tracked ? lowLevel(variation.low_stock_amount, lowByDefault) : null,
      updatedAt,
    },
    ...(level && { level }),
  };
};

/** Products and variations as a batch; a level that is no longer kept goes. */
export const productsBatch = (
  parts: readonly ProductRows[],
): Pick<Batch, 'rows'> & { readonly replaces: readonly Replacement[] } => ({
  rows: {
    products: parts.flatMap((part) => part.product ?? []),
    variants: parts.flatMap((part) => part.variant ?? []),
    stockLevels: parts.flatMap((part) => part.level ?? []),
  },
  replaces: parts.map(({ variantId }) => ({ rows: 'stockLevels', where: { variantId } })),
});
