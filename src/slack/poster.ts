import type { WebClient } from '@slack/web-api';
import type { FindOutcome, Payload, Poster, PostOutcome } from '#src/outbox/poster.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome.ts';

/** Slack's name for what we post: `<app>_<noun>`, letters and underscores (docs, message metadata). */
const eventType = 'crosswalk_delivery';

/** Slack has the message of that `client_msg_id`, but it was deleted since. */
const deletedSince = 'duplicate_message_not_found';

/** A page of history holds 999 messages at most; a channel gets fewer in the minutes looked at. */
const mostLookedAt = 999;

/** A person's id begins with U or W (Slack's object types): their direct message has one of its own. */
const isPerson = (channel: string): boolean => /^[UW]/.test(channel);

const postOutcome = (outcome: Exclude<Outcome, { readonly kind: 'posted' }>): PostOutcome => {
  switch (outcome.kind) {
    case 'refused':
      return outcome.error === deletedSince ? { kind: 'known' } : { kind: 'refused', error: outcome.error };
    case 'later':
      return { kind: 'limited', retryAfterSeconds: Math.ceil(outcome.waitMs / 1000) };
    case 'uncertain':
      return { kind: 'uncertain', error: outcome.error };
    default:
      return outcome satisfies never;
  }
};

/** What an exception of Slack's client says about a message that was posted or edited. */
const failed = (error: unknown): PostOutcome => {
  const outcome = outcomeOf(error);
  return outcome.kind === 'posted' ? { kind: 'uncertain', error: 'no answer' } : postOutcome(outcome);
};

const content = ({ text, blocks }: Payload) => ({
  text,
  blocks: [...blocks] as never[],
  unfurl_links: false,
  unfurl_media: false,
});

type Read = {
  readonly ts?: string | undefined;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: unknown } | undefined;
};

const isMarked = (message: Read, deliveryId: string, mark: string): boolean => {
  const payload = message.metadata?.event_payload as { readonly delivery_id?: unknown } | undefined;
  return payload?.delivery_id === deliveryId || JSON.stringify(message).includes(mark);
};

/** The outbox's way to Slack, over a client that asks once per call. */
export const createPoster = (web: WebClient): Poster => {
  const opened = new Map<string, string>();
  const channelOf = async (channel: string): Promise<string> => {
    if (!isPerson(channel)) return channel;
    const known = opened.get(channel);
    if (known) return known;
    const { channel: direct } = await web.conversations.open({ users: channel });
    if (direct?.id) opened.set(channel, direct.id);
    return direct?.id ?? channel;
  };
  return {
    post: async ({ channel, threadTs, payload, deliveryId }) => {
      try {
        const sent = await web.chat.postMessage({
          ...content(payload),
          channel: await channelOf(channel),
          ...(threadTs === null ? {} : { thread_ts: threadTs }),
          metadata: { event_type: eventType, event_payload: { delivery_id: deliveryId } },
          // Not in the documented arguments; Slack's own error list names it (facts on reliability, 0.5).
          ...{ client_msg_id: deliveryId },
        });
        return sent.ts && sent.channel
          ? { kind: 'posted', ts: sent.ts, channel: sent.channel }
          : { kind: 'uncertain', error: 'no timestamp' };
      } catch (error) {
        return failed(error);
      }
    },
    update: async ({ channel, ts, payload }) => {
      try {
        const own = await channelOf(channel);
        await web.chat.update({ ...content(payload), channel: own, ts });
        return { kind: 'posted', ts, channel: own };
      } catch (error) {
        return failed(error);
      }
    },
    find: async ({ channel, threadTs, since, deliveryId, mark }) => {
      try {
        const where = {
          channel: await channelOf(channel),
          oldest: (since.epochMilliseconds / 1000).toFixed(6),
          limit: mostLookedAt,
          include_all_metadata: true,
        };
        const { messages = [] } =
          threadTs === null
            ? await web.conversations.history(where)
            : await web.conversations.replies({ ...where, ts: threadTs });
        const found = (messages as readonly Read[]).find((message) => isMarked(message, deliveryId, mark));
        return found?.ts ? { kind: 'found', ts: found.ts, channel: where.channel } : { kind: 'absent' };
      } catch (error) {
        return unreadable(outcomeOf(error));
      }
    },
  };
};

const unreadable = (outcome: Outcome): FindOutcome => ({
  kind: 'unknown',
  error: outcome.kind === 'posted' ? 'no answer' : outcome.error,
  retryAfterSeconds: outcome.kind === 'later' ? Math.ceil(outcome.waitMs / 1000) : null,
});
