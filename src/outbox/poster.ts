/** A message as Slack is sent it: blocks, and the text that notifications and screen readers read. */
export type Payload = { readonly text: string; readonly blocks: readonly unknown[] };

/** What Slack made of a message, and in which channel it stands. Only `uncertain` leaves open whether it took it. */
export type PostOutcome =
  | { readonly kind: 'posted'; readonly ts: string; readonly channel: string }
  /** Slack says it has this very message already, but not where (`duplicate_message_not_found`). */
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'uncertain'; readonly error: string };

/** What the history of a channel says about a message. `unknown` when it could not be read. */
export type FindOutcome =
  | { readonly kind: 'found'; readonly ts: string; readonly channel: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly error: string; readonly retryAfterSeconds: number | null };

/**
 * The way to Slack, handed in by the composition root. Each call asks once, takes ten seconds at most and never throws.
 * `deliveryId` is sent as `client_msg_id` and as metadata `{event_type: 'crosswalk_delivery', event_payload: {delivery_id}}`;
 * `mark` is the short text by which the message can be recognised where metadata is not given back. `channel` may be a
 * person's id; `threadTs` the message it answers.
 */
export type Poster = {
  readonly post: (message: {
    readonly channel: string;
    readonly threadTs: string | null;
    readonly payload: Payload;
    readonly deliveryId: string;
  }) => Promise<PostOutcome>;
  readonly update: (message: {
    readonly channel: string;
    readonly ts: string;
    readonly payload: Payload;
  }) => Promise<PostOutcome>;
  /** Looks for a message posted since an instant, in the channel or in the thread. */
  readonly find: (message: {
    readonly channel: string;
    readonly threadTs: string | null;
    readonly since: Temporal.Instant;
    readonly deliveryId: string;
    readonly mark: string;
  }) => Promise<FindOutcome>;
};

/** The visible short id of a delivery: stands in its last line, so that a message is recognised without metadata. */
export const markOf = (deliveryId: string): string => `ref ${deliveryId.slice(0, 8)}`;
