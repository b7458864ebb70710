import { index, integer, jsonb, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Which digest goes to which channel (or person) when. `planned_to` is how far its slots have been planned. */
export const schedules = pgTable(
  'schedules',
  {
    id: uuid('id').primaryKey(),
    teamId: text('team_id').notNull(),
    channelId: text('channel_id').notNull(),
    digest: text('digest').notNull(),
    /** With digest `figure`: the question that is answered each time. */
    query: jsonb('query'),
    ownerId: text('owner_id').notNull(),
    /** Stores it is about; empty = all. */
    stores: text('stores').array().notNull().default([]),
    /** Time of day on some weekdays (1 = Monday); null with `every_minutes`. */
    at: time('at'),
    weekdays: integer('weekdays').array().notNull().default([]),
    /** Day of the month instead of weekdays; the last one where the month is shorter. */
    monthDay: integer('month_day'),
    everyMinutes: integer('every_minutes'),
    zone: text('zone').notNull(),
    /** Country whose public holidays are left out, besides those in the company's calendar; null = none are. */
    holidays: text('holidays'),
    quietFrom: time('quiet_from'),
    quietTo: time('quiet_to'),
    plannedTo: instant('planned_to').notNull(),
    /** Grows with every change; who saves an older one is told. */
    version: integer('version').notNull().default(1),
    pausedAt: instant('paused_at'),
    pausedBecause: text('paused_because'),
    removedAt: instant('removed_at'),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
  },
  (t) => [index('schedules_by_channel').on(t.teamId, t.channelId)],
);
