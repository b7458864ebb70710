import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { Runtime } from '../run-metric.ts';

/** Which shops, seen when. */
export type WorkScope = { readonly runtime: Runtime; readonly stores: readonly string[] };

/** The instant things are looked at, for SQL. */
export const nowOf = ({ runtime }: WorkScope): SQL => sql`${runtime.now.toString()}::timestamptz`;

/** The shops of the scope, for SQL; never an empty list. */
export const inStores = ({ stores }: WorkScope, column: SQL): SQL =>
  stores.length === 0
    ? sql`false`
    : sql`${column} in (${sql.join(
        stores.map((store) => sql`${store}`),
        sql`, `,
      )})`;

/** Today in the shop of a row. */
export const todayIn = (scope: WorkScope, storeId: SQL): SQL =>
  sql`(${nowOf(scope)} at time zone (select s.zone from stores s where s.id = ${storeId}))::date`;

/** Rows of a statement; callers state their shape, numbers come as text. */
export const rowsOf = async <Row>({ runtime }: WorkScope, statement: SQL): Promise<readonly Row[]> =>
  (await runtime.database.fast.execute(statement)) as unknown as readonly Row[];
