import type { Batch } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { optionsOf } from '../shop/options.ts';
import { minorOf, utcOf } from '../shop/reading.ts';
import type { MagentoProduct } from './shapes.ts';

/** A product that is sold in variants, and which those are. */
export type Parent = { readonly id: string; readonly title: string };

/** What reading products needs to know besides the product itself. */
export type Shelf = {
  readonly parents: ReadonlyMap<string, Parent>;
  readonly categories: ReadonlyMap<string, { readonly name: string; readonly level: number }>;
  /** Of the attributes that tell variants apart: what they are called and what their values are. */
  readonly options: ReadonlyMap<
    string,
    { readonly name: string; readonly values: ReadonlyMap<string, string> }
  >;
  readonly currency: string;
};

/** What is stored of one product. */
export type ProductRows = {
  readonly product?: RowOf<'products'>;
  readonly variant?: RowOf<'variants'>;
};

/** Kinds that have no stock of their own: they are made of others. */
const composed: ReadonlySet<string> = new Set(['configurable', 'bundle', 'grouped']);

/** 1 = enabled, 2 = disabled. */
const isOnSale = ({ status }: MagentoProduct): boolean => status === 1;

const textOf = (product: MagentoProduct, code: string): string | null => {
  const value = product.custom_attributes?.find((one) => one.attribute_code === code)?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

/** The narrowest category it is in. */
const categoryOf = (product: MagentoProduct, { categories }: Shelf): string | null => {
  const links = product.extension_attributes?.category_links ?? [];
  const found = links.flatMap(({ category_id: id }) => categories.get(id) ?? []);
  return found.toSorted((a, b) => b.level - a.level)[0]?.name ?? null;
};

const optionsIn = (product: MagentoProduct, { options }: Shelf): readonly { name: string; value: string }[] =>
  [...options].flatMap(([code, { name, values }]) => {
    const value = values.get(textOf(product, code) ?? '');
    return value === undefined ? [] : [{ name, value }];
  });

/** A cost of 0 is one that nobody has entered. */
const costOf = (product: MagentoProduct, currency: string): bigint | null => {
  const cost = textOf(product, 'cost');
  const minor = cost === null ? 0n : minorOf(cost, currency, 'cost');
  return minor > 0n ? minor : null;
};

/** A product; what is sold in variants has them as products of their own, which name no parent. Throws RangeError. */
export const productRows = (product: MagentoProduct, shelf: Shelf): ProductRows => {
  const id = String(product.id);
  const parent = shelf.parents.get(id);
  const updatedAt = utcOf(product.updated_at, 'updated_at');
  const active = isOnSale(product);
  const title = product.name || product.sku;
  const row: RowOf<'products'> = {
    id,
    title,
    category: categoryOf(product, shelf),
    active,
    createdAt: product.created_at ? utcOf(product.created_at, 'created_at') : null,
    updatedAt,
  };
  if (product.type_id === 'configurable' || product.type_id === 'grouped') return { product: row };
  const options = optionsIn(product, shelf);
  const variant: RowOf<'variants'> = {
    id,
    productId: parent?.id ?? id,
    sku: product.sku,
    title:
      parent && options.length > 0
        ? `${parent.title} - ${options.map(({ value }) => value).join(', ')}`
        : title,
    options: optionsOf(options),
    unitCostMinor: costOf(product, shelf.currency),
    active,
    tracked: !composed.has(product.type_id),
    updatedAt,
  };
  return parent ? { variant } : { product: row, variant };
};

export const productsBatch = (parts: readonly ProductRows[]): Pick<Batch, 'rows'> => ({
  rows: {
    products: parts.flatMap((part) => part.product ?? []),
    variants: parts.flatMap((part) => part.variant ?? []),
  },
});
