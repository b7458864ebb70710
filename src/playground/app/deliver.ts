import type { Logger } from '../../lib/log.ts';
import type { Faults } from '../faults/faults.ts';
import type { Rules } from '../rules.ts';
import type { Envelope, Receipt, Transport } from './envelope.ts';

/** Sends to the app over whichever transport it uses now. */
export type Delivery = {
  /** A command or a click: sent once, the receipt says how the app took it. */
  readonly ask: (envelope: Envelope) => Promise<Receipt>;
  /** An event: sent again by Slack's timetable until it is acknowledged. */
  readonly tell: (envelope: Envelope) => void;
  /** Waits until no event is under way or waiting for a retry that is due at once. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
};

const reasonOf = (receipt: Receipt): string => {
  switch (receipt.kind) {
    case 'timed_out':
      return 'http_timeout';
    case 'failed':
      return 'http_error';
    case 'unreachable':
      return 'connection_failed';
    case 'acknowledged':
      return 'unknown_error';
    default:
      return receipt satisfies never;
  }
};

const wantsRetry = (receipt: Receipt): boolean =>
  receipt.kind !== 'acknowledged' && !(receipt.kind === 'failed' && !receipt.retry);

export const createDelivery = (options: {
  readonly transport: () => Transport;
  readonly rules: Rules;
  readonly faults: Faults;
  readonly log: Logger;
}): Delivery => {
  const { faults, rules } = options;
  const underWay = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let heldBack: (() => void) | null = null;
  let closed = false;

  /** Later, unless the workspace closes before. */
  const after = (ms: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      timers.delete(timer);
      resolve();
    }, ms).unref();
    timers.add(timer);
    return promise;
  };

  /** A delivery that is to come after the next one waits here for it. */
  const takeTurn = async (envelope: Envelope): Promise<void> => {
    const release = heldBack;
    heldBack = null;
    if (release !== null) setImmediate(release);
    const [late] = faults.strike(['late'], envelope.subjects);
    if (late !== undefined) await after(late.ms);
    if (faults.strike(['reorder'], envelope.subjects).length > 0)
      await Promise.race([
        new Promise<void>((resolve) => {
          heldBack = resolve;
        }),
        after(1000),
      ]);
  };

  const sendAgain = async (envelope: Envelope, count: number): Promise<void> => {
    for (let number = 1; number <= count; number++)
      await options.transport().send(envelope, { number, reason: 'http_timeout' });
  };

  const tell = async (envelope: Envelope): Promise<void> => {
    await takeTurn(envelope);
    let receipt = await options.transport().send(envelope, null);
    for (const [at, waitMs] of rules.retryAfterMs.entries()) {
      if (!wantsRetry(receipt)) break;
      const reason = reasonOf(receipt);
      options.log.debug({ subjects: envelope.subjects, reason, attempt: at + 1 }, 'workspace.event_retried');
      await after(waitMs);
      if (closed) return;
      receipt = await options.transport().send(envelope, { number: at + 1, reason });
    }
    const [again] = faults.strike(['redeliver'], envelope.subjects);
    if (again !== undefined) await sendAgain(envelope, again.count);
  };

  return {
    ask: async (envelope) => {
      const [late] = faults.strike(['late'], envelope.subjects);
      if (late !== undefined) await after(late.ms);
      const receipt = await options.transport().send(envelope, null);
      const [again] = faults.strike(['redeliver'], envelope.subjects);
      if (again !== undefined) await sendAgain(envelope, again.count);
      return receipt;
    },
    tell: (envelope) => {
      const sending = tell(envelope)
        .catch((error: unknown) => options.log.error({ reason: String(error) }, 'workspace.event_failed'))
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
