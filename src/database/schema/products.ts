import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, minor, source, storeId } from './columns.ts';

/** What a shop sells; one product has one or more variants. */
export const products = pgTable(
  'products',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    title: text('title').notNull(),
    category: text('category'),
    active: boolean('active').notNull().default(true),
    createdAt: instant('created_at'),
    updatedAt: instant('updated_at'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);

/** The thing that is counted and shipped. Levels and points are units; cost and price are in the store's currency, excluding tax. */
export const variants = pgTable(
  'variants',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    productId: text('product_id').notNull(),
    sku: text('sku'),
    title: text('title').notNull(),
    options: jsonb('options').$type<Readonly<Record<string, string>>>().notNull().default({}),
    priceMinor: minor('price_minor'),
    unitCostMinor: minor('unit_cost_minor'),
    active: boolean('active').notNull().default(true),
    tracked: boolean('tracked').notNull().default(true),
    lowStockLevel: integer('low_stock_level'),
    reorderPoint: integer('reorder_point'),
    updatedAt: instant('updated_at'),
    source: source(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('variants_by_product').on(t.storeId, t.productId),
    index('variants_by_sku').on(t.storeId, t.sku),
  ],
);

/** Warehouses and stock-keeping shops. */
export const locations = pgTable(
  'locations',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    country: text('country'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);
