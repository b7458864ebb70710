import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, instant, storeId } from './columns.ts';

const sum = (name: string) => bigint(name, { mode: 'bigint' });

/**
 * Sums kept ready so that questions over long times need not read all rows. `roll_up` names what is summed
 * (src/query/rollups/declared.ts), `dimension` by what ('' = not split), `value` its value ('' = not known).
 * Per sum i, `v<i>` is its value, `n<i>` how many rows it is over and `k<i>` how many of those had a value.
 */
const sums = {
  storeId: storeId(),
  rollUp: text('roll_up').notNull(),
  dimension: text('dimension').notNull(),
  value: text('value').notNull(),
  currency: text('currency').notNull(),
  v0: sum('v0'),
  n0: sum('n0'),
  k0: sum('k0'),
  v1: sum('v1'),
  n1: sum('n1'),
  k1: sum('k1'),
  v2: sum('v2'),
  n2: sum('n2'),
  k2: sum('k2'),
  v3: sum('v3'),
  n3: sum('n3'),
  k3: sum('k3'),
  v4: sum('v4'),
  n4: sum('n4'),
  k4: sum('k4'),
  v5: sum('v5'),
  n5: sum('n5'),
  k5: sum('k5'),
} as const;

/** Sums per day of the store. */
export const daySums = pgTable('day_sums', { ...sums, day: day('day').notNull() }, (t) => [
  primaryKey({ columns: [t.storeId, t.rollUp, t.dimension, t.day, t.value, t.currency] }),
]);

/** Sums per whole month of the store; `day` is its first. */
export const monthSums = pgTable('month_sums', { ...sums, day: day('day').notNull() }, (t) => [
  primaryKey({ columns: [t.storeId, t.rollUp, t.dimension, t.day, t.value, t.currency] }),
]);

/**
 * What the sums of a store stand for: the last change they hold, and everything else they depend on (`basis`: how they
 * are declared, the store's zone, which instant decides the day). `names` and `places` are marks of the names of products and
 * of locations they are split by; events up to `latest_event` are in them.
 */
export const rollUpState = pgTable(
  'roll_up_state',
  {
    storeId: storeId(),
    applied: bigint('applied', { mode: 'number' }).notNull(),
    basis: text('basis').notNull(),
    names: text('names').notNull(),
    places: text('places').notNull(),
    latestEvent: instant('latest_event').notNull(),
    builtAt: instant('built_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId] })],
);
