import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { orderLines } from '#src/database/schema/sales.ts';
import type { Metric, Moment } from './define.ts';
import { productStockAt, stock, variantStockAt } from './tables/stock.ts';
import { instantOf } from './tables.ts';

const soldSince = (at: Moment, of: SQL): SQL => sql`
  select 1 from ${orderLines} sold
  where sold.store_id = stock.store_id and sold.${of} = stock.${of}
    and sold.sold_at >= ${instantOf(at.from)} and sold.sold_at < ${instantOf(at.asOf)}`;

const unsold: Metric = {
  sensitivity: 'open',
  tolerancePercent: 0,
  maxAgeMinutes: 60,
  id: 'products.unsold',
  label: 'unsold products',
  formula: 'active products with stock and not one piece sold in the period',
  unit: { kind: 'count', one: 'product', many: 'products' },
  good: 'down',
  departments: ['marketing', 'warehouse', 'finance', 'leadership'],
  owner: 'marketing',
  defaultPeriod: 'last_30_days',
  needs: ['orders'],
  synonyms: {
    en: [
      'unsold',
      'unsold products',
      'dead stock',
      'slow movers',
      'slow moving',
      'not selling',
      'nobody buys',
      'shelf warmers',
      'never sold',
      'did not sell',
      'do not sell',
      'not sell',
      'not sold',
      'nobody bought',
      'nobody buy',
      'not bought',
      'zero sales',
      'without sales',
      'slow sellers',
      'slow selling',
      'no sales',
    ],
    de: ['ladenhueter', 'ladenhuter', 'unverkauft', 'nicht verkauft'],
    es: ['sin vender', 'no vendidos', 'productos sin ventas', 'stock muerto'],
  },
  compute: {
    kind: 'state',
    table: { ...productStockAt, over: 'period' },
    take: { kind: 'count' },
    where: (at) => sql`${stock.available} > 0 and not exists (${soldSince(at, sql`product_id`)})`,
    otherwise: {
      table: { ...variantStockAt, over: 'period' },
      take: { kind: 'count' },
      where: (at) => sql`${stock.available} > 0 and not exists (${soldSince(at, sql`variant_id`)})`,
    },
  },
  listBy: 'product',
  beside: ['stock.available'],
  examples: ['dead stock in the last 90 days', 'what did not sell last month'],
};

export const productMetrics: readonly Metric[] = [unsold];
