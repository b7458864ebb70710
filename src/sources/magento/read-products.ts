import type { Batch, PullContext } from '../define.ts';
import { byId, readEach, shaped } from '../shop/reading.ts';
import type { MagentoApi } from './api.ts';
import { gather, gatherByIds } from './lists.ts';
import type { Parent, Shelf } from './products.ts';
import { productRows, productsBatch } from './products.ts';
import { productFields, productShape } from './shapes.ts';

export const productSearch = { path: 'products', fields: productFields } as const;

const textAt = (value: unknown, key: string): string => {
  const found: unknown = Reflect.get(Object(value), key);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
};

const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found: unknown = Reflect.get(Object(value), key);
  return Array.isArray(found) ? found : [];
};

/** Attribute codes that shops use for what tells variants apart; Magento's own are `color` and `size`. */
const optionCodes = ['color', 'colour', 'size', 'farbe', 'groesse'];

/** Which product each variant belongs to: only the product says so, and its variants change without it. */
const readParents = async (api: MagentoApi, signal: AbortSignal): Promise<ReadonlyMap<string, Parent>> => {
  const items = await gather(
    api,
    {
      path: 'products',
      fields: 'id,name,extension_attributes[configurable_product_links]',
      where: [{ field: 'type_id', is: 'eq', value: 'configurable' }],
    },
    ['entity_id'],
    signal,
  );
  return new Map(
    items.flatMap((item) => {
      const parent = { id: textAt(item, 'id'), title: textAt(item, 'name') };
      const more: unknown = Reflect.get(Object(item), 'extension_attributes');
      return listAt(more, 'configurable_product_links').map((id) => [String(id), parent] as const);
    }),
  );
};

const readCategories = async (api: MagentoApi, signal: AbortSignal): Promise<Shelf['categories']> => {
  const search = { path: 'categories/list', fields: 'id,name,level' };
  const items = await gather(api, search, ['entity_id'], signal);
  return new Map(
    items.map((item) => [
      textAt(item, 'id'),
      { name: textAt(item, 'name'), level: Number(textAt(item, 'level')) },
    ]),
  );
};

const readOptions = async (api: MagentoApi, signal: AbortSignal): Promise<Shelf['options']> => {
  const search = {
    path: 'products/attributes',
    fields: 'attribute_code,default_frontend_label,options[label,value]',
  };
  const items = await gatherByIds(api, search, 'attribute_code', optionCodes, signal);
  return new Map(
    items.map((item) => {
      const values = listAt(item, 'options').map(
        (one) => [textAt(one, 'value'), textAt(one, 'label')] as const,
      );
      const code = textAt(item, 'attribute_code');
      return [code, { name: textAt(item, 'default_frontend_label') || code, values: new Map(values) }];
    }),
  );
};

/** What products refer to, asked for only when one has changed. */
export const openShelf = (api: MagentoApi, { store, signal }: PullContext): (() => Promise<Shelf>) => {
  let shelf: Promise<Shelf> | null = null;
  const read = async (): Promise<Shelf> => {
    const [parents, categories, options] = await Promise.all([
      readParents(api, signal),
      readCategories(api, signal),
      readOptions(api, signal),
    ]);
    return { parents, categories, options, currency: store.currency };
  };
  return () => {
    shelf ??= read();
    return shelf;
  };
};

type ProductsRead = Pick<Batch, 'rows' | 'unreadable'>;

/** Products as they came, as rows. */
export const readProducts = async (
  items: readonly unknown[],
  openedShelf: () => Promise<Shelf>,
): Promise<ProductsRead> => {
  if (items.length === 0) return { rows: {} };
  const shelf = await openedShelf();
  const { read, unreadable } = readEach(items, { family: 'products', reference: byId('products') }, (item) =>
    productRows(shaped(productShape, item), shelf),
  );
  return { ...productsBatch(read), unreadable };
};

/** Products by id as they are now. */
export const fetchProducts = async (
  api: MagentoApi,
  ids: readonly string[],
  context: PullContext,
): Promise<ProductsRead> => {
  const items = await gatherByIds(api, productSearch, 'entity_id', ids, context.signal);
  return readProducts(items, openShelf(api, context));
};
