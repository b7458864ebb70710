import { sql } from 'drizzle-orm';
import { index, numeric, pgSequence, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { currency, day, instant, minorNumeric, source, storeId } from './columns.ts';

/**
 * Cloud cost per charge day, from FOCUS rows of every provider. Effective = amortised ("what did it cost"),
 * billed = on the invoice. A billing period is one partition: it is replaced, never appended to.
 */
export const cloudCost = pgTable(
  'cloud_cost',
  {
    storeId: storeId(),
    provider: text('provider').notNull(),
    billingPeriod: day('billing_period').notNull(),
    day: day('day').notNull(),
    service: text('service').notNull().default(''),
    account: text('account').notNull().default(''),
    team: text('team').notNull().default(''),
    category: text('category', { enum: ['usage', 'purchase', 'tax', 'credit', 'adjustment'] }).notNull(),
    correction: text('correction', { enum: ['no', 'yes'] })
      .notNull()
      .default('no'),
    currency: currency(),
    effectiveMinor: minorNumeric('effective_minor').notNull(),
    billedMinor: minorNumeric('billed_minor').notNull(),
    source: source(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.storeId,
        t.source,
        t.provider,
        t.billingPeriod,
        t.day,
        t.service,
        t.account,
        t.team,
        t.category,
        t.correction,
        t.currency,
      ],
    }),
    index('cloud_cost_by_day').on(t.storeId, t.day),
  ],
);

/** Budgets and targets: what a metric should be (or stay under) in a month, for one value of a dimension or for all. */
export const targets = pgTable(
  'targets',
  {
    storeId: storeId(),
    metric: text('metric').notNull(),
    month: day('month').notNull(),
    dimension: text('dimension').notNull().default(''),
    value: text('value').notNull().default(''),
    currency: text('currency').notNull().default(''),
    amount: numeric('amount').notNull(),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.metric, t.month, t.dimension, t.value] })],
);

/** Numbers of incidents: the reference that departments share is short enough to be said aloud. */
export const incidentRefs = pgSequence('incident_refs');

/** Own and vendors' incidents. `ref` is the one reference all departments see (OUT-31). */
export const incidents = pgTable(
  'incidents',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    ref: text('ref').notNull().default(sql`'OUT-' || nextval('incident_refs')`),
    origin: text('origin', { enum: ['own', 'vendor'] }).notNull(),
    vendor: text('vendor'),
    title: text('title').notNull(),
    components: text('components').array().notNull().default([]),
    capability: text('capability').notNull(),
    severity: text('severity', { enum: ['minor', 'major', 'critical'] }).notNull(),
    affectedShare: numeric('affected_share'),
    startedAt: instant('started_at').notNull(),
    resolvedAt: instant('resolved_at'),
    updatedAt: instant('updated_at'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), index('incidents_by_start').on(t.storeId, t.startedAt)],
);

/** What was said about an incident, in the words of its source: untrusted text, shown only escaped. */
export const incidentUpdates = pgTable(
  'incident_updates',
  {
    storeId: storeId(),
    incidentId: text('incident_id').notNull(),
    id: text('id').notNull(),
    at: instant('at').notNull(),
    status: text('status').notNull(),
    body: text('body').notNull(),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.incidentId, t.id] })],
);

/** Releases to an environment. */
export const deploys = pgTable(
  'deploys',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    service: text('service').notNull(),
    version: text('version'),
    environment: text('environment').notNull(),
    status: text('status', { enum: ['success', 'failure', 'running'] }).notNull(),
    at: instant('at').notNull(),
    summary: text('summary'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), index('deploys_by_time').on(t.storeId, t.at)],
);

/** Security advisories that touch what we run; open until fixed or dismissed. */
export const advisories = pgTable(
  'advisories',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    package: text('package').notNull(),
    title: text('title').notNull(),
    severity: text('severity', { enum: ['low', 'moderate', 'high', 'critical'] }).notNull(),
    scope: text('scope', { enum: ['runtime', 'development'] }).notNull(),
    identifier: text('identifier'),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);
