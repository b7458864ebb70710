import { eq } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { locations, products, variants } from '#src/database/schema/products.ts';
import { dimensionValues, stores } from '#src/database/schema/stores.ts';

/** What the shop calls its things, as it is stored. */
export type NameRows = {
  readonly stores: readonly { readonly id: string; readonly name: string }[];
  readonly products: readonly {
    readonly storeId: string;
    readonly id: string;
    readonly title: string;
    readonly category: string | null;
  }[];
  readonly variants: readonly {
    readonly storeId: string;
    readonly productId: string;
    readonly sku: string | null;
    readonly options: Readonly<Record<string, string>>;
  }[];
  readonly locations: readonly { readonly storeId: string; readonly name: string }[];
  readonly values: readonly {
    readonly storeId: string;
    readonly dimension: string;
    readonly value: string;
  }[];
};

/** Reads every name there is; about 60 bytes each. Inactive products count: people ask about what was sold, too. */
export const readNameRows = async (db: Db): Promise<NameRows> => {
  const [storeRows, productRows, variantRows, locationRows, valueRows] = await Promise.all([
    db.select({ id: stores.id, name: stores.name }).from(stores).where(eq(stores.kind, 'store')),
    db
      .select({
        storeId: products.storeId,
        id: products.id,
        title: products.title,
        category: products.category,
      })
      .from(products),
    db
      .select({
        storeId: variants.storeId,
        productId: variants.productId,
        sku: variants.sku,
        options: variants.options,
      })
      .from(variants),
    db.select({ storeId: locations.storeId, name: locations.name }).from(locations),
    db.select().from(dimensionValues),
  ]);
  return {
    stores: storeRows,
    products: productRows,
    variants: variantRows,
    locations: locationRows,
    values: valueRows,
  };
};
