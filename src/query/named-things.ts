import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { products, variants } from '#src/database/schema/products.ts';
import { orders } from '#src/database/schema/sales.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Filter } from '#src/metrics/query.ts';

/** A thing of a store by its id at the source. */
export type Named = { readonly storeId: string; readonly id: string };

/** More than this many things is no question about one. */
const most = 20;

const read = async (db: Db, statement: SQL): Promise<readonly Named[]> => {
  const rows = await db.execute<{ store_id: string; id: string }>(statement);
  return rows.map((row) => ({ storeId: row.store_id, id: row.id }));
};

const listOf = (values: readonly string[]): SQL =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );

/** Orders that go by a number, with or without `#`. */
export const ordersNumbered = (
  db: Db,
  number: string,
  stores: readonly string[],
): Promise<readonly Named[]> => {
  const plain = number.replace(/^#/, '');
  return stores.length === 0
    ? Promise.resolve([])
    : read(
        db,
        sql`select store_id, id from ${orders}
          where store_id in (${listOf(stores)}) and number in (${plain}, ${`#${plain}`}) limit ${most}`,
      );
};

/** Columns by which variants are named. */
const columns: Readonly<Partial<Record<DimensionId, SQL>>> = {
  sku: sql`${variants.sku}`,
  variant: sql`${variants.title}`,
  product: sql`${products.title}`,
};

/** The few variants that filters name; none when they name more, or none at all. */
export const variantsNamed = async (
  db: Db,
  filters: readonly Filter[],
  stores: readonly string[],
): Promise<readonly Named[]> => {
  const conditions = filters.flatMap((filter) => {
    if (filter.kind !== 'dimension' || filter.op !== 'is') return [];
    const column = columns[filter.dimension];
    return column ? [sql`${column} in (${listOf(filter.values)})`] : [];
  });
  if (conditions.length === 0 || stores.length === 0) return [];
  const found = await read(
    db,
    sql`select ${variants.storeId} as store_id, ${variants.id} as id from ${variants}
      join ${products} on ${products.storeId} = ${variants.storeId} and ${products.id} = ${variants.productId}
      where ${variants.storeId} in (${listOf(stores)}) and ${sql.join(conditions, sql` and `)} limit ${most + 1}`,
  );
  return found.length > most ? [] : found;
};
