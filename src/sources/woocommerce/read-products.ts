import type { Batch, PullContext } from '../define.ts';
import { byId, readEach, shaped } from '../shop/reading.ts';
import type { WooApi } from './api.ts';
import { gather, idOf } from './lists.ts';
import { productRows, productsBatch, variationRows } from './products.ts';
import type { WooVariation } from './shapes.ts';
import { productFields, productShape, variationFields, variationShape } from './shapes.ts';

export const productQuery = { _fields: productFields } as const;
export const variationQuery = { _fields: variationFields } as const;

/** What reading variations needs to know from elsewhere, asked for once per pull and only when something changed. */
export type Shelf = {
  /** The shop's own low-stock level; null when it has none. */
  readonly lowByDefault: () => Promise<number | null>;
  readonly titlesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly remember: (id: string, title: string) => void;
};

export const openShelf = (api: WooApi, signal: AbortSignal): Shelf => {
  const titles = new Map<string, string>();
  let low: Promise<number | null> | null = null;
  const readLow = async (): Promise<number | null> => {
    const { json } = await api.get(
      'wc/v3/settings/products/woocommerce_notify_low_stock_amount',
      { _fields: 'id,value' },
      signal,
    );
    const value = Number(Reflect.get(Object(json), 'value') ?? Number.NaN);
    return Number.isInteger(value) ? value : null;
  };
  return {
    lowByDefault: () => {
      low ??= readLow().catch(() => null);
      return low;
    },
    remember: (id, title) => void titles.set(id, title),
    titlesOf: async (ids) => {
      const missing = ids.filter((id) => !titles.has(id));
      if (missing.length > 0) {
        const found = await gather(
          api,
          'products',
          { include: missing.join(','), status: 'any', _fields: 'id,name' },
          signal,
        );
        for (const item of found) titles.set(idOf(item), String(Reflect.get(Object(item), 'name') ?? ''));
      }
      return titles;
    },
  };
};

type ProductsRead = Pick<Batch, 'rows' | 'replaces' | 'unreadable'>;

/** Products as they came, as rows. */
export const readProducts = async (items: readonly unknown[], shelf: Shelf): Promise<ProductsRead> => {
  const low = items.length > 0 ? await shelf.lowByDefault() : null;
  const { read, unreadable } = readEach(items, { family: 'products', reference: byId('products') }, (item) =>
    productRows(shaped(productShape, item), low),
  );
  for (const { product } of read) if (product) shelf.remember(product.id, product.title);
  return { ...productsBatch(read), unreadable };
};

/** Variations as they came, as rows under the titles of their products. */
export const readVariations = async (items: readonly unknown[], shelf: Shelf): Promise<ProductsRead> => {
  if (items.length === 0) return { rows: {}, unreadable: [] };
  const as = { family: 'products', reference: byId('variations') } as const;
  const shapes = readEach(items, as, (item) => shaped(variationShape, item));
  const parents = [...new Set(shapes.read.map((one) => String(one.parent_id)))];
  const [titles, low] = await Promise.all([shelf.titlesOf(parents), shelf.lowByDefault()]);
  const { read, unreadable } = readEach(shapes.read, as, (item) => {
    const variation = item as WooVariation;
    return variationRows(variation, titles.get(String(variation.parent_id)) ?? '', low);
  });
  return { ...productsBatch(read), unreadable: [...shapes.unreadable, ...unreadable] };
};

/** Products and their variations by id, wherever they are found. */
export const fetchProducts = async (
  api: WooApi,
  ids: readonly string[],
  context: PullContext,
): Promise<ProductsRead> => {
  const { signal } = context;
  const shelf = openShelf(api, signal);
  const include = ids.join(',');
  const [products, variations] = await Promise.all([
    gather(api, 'products', { ...productQuery, include, status: 'any' }, signal),
    gather(api, 'variations', { ...variationQuery, include, status: 'any' }, signal),
  ]);
  const [first, second] = [await readProducts(products, shelf), await readVariations(variations, shelf)];
  return {
    rows: {
      ...first.rows,
      variants: [...(first.rows.variants ?? []), ...(second.rows.variants ?? [])],
      stockLevels: [...(first.rows.stockLevels ?? []), ...(second.rows.stockLevels ?? [])],
    },
    replaces: [...(first.replaces ?? []), ...(second.replaces ?? [])],
    unreadable: [...(first.unreadable ?? []), ...(second.unreadable ?? [])],
  };
};
