import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * Everything the bot posts on its own: digests, warnings, corrections, announcements, living incident messages. The
 * unique (origin, slot, kind) is what makes each of them come once; the content is stored before it is posted, so that
 * a second attempt says the same.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    id: uuid('id').primaryKey(),
    /** The schedule, watch, incident or announcement it belongs to. */
    origin: text('origin').notNull(),
    slot: text('slot').notNull(),
    kind: text('kind').notNull(),
    teamId: text('team_id').notNull(),
    /** A channel, or a person who is written to directly. */
    channelId: text('channel_id').notNull(),
    /** The delivery in whose thread it goes. */
    threadOf: uuid('thread_of'),
    state: text('state', {
      enum: ['planned', 'ready', 'sending', 'uncertain', 'sent', 'skipped', 'failed'],
    }).notNull(),
    dueAt: instant('due_at').notNull(),
    /** Not posted after this. */
    expiresAt: instant('expires_at').notNull(),
    /** What it says, as a value, and as Slack is sent it. */
    content: jsonb('content'),
    payload: jsonb('payload'),
    /** Grows with every change of the content; `posted_revision` is what Slack shows. */
    revision: integer('revision').notNull().default(0),
    postedRevision: integer('posted_revision').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    /** Whether an attempt ended without a clear answer: from then on Slack's history is read before each retry. */
    isDoubtful: boolean('is_doubtful').notNull().default(false),
    firstTryAt: instant('first_try_at'),
    nextTryAt: instant('next_try_at'),
    leaseUntil: instant('lease_until'),
    /** Where it stands in Slack: a person's direct message has a channel of its own. */
    postedIn: text('posted_in'),
    ts: text('ts'),
    sentAt: instant('sent_at'),
    /** Why it was skipped or failed, or what the last attempt met. */
    reason: text('reason'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('deliveries_once').on(t.origin, t.slot, t.kind),
    index('deliveries_by_state').on(t.state, t.dueAt),
    index('deliveries_by_place').on(t.teamId, t.postedIn, t.ts),
    index('deliveries_by_time').on(t.createdAt),
  ],
);

/** When each channel may be posted to next: Slack takes about one message a second per channel. */
export const channelTurns = pgTable(
  'channel_turns',
  {
    teamId: text('team_id').notNull(),
    channelId: text('channel_id').notNull(),
    freeAt: instant('free_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.channelId] })],
);
