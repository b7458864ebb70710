/** The only place that reads the clock; every stage is given `now`. */
export type Clock = {
  /** The current instant, corrected by the last offset that was set. */
  readonly now: () => Temporal.Instant;
  /** Makes the clock follow another one (the database's): the difference is kept until the next call. */
  readonly follow: (trueNow: Temporal.Instant) => void;
  /** How far this machine's clock is from the followed one, in milliseconds; positive = the machine is behind. */
  readonly skewMs: () => number;
};

/** A clock that starts out as the machine's own. `read` is for tests. */
export const createClock = (read: () => Temporal.Instant = () => Temporal.Now.instant()): Clock => {
  let skewMs = 0;
  return {
    now: () => read().add({ milliseconds: skewMs }),
    follow: (trueNow) => {
      skewMs = trueNow.epochMilliseconds - read().epochMilliseconds;
    },
    skewMs: () => skewMs,
  };
};

/** Milliseconds since an unnamed start, for measuring how long a thing took. */
export const stopwatch = (): (() => number) => {
  const start = performance.now();
  return () => performance.now() - start;
};
