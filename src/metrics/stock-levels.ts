import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { variants } from '#src/database/schema/products.ts';
import type { Expression, Metric } from './define.ts';
import { available } from './stock.ts';
import { activeStockAt, stock, stockOver, variantStockAt } from './tables/stock.ts';

const base = {
  sensitivity: 'open',
  departments: ['warehouse', 'marketing', 'support', 'leadership'],
  owner: 'warehouse',
  tolerancePercent: 0,
  maxAgeMinutes: 60,
  defaultPeriod: 'now',
} as const;

const skuUnit = { kind: 'count', one: 'SKU', many: 'SKUs' } as const;

/** SKUs in a state, by all they have together; by location, by what they have there. */
const skusWhere = (where: Expression): Metric['compute'] => ({
  kind: 'state',
  table: variantStockAt,
  take: { kind: 'count' },
  joins: ['variant'],
  where,
  otherwise: {
    table: activeStockAt,
    take: { kind: 'distinct', of: sql`stock.variant_id` },
    joins: ['variant'],
    where,
  },
});

export const outOfStock: Metric = {
  ...base,
  id: 'stock.out_of_stock',
  redFlag: { for: ['warehouse', 'marketing'], over: 'now', of: 'value', op: '>', limit: '0' },
  label: 'out of stock',
  formula: 'active, stock-tracked SKUs with nothing available',
  unit: skuUnit,
  good: 'down',
  synonyms: {
    en: [
      'out of stock',
      'oos',
      'sold out',
      'stockouts',
      'stock outs',
      'no stock',
      'zero stock',
      'unavailable products',
      'nothing left',
    ],
    de: ['ausverkauft', 'nicht vorraetig', 'nicht vorratig', 'nicht auf lager'],
    es: ['agotado', 'agotados', 'sin stock', 'sin existencias'],
  },
  compute: skusWhere(sql`${stock.available} <= 0`),
  listBy: 'sku',
  details: [{ title: 'Product', of: sql`${variants.title}`, as: 'text' }],
  beside: ['stock.available', 'stock.inbound'],
  examples: ['what is out of stock', 'how many products are sold out', 'out of stock by category'],
};

/** The level of the SKU itself, else the one the company has set for all. */
const levelOf = (own: SQL, ofCompany: number | null): SQL =>
  ofCompany === null ? own : sql`coalesce(${own}, ${ofCompany})`;

const lowStock: Metric = {
  ...base,
  id: 'stock.low_stock',
  label: 'low stock',
  formula: 'active, stock-tracked SKUs whose available stock is at or under their low-stock level',
  unit: skuUnit,
  good: 'down',
  needs: ['low_stock_levels'],
  synonyms: {
    en: [
      'low stock',
      'running low',
      'low on stock',
      'nearly out',
      'almost out of stock',
      'almost sold out',
      'running out',
      'low inventory',
      'getting low',
    ],
    de: ['niedriger bestand', 'geht zur neige', 'fast ausverkauft', 'knapper bestand', 'knapp'],
    es: ['stock bajo', 'poco stock', 'casi agotado', 'quedan pocos'],
  },
  neighbours: [{ id: 'stock.below_reorder', difference: 'at or under the point to reorder' }],
  compute: skusWhere(
    ({ company }) =>
      sql`${stock.available} <= ${levelOf(sql`${variants.lowStockLevel}`, company.lowStockLevel)}`,
  ),
  listBy: 'sku',
  details: [{ title: 'Product', of: sql`${variants.title}`, as: 'text' }],
  beside: ['stock.available', 'stock.inbound'],
  examples: ['what is running low', 'low stock in Accessories'],
};

const belowReorder: Metric = {
  ...base,
  id: 'stock.below_reorder',
  label: 'to reorder',
  formula:
    'active, stock-tracked SKUs whose available stock is at or under their reorder point; what is inbound is shown beside, not added',
  unit: skuUnit,
  good: 'down',
  needs: ['reorder_points'],
  synonyms: {
    en: [
      'below reorder',
      'below reorder point',
      'to reorder',
      'reorder',
      'need reordering',
      'needs reordering',
      'under reorder point',
      'reorder list',
      'should we reorder',
      'need to reorder',
      'at reorder point',
    ],
    de: ['nachbestellen', 'unter meldebestand', 'meldebestand'],
    es: ['por reponer', 'reponer', 'bajo el punto de pedido', 'punto de pedido'],
  },
  compute: skusWhere(
    ({ company }) =>
      sql`${stock.available} <= ${levelOf(sql`${variants.reorderPoint}`, company.reorderPoint)}`,
  ),
  listBy: 'sku',
  details: [{ title: 'Product', of: sql`${variants.title}`, as: 'text' }],
  beside: ['stock.available', 'stock.inbound'],
  examples: ['what do we need to reorder', 'how many SKUs are below reorder point'],
};

const stockValue: Metric = {
  ...base,
  id: 'stock.value',
  label: 'stock value',
  formula: 'pieces on hand × unit cost; over a period, the mean of the values at the end of each day',
  unit: { kind: 'money' },
  good: 'neutral',
  sensitivity: 'finance',
  departments: ['finance', 'leadership'],
  owner: 'finance',
  needs: ['unit_costs'],
  synonyms: {
    en: [
      'stock value',
      'inventory value',
      'value of stock',
      'value of inventory',
      'value of our stock',
      'worth of stock',
      'stock worth',
      'our stock worth',
      'inventory worth',
    ],
    de: ['lagerwert', 'bestandswert', 'warenwert'],
    es: ['valor del stock', 'valor del inventario'],
  },
  compute: {
    kind: 'state',
    table: stockOver,
    take: { kind: 'sum', of: sql`${stock.onHand} * ${variants.unitCostMinor}` },
    joins: ['variant'],
  },
  examples: ['stock value', 'inventory value by category'],
};

const daysOfCover: Metric = {
  ...base,
  id: 'stock.days_of_cover',
  label: 'days of cover',
  formula:
    'estimate: how long available stock and what is due to arrive will last at the pace of the last weeks, with the 80 % range; days without stock are left out of the pace',
  unit: { kind: 'duration' },
  good: 'up',
  needs: ['orders'],
  synonyms: {
    en: [
      'days of cover',
      'days of stock',
      'days of supply',
      'how long will it last',
      'how long will … last',
      'how long do … last',
      'how long does … last',
      'when will … run out',
      'when do … run out',
      'when does … run out',
      'when is … sold out',
      'when will … be out of stock',
      'when will … sell out',
      'how long will stock last',
      'how long does stock last',
      'stock-out date',
      'stockout date',
      'when will it run out',
      'when do we run out',
      'run out',
      'stock cover',
    ],
    de: ['reichweite', 'lagerreichweite', 'wie lange reicht', 'wann ausverkauft'],
    es: ['dias de cobertura', 'cuanto durara el stock', 'cuando se agota'],
  },
  neighbours: [{ id: 'stock.available', difference: 'how many pieces there are' }],
  compute: { kind: 'estimate', method: 'days_of_cover', inputs: [available] },
  examples: ['how long will Trail Runner 2 last', 'days of cover of WAT-BOT-750'],
};

export const stockLevelMetrics: readonly Metric[] = [
  outOfStock,
  lowStock,
  belowReorder,
  stockValue,
  daysOfCover,
];
