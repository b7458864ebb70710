import type { Beyond } from './watch.ts';

/** One thing a watch looks at, as it was read. `isBeyond` the limit; `isBack` far enough from it to be over. */
export type Reading = {
  readonly key: string;
  readonly said: string;
  readonly isBeyond: boolean;
  readonly isBack: boolean;
};

/** What a look made of a watch: what is beyond the limit now, what newly is, and what no longer is. */
export type Judged = {
  readonly beyond: Beyond;
  readonly crossed: readonly string[];
  readonly recovered: Beyond;
};

/**
 * Sets what was read against what was known. The first look is the baseline and crosses nothing. What hangs about the
 * limit stays as it is until it is clearly back, and what could not be read (`unknown`) stays as it was.
 */
export const judge = (
  readings: readonly Reading[],
  unknown: ReadonlySet<string>,
  before: Beyond | null,
  now: Temporal.Instant,
): Judged => {
  const read = new Map(readings.map((one) => [one.key, one]));
  const kept = Object.entries(before ?? {}).filter(
    ([key]) => unknown.has(key) || (read.has(key) && read.get(key)?.isBack === false),
  );
  const recovered = Object.entries(before ?? {}).filter(([key]) => !kept.some(([one]) => one === key));
  const fresh = readings.filter(({ key, isBeyond }) => isBeyond && !(before && key in before));
  const beyond = [
    ...kept.map(([key, state]) => [key, { ...state, said: read.get(key)?.said ?? state.said }] as const),
    ...fresh.map(({ key, said }) => [key, { since: now, said }] as const),
  ];
  return {
    beyond: Object.fromEntries(beyond),
    crossed: before === null ? [] : fresh.map(({ key }) => key),
    recovered: Object.fromEntries(recovered),
  };
};
