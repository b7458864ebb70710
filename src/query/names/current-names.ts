import { sql } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import type { FindNames } from '#src/metrics/names.ts';
import { loadNames } from './find-names.ts';

/** What changes when a name does: stores, products, or the values seen in a dimension. */
const signature = sql`select (select count(*) from stores) as stores,
  (select coalesce(max(id), 0) from changes where family = 'products') as products,
  (select count(*) from dimension_values) as values`;

/** The shop's names as they stand now: loaded once, and again when they have changed. */
export const createCurrentNames = (db: Db): (() => Promise<FindNames>) => {
  let known = '';
  let names: Promise<FindNames> | null = null;
  return async () => {
    const [row] = await db.execute(signature);
    const now = JSON.stringify(row);
    if (now !== known || !names) {
      known = now;
      names = loadNames(db);
    }
    return names;
  };
};
