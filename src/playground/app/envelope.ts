import type { Json, JsonObject } from '../json.ts';

/** One thing the app is told, the same for both transports. */
export type Envelope = {
  readonly kind: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: JsonObject;
  /** What faults can be aimed at: the event's type, the command, the action's id. */
  readonly subjects: readonly string[];
};

export type Retry = { readonly number: number; readonly reason: string };

/** How the app took it. `payload` is what the acknowledgement carried. */
export type Receipt =
  | { readonly kind: 'acknowledged'; readonly payload: Json }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'failed'; readonly status: number; readonly retry: boolean }
  | { readonly kind: 'unreachable' };

export type Transport = {
  readonly send: (envelope: Envelope, retry: Retry | null) => Promise<Receipt>;
};
