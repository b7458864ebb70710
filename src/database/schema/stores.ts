import { bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, instant, source, storeId } from './columns.ts';

/**
 * The shops, and one row `company` that owns what belongs to no single shop: cloud cost, incidents, deploys,
 * advisories, exchange rates. Its zone and currency are the company's.
 */
export const stores = pgTable('stores', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind', { enum: ['store', 'company'] })
    .notNull()
    .default('store'),
  platform: text('platform').notNull(),
  currency: text('currency').notNull(),
  zone: text('zone').notNull(),
  isDemo: boolean('is_demo').notNull().default(false),
  /** Which instant decides the day of its orders, as they were last booked. */
  dateBasis: text('date_basis', { enum: ['placed', 'paid'] })
    .notNull()
    .default('placed'),
});

/**
 * How far each source is complete, per store and fact family: rows with an event inside
 * [complete_from, complete_to) are all here. Outside it, "none" means "not recorded". `dimensions` are those the source
 * records; `day_zone` is the zone of its days where it reports whole days that are not the store's.
 */
export const coverage = pgTable(
  'coverage',
  {
    storeId: storeId(),
    family: text('family').notNull(),
    source: source(),
    completeFrom: instant('complete_from').notNull(),
    completeTo: instant('complete_to').notNull(),
    asOf: instant('as_of').notNull(),
    dimensions: text('dimensions').array().notNull().default([]),
    dayZone: text('day_zone'),
    lastError: text('last_error'),
    lastErrorAt: instant('last_error_at'),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.family, t.source] })],
);

/** What a batch changed, written in the transaction of the batch; roll-ups, watches and corrections read it. */
export const changes = pgTable(
  'changes',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    storeId: storeId(),
    family: text('family').notNull(),
    days: day('days').array().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('changes_by_family').on(t.storeId, t.family, t.id)],
);

/** Every value that the rows of a store have had in a named dimension: what words in a question are matched against. */
export const dimensionValues = pgTable(
  'dimension_values',
  {
    storeId: storeId(),
    dimension: text('dimension').notNull(),
    value: text('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.dimension, t.value] })],
);

/** Rows that could not be read: where they stood and why, never their content. */
export const quarantine = pgTable(
  'quarantine',
  {
    storeId: storeId(),
    source: source(),
    reference: text('reference').notNull(),
    family: text('family').notNull(),
    reason: text('reason').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.source, t.reference] })],
);

/** Where each source goes on reading, saved in the transaction of the rows it stands for. */
export const cursors = pgTable(
  'cursors',
  {
    storeId: storeId(),
    source: source(),
    entity: text('entity').notNull(),
    cursor: jsonb('cursor').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.source, t.entity] })],
);

/** Company overrides of METRICS.md's defaults and other settings; secrets are only named here. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  version: integer('version').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
});
