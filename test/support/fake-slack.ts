import type { Payload, Poster, PostOutcome } from '#src/outbox/poster.ts';

/** A message as the pretended Slack keeps it. `seenAt` is when its history shows it. */
export type Posted = {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string | null;
  readonly deliveryId: string;
  readonly at: number;
  payload: Payload;
  edits: number;
};

/** Thrown where the process is meant to die. */
export class Crash extends Error {}

export type Trouble =
  | 'none'
  | 'lost_response'
  | 'error_after_accept'
  | 'unavailable'
  | 'limited'
  | 'crash_before'
  | 'crash_after';

/** Slack's side of posting, with faults drawn by `trouble`. `dropsRepeated` = it knows a `client_msg_id` it has seen. */
export const createFakeSlack = (options: {
  readonly now: () => Temporal.Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly trouble?: () => Trouble;
  readonly historyLagMs?: number;
  readonly latencyMs?: number;
  readonly dropsRepeated?: boolean;
  readonly refusal?: (channel: string) => string | null;
  /** Messages a minute that the workspace takes in all, and per channel and second. */
  readonly perMinute?: number;
}): {
  readonly poster: Poster;
  readonly posted: Posted[];
  readonly calls: { posts: number; finds: number; limited: number };
} => {
  const { now, sleep, trouble = () => 'none', historyLagMs = 0, latencyMs = 0 } = options;
  const posted: Posted[] = [];
  const calls = { posts: 0, finds: 0, limited: 0 };
  const ms = (): number => now().epochMilliseconds;
  const isFull = (channel: string): boolean => {
    const recent = posted.filter(({ at }) => at > ms() - 60_000);
    return (
      recent.length >= (options.perMinute ?? Number.POSITIVE_INFINITY) ||
      recent.some((one) => one.channel === channel && one.at > ms() - 1000)
    );
  };
  const accept: (message: Parameters<Poster['post']>[0]) => string | null = (message) => {
    const known = posted.find(({ deliveryId }) => deliveryId === message.deliveryId);
    if (known && options.dropsRepeated) return null;
    const ts = `${(ms() / 1000).toFixed(3)}${String(posted.length).padStart(3, '0')}`;
    posted.push({ ...message, ts, at: ms(), edits: 0 });
    return ts;
  };
  const answers: Readonly<Record<Trouble, PostOutcome | null>> = {
    none: null,
    crash_before: null,
    crash_after: null,
    limited: { kind: 'limited', retryAfterSeconds: 2 },
    unavailable: { kind: 'uncertain', error: 'http 503' },
    lost_response: { kind: 'uncertain', error: 'connection lost' },
    error_after_accept: { kind: 'uncertain', error: 'fatal_error' },
  };
  /** What happens before Slack takes the message: null when it takes it. */
  const hold = (channel: string, happens: Trouble): PostOutcome | null => {
    const error = options.refusal?.(channel) ?? null;
    if (error !== null) return { kind: 'refused', error };
    if (happens === 'crash_before') throw new Crash();
    const limited = happens === 'limited' || (options.perMinute !== undefined && isFull(channel));
    if (limited) calls.limited += 1;
    return limited ? answers.limited : happens === 'unavailable' ? answers.unavailable : null;
  };
  const poster: Poster = {
    post: async (message) => {
      calls.posts += 1;
      if (latencyMs > 0) await sleep(latencyMs);
      const happens = trouble();
      const held = hold(message.channel, happens);
      if (held) return held;
      const ts = accept(message);
      if (happens === 'crash_after') throw new Crash();
      return (
        answers[happens] ??
        (ts === null ? { kind: 'known' } : { kind: 'posted', ts, channel: message.channel })
      );
    },
    update: async ({ ts, payload }) => {
      const message = posted.find((one) => one.ts === ts);
      if (!message) return { kind: 'refused', error: 'message_not_found' };
      message.payload = payload;
      message.edits += 1;
      return { kind: 'posted', ts, channel: message.channel };
    },
    find: async ({ channel, since, deliveryId }) => {
      calls.finds += 1;
      const found = posted.find(
        (one) =>
          one.channel === channel &&
          one.deliveryId === deliveryId &&
          one.at >= since.epochMilliseconds &&
          one.at + historyLagMs <= ms(),
      );
      return found ? { kind: 'found', ts: found.ts, channel } : { kind: 'absent' };
    },
  };
  return { poster, posted, calls };
};

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};
