/** Counts what is being worked on, so that a stop can wait for it. */
export type InFlight = {
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  readonly count: () => number;
  /** Resolves true when nothing is under way any more, false when the time is up before. */
  readonly idle: (withinMs: number) => Promise<boolean>;
};

export const createInFlight = (): InFlight => {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    run: async (work) => {
      count += 1;
      try {
        return await work();
      } finally {
        count -= 1;
        if (count === 0) {
          for (const resolve of waiting) resolve();
          waiting = [];
        }
      }
    },
    count: () => count,
    idle: (withinMs) => {
      if (count === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), withinMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve(true);
        });
      });
    },
  };
};
