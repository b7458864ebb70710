import { WebClient } from '@slack/web-api';
import type { Message } from './blocks/block.ts';
import type { BoltLogger } from './bolt-logger.ts';
import type { Outcome } from './outcome.ts';
import { lostRequest, outcomeOf, outcomeOfResponse } from './outcome.ts';
import { postJson } from './post-json.ts';

/** Where a message goes: for everybody in a place, for one person in a place, to one person, or as the answer to a command. */
export type Target =
  | { readonly kind: 'place'; readonly channel: string; readonly threadTs: string | null }
  | {
      readonly kind: 'only_you';
      readonly channel: string;
      readonly threadTs: string | null;
      readonly user: string;
    }
  | { readonly kind: 'direct'; readonly user: string }
  /** `visible` to everybody in the channel, or to the one who asked or clicked; `replace` puts it in place of what was clicked in. */
  | {
      readonly kind: 'response';
      readonly url: string;
      readonly visible: 'ephemeral' | 'in_channel';
      readonly replace: boolean;
    };

/** One attempt to post; never throws. */
export type Post = (target: Target, message: Message) => Promise<Outcome>;

/** Slack answers within a second or so; after ten nobody knows. */
const timeoutMs = 10_000;

/**
 * A client that asks once: Slack's own retries would post twice where only the answer got lost (measured:
 * facts on reliability, "double posts of the stock client").
 */
export const createOnceClient = (token: string, apiUrl: string | null, logger: BoltLogger): WebClient =>
  new WebClient(token, {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    rejectRateLimitedCalls: true,
    logger,
  });

const threaded = (threadTs: string | null) => (threadTs === null ? {} : { thread_ts: threadTs });

const quiet = { unfurl_links: false, unfurl_media: false } as const;

/** Posts through the given client, or to a `response_url`. */
export const createPost = (client: WebClient): Post => {
  const say = async (target: Target, message: Message): Promise<Outcome> => {
    const content = { text: message.text, blocks: [...message.blocks] };
    switch (target.kind) {
      case 'place': {
        const { channel, threadTs } = target;
        const sent = await client.chat.postMessage({ ...content, ...quiet, ...threaded(threadTs), channel });
        return { kind: 'posted', ts: sent.ts ?? null };
      }
      case 'only_you': {
        const { channel, threadTs, user } = target;
        await client.chat.postEphemeral({ ...content, ...threaded(threadTs), channel, user });
        return { kind: 'posted', ts: null };
      }
      case 'direct': {
        const sent = await client.chat.postMessage({ ...content, ...quiet, channel: target.user });
        return { kind: 'posted', ts: sent.ts ?? null };
      }
      case 'response':
        return respond(target, content);
      default:
        return target satisfies never;
    }
  };
  return async (target, message) => {
    try {
      return await say(target, message);
    } catch (error) {
      return outcomeOf(error);
    }
  };
};

/** Answers a command through its `response_url`: five times at most, within half an hour (docs, handling interactions). */
const respond = async (
  { url, visible, replace }: Extract<Target, { readonly kind: 'response' }>,
  content: object,
): Promise<Outcome> => {
  const body = { ...content, ...quiet, response_type: visible, replace_original: replace };
  try {
    const answer = await postJson(url, body, timeoutMs);
    return outcomeOfResponse(answer.status, answer.retryAfter, answer.text);
  } catch (error) {
    return lostRequest(error);
  }
};
