import * as tables from '#src/database/schema/products.ts';
import { describe } from './column.ts';

export const products = describe(tables.products, {
  what: 'What the shop sells; one product has one or more variants.',
  family: 'products',
  columns: {
    id: 'The product at its source.',
    title: { what: 'Name as customers see it.', dimension: 'product' },
    category: { what: 'One category.', dimension: 'category' },
    active: 'Whether it is on sale.',
    createdAt: 'When it was added.',
    updatedAt: 'When this row last changed; an older row never replaces a newer one.',
  },
});

export const variants = describe(tables.variants, {
  what: 'What is counted and shipped: a product in one size and colour.',
  family: 'products',
  splitBy: ['products'],
  columns: {
    id: 'The variant at its source.',
    productId: 'Its product.',
    sku: { what: 'Stock keeping unit.', dimension: 'sku' },
    title: { what: 'Name with its options.', dimension: 'variant' },
    options: { what: 'Option values, such as `colour=Navy;size=M`.' },
    priceMinor: 'Price, excluding tax.',
    unitCostMinor: { what: 'What one piece costs us, excluding tax.', family: 'unit_costs' },
    active: 'Whether it is on sale.',
    tracked: 'Whether its stock is counted.',
    lowStockLevel: {
      what: 'At or under this many available pieces it is low.',
      family: 'low_stock_levels',
    },
    reorderPoint: {
      what: 'At or under this many available pieces it should be ordered again.',
      family: 'reorder_points',
    },
    updatedAt: 'When this row last changed.',
  },
});

export const locations = describe(tables.locations, {
  what: 'Warehouses and shops that keep stock.',
  family: 'stock',
  columns: {
    id: 'The location at its source.',
    name: { what: 'Its name.', dimension: 'location' },
    country: 'Where it is.',
  },
});
