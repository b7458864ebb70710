import type { Db } from '#src/database/connect.ts';
import { stopwatch } from '#src/lib/clock.ts';
import type { Logger } from '#src/lib/log.ts';
import { logFailure } from '#src/lib/log.ts';
import type { Claimed } from './claim.ts';
import { leaseSeconds } from './claim.ts';
import type { Delivery } from './delivery.ts';
import type { Payload, Poster, PostOutcome } from './poster.ts';
import { markOf } from './poster.ts';
import type { OnGivenUp } from './settle.ts';
import { recordGivenUp, recordSent, recordUncertain, recordWaiting } from './settle.ts';

/** Where a message stands in Slack. */
export type PostedAt = { readonly channel: string; readonly ts: string };

/** What delivering needs besides the delivery. */
export type Carrier = {
  readonly db: Db;
  readonly poster: Poster;
  readonly now: () => Temporal.Instant;
  readonly onGivenUp: OnGivenUp;
  /** Called when something was posted; a failure of it is logged and changes nothing. */
  readonly onSent?: (delivery: Delivery, at: PostedAt) => Promise<void>;
  readonly log: Logger;
};

/** An uncertain message is looked for this long after the attempt: Slack's history may lag (10 s time limit of a post + settling). */
export const settleSeconds = 15;

/** An attempt begins only while its lease still has time for a post (10 s) and some. */
const latestStartMs = (leaseSeconds - 20) * 1000;

/** Waits grow with the attempts: 15 s, 30 s, 1, 2, 4 minutes. */
const backoffSeconds = (attempts: number): number => settleSeconds * 2 ** Math.min(attempts - 1, 4);

/**
 * Carries one claimed delivery to Slack: what an earlier attempt may have left there is looked for first, then it is
 * posted (or edited) once, and what Slack made of it is recorded. Ends in a recorded state whatever happens.
 */
export const deliver = async (claimed: Claimed, carrier: Carrier): Promise<void> => {
  const elapsed = stopwatch();
  const { db, now, log } = carrier;
  if (claimed.isDoubtful && claimed.ts === null && (await isSettledByHistory(claimed, carrier))) return;
  if (Temporal.Instant.compare(now(), claimed.expiresAt) >= 0 && claimed.ts === null) {
    const error = claimed.reason ?? 'it was too late';
    log.warn({ delivery: claimed.id, error }, 'outbox.expired');
    await recordGivenUp(db, claimed, { why: 'expired', error }, carrier.onGivenUp);
    return;
  }
  // A process that was stopped in between has lost its lease: another one is at it.
  if (elapsed() > latestStartMs) return;
  await record(await send(claimed, carrier.poster), claimed, carrier);
};

/** What Slack says of a message whose form it does not like; its text alone then goes through. */
const formErrors = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long'];

const send = async (claimed: Claimed, poster: Poster): Promise<PostOutcome> => {
  const { channelId: channel, threadTs, payload, ts } = claimed;
  if (!payload) return { kind: 'refused', error: 'no_content' };
  const once = (what: Payload): Promise<PostOutcome> =>
    ts === null
      ? poster.post({ channel, threadTs, payload: what, deliveryId: claimed.id })
      : poster.update({ channel, ts, payload: what });
  const outcome = await once(payload);
  if (outcome.kind !== 'refused' || !formErrors.includes(outcome.error)) return outcome;
  return once({ text: payload.text, blocks: [] });
};

/** Whether Slack's history told what became of an earlier attempt, or could not be read: then nothing is posted now. */
const isSettledByHistory = async (claimed: Claimed, carrier: Carrier): Promise<boolean> => {
  const { db, poster, now, log } = carrier;
  const found = await poster.find({
    channel: claimed.channelId,
    threadTs: claimed.threadTs,
    since: (claimed.firstTryAt ?? claimed.dueAt).subtract({ seconds: 5 }),
    deliveryId: claimed.id,
    mark: markOf(claimed.id),
  });
  switch (found.kind) {
    case 'found':
      log.info({ delivery: claimed.id, attempts: claimed.attempts }, 'outbox.found_in_history');
      await sent(claimed, { ts: found.ts, channel: found.channel }, carrier);
      return true;
    case 'absent':
      return false;
    case 'unknown': {
      const seconds = found.retryAfterSeconds ?? backoffSeconds(claimed.attempts);
      await recordUncertain(db, claimed, { at: now().add({ seconds }), error: found.error });
      return true;
    }
    default:
      return found satisfies never;
  }
};

/** Records that a delivery stands in Slack and lets whoever wants to know it know. */
const sent = async (claimed: Claimed, at: PostedAt, carrier: Carrier): Promise<void> => {
  const { db, now, log, onSent } = carrier;
  await recordSent(db, claimed, { ...at, at: now() });
  if (claimed.ts !== null || !onSent) return;
  try {
    await onSent(claimed, at);
  } catch (error) {
    logFailure(log, 'outbox.after', error, { delivery: claimed.id });
  }
};

/** The message of a living one that somebody deleted is gone; that is no reason to post it again. */
const goneErrors = ['message_not_found', 'thread_not_found', 'cant_update_message', 'edit_window_closed'];

const record = async (outcome: PostOutcome, claimed: Claimed, carrier: Carrier): Promise<void> => {
  const { db, now, log } = carrier;
  switch (outcome.kind) {
    case 'posted':
      log.info(
        { delivery: claimed.id, kind: claimed.kind, origin: claimed.origin, attempts: claimed.attempts },
        'outbox.sent',
      );
      return sent(claimed, outcome, carrier);
    case 'known':
      return recordSent(db, claimed, { ts: claimed.ts, channel: null, at: now() });
    case 'limited': {
      const seconds = Math.max(1, outcome.retryAfterSeconds);
      log.warn({ delivery: claimed.id, seconds }, 'outbox.limited');
      return recordWaiting(db, claimed, { at: now().add({ seconds }), error: 'ratelimited' });
    }
    case 'uncertain': {
      log.warn({ delivery: claimed.id, error: outcome.error }, 'outbox.uncertain');
      const seconds = backoffSeconds(claimed.attempts);
      const retry = { at: now().add({ seconds }), error: outcome.error };
      // An edit can be made again at any time.
      return claimed.ts === null ? recordUncertain(db, claimed, retry) : recordWaiting(db, claimed, retry);
    }
    case 'refused':
      log.warn({ delivery: claimed.id, error: outcome.error }, 'outbox.refused');
      if (claimed.ts !== null && goneErrors.includes(outcome.error)) {
        return recordSent(db, claimed, { ts: null, channel: null, at: now() });
      }
      return recordGivenUp(db, claimed, { why: 'refused', error: outcome.error }, carrier.onGivenUp);
    default:
      return outcome satisfies never;
  }
};
