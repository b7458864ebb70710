import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Things to do that digests and warnings found: who took them, who did them. They end when nothing finds them any more. */
export const actions = pgTable(
  'actions',
  {
    id: uuid('id').primaryKey(),
    teamId: text('team_id').notNull(),
    key: text('key').notNull(),
    text: text('text').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    takenBy: text('taken_by'),
    takenAt: instant('taken_at'),
    doneBy: text('done_by'),
    doneAt: instant('done_at'),
    remindedAt: instant('reminded_at'),
  },
  (t) => [index('actions_by_team').on(t.teamId, t.lastSeenAt)],
);
