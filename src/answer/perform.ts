import type { Answerable, Interpretation, Question } from '#src/language/interpretation.ts';
import { metric } from '#src/metrics/catalogue.ts';
import { previousPeriod } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Change } from '#src/query/drivers/explain-change.ts';
import { explainChange } from '#src/query/drivers/explain-change.ts';
import type { Estimates } from '#src/query/estimates/estimate.ts';
import { estimate } from '#src/query/estimates/estimate.ts';
import type { Figures, NotKnown } from '#src/query/figures.ts';
import type { OrderRecord, PurchaseOrderRecord } from '#src/query/lookup.ts';
import { findOrders, findPurchaseOrders } from '#src/query/lookup.ts';
import { runRecord } from '#src/query/record.ts';
import { runQuery } from '#src/query/run.ts';
import type { StatusReport } from '#src/status/report/report.ts';
import { reportStatus } from '#src/status/report/report.ts';
import type { Reply } from './reply.ts';
import type { Scene } from './scene.ts';

/** What carrying out an interpretation gave; `nothing` where words alone answer it. */
export type Result =
  | {
      readonly kind: 'figures';
      readonly asked: Extract<Answerable, { readonly kind: 'metrics' }>;
      readonly figures: Figures | NotKnown;
      readonly beside: readonly string[];
    }
  | {
      readonly kind: 'change';
      readonly asked: Extract<Answerable, { readonly kind: 'metrics' | 'why' }>;
      readonly change: Change | NotKnown;
    }
  | {
      readonly kind: 'estimate';
      readonly asked: Extract<Answerable, { readonly kind: 'metrics' | 'forecast' }>;
      readonly estimate: Estimates | NotKnown;
    }
  | {
      readonly kind: 'records';
      readonly asked: Extract<Answerable, { readonly kind: 'lookup' }>;
      readonly found: readonly (OrderRecord | PurchaseOrderRecord)[];
    }
  | {
      readonly kind: 'status';
      readonly asked: Extract<Answerable, { readonly kind: 'status' }>;
      readonly report: StatusReport;
    }
  | { readonly kind: 'proposal'; readonly reply: Reply }
  | { readonly kind: 'nothing'; readonly asked: Interpretation };

/** Metrics shown beside the asked ones: a list's columns, or the lines below a single figure. */
const besideOf = (query: MetricQuery): readonly string[] => {
  const [id, ...others] = query.metrics;
  if (id === undefined || others.length > 0) return [];
  const { listBy, beside = [] } = metric(id);
  const [only, ...more] = query.groupBy;
  const isList = listBy !== undefined && more.length === 0 && only === listBy;
  return query.groupBy.length === 0 || isList ? beside : [];
};

/** The query as it is run: a list shows its rows (`asList`), and a single figure is set against the period before. */
const completed = (query: MetricQuery, asList: boolean): MetricQuery => {
  const [id, ...others] = query.metrics;
  if (id === undefined || others.length > 0) return query;
  const { listBy, compute } = metric(id);
  const groupBy = query.groupBy.length === 0 && listBy && asList ? [listBy] : query.groupBy;
  const comparable = groupBy.length === 0 && compute.kind !== 'state' && query.period.unit !== 'instant';
  const comparison =
    query.comparison ??
    (comparable ? ({ kind: 'previous', period: previousPeriod(query.period) } as const) : null);
  return { ...query, groupBy, comparison };
};

/** Carries out a question for figures: how its first metric is computed says what gives them. */
const performMetrics = async (
  asked: Extract<Answerable, { readonly kind: 'metrics' }>,
  query: MetricQuery,
  scene: Scene,
  asList: boolean,
): Promise<Result> => {
  const { compute } = metric(query.metrics[0] ?? '');
  switch (compute.kind) {
    case 'change':
      return {
        kind: 'change',
        asked,
        change: await explainChange(scene, { ...query, metrics: [compute.of.id] }),
      };
    case 'record':
      return { kind: 'figures', asked, figures: await runRecord(scene, query, compute.parts), beside: [] };
    case 'estimate':
      return { kind: 'estimate', asked, estimate: await estimate(scene, query) };
    default: {
      const run = completed(query, asList);
      const beside = besideOf(run);
      return { kind: 'figures', asked, figures: await runQuery(scene, run, beside), beside };
    }
  }
};

/** Carries out what was understood: reads figures or records; what is to be set up is proposed, the rest needs no data. */
export const perform = async (
  asked: Interpretation,
  question: Question,
  scene: Scene,
  asList: boolean,
): Promise<Result> => {
  const shops = scene.estate.stores.filter((store) => store.kind === 'store').map((store) => store.id);
  const inStores = (query: MetricQuery): MetricQuery =>
    query.stores.length > 0 ? query : { ...query, stores: shops };
  switch (asked.kind) {
    case 'metrics':
      return performMetrics(asked, inStores(asked.query), scene, asList);
    case 'why':
      return { kind: 'change', asked, change: await explainChange(scene, inStores(asked.query)) };
    case 'forecast':
      return { kind: 'estimate', asked, estimate: await estimate(scene, inStores(asked.query), asked.goal) };
    case 'lookup': {
      const find = asked.what === 'order' ? findOrders : findPurchaseOrders;
      return {
        kind: 'records',
        asked,
        found: await find(scene.database, asked.number, shops, scene.now),
      };
    }
    case 'status': {
      const asking = scene.stores.length > 0 ? scene.stores : shops;
      return { kind: 'status', asked, report: await reportStatus(scene, asked, asking, scene) };
    }
    case 'schedule':
    case 'watch':
    case 'announce':
      return { kind: 'proposal', reply: await scene.desk.propose(asked, question, scene) };
    default:
      return { kind: 'nothing', asked };
  }
};
