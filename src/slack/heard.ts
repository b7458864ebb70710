import { z } from 'zod';

/** A message somebody wrote, as far as the bot cares. Times are Slack's own (`1790000000.000100`), they are ids here. */
export type Heard = {
  readonly channel: string;
  readonly ts: string;
  /** The thread it was written in; null at the top level. */
  readonly threadTs: string | null;
  readonly user: string;
  readonly userTeam: string | null;
  /** As Slack sends it, with its marks. */
  readonly text: string;
  readonly isShared: boolean;
};

const event = z.object({
  subtype: z.string().optional(),
  bot_id: z.string().nullish(),
  bot_profile: z.unknown().optional(),
  edited: z.unknown().optional(),
  hidden: z.boolean().optional(),
  user: z.string(),
  user_team: z.string().nullish(),
  source_team: z.string().nullish(),
  text: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  channel: z.string(),
});

const envelope = z.object({ is_ext_shared_channel: z.boolean().optional() });

/**
 * Reads a message or mention event. Null for everything that is not a person writing something new: bots and
 * workflows (two bots must not keep each other talking), edits, deletions, joins, files and all other subtypes.
 */
export const readHeard = (received: unknown, body: unknown): Heard | null => {
  const read = event.safeParse(received);
  if (!read.success) return null;
  const { subtype, bot_id, bot_profile, edited, hidden, user, text, ts, channel, ...rest } = read.data;
  if (subtype !== undefined || bot_id || bot_profile || edited || hidden) return null;
  return {
    channel,
    ts,
    threadTs: rest.thread_ts ?? null,
    user,
    userTeam: rest.user_team ?? rest.source_team ?? null,
    text,
    isShared: envelope.safeParse(body).data?.is_ext_shared_channel ?? false,
  };
};

const mention = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g;

/** Whether a text addresses somebody other than the bot. */
export const mentionsOthers = (text: string, botUserId: string): boolean =>
  [...text.matchAll(mention)].some(([, user]) => user !== botUserId);

export const mentionsBot = (text: string, botUserId: string): boolean =>
  [...text.matchAll(mention)].some(([, user]) => user === botUserId);

/** The words a person wrote: Slack's marks and escapes taken out, labels of links and channels kept. */
export const questionText = (text: string): string =>
  text
    .replace(mention, ' ')
    .replace(/<#[A-Z0-9]+\|([^<>]*)>/g, '#$1')
    .replace(/<!subteam\^[^<>|]*(?:\|([^<>]*))?>/g, '$1')
    .replace(/<!date\^[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<[!#][^<>]*>/g, ' ')
    .replace(/<[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<([^<>]*)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
