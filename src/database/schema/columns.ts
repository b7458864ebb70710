import { bigint, char, customType, numeric, text, timestamp } from 'drizzle-orm/pg-core';

/** First column of every fact table's key, so that the same SQL can be sharded by store. */
export const storeId = () => text('store_id').notNull();

/** Integer minor units of the row's currency (cents for EUR); bigint in SQL, never a float. */
export const minor = (name: string) => bigint(name, { mode: 'bigint' });

/** Minor units with a fraction, for sources that bill in parts of a cent (ads, cloud). Exact in SQL, a string in TypeScript. */
export const minorNumeric = (name: string) => numeric(name);

/** ISO 4217 code of the amounts in the row. */
export const currency = () => char('currency', { length: 3 }).notNull();

/** UTC instant. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** Calendar day in the store's zone (or the source's own day where a source reports whole days), `YYYY-MM-DD`. */
export const day = customType<{ data: string }>({ dataType: () => 'date' });

/** Which source wrote the row. */
export const source = () => text('source').notNull();
