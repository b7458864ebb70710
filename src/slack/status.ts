import type { WebClient } from '@slack/web-api';

/** Shows that the bot is working in a thread for as long as the work takes. */
export type WithStatus = <T>(
  where: { readonly channel: string; readonly threadTs: string },
  work: () => Promise<T>,
) => Promise<T>;

/** Answers that are there at once need no status; Slack takes one down by itself after two minutes. */
const afterMs = 250;
const againMs = 60_000;

/** A status is a courtesy: where Slack does not take it, the answer comes all the same. */
export const createStatus =
  (web: WebClient, text = 'is looking it up…'): WithStatus =>
  async ({ channel, threadTs }, work) => {
    let last: Promise<unknown> | null = null;
    const set = (status: string): void => {
      last = web.assistant.threads
        .setStatus({ channel_id: channel, thread_ts: threadTs, status })
        .catch(() => null);
    };
    let again: NodeJS.Timeout | undefined;
    const first = setTimeout(() => {
      set(text);
      again = setInterval(() => set(text), againMs);
    }, afterMs);
    try {
      return await work();
    } finally {
      clearTimeout(first);
      clearInterval(again);
      // The one under way must land before the one that clears it; what is posted to one person clears nothing.
      if (last !== null) void (last as Promise<unknown>).then(() => set(''));
    }
  };
