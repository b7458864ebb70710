/** How much the model may be used. */
export type ModelLimits = {
  readonly callsPerPersonAndHour: number;
  readonly tokensPerMonth: number;
  readonly failuresUntilPause: number;
  readonly pauseMinutes: number;
};

export const usualLimits: ModelLimits = {
  callsPerPersonAndHour: 30,
  tokensPerMonth: 5_000_000,
  failuresUntilPause: 3,
  pauseMinutes: 5,
};

/** Lets calls through or not. `done` is told of every call that was let through. */
export type ModelGate = {
  readonly mayCall: (person: string, now: Temporal.Instant) => boolean;
  readonly done: (
    outcome: { readonly tokens: number; readonly failed: boolean },
    now: Temporal.Instant,
  ) => void;
};

/**
 * Counts calls per person and hour and tokens per calendar month (UTC), and pauses after failures in a row, so that a
 * dead model costs nobody its deadline. Counts live in memory: a restart begins anew.
 */
export const createGate = (limits: ModelLimits = usualLimits): ModelGate => {
  const calls = new Map<string, readonly Temporal.Instant[]>();
  let month = '';
  let tokens = 0;
  let failures = 0;
  let pausedUntil: Temporal.Instant | null = null;
  return {
    mayCall: (person, now) => {
      if (pausedUntil && Temporal.Instant.compare(now, pausedUntil) < 0) return false;
      const current = now.toString().slice(0, 7);
      if (current !== month) [month, tokens] = [current, 0];
      if (tokens >= limits.tokensPerMonth) return false;
      const since = now.subtract({ hours: 1 });
      const recent = (calls.get(person) ?? []).filter((at) => Temporal.Instant.compare(at, since) > 0);
      if (recent.length >= limits.callsPerPersonAndHour) return false;
      calls.set(person, [...recent, now]);
      return true;
    },
    done: (outcome, now) => {
      tokens += outcome.tokens;
      failures = outcome.failed ? failures + 1 : 0;
      if (failures < limits.failuresUntilPause) return;
      pausedUntil = now.add({ minutes: limits.pauseMinutes });
      failures = 0;
    },
  };
};
