import { sql } from 'drizzle-orm';
import { purchaseOrderLines, purchaseOrders } from '#src/database/schema/stock.ts';
import type { Aggregate, Metric, Moment } from './define.ts';
import { arrivals, inboundAt, stock, stockAt } from './tables/stock.ts';
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
  compute: {
    kind: 'state',
    table: stockAt,
    take: { kind: 'sum', of: stock.available },
    // Some sources keep it for other places than the rest of what they count.
    where: sql`${stock.available} is not null`,
  },
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
  compute: {
    kind: 'state',
    table: stockAt,
    take: { kind: 'sum', of: stock.onHand },
    // Some sources keep it for other places than the rest of what they count.
    where: sql`${stock.onHand} is not null`,
  },
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
    en: [
      'committed',
      'committed stock',
      'reserved',
      'reserved stock',
      'allocated',
      'allocated stock',
      'stock reserved',
      'stock committed',
      'stock allocated',
    ],
    de: ['reserviert', 'reservierter bestand'],
    es: ['reservado', 'stock reservado', 'comprometido'],
  },
  compute: {
    kind: 'state',
    table: stockAt,
    take: { kind: 'sum', of: stock.committed },
    // Some sources keep it for other places than the rest of what they count.
    where: sql`${stock.committed} is not null`,
  },
  examples: ['how many Yoga Mat 6mm are reserved', 'committed stock by location'],
};

const isComing = (at: Moment) =>
  sql`${happened(sql`${purchaseOrders.orderedAt}`, at)} and ${pending(sql`${purchaseOrders.cancelledAt}`, at)}`;

const stillToCome: Aggregate = {
  kind: 'sum',
  of: (at) => sql`greatest(0, ${purchaseOrderLines.orderedQuantity} - case
    when ${purchaseOrderLines.receivedAt} is null or ${happened(sql`${purchaseOrderLines.receivedAt}`, at)}
    then ${purchaseOrderLines.receivedQuantity} else 0 end)`,
};

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
      'stock on order',
      'stock coming',
      'stock inbound',
      'stock on the way',
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
    take: stillToCome,
    where: isComing,
  },
  neighbours: [{ id: 'stock.arriving', difference: 'only what is expected on certain days' }],
  examples: ['what is inbound for Heritage Denim Jacket', 'incoming stock by location'],
};

export const arriving: Metric = {
  ...base,
  id: 'stock.arriving',
  label: 'arriving stock',
  formula: 'pieces on open purchase orders and transfers that are expected in the period',
  good: 'neutral',
  defaultPeriod: 'today',
  future: true,
  synonyms: {
    en: [
      'arriving',
      'arriving stock',
      'arrivals',
      'expected deliveries',
      'goods arriving',
      'stock arriving',
      'deliveries expected',
      'deliveries due',
      'deliveries arriving',
      'deliveries coming',
      'what arrives',
      'what is coming in',
      'whats coming in',
      'what comes in',
      'what do we get in',
    ],
    de: ['anlieferungen', 'erwartete lieferungen', 'erwarteter wareneingang'],
    es: ['llegadas', 'llegadas previstas', 'entregas previstas'],
  },
  neighbours: [{ id: 'stock.inbound', difference: 'everything on its way, whenever it comes' }],
  compute: { kind: 'measure', table: arrivals, take: stillToCome, where: isComing },
  listBy: 'purchase_order',
  details: [{ title: 'Expected', of: sql`${purchaseOrders.expectedOn}`, as: 'day' }],
  examples: ['what arrives tomorrow', 'arriving stock next week'],
};

export const stockMetrics: readonly Metric[] = [available, onHand, committed, inbound, arriving];
