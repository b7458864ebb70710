import { metric } from '#src/metrics/catalogue.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Column } from '#src/query/figures.ts';
import { runQuery } from '#src/query/run.ts';
import type { DigestScene, FigureRead, FigureWish } from '../define.ts';
import { deviationOf } from './deviation.ts';
import { rangeOf } from './period.ts';

type Reading = Pick<DigestScene, 'runtime' | 'stores' | 'zone' | 'period' | 'may'>;

/** Facts that are not in yet although the figure is about them: a state may be as old as its metric allows. */
export const lateFacts = (
  column: Column,
  wanted: MetricQuery,
): readonly { readonly family: FactFamily; readonly to: Temporal.ZonedDateTime }[] => {
  const { period } = wanted;
  const needed =
    period.unit === 'instant'
      ? period.to.subtract({ minutes: metric(column.metric).maxAgeMinutes })
      : period.to;
  return column.caveats.flatMap((caveat) =>
    caveat.kind === 'complete_to' && Temporal.ZonedDateTime.compare(caveat.to, needed) < 0
      ? [{ family: caveat.family, to: caveat.to }]
      : [],
  );
};

/** A figure whose newest facts are not in yet says nothing about the whole period. */
export const isComplete = (column: Column, wanted: MetricQuery): boolean =>
  lateFacts(column, wanted).length === 0 &&
  (wanted.period.unit === 'instant' ||
    Temporal.ZonedDateTime.compare(column.period.to, wanted.period.to) >= 0);

const queryOf = (wish: FigureWish, reading: Reading): MetricQuery => ({
  metrics: [wish.metric],
  filters: [],
  groupBy: [],
  ...rangeOf(wish, { ...reading, now: reading.runtime.now }),
  order: null,
  limit: null,
  stores: reading.stores,
});

const readFigure = async (wish: FigureWish, reading: Reading): Promise<FigureRead> => {
  const query = queryOf(wish, reading);
  const figures = await runQuery(reading.runtime, query);
  if (figures.kind !== 'figures') {
    return { wish, query, figures: null, columns: [], notKnown: figures, deviation: null };
  }
  // A rate with nothing to divide by is no news.
  const columns = figures.columns.filter(({ total }) => total !== null && total.value !== null);
  const whole = columns.filter((column) => isComplete(column, query));
  const deviations = whole.flatMap((column) => deviationOf(metric(wish.metric), column) ?? []);
  return {
    wish,
    query,
    figures,
    columns,
    notKnown: null,
    deviation: deviations.length > 0 ? Math.max(...deviations) : null,
  };
};

/** Reads a digest's figures, those left out that may not be shown there. */
export const readFigures = (
  wishes: readonly FigureWish[],
  reading: Reading,
): Promise<readonly FigureRead[]> =>
  Promise.all(wishes.filter(({ metric: id }) => reading.may(id)).map((wish) => readFigure(wish, reading)));
