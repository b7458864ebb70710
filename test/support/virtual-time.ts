/**
 * A clock that moves only when everybody who runs on it waits: to the next instant somebody waits for. Databases and
 * other real things take no time on it, so that hours of waiting pass in no time and always in the same order.
 */
export type VirtualTime = {
  readonly now: () => Temporal.Instant;
  readonly sleep: (ms: number) => Promise<void>;
  /** Runs something on this clock. */
  readonly run: <T>(task: () => Promise<T>) => Promise<T>;
};

export const createVirtualTime = (start: Temporal.Instant): VirtualTime => {
  let nowMs = start.epochMilliseconds;
  let running = 0;
  const waiting: { readonly at: number; readonly wake: () => void }[] = [];
  const advance = (): void => {
    if (running > 0 || waiting.length === 0) return;
    const next = Math.min(...waiting.map(({ at }) => at));
    nowMs = Math.max(nowMs, next);
    for (const one of waiting.filter(({ at }) => at <= next)) {
      waiting.splice(waiting.indexOf(one), 1);
      running += 1;
      one.wake();
    }
  };
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(nowMs),
    sleep: (ms) =>
      new Promise((wake) => {
        waiting.push({ at: nowMs + Math.max(1, Math.ceil(ms)), wake });
        running -= 1;
        advance();
      }),
    run: async (task) => {
      running += 1;
      try {
        return await task();
      } finally {
        running -= 1;
        advance();
      }
    },
  };
};
