import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Who may ask: only Slack's team and user ids are trusted, never names or profiles. */
export const people = pgTable(
  'people',
  {
    teamId: text('team_id').notNull(),
    userId: text('user_id').notNull(),
    departments: text('departments').array().notNull().default([]),
    roles: text('roles').array().notNull().default([]),
    isAdmin: boolean('is_admin').notNull().default(false),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.userId] })],
);

/** What a channel may show: its policy is set by an admin, never guessed. */
export const channelPolicies = pgTable(
  'channel_policies',
  {
    teamId: text('team_id').notNull(),
    channelId: text('channel_id').notNull(),
    /** `open`, `none` or a department's id; null leaves it to the kind of channel. */
    policy: text('policy'),
    storeId: text('store_id'),
    /** Whether the bot answers in its threads without being mentioned again. */
    followUps: boolean('follow_ups').notNull().default(true),
    setBy: text('set_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.channelId] })],
);

/** Slack deliveries already taken in (event_id, trigger_id, envelope): a second one is ignored. */
export const seenDeliveries = pgTable(
  'seen_deliveries',
  { id: text('id').primaryKey(), at: instant('at').notNull() },
  (t) => [index('seen_deliveries_by_time').on(t.at)],
);

/** One row per question: its key makes "one question, one answer" durable; the answer's place lets edits follow it. */
export const questions = pgTable(
  'questions',
  {
    teamId: text('team_id').notNull(),
    channelId: text('channel_id').notNull(),
    ts: text('ts').notNull(),
    threadTs: text('thread_ts').notNull(),
    userId: text('user_id').notNull(),
    reference: text('reference').notNull(),
    state: text('state', { enum: ['working', 'answered', 'failed', 'deleted'] }).notNull(),
    replyTs: text('reply_ts'),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.channelId, t.ts] }),
    index('questions_by_time').on(t.at),
    index('questions_by_thread').on(t.teamId, t.channelId, t.threadTs),
  ],
);

/** Last answered interpretation of a conversation, by anyone in it: what a follow-up continues. */
export const threads = pgTable(
  'threads',
  {
    key: text('key').primaryKey(),
    interpretation: jsonb('interpretation').notNull(),
    askedBy: text('asked_by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('threads_by_time').on(t.at)],
);

/** What a button stands for: a complete interpretation, so that a click is never parsed again. */
export const choices = pgTable(
  'choices',
  {
    id: uuid('id').primaryKey(),
    label: text('label').notNull(),
    interpretation: jsonb('interpretation').notNull(),
    askedBy: text('asked_by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('choices_by_time').on(t.at)],
);

/** What people thought of an answer: hashed asker, what the answer meant, and why it was not good. */
export const feedback = pgTable(
  'feedback',
  {
    id: uuid('id').primaryKey(),
    reference: text('reference').notNull(),
    verdict: text('verdict', { enum: ['good', 'bad'] }).notNull(),
    reason: text('reason'),
    interpretation: jsonb('interpretation').notNull(),
    askerHash: text('asker_hash').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [uniqueIndex('feedback_once').on(t.reference, t.askerHash), index('feedback_by_time').on(t.at)],
);

/** Questions nobody understood: hashed asker, redacted words, kept 30 days. */
export const misses = pgTable(
  'misses',
  {
    id: uuid('id').primaryKey(),
    askerHash: text('asker_hash').notNull(),
    department: text('department').notNull(),
    text: text('text').notNull(),
    unknownWords: text('unknown_words').array().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('misses_by_time').on(t.at)],
);
