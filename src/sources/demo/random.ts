/** Draws that are the same for the same seed and keys, whatever else was drawn before. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  /** Uniform in [from, to). */
  readonly between: (from: number, to: number) => number;
  /** Whole number in [from, to], both included. */
  readonly whole: (from: number, to: number) => number;
  /** Normal with mean 0 and deviation 1. */
  readonly normal: () => number;
  readonly poisson: (mean: number) => number;
  /** Place in a list of weights, the heavier the likelier. */
  readonly weighted: (weights: readonly number[]) => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
};

/** FNV-1a over the keys: four words of state for the generator. */
const mix = (seed: number, keys: readonly number[]): number => {
  let hash = 0x811c9dc5 ^ seed;
  for (const key of keys) {
    hash = Math.imul(hash ^ (key & 0xffff), 0x01000193);
    hash = Math.imul(hash ^ (key >>> 16), 0x01000193);
  }
  return hash >>> 0;
};

/** A number that stands for a text among the keys. */
export const keyOf = (text: string): number =>
  mix(
    text.length,
    [...text].map((c) => c.charCodeAt(0)),
  );

/** A generator that can be set to a seed and keys again and again, for where one each would be too many. */
export type Restartable = Random & { readonly restart: (seed: number, ...keys: readonly number[]) => Random };

/** sfc32 by Chris Doty-Humphrey, public domain. */
export const createRandom = (): Restartable => {
  let [a, b, c, counter] = [0, 0, 0, 1];
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4_294_967_296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const weighted = (weights: readonly number[]): number => {
    let total = 0;
    for (const weight of weights) total += weight;
    let left = next() * total;
    for (let place = 0; place < weights.length; place += 1) {
      left -= weights[place] ?? 0;
      if (left < 0) return place;
    }
    return weights.length - 1;
  };
  const random: Restartable = {
    next,
    chance: (probability) => next() < probability,
    between: (from, to) => from + next() * (to - from),
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    normal,
    poisson: (mean) => poisson(mean, next, normal),
    weighted,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    restart: (seed, ...keys) => {
      const hash = mix(seed, keys);
      a = mix(hash, [1]);
      b = mix(hash, [2]);
      c = mix(hash, [3]);
      counter = 1;
      for (let warm = 0; warm < 8; warm += 1) next();
      return random;
    },
  };
  return random;
};

/** A generator for a seed and keys. */
export const randomOf = (seed: number, ...keys: readonly number[]): Random =>
  createRandom().restart(seed, ...keys);

/** Knuth's method for small means, the normal approximation for large ones. */
const poisson = (mean: number, next: () => number, normal: () => number): number => {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
};
