import { nameFailure } from '#src/lib/errors.ts';
import { logFailure } from '#src/lib/log.ts';
import type { Carrier } from './deliver.ts';
import type { Delivery } from './delivery.ts';
import type { Payload } from './poster.ts';
import { recordGivenUp, recordNotWritten, recordSkipped, recordWritten } from './settle.ts';

/** `nothing`: there is nothing to say, and that is fine; `refused`: it may not be said there (any more). */
export type Written =
  | { readonly kind: 'written'; readonly content: unknown; readonly payload: Payload }
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'refused'; readonly error: string };

/** What a delivery says, made when it is due. Handed in by the composition root. */
export type Writer = (delivery: Delivery) => Promise<Written>;

const retrySeconds = 60;

/** Has the content of a claimed delivery written and stores it, so that every attempt to post says the same. */
export const write = async (claimed: Delivery, writer: Writer, carrier: Carrier): Promise<void> => {
  const { db, now, log } = carrier;
  try {
    const written = await writer(claimed);
    switch (written.kind) {
      case 'written':
        return await recordWritten(db, claimed.id, written);
      case 'nothing':
        return await recordSkipped(db, claimed.id, written.reason);
      case 'refused':
        return await recordGivenUp(db, claimed, { why: 'refused', error: written.error }, carrier.onGivenUp);
      default:
        return written satisfies never;
    }
  } catch (error) {
    logFailure(log, 'outbox.not_written', error, { delivery: claimed.id, origin: claimed.origin });
    if (Temporal.Instant.compare(now(), claimed.expiresAt) > 0) {
      return recordGivenUp(
        db,
        claimed,
        { why: 'not_written', error: nameFailure(error).error },
        carrier.onGivenUp,
      );
    }
    return recordNotWritten(db, claimed.id, {
      at: now().add({ seconds: retrySeconds }),
      error: 'could not be written',
    });
  }
};
