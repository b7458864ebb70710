import type { AllMiddlewareArgs, AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { nameFailure } from '#src/lib/errors.ts';
import type { Logger } from '#src/lib/log.ts';
import type { ClaimDelivery } from '#src/state/deliveries.ts';
import type { Counts } from './counts.ts';
import type { InFlight } from './in-flight.ts';

/** What every delivery passes on its way in. */
export type Gate = {
  readonly claim: ClaimDelivery;
  readonly inFlight: InFlight;
  readonly counts: Counts;
  readonly now: () => Temporal.Instant;
  /** Told of each delivery, for the health page. */
  readonly heard: (at: Temporal.Instant) => void;
  readonly log: Logger;
};

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

const textAt = (value: unknown, name: string): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const field: unknown = (value as Readonly<Record<string, unknown>>)[name];
  return typeof field === 'string' && field !== '' ? field : null;
};

/** What stays the same when Slack delivers the same thing again; null when it names nothing. */
const deliveryId = (body: unknown, context: unknown): string | null =>
  textAt(body, 'event_id') ?? textAt(body, 'trigger_id') ?? textAt(context, 'envelopeId');

/** Messages are told apart by their place in Slack (table `questions`), and most of them are not for the bot. */
const isMessage = (args: Args): boolean =>
  'event' in args && (args.event.type === 'message' || args.event.type === 'app_mention');

const kindOf = (args: Args): string => {
  if ('event' in args) return 'event';
  if ('command' in args) return 'command';
  return 'action' in args ? 'action' : 'view';
};

/**
 * Slack hears within its three seconds that a command or click arrived, before any work is done. Events are
 * acknowledged by Bolt. An acknowledgement that does not arrive (the socket just closed) is no reason not to answer.
 */
const acknowledge = async (args: Args, log: Logger): Promise<void> => {
  if ('event' in args || !('ack' in args) || typeof args.ack !== 'function') return;
  try {
    await (args.ack as () => Promise<void>)();
  } catch (error) {
    log.warn(nameFailure(error), 'slack.not_acknowledged');
  }
};

/** Claims a delivery; one that comes again while the database cannot be asked is left to whoever had it first. */
const isFirst = async (args: Args, { claim, now, log }: Gate): Promise<boolean> => {
  const id = deliveryId(args.body, args.context);
  if (id === null) {
    log.warn({ type: kindOf(args) }, 'slack.delivery_without_id');
    return false;
  }
  try {
    return await claim(id, now());
  } catch (error) {
    log.error(nameFailure(error), 'slack.delivery_not_claimed');
    return args.context.retryNum === undefined;
  }
};

/** Acknowledges first, lets each delivery through once, and counts what is under way. */
export const createGate =
  (gate: Gate): Middleware<AnyMiddlewareArgs> =>
  (args) =>
    gate.inFlight.run(async () => {
      gate.heard(gate.now());
      await acknowledge(args, gate.log);
      if (isMessage(args)) return args.next();
      const isNew = await isFirst(args, gate);
      gate.counts.delivered(kindOf(args), isNew);
      if (isNew) await args.next();
    });
