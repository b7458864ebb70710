import type { Batch, PullContext, Wanted } from '../define.ts';
import { byId, readEach, readEachLater, shaped } from '../shop/reading.ts';
import { gidOf, numberOf } from './ids.ts';
import { connectionIn, gatherAll, nodesById } from './pages.ts';
import { levelRows, productRow, variantRow } from './products.ts';
import type { OrderReader } from './read-orders.ts';
import type { ShopifyProduct, ShopifyVariant } from './shapes.ts';
import { levelsShape, productShape, variantShape } from './shapes.ts';

/** Variants that come with a product; more are asked for alone (a product may have 2,048). */
const variantsWithProduct = 50;
/** Locations that levels are asked for at. */
const levelsAtOnce = 50;

export const productVariables = ({ rights }: OrderReader) => ({
  variants: variantsWithProduct,
  costs: rights.inventory,
});

const referenceOf = (item: unknown): string => `products/${numberOf(byId('products')(item))}`;
const as = { family: 'products', reference: referenceOf } as const;

const completeVariants = async (
  reader: OrderReader,
  product: ShopifyProduct,
  signal: AbortSignal,
): Promise<ShopifyProduct> => {
  const { pageInfo } = product.variants;
  if (!pageInfo?.hasNextPage || pageInfo.endCursor === null) return product;
  const more = await gatherAll(
    reader.api,
    reader.sizes,
    {
      name: 'product-variants',
      path: ['product', 'variants'],
      most: 250,
      variables: { id: product.id, costs: reader.rights.inventory },
      after: pageInfo.endCursor,
    },
    signal,
  );
  return {
    ...product,
    variants: { nodes: [...product.variants.nodes, ...more.map((one) => shaped(variantShape, one))] },
  };
};

/** Stock of inventory items in every location. */
const readLevels = async (
  reader: OrderReader,
  items: readonly string[],
  signal: AbortSignal,
): Promise<Pick<Batch, 'rows' | 'replaces' | 'unreadable'>> => {
  if (!reader.rights.inventory || items.length === 0) return { rows: {} };
  const nodes = await nodesById(reader.api, reader.sizes, 'levels', items, { levels: levelsAtOnce }, signal);
  const { read, unreadable } = readEach(
    nodes.filter((node) => node !== null),
    { family: 'stock', reference: (item) => `stock/${numberOf(byId('stock')(item))}` },
    (item) => {
      const levels = shaped(levelsShape, item);
      const variant = levels.variants?.nodes[0];
      return { rows: levelRows(levels), variantId: variant ? numberOf(variant.id) : null };
    },
  );
  return {
    rows: { stockLevels: read.flatMap(({ rows }) => rows) },
    replaces: read.flatMap(({ variantId }) =>
      variantId === null ? [] : [{ rows: 'stockLevels', where: { variantId } } as const],
    ),
    unreadable,
  };
};

const trackedItems = (products: readonly ShopifyProduct[]): readonly string[] =>
  products.flatMap((product) =>
    product.variants.nodes.filter((one) => one.inventoryItem.tracked).map((one) => one.inventoryItem.id),
  );

/** Products as they came, with all their variants and the stock of these. */
export const readProducts = async (
  reader: OrderReader,
  items: readonly unknown[],
  context: PullContext,
): Promise<Pick<Batch, 'rows' | 'replaces' | 'unreadable'>> => {
  const { signal, store } = context;
  const listed = readEach(items, as, (item) => shaped(productShape, item));
  const whole = await readEachLater(listed.read, as, (product) => completeVariants(reader, product, signal));
  const rows = readEach(whole.read, as, (item) => {
    const product = item as ShopifyProduct;
    return {
      product: productRow(product),
      variants: product.variants.nodes.map((one: ShopifyVariant) => variantRow(product, one, store.currency)),
    };
  });
  const levels = await readLevels(reader, trackedItems(whole.read), signal);
  return {
    rows: {
      products: rows.read.map(({ product }) => product),
      variants: rows.read.flatMap(({ variants }) => variants),
      ...levels.rows,
    },
    replaces: levels.replaces ?? [],
    unreadable: [...listed.unreadable, ...whole.unreadable, ...rows.unreadable, ...(levels.unreadable ?? [])],
  };
};

const variantsIn = (node: Readonly<Record<string, unknown>> | null): readonly unknown[] => {
  if (!node) return [];
  return 'variants' in node ? connectionIn(node, ['variants']).nodes : [node];
};

/** The products that variants and inventory items (`item:…`) belong to. */
const productsOf = async (
  reader: OrderReader,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const gids = ids.map((id) =>
    id.startsWith('item:') ? gidOf('InventoryItem', id.slice('item:'.length)) : gidOf('ProductVariant', id),
  );
  const nodes = await nodesById(reader.api, reader.sizes, 'variant-products', gids, {}, signal);
  const products = nodes
    .flatMap(variantsIn)
    .map((variant) => Reflect.get(Object(Reflect.get(Object(variant), 'product')), 'id'))
    .filter((id) => typeof id === 'string');
  return [...new Set(products)];
};

/** Products, or what variants belong to, as they are now. */
export const fetchProducts = async (
  reader: OrderReader,
  wanted: Exclude<Wanted, { readonly kind: 'orders' }>,
  context: PullContext,
): Promise<Batch> => {
  const ids =
    wanted.kind === 'products'
      ? wanted.ids.map((id) => gidOf('Product', id))
      : await productsOf(reader, wanted.variantIds, context.signal);
  const nodes = await nodesById(
    reader.api,
    reader.sizes,
    'products-by-id',
    ids,
    productVariables(reader),
    context.signal,
  );
  return readProducts(
    reader,
    nodes.filter((node) => node !== null),
    context,
  );
};
