import { index, jsonb, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What the bot keeps an eye on: a figure, a limit, whom to tell, and which things are beyond the limit now. */
export const watches = pgTable(
  'watches',
  {
    id: uuid('id').primaryKey(),
    teamId: text('team_id').notNull(),
    /** A channel, or a person who is written to directly. */
    channelId: text('channel_id').notNull(),
    ownerId: text('owner_id').notNull(),
    /** Which of the red flags that come by themselves it is; null for one that a person asked for. */
    flag: text('flag'),
    query: jsonb('query').notNull(),
    /** `value`: the figure itself; `change`: how far it is from the same days a week before, in percent. */
    of: text('of', { enum: ['value', 'change'] }).notNull(),
    op: text('op', { enum: ['>', '>=', '<', '<='] }).notNull(),
    /** The limit as a decimal in the unit of the figure. */
    limit: text('limit').notNull(),
    quietFrom: time('quiet_from'),
    quietTo: time('quiet_to'),
    zone: text('zone').notNull(),
    /** What is beyond the limit since when, by group; null until it was looked at for the first time. */
    beyond: jsonb('beyond'),
    lookedAt: instant('looked_at'),
    snoozedUntil: instant('snoozed_until'),
    pausedAt: instant('paused_at'),
    pausedBecause: text('paused_because'),
    removedAt: instant('removed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('watches_by_channel').on(t.teamId, t.channelId)],
);
