import { claimPosting, claimWriting, nextOpening } from './claim.ts';
import type { Carrier } from './deliver.ts';
import { deliver } from './deliver.ts';
import type { Writer } from './write.ts';
import { write } from './write.ts';

export type Drain = Carrier & {
  readonly writer: Writer;
  /** How many deliveries are worked on at the same time. */
  readonly workers: number;
  readonly sleep: (ms: number) => Promise<void>;
};

/**
 * Works on whatever there is to do, and waits for what comes before `until` (a retry, a channel's next turn). What
 * fails does not stop the rest; it is thrown at the end, and its delivery is taken up again when its lease is over.
 */
export const drain = async (options: Drain, until: Temporal.Instant): Promise<void> => {
  const ended = await Promise.allSettled(Array.from({ length: options.workers }, () => work(options, until)));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
};

const work = async (options: Drain, until: Temporal.Instant): Promise<void> => {
  const { now, sleep } = options;
  while (Temporal.Instant.compare(now(), until) < 0) {
    if (await step(options)) continue;
    const next = await nextOpening(options.db, now());
    if (!next || Temporal.Instant.compare(next, until) >= 0) return;
    // Another worker may be faster; a moment later there is less to fight over.
    await sleep(Math.max(20, next.since(now()).total('milliseconds')));
  }
};

/** One piece of work; false when there is none right now. */
const step = async (options: Drain): Promise<boolean> => {
  const posting = await claimPosting(options.db, options.now());
  if (posting) {
    await deliver(posting, options);
    return true;
  }
  const writing = await claimWriting(options.db, options.now());
  if (!writing) return false;
  await write(writing, options.writer, options);
  return true;
};
