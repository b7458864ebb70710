import { subtract } from '#src/lib/exact.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import { previousPeriod } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Column, Figures, NotKnown } from '../figures.ts';
import { runQuery } from '../run.ts';
import type { Runtime } from '../run-metric.ts';
import { storesByCurrency } from '../stores.ts';
import type { Happening } from './happenings.ts';
import { readHappenings } from './happenings.ts';
import type { Changed } from './read-pair.ts';
import type { Split } from './splits.ts';
import { readSplits } from './splits.ts';
import type { Term } from './terms.ts';
import { readTerms } from './terms.ts';
import type { Usual } from './usual.ts';
import { readUsual } from './usual.ts';

/**
 * What moved a figure: the figure and the one before it in `column`, the range it usually lies in (null: too little
 * history), terms that sum exactly to the change, the splits in which single values stand out, and what happened at the same
 * time. Terms and splits are empty where the figure did not change or cannot be taken apart.
 */
export type Change = {
  readonly kind: 'change';
  readonly figures: Figures;
  readonly column: Column;
  readonly usual: Usual | null;
  readonly terms: readonly Term[];
  readonly splits: readonly Split[];
  readonly happenings: readonly Happening[];
  /** Stores whose figure is in another currency and therefore not taken apart here. */
  readonly left: readonly string[];
};

/** The figure whose change is asked for, without splits, against the time before unless another one is named. */
const whole = (query: MetricQuery): Changed['query'] => ({
  ...query,
  metrics: query.metrics.slice(0, 1),
  groupBy: [],
  order: null,
  limit: null,
  comparison: query.comparison ?? { kind: 'previous', period: previousPeriod(query.period) },
});

/** Takes the change of the first metric of a query apart; NotKnown when the figure itself is not known. */
export const explainChange = async (runtime: Runtime, query: MetricQuery): Promise<Change | NotKnown> => {
  const asked = whole(query);
  const figures = await runQuery(runtime, asked);
  if (figures.kind !== 'figures') return figures;
  if (figures.columns.length > 1) return explainLeading(runtime, query, figures);
  const [column] = figures.columns;
  const metric = metricOf(asked.metrics[0] ?? '');
  if (!column) return { kind: 'empty_period' };
  const plain = {
    kind: 'change',
    figures,
    column,
    usual: null,
    terms: [],
    splits: [],
    happenings: [],
    left: [],
  } as const;
  const [now, before] = [column.total?.value, column.compared?.total?.value];
  if (!column.compared || !now || !before) return plain;
  const changed: Changed = {
    query: column.currency !== null ? { ...asked, currency: column.currency } : asked,
    currency: column.currency,
    period: column.period,
    before: column.compared.period,
  };
  const change = subtract(now, before);
  const [usual, terms, splits, happenings] = await Promise.all([
    readUsual(runtime, metric, changed),
    change.n === 0n ? [] : readTerms(runtime, metric, changed, change),
    change.n === 0n ? [] : readSplits(runtime, metric, changed, query.groupBy),
    readHappenings(runtime, metric, changed),
  ]);
  return { ...plain, usual, terms, splits, happenings };
};

/** Of figures in several currencies, the one of the leading currency is taken apart, for the stores that count in it. */
const explainLeading = async (
  runtime: Runtime,
  query: MetricQuery,
  figures: Figures,
): Promise<Change | NotKnown> => {
  const [leading, ...others] = storesByCurrency(runtime.estate, figures.columns[0]?.stores ?? query.stores);
  if (!leading || others.length === 0) return { kind: 'several_currencies', metric: query.metrics[0] ?? '' };
  const found = await explainChange(runtime, { ...query, stores: leading.stores });
  return found.kind === 'change' ? { ...found, left: others.flatMap(({ stores }) => stores) } : found;
};
