import { sql } from 'drizzle-orm';
import { orderLines } from '#src/database/schema/sales.ts';
import type { Metric } from './define.ts';
import { ordersPlaced } from './orders.ts';
import { soldLines } from './tables/sales.ts';

const base = {
  sensitivity: 'open',
  departments: ['marketing', 'finance', 'leadership', 'warehouse'],
  owner: 'finance',
  tolerancePercent: 1,
  maxAgeMinutes: 60,
  defaultPeriod: 'last_30_days',
} as const;

export const unitsSold: Metric = {
  ...base,
  id: 'sales.units_sold',
  label: 'pieces sold',
  verbs: [
    'sold',
    'sell',
    'sells',
    'selling',
    'verkauft',
    'verkauften',
    'verkaufen',
    'vendidos',
    'vendidas',
    'se venden',
  ],
  vague: {
    words: ['pieces', 'units', 'items', 'pcs', 'stueck', 'stuck', 'unidades', 'piezas'],
    by: ['product', 'variant', 'sku', 'category', 'colour', 'size'],
  },
  asMoney: 'sales.net_sales',
  ranks: 'product',
  formula: 'quantity of everything ordered (gift cards are not goods)',
  unit: { kind: 'count', one: 'piece', many: 'pieces' },
  good: 'up',
  synonyms: {
    en: [
      'units sold',
      'pieces sold',
      'items sold',
      'pieces sell',
      'units sell',
      'items sell',
      'pieces ordered',
      'units ordered',
      'items ordered',
      'pieces bought',
      'quantity sold',
      'sold units',
      'how many sold',
      'sellers',
      'products sold',
      'how many products did we sell',
      'volume sold',
    ],
    de: ['verkaufte stueck', 'verkaufte stuck', 'verkaufte artikel', 'absatz', 'stueckzahl'],
    es: ['unidades vendimos', 'unidades se vendieron', 'unidades vendidas', 'articulos vendidos'],
  },
  neighbours: [
    { id: 'sales.net_sales', difference: 'in money' },
    { id: 'sales.orders', difference: 'orders, however many pieces' },
  ],
  compute: {
    kind: 'measure',
    table: soldLines,
    take: { kind: 'sum', of: sql`${orderLines.quantity}` },
    where: sql`${orderLines.kind} = 'product'`,
  },
  examples: [
    'how many pieces did we sell yesterday',
    'units sold last week by category',
    'top 5 best sellers last month',
  ],
};

const unitsPerOrder: Metric = {
  ...base,
  id: 'sales.units_per_order',
  label: 'pieces per order',
  formula: 'pieces sold / orders',
  unit: { kind: 'count', one: 'piece', many: 'pieces', decimals: 2 },
  good: 'up',
  synonyms: {
    en: [
      'units per order',
      'pieces per order',
      'items per order',
      'basket size',
      'average basket size',
      'average units per order',
      'average items per order',
      'items in a basket',
      'items per basket',
      'units per transaction',
      'upt',
    ],
    de: ['artikel pro bestellung', 'stueck pro bestellung'],
    es: ['unidades por pedido'],
  },
  neighbours: [{ id: 'sales.average_order_value', difference: 'in money' }],
  compute: { kind: 'ratio', of: unitsSold, by: ordersPlaced },
  examples: ['units per order last month', 'basket size this week'],
};

export const pieceMetrics: readonly Metric[] = [unitsSold, unitsPerOrder];
