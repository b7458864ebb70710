import type { Pace } from './pace.ts';

/** Days from today on until nothing is left; null = not within a year. */
export type Days = number | null;

/** When stock runs out: about, and in four of five cases not before `low` nor after `high`. */
export type RunOut = { readonly value: Days; readonly low: Days; readonly high: Days };

/** Pieces that arrive so many days from today. */
export type Arrival = { readonly inDays: number; readonly units: number };

const farthest = 365;
const week = 7;
/** A rise is believed for four more weeks, a fall goes on: what sells ever less may never sell out. */
const risingDays = 28;
/** Quantile of the normal distribution that leaves a tenth outside on each side. */
const outside = 1.2816;
/** How far a pace drifts by itself in four weeks, as a share: measured in the simulation of the test. */
const drift = 0.1;

/** What share of a trend may be chance; rises last less surely than falls. */
const doubt = (growth: number): number => (growth > 0 ? 0.9 : 0.25);

const untilEmpty = (stock: number, pace: Pace, arrivals: readonly Arrival[], faster: number): Days => {
  let left = stock;
  for (let day = 0; day < farthest; day += 1) {
    left += arrivals.filter(({ inDays }) => inDays === day).reduce((sum, { units }) => sum + units, 0);
    const grown = pace.growth * (pace.growth > 0 ? Math.min(day, risingDays) : day);
    const sold = faster * pace.perDay * Math.exp(grown) * (pace.shape[day % week] ?? 1);
    if (sold >= left) return day + (sold > 0 ? left / sold : 0);
    left -= sold;
  }
  return null;
};

/** When stock and what is due to arrive are sold at a pace. The range holds the chance of each sale, and how little is known of the pace. */
export const runOut = (stock: number, pace: Pace, arrivals: readonly Arrival[]): RunOut => {
  const value = untilEmpty(stock, pace, arrivals, 1);
  const coming = arrivals
    .filter(({ inDays }) => inDays <= (value ?? farthest))
    .reduce((sum, { units }) => sum + units, 0);
  const ofChance = pace.dispersion / Math.max(1, stock + coming);
  const ofPace = (1.3 * pace.dispersion) / pace.seen;
  const ofDrift = drift ** 2 * ((value ?? farthest) / 28 + 0.25);
  const ofTrend = (doubt(pace.growth) * pace.growth * Math.min(value ?? farthest, 56)) ** 2;
  const spread = Math.exp(outside * Math.sqrt(ofChance + ofPace + ofDrift + ofTrend));
  return {
    value,
    low: untilEmpty(stock, pace, arrivals, spread),
    high: untilEmpty(stock, pace, arrivals, 1 / spread),
  };
};
