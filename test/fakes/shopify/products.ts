import type { Product, Variant, World } from '../world.ts';
import { connect, decimal, gid, money, time, withTax } from './shapes.ts';

export const variantJson = (variant: Variant): Readonly<Record<string, unknown>> => ({
  __typename: 'ProductVariant',
  id: gid('ProductVariant', variant.id),
  sku: variant.sku,
  title: variant.option.value,
  price: decimal(withTax(variant.unit, variant.rate)),
  updatedAt: time(variant.updatedAt),
  selectedOptions: [{ name: variant.option.name, value: variant.option.value }],
  product: { id: gid('Product', variant.productId) },
  inventoryItem: itemJson(variant),
});

export const itemJson = (variant: Variant): Readonly<Record<string, unknown>> => ({
  __typename: 'InventoryItem',
  id: gid('InventoryItem', variant.id + 900_000),
  tracked: true,
  unitCost: money(variant.cost),
  variants: connect([
    { id: gid('ProductVariant', variant.id), product: { id: gid('Product', variant.productId) } },
  ]),
  inventoryLevels: connect(
    [...variant.stock].map(([location, level]) => ({
      updatedAt: time(level.updatedAt),
      isActive: true,
      location: { id: gid('Location', location) },
      quantities: ({ names }: { names: readonly string[] }) =>
        names.map((name) => ({
          id: gid('InventoryQuantity', `${variant.id}-${location}-${name}`),
          name,
          quantity: {
            available: level.onHand - level.committed,
            on_hand: level.onHand,
            committed: level.committed,
          }[name],
        })),
    })),
  ),
});

export const productJson = (world: World, product: Product): Readonly<Record<string, unknown>> => ({
  __typename: 'Product',
  id: gid('Product', product.id),
  title: product.title,
  status: 'ACTIVE',
  productType: product.category,
  category: null,
  createdAt: time(product.createdAt),
  updatedAt: time(product.orderedAt),
  variants: connect(
    [...world.variants.values()]
      .filter((variant) => variant.productId === product.id)
      .map((variant) => variantJson(variant)),
  ),
});
