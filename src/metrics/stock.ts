import { sql } from 'drizzle-orm';
import { variants } from '#src/database/schema/products.ts';
import { purchaseOrderLines, purchaseOrders } from '#src/database/schema/stock.ts';
import type { Metric, Moment } from './define.ts';
import { inboundAt, stock, stockAt, variantStockAt } from './tables/stock.ts';
import { happened, pending } from './tables.ts';

const base = {
  sensitivity: 'open',
  departments: ['warehouse', 'marketing', 'support', 'leadership'],
  owner: 'warehouse',
  tolerancePercent: 0,
  maxAgeMinutes: 60,
  defaultPeriod: 'now',
  unit: { kind: 'count', one: 'piece', many: 'pieces' },
} as const;

const skuUnit = { kind: 'count', one: 'SKU', many: 'SKUs' } as const;

export const available: Metric = {
  ...base,
  id: 'stock.available',
  label: 'available stock',
  ranks: 'sku',
  vague: {
    words: [
      'do we have',
      'have we got',
      'have got',
      'do you have',
      'is there any',
      'can i sell',
      'can we sell',
      'can i still sell',
      'haben wir',
      'gibt es noch',
      'tenemos',
    ],
    by: ['product', 'variant', 'sku', 'category', 'colour', 'size'],
  },
  formula: 'pieces that can still be sold: on hand less what is reserved for open orders',
  good: 'up',
  synonyms: {
    en: [
      'available stock',
      'stock',
      'in stock',
      'available',
      'left',
      'how many left',
      'stock level',
      'stock levels',
      'inventory',
      'remaining',
      'still have',
      'sellable',
      'on stock',
      'in inventory',
      'availability',
    ],
    de: [
      'bestand',
      'lagerbestand',
      'verfuegbar',
      'verfugbar',
      'auf lager',
      'vorraetig',
      'vorratig',
      'noch da',
    ],
    es: ['stock', 'existencias', 'disponible', 'disponibles', 'inventario', 'quedan'],
  },
  neighbours: [
    { id: 'stock.on_hand', difference: 'everything in the building, reserved pieces included' },
    { id: 'stock.inbound', difference: 'what is still to come' },
  ],
  compute: { kind: 'state', table: stockAt, take: { kind: 'sum', of: stock.available } },
  beside: ['stock.on_hand', 'stock.inbound'],
  examples: ['how many Trail Runner 2 are left', 'stock of LIN-SHI-NAV-M', 'stock by location'],
};

const onHand: Metric = {
  ...base,
  id: 'stock.on_hand',
  label: 'stock on hand',
  ranks: 'sku',
  formula: 'pieces physically there, reserved ones included',
  good: 'up',
  synonyms: {
    en: ['on hand', 'stock on hand', 'physical stock', 'physically there', 'on the shelf', 'on shelf'],
    de: ['physischer bestand', 'physisch'],
    es: ['stock fisico', 'existencias fisicas'],
  },
  compute: { kind: 'state', table: stockAt, take: { kind: 'sum', of: stock.onHand } },
  examples: ['stock on hand of WAT-BOT-750', 'physical stock by location'],
};

const committed: Metric = {
  ...base,
  id: 'stock.committed',
  label: 'committed stock',
  ranks: 'sku',
  formula: 'pieces reserved for open orders',
  good: 'neutral',
  synonyms: {
    en: ['committed', 'committed stock', 'reserved', 'reserved stock', 'allocated', 'allocated stock'],
    de: ['reserviert', 'reservierter bestand'],
    es: ['reservado', 'stock reservado', 'comprometido'],
  },
  compute: { kind: 'state', table: stockAt, take: { kind: 'sum', of: stock.committed } },
  examples: ['how many Yoga Mat 6mm are reserved', 'committed stock by location'],
};

const isComing = (at: Moment) =>
  sql`${happened(sql`${purchaseOrders.orderedAt}`, at)} and ${pending(sql`${purchaseOrders.cancelledAt}`, at)}`;

export const inbound: Metric = {
  ...base,
  id: 'stock.inbound',
  label: 'inbound stock',
  ranks: 'sku',
  formula: 'pieces on open purchase orders and transfers that have not arrived',
  good: 'neutral',
  synonyms: {
    en: [
      'inbound',
      'inbound stock',
      'incoming',
      'incoming stock',
      'on order',
      'still to come',
      'on purchase order',
      'replenishment',
      'restock coming',
    ],
    de: ['im zulauf', 'zulauf', 'wareneingang offen', 'bestellt beim lieferanten'],
    es: ['entrante', 'stock entrante', 'por llegar', 'en camino al almacen'],
  },
  compute: {
    kind: 'state',
    table: inboundAt,
    take: {
      kind: 'sum',
      of: (at) => sql`greatest(0, ${purchaseOrderLines.orderedQuantity} - case
        when ${purchaseOrderLines.receivedAt} is null or ${happened(sql`${purchaseOrderLines.receivedAt}`, at)}
        then ${purchaseOrderLines.receivedQuantity} else 0 end)`,
    },
    where: isComing,
  },
  examples: ['what is inbound for Heritage Denim Jacket', 'incoming stock by location'],
};

const outOfStock: Metric = {
  ...base,
  id: 'stock.out_of_stock',
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
  compute: {
    kind: 'state',
    table: variantStockAt,
    take: { kind: 'count' },
    where: sql`${stock.available} <= 0`,
  },
  listBy: 'sku',
  beside: ['stock.available', 'stock.inbound'],
  examples: ['what is out of stock', 'how many products are sold out', 'out of stock by category'],
};

const lowStock: Metric = {
  ...base,
  id: 'stock.low_stock',
  label: 'low stock',
  formula: 'active, stock-tracked SKUs whose available stock is at or under their low-stock level',
  unit: skuUnit,
  good: 'down',
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
  compute: {
    kind: 'state',
    table: variantStockAt,
    take: { kind: 'count' },
    joins: ['variant'],
    where: sql`${stock.available} <= ${variants.lowStockLevel}`,
  },
  listBy: 'sku',
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
  compute: {
    kind: 'state',
    table: variantStockAt,
    take: { kind: 'count' },
    joins: ['variant'],
    where: sql`${stock.available} <= ${variants.reorderPoint}`,
  },
  listBy: 'sku',
  beside: ['stock.available', 'stock.inbound'],
  examples: ['what do we need to reorder', 'how many SKUs are below reorder point'],
};

const stockValue: Metric = {
  ...base,
  id: 'stock.value',
  label: 'stock value',
  formula: 'pieces on hand × unit cost',
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
      'inventory worth',
    ],
    de: ['lagerwert', 'bestandswert', 'warenwert'],
    es: ['valor del stock', 'valor del inventario'],
  },
  compute: {
    kind: 'state',
    table: stockAt,
    take: { kind: 'sum', of: sql`${stock.onHand} * ${variants.unitCostMinor}` },
    joins: ['variant'],
  },
  examples: ['stock value', 'inventory value by category'],
};

export const stockMetrics: readonly Metric[] = [
  available,
  onHand,
  committed,
  inbound,
  outOfStock,
  lowStock,
  belowReorder,
  stockValue,
];
