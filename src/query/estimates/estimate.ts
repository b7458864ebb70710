import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { EstimateMethod } from '#src/metrics/define.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { NotKnown } from '../figures.ts';
import type { Runtime } from '../run-metric.ts';
import { storesByCurrency } from '../stores.ts';
import type { Cover } from './days-of-cover.ts';
import { daysOfCover } from './days-of-cover.ts';
import type { Forecast } from './forecast.ts';
import { forecast } from './forecast.ts';
import type { PeakPlan } from './peak-plan.ts';
import { peakPlan } from './peak-plan.ts';
import type { Risk } from './revenue-at-risk.ts';
import { revenueAtRisk } from './revenue-at-risk.ts';

/** What was estimated; each kind says its range and how it was made. */
export type Estimate = Forecast | Cover | Risk | PeakPlan;

/** One estimate, or one for the stores of each currency. */
export type Estimates = { readonly kind: 'estimates'; readonly each: readonly [Estimate, ...Estimate[]] };

const estimators: Readonly<
  Record<
    EstimateMethod,
    (runtime: Runtime, query: MetricQuery, goal: string | null) => Promise<Estimate | NotKnown>
  >
> = {
  period_end: forecast,
  days_of_cover: daysOfCover,
  revenue_at_risk: revenueAtRisk,
  peak_plan: peakPlan,
};

const estimateOne = (
  runtime: Runtime,
  query: MetricQuery,
  goal: string | null,
): Promise<Estimate | NotKnown> => {
  const { compute } = metricOf(query.metrics[0] ?? '');
  return estimators[compute.kind === 'estimate' ? compute.method : 'period_end'](runtime, query, goal);
};

const isEstimate = (found: Estimate | NotKnown): found is Estimate =>
  found.kind === 'forecast' || found.kind === 'cover' || found.kind === 'risk' || found.kind === 'peak_plan';

/**
 * Estimates the first metric of a query: by its own method, or as what it will be by the end of the period. What is in
 * several currencies is estimated in each. `goal` is an amount to reach, in the metric's unit (major units for money).
 */
export const estimate = async (
  runtime: Runtime,
  query: MetricQuery,
  goal: string | null = null,
): Promise<Estimates | NotKnown> => {
  const found = await estimateOne(runtime, query, goal);
  if (isEstimate(found)) return { kind: 'estimates', each: [found] };
  if (found.kind !== 'several_currencies') return found;
  const each = await Promise.all(
    storesByCurrency(runtime.estate, query.stores).map(({ stores }) =>
      estimateOne(runtime, { ...query, stores }, goal),
    ),
  );
  const [first, ...others] = each.filter(isEstimate);
  return first
    ? { kind: 'estimates', each: [first, ...others] }
    : (each.find((one) => !isEstimate(one)) ?? found);
};
