import type { RowOf } from '#src/sources/rows.ts';
import type { Random } from './random.ts';

export const categories = ['Shirts', 'Hats', 'Shoes'] as const;
const colours = ['navy', 'white'] as const;
const sizes = ['S', 'M'] as const;

export type Goods = {
  readonly products: readonly RowOf<'products'>[];
  readonly variants: readonly RowOf<'variants'>[];
  readonly locations: readonly RowOf<'locations'>[];
};

/** Six products with up to four variants; some costs, levels and categories are not known. */
export const makeGoods = (random: Random): Goods => {
  const products = Array.from({ length: 6 }, (_, index) => ({
    id: `p${index}`,
    title: `Product ${index}`,
    category: index === 5 ? null : (categories[index % 3] ?? null),
    active: index !== 4,
  }));
  const variants = products.flatMap(({ id, title }) =>
    colours.flatMap((colour) =>
      sizes.slice(0, random.whole(1, 2)).map((size) => ({
        id: `${id}-${colour}-${size}`,
        productId: id,
        sku: `SKU-${id}-${colour}-${size}`,
        title: `${title} ${colour} ${size}`,
        options: { colour, size },
        priceMinor: BigInt(random.whole(500, 9000)),
        unitCostMinor: random.chance(0.8) ? BigInt(random.whole(100, 4000)) : null,
        active: random.chance(0.9),
        tracked: random.chance(0.9),
        lowStockLevel: random.chance(0.7) ? random.whole(2, 12) : null,
        reorderPoint: random.chance(0.7) ? random.whole(2, 20) : null,
      })),
    ),
  );
  return {
    products,
    variants,
    locations: [
      { id: 'ber', name: 'Berlin', country: 'DE' },
      { id: 'rtm', name: 'Rotterdam', country: 'NL' },
    ],
  };
};

export type Stock = {
  readonly stockLevels: readonly RowOf<'stockLevels'>[];
  readonly stockMoves: readonly RowOf<'stockMoves'>[];
  readonly purchaseOrders: readonly RowOf<'purchaseOrders'>[];
  readonly purchaseOrderLines: readonly RowOf<'purchaseOrderLines'>[];
};

/** Levels now, moves of the last sixty days, and purchase orders: open, part and wholly received, cancelled. */
export const makeStock = (
  { variants, locations }: Goods,
  random: Random,
  instant: (daysBefore: number) => string,
  day: (daysBefore: number) => string,
  now: string,
): Stock => {
  const stockLevels = variants.flatMap(({ id: variantId }) =>
    locations.map(({ id: locationId }) => {
      const onHand = random.whole(0, 30);
      const committed = random.whole(0, 8);
      return { variantId, locationId, available: onHand - committed, onHand, committed, asOf: now };
    }),
  );
  const stockMoves = Array.from({ length: 150 }, (_, index) => ({
    id: `m${index}`,
    variantId: random.pick(variants as [(typeof variants)[0], ...typeof variants]).id,
    locationId: random.pick(['ber', 'rtm']),
    kind: random.pick(['sale', 'receipt', 'adjustment'] as const),
    at: instant(random.whole(0, 60)),
    availableDelta: random.whole(-4, 6),
    onHandDelta: random.whole(-4, 6),
  }));
  const purchaseOrders = Array.from({ length: 8 }, (_, index) => ({
    id: `po${index}`,
    number: `PO-${index}`,
    locationId: random.pick(['ber', 'rtm']),
    orderedAt: instant(random.whole(5, 50)),
    expectedOn: random.chance(0.8) ? day(random.whole(-20, 5)) : null,
    cancelledAt: random.chance(0.2) ? instant(3) : null,
  }));
  const purchaseOrderLines = purchaseOrders.flatMap(({ id }) =>
    variants.slice(0, random.whole(1, 3)).map((variant, index) => {
      const ordered = random.whole(10, 60);
      const received = random.chance(0.4) ? random.whole(1, ordered) : 0;
      return {
        purchaseOrderId: id,
        lineId: String(index),
        variantId: variant.id,
        orderedQuantity: ordered,
        receivedQuantity: received,
        receivedAt: received > 0 ? instant(random.whole(0, 4)) : null,
      };
    }),
  );
  return { stockLevels, stockMoves, purchaseOrders, purchaseOrderLines };
};
