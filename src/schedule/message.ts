import type { Reply } from '#src/answer/reply.ts';
import type { DigestValue } from '#src/digests/define.ts';
import type { Payload } from '#src/outbox/poster.ts';
import { revive, storable } from '#src/state/stored.ts';

/**
 * What a delivery says, as a value: a digest (with its actions to take and its "Show more"), or a reply. It is stored
 * with the delivery; a renderer makes Slack's blocks of it and adds nothing.
 */
export type Message =
  | {
      readonly kind: 'digest';
      readonly value: DigestValue;
      /** How many days it looked back. */
      readonly daysBack: number;
      readonly madeAt: Temporal.Instant;
    }
  /** `by`: in whose name it is said, as Slack's id. */
  | { readonly kind: 'reply'; readonly reply: Reply; readonly by?: string }
  /** A watch that fired; `open` is the question behind its figure. */
  | {
      readonly kind: 'alert';
      readonly watch: string;
      readonly reply: Reply;
      readonly open: Reply['interpretation'];
    };

/** Makes Slack's blocks of a message; handed in by the composition root. `deliveryId` goes into what its buttons carry. */
export type RenderMessage = (message: Message, deliveryId: string) => Payload;

/** A message as the database keeps it. */
export const storeMessage = (message: Message): unknown => storable(message);

const kinds: readonly unknown[] = ['digest', 'reply', 'alert'] satisfies readonly Message['kind'][];

/** The message a delivery carries; null for one whose content is of another kind or not written yet. */
export const readMessage = (content: unknown): Message | null => {
  const value = revive(content) as Message | null;
  return value && kinds.includes(value.kind) ? value : null;
};
