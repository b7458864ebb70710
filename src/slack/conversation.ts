import { isDirect } from './place.ts';

/** Where a message stands in its conversation. */
export type Position = {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
};

/**
 * Key of the conversation a message belongs to, for follow-ups. A direct message at the top level goes on with the
 * direct conversation; everything else with its thread, which a question in a channel begins.
 */
export const conversationKey = (teamId: string, { channel, ts, threadTs }: Position): string =>
  isDirect(channel) && threadTs === null ? `${teamId}:${channel}` : `${teamId}:${channel}:${threadTs ?? ts}`;

/** The thread an answer goes to; null = the top level of a direct message. */
export const replyThread = ({ channel, ts, threadTs }: Position): string | null =>
  threadTs ?? (isDirect(channel) ? null : ts);
