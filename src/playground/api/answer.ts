import type { JsonObject } from '../json.ts';

/** What a Web API method answers; always with HTTP 200. */
export type Answer = JsonObject & { readonly ok: boolean };

export const ok = (fields: JsonObject = {}): Answer => ({ ok: true, ...fields });

/** An error by Slack's name for it, with the messages Slack adds in `response_metadata`. */
export const refuse = (error: string, messages: readonly string[] = [], more: JsonObject = {}): Answer => ({
  ok: false,
  error,
  ...more,
  ...(messages.length === 0 ? {} : { response_metadata: { messages } }),
});
