import { mad, median } from '../statistics.ts';

/** Days of a metric up to the one that is judged; null = not to be judged or learned from (an event, a day without data). */
export type Days = readonly (number | null)[];

/**
 * What a day, or the seven days up to it, was expected to bring, and the band outside which it is unusual. `over` says which
 * of the two was judged: small counts cannot be by the day.
 */
export type Band = {
  readonly over: 1 | 7;
  readonly value: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly isUnusual: boolean;
};

const week = 7;
const levelDays = 28;
const indexDays = 8 * week;
const residualDays = 56;
/** Residuals are from medians that they had a part in, and look smaller than those of a new day: measured in the simulation of the test. */
const widening = 1.5;
/** Robust standard deviations outside which a day is unusual: 0.4 false alarms a year in the simulation behind it. */
const limit = 3.5;
/** No figure is steadier than this, whatever it did lately. */
const leastSpread = 0.05;
/** A day is only worth a word from this share of the expected on, and for counts from so many. */
const leastShare = 0.2;
const leastUnits = 10;
/** Under so many a day the sum of seven days is judged. */
const smallCount = 50;

const known = (days: Days): readonly number[] => days.filter((value) => value !== null);

/** Half is added so that a day with nothing has a logarithm. */
const ratio = (value: number, expected: number): number => Math.log((value + 0.5) / (expected + 0.5));

const scale = (expected: number, by: number): number => (expected + 0.5) * Math.exp(by) - 0.5;

type Judged = {
  readonly over: Band['over'];
  readonly value: number;
  readonly expected: number;
  readonly residuals: readonly number[];
  readonly isCount: boolean;
};

const judge = ({ over, value, expected, residuals, isCount }: Judged): Band => {
  const jitter = isCount ? 1 / (expected + 1) : 0;
  const spread = Math.max(widening * mad(residuals), Math.sqrt(jitter + leastSpread ** 2));
  const isFar = Math.abs(ratio(value, expected)) > limit * spread;
  const difference = Math.abs(value - expected);
  const isMuch = difference >= leastShare * expected && (!isCount || difference >= leastUnits);
  return {
    over,
    value,
    expected,
    low: Math.max(0, Math.min(scale(expected, -limit * spread), (1 - leastShare) * expected)),
    high: Math.max(scale(expected, limit * spread), (1 + leastShare) * expected),
    isUnusual: isFar && isMuch,
  };
};

/** What a day is expected to bring: the median of four weeks, and how its weekday compares with that as a rule. */
const expectDay = (past: Days): Pick<Judged, 'expected' | 'residuals'> | null => {
  const levelAt = (index: number): number => median(known(past.slice(Math.max(0, index - levelDays), index)));
  const ratios = past.map((one, index) =>
    one === null || index < levelDays / 2 ? null : ratio(one, levelAt(index)),
  );
  const offset = Math.max(0, ratios.length - indexDays);
  const ofWeekday = (index: number): number => {
    const found = median(
      known(ratios.slice(offset).filter((_, at) => (at + offset) % week === index % week)),
    );
    return Number.isNaN(found) ? 0 : found;
  };
  const residuals = ratios
    .map((one, index) =>
      one === null || index < ratios.length - residualDays ? null : one - ofWeekday(index),
    )
    .filter((one) => one !== null);
  if (residuals.length < residualDays / 2) return null;
  return { expected: scale(levelAt(past.length), ofWeekday(past.length)), residuals };
};

const judgeDay = (past: Days, value: number, isCount: boolean): Band | null => {
  const found = expectDay(past);
  return found && judge({ over: 1, value, isCount, ...found });
};

const sumBack = (days: Days, weeks: number): number | null => {
  const end = days.length - weeks * week;
  const of = days.slice(Math.max(0, end - week), end);
  return of.length === week && known(of).length === week
    ? known(of).reduce((all, one) => all + one, 0)
    : null;
};

/** The last seven days against the eight weeks before them. */
const judgeWeek = (days: Days, isCount: boolean): Band | null => {
  const value = sumBack(days, 0);
  const weeks = known(Array.from({ length: 8 }, (_, index) => sumBack(days, index + 1)));
  if (value === null || weeks.length < 5) return null;
  const expected = median(weeks);
  const residuals = weeks.map((one) => ratio(one, expected));
  return judge({ over: 7, value, expected, residuals, isCount });
};

/** The days in all but the last, when there are enough of them to judge by. */
const pastOf = (days: Days): Days | null => {
  const past = days.slice(0, -1);
  return known(past.slice(-levelDays)).length < levelDays / 2 ? null : past;
};

const isSmall = (past: Days, isCount: boolean): boolean =>
  isCount && median(known(past.slice(-levelDays))) < smallCount;

/** Judges the last of the days; null when it is not to be judged or there is too little before it. */
export const bandOf = (days: Days, isCount: boolean): Band | null => {
  const value = days.at(-1) ?? null;
  const past = pastOf(days);
  if (value === null || !past) return null;
  return isSmall(past, isCount) ? judgeWeek(days, isCount) : judgeDay(past, value, isCount);
};

/**
 * Judges a day that is not over, by what it has brought up to an hour by which as a rule `share` of a day has come in;
 * null as above, and where there is too little to judge by the day.
 */
export const bandSoFar = (
  past: Days,
  today: { readonly value: number; readonly share: number },
  isCount: boolean,
): Band | null => {
  const found = pastOf([...past, null]) && !isSmall(past, isCount) ? expectDay(past) : null;
  return (
    found && judge({ over: 1, isCount, ...found, value: today.value, expected: found.expected * today.share })
  );
};
