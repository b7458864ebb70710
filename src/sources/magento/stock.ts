import type { Batch, PullContext, Replacement } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { countryOf } from '../shop/country.ts';
import type { MagentoApi } from './api.ts';
import { gather, gatherByIds } from './lists.ts';

type Level = RowOf<'stockLevels'>;

/** The stock that a website sells from: Magento knows what can be sold of it, and what lies in each of its sources. */
export type SalesStock = {
  readonly id: string;
  readonly name: string;
  readonly website: string;
  readonly sources: readonly string[];
};

const textAt = (value: unknown, key: string): string => {
  const found: unknown = Reflect.get(Object(value), key);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
};

/** Finds the stock of a website and where it lies. */
export const readSalesStock = async (
  api: MagentoApi,
  website: string,
  signal: AbortSignal,
): Promise<{ readonly stock: SalesStock; readonly locations: readonly RowOf<'locations'>[] }> => {
  const { json } = await api.get(
    `inventory/stock-resolver/website/${encodeURIComponent(website)}`,
    {},
    signal,
  );
  const id = textAt(json, 'stock_id');
  const name = textAt(json, 'name') || 'Stock';
  const links = await gather(
    api,
    {
      path: 'inventory/stock-source-links',
      fields: 'stock_id,source_code',
      where: [{ field: 'stock_id', is: 'eq', value: id }],
    },
    ['source_code'],
    signal,
  );
  const sources = links.map((link) => textAt(link, 'source_code'));
  const listed = await gather(
    api,
    { path: 'inventory/sources', fields: 'source_code,name,country_id' },
    ['source_code'],
    signal,
  );
  const places = listed
    .filter((one) => sources.includes(textAt(one, 'source_code')))
    .map((one) => ({
      id: textAt(one, 'source_code'),
      name: textAt(one, 'name'),
      country: countryOf(textAt(one, 'country_id')),
    }));
  const stock = { id, name, website, sources };
  return {
    stock,
    locations: isOnePlace(stock) ? places : [...places, { id: placeOf(stock), name, country: null }],
  };
};

const isOnePlace = ({ sources }: SalesStock): boolean => sources.length === 1;

/** Where what can be sold is kept: it is known for the stock as a whole only (METRICS.md), not for each of its sources. */
const placeOf = (stock: SalesStock): string =>
  isOnePlace(stock) ? (stock.sources[0] ?? '') : `stock:${stock.id}`;

/** Magento counts in fractions where a product is sold by the metre; whole pieces are what can be told. */
const pieces = (value: number): number => Math.floor(value + 1e-6);

/** Pieces per SKU and source, and what Magento would still sell of each SKU. */
export type Counted = {
  readonly lying: readonly unknown[];
  readonly salable: ReadonlyMap<string, number>;
};

/**
 * Levels of each variant: what lies in each source, and for the stock as a whole what can be sold and, the difference,
 * what is reserved. Raw reservations are never summed.
 */
export const levelRows = (
  stock: SalesStock,
  { lying, salable }: Counted,
  variantOf: ReadonlyMap<string, string>,
  asOf: string,
): readonly Level[] => {
  const onHand = new Map<string, Map<string, number>>();
  for (const item of lying) {
    const [sku, source] = [textAt(item, 'sku'), textAt(item, 'source_code')];
    if (!stock.sources.includes(source)) continue;
    const places = onHand.get(sku) ?? new Map<string, number>();
    onHand.set(sku, places.set(source, Number(textAt(item, 'quantity') || 0)));
  }
  // Counts of a deleted product stay behind in the sources; what can be sold is worked out over products.
  return [...salable].flatMap(([sku, left]): readonly Level[] => {
    const variantId = variantOf.get(sku);
    if (variantId === undefined) return [];
    const places = onHand.get(sku) ?? new Map<string, number>();
    const total = [...places.values()].reduce((sum, one) => sum + one, 0);
    const whole: Level = {
      variantId,
      locationId: placeOf(stock),
      available: pieces(left),
      onHand: isOnePlace(stock) ? pieces(total) : null,
      committed: pieces(total) - pieces(left),
      asOf,
    };
    if (isOnePlace(stock)) return [whole];
    return [
      whole,
      ...[...places].map(([locationId, quantity]) => ({
        variantId,
        locationId,
        onHand: pieces(quantity),
        asOf,
      })),
    ];
  });
};

const salableOf = (items: readonly unknown[]): ReadonlyMap<string, number> =>
  new Map(items.map((item) => [textAt(item, 'sku'), Number(textAt(item, 'qty') || 0)]));

/** When a level counts as counted: the beginning of the hour, so that one that stays is not written again and again. */
export const countedAt = (now: Temporal.Instant): string =>
  now.round({ smallestUnit: 'hour', roundingMode: 'floor' }).toString();

/** Counts everything: neither list says what changed. */
export const countAll = async (api: MagentoApi, stock: SalesStock, signal: AbortSignal): Promise<Counted> => {
  const [lying, salable] = await Promise.all([
    gather(
      api,
      {
        path: 'inventory/source-items',
        fields: 'sku,source_code,quantity,status',
        where: [{ field: 'source_code', is: 'in', value: stock.sources.join(',') }],
      },
      ['sku', 'source_code'],
      signal,
    ),
    gather(
      api,
      {
        path: `inventory/export-stock-salable-qty/website/${encodeURIComponent(stock.website)}`,
        fields: 'sku,qty,is_salable',
      },
      ['sku'],
      signal,
    ),
  ]);
  return { lying, salable: salableOf(salable) };
};

const countSome = async (
  api: MagentoApi,
  stock: SalesStock,
  skus: readonly string[],
  signal: AbortSignal,
): Promise<Counted> => {
  const search = { path: 'inventory/source-items', fields: 'sku,source_code,quantity,status' };
  const [lying, ...counts] = await Promise.all([
    gatherByIds(api, search, 'sku', skus, signal),
    ...skus.map(async (sku) => {
      const path = `inventory/get-product-salable-quantity/${encodeURIComponent(sku)}/${stock.id}`;
      return [sku, Number((await api.get(path, {}, signal)).json)] as const;
    }),
  ]);
  return { lying, salable: new Map(counts) };
};

/** The SKUs of a few variants, with their ids; one with a comma cannot be listed among others. */
const readSkus = async (
  api: MagentoApi,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> => {
  const items = await gatherByIds(api, { path: 'products', fields: 'id,sku' }, 'entity_id', ids, signal);
  const pairs = items.map((item) => [textAt(item, 'sku'), textAt(item, 'id')] as const);
  return new Map(pairs.filter(([sku]) => !sku.includes(',')));
};

/** What is counted of these variants is all there is of them. */
export const replacedLevels = (variantIds: readonly string[]): readonly Replacement[] =>
  variantIds.map((variantId) => ({ rows: 'stockLevels', where: { variantId } }));

/** The stock of a few variants as it is now. */
export const fetchStock = async (
  api: MagentoApi,
  website: string,
  variantIds: readonly string[],
  context: PullContext,
): Promise<Batch> => {
  const { signal, now } = context;
  const [{ stock }, variantOf] = await Promise.all([
    readSalesStock(api, website, signal),
    readSkus(api, variantIds, signal),
  ]);
  const counted = await countSome(api, stock, [...variantOf.keys()], signal);
  return {
    rows: { stockLevels: levelRows(stock, counted, variantOf, countedAt(now)) },
    replaces: replacedLevels([...variantOf.values()]),
  };
};
