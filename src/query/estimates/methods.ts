import { median } from '../statistics.ts';
import type { DailySeries } from './daily-series.ts';

/**
 * A way to foresee days from those before them: `of` gives the next days, `skip` days after the history ends; null when
 * the history is too short for it. `words` say how, for the reader.
 */
export type Method = {
  readonly words: string;
  readonly of: (history: DailySeries, skip: number, days: number) => readonly number[] | null;
};

const week = 7;
const month = 28;
const year = 364;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const last = (values: readonly number[], count: number, before = 0): readonly number[] =>
  values.slice(Math.max(0, values.length - before - count), values.length - before);

/** How each weekday compares with the mean of its week, over the last eight weeks: 1 on average. */
const weekdayShape = ({ values }: DailySeries): readonly number[] => {
  const recent = last(values, 8 * week);
  const offset = values.length - recent.length;
  const level = mean(recent) || 1;
  const shape = Array.from({ length: week }, (_, weekday) =>
    mean(recent.filter((_, index) => (offset + index) % week === weekday)),
  );
  return shape.map((value) => value / level);
};

const ahead = (
  history: DailySeries,
  skip: number,
  days: number,
  level: (dayAhead: number) => number,
): readonly number[] => {
  const shape = weekdayShape(history);
  return Array.from({ length: days }, (_, index) => {
    const at = history.values.length + skip + index;
    return level(skip + index) * (shape[at % week] ?? 1);
  });
};

/** The level of the last four weeks, with the shape of the week. */
const recentLevel: Method = {
  words: 'the level of the last four weeks and the shape of the week',
  of: (history, skip, days) => {
    if (history.values.length < month) return null;
    const level = mean(last(history.values, month));
    return ahead(history, skip, days, () => level);
  },
};

/** How much of a trend is believed for each further four weeks. */
const damping = 0.7;

/** The same, going on with the growth of the last four weeks over those before, which fades with time. */
const fadingTrend: Method = {
  words: 'the level of the last four weeks, its growth fading out, and the shape of the week',
  of: (history, skip, days) => {
    const { values } = history;
    if (values.length < 2 * month) return null;
    const [now, before] = [mean(last(values, month)), mean(last(values, month, month))];
    if (before <= 0 || now <= 0) return null;
    const growth = Math.log(Math.min(2, Math.max(0.5, now / before)));
    const grown = (dayAhead: number): number => {
      const months = (dayAhead + month / 2) / month;
      return now * Math.exp((growth * damping * (1 - damping ** months)) / (1 - damping));
    };
    return ahead(history, skip, days, grown);
  },
};

/** Last year's days (364 days earlier, so that weekdays match) at today's level against the level of then. */
const lastYearShape: Method = {
  words: 'last year’s days at today’s level',
  of: ({ values }, skip, days) => {
    if (values.length < year + month) return null;
    const [now, then] = [mean(last(values, month)), mean(last(values, month, year))];
    if (then <= 0) return null;
    const from = values.length + skip - year;
    const shape = values.slice(from, from + days);
    return shape.length === days ? shape.map((value) => (value * now) / then) : null;
  },
};

/** All ways that are tried, the plainest first: it is kept unless another one was clearly nearer. */
export const methods: readonly Method[] = [recentLevel, fadingTrend, lastYearShape];

/** Last year's shape alone, for the days of an event that recent weeks do not tell of. */
export const eventMethod = lastYearShape;

/** How wrong a method was at each of the last times it could have been used for the same task: log of actual over foreseen. */
export const backtest = (
  method: Method,
  { first, values }: DailySeries,
  skip: number,
  days: number,
): readonly number[] => {
  const errors: number[] = [];
  for (let back = skip + days; back <= skip + days + 11 * week; back += week) {
    const history = { first, values: values.slice(0, Math.max(0, values.length - back)) };
    const foreseen = method.of(history, skip, days);
    if (!foreseen) break;
    const actual = values.slice(history.values.length + skip, history.values.length + skip + days);
    const [sum, guess] = [actual, foreseen].map((of) => of.reduce((all, one) => all + one, 0));
    if (sum !== undefined && guess !== undefined && sum > 0 && guess > 0) errors.push(Math.log(sum / guess));
  }
  return errors;
};

/** The typical size of errors, whatever their sign. */
export const typicalError = (errors: readonly number[]): number => median(errors.map(Math.abs));
