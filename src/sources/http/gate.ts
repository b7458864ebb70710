import { setTimeout as wait } from 'node:timers/promises';
import { stopwatch } from '#src/lib/clock.ts';

/** Waits; ends early with the signal's reason when it is aborted. */
export type Sleep = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

export const sleep: Sleep = async (ms, signal) => {
  signal?.throwIfAborted();
  if (ms <= 0) return;
  try {
    await wait(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};

/** How many requests at once, and how many a second, an outside system is asked. */
export type Limits = { readonly concurrent?: number; readonly perSecond?: number };

/** Lets work through within the limits, first come first served. */
export type Gate = <T>(work: () => Promise<T>, signal: AbortSignal | undefined) => Promise<T>;

export const openGate = ({ concurrent = 4, perSecond }: Limits, pause: Sleep): Gate => {
  const elapsed = stopwatch();
  const waiting: (() => void)[] = [];
  let running = 0;
  let nextAt = 0;
  return async (work, signal) => {
    if (running >= concurrent) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      if (perSecond !== undefined) {
        const at = Math.max(elapsed(), nextAt);
        nextAt = at + 1000 / perSecond;
        await pause(at - elapsed(), signal);
      }
      signal?.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
