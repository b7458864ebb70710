import { AppError } from '#src/lib/errors.ts';
import { campaignMetrics } from './campaigns.ts';
import { cartMetrics } from './carts.ts';
import { cloudMetrics } from './cloud.ts';
import { customerMetrics } from './customers.ts';
import type { Metric } from './define.ts';
import { deliveryMetrics } from './delivery.ts';
import type { DimensionId } from './dimensions.ts';
import { isDimension, timeGrains } from './dimensions.ts';
import { financeMetrics } from './finance.ts';
import { fulfilmentMetrics } from './fulfilment.ts';
import { marketingMetrics } from './marketing.ts';
import { orderMetrics } from './orders.ts';
import { paymentMetrics } from './payments.ts';
import { pieceMetrics } from './pieces.ts';
import { planMetrics } from './plans.ts';
import { productMetrics } from './products.ts';
import { receivableMetrics } from './receivables.ts';
import { returnMetrics } from './returns.ts';
import { salesMetrics } from './sales.ts';
import { settlementMetrics } from './settlements.ts';
import { shippingCostMetrics } from './shipping-costs.ts';
import { stockMetrics } from './stock.ts';
import { stockLevelMetrics } from './stock-levels.ts';
import type { FactTable } from './tables.ts';
import { takingsMetrics } from './takings.ts';
import { techMetrics } from './tech.ts';
import { trafficMetrics } from './traffic.ts';

/** Every metric there is, in the order of METRICS.md. */
export const catalogue: readonly Metric[] = [
  ...salesMetrics,
  ...takingsMetrics,
  ...orderMetrics,
  ...pieceMetrics,
  ...customerMetrics,
  ...productMetrics,
  ...stockMetrics,
  ...stockLevelMetrics,
  ...fulfilmentMetrics,
  ...shippingCostMetrics,
  ...deliveryMetrics,
  ...returnMetrics,
  ...marketingMetrics,
  ...trafficMetrics,
  ...cartMetrics,
  ...campaignMetrics,
  ...planMetrics,
  ...receivableMetrics,
  ...paymentMetrics,
  ...settlementMetrics,
  ...financeMetrics,
  ...cloudMetrics,
  ...techMetrics,
];

const byId: ReadonlyMap<string, Metric> = new Map(catalogue.map((metric) => [metric.id, metric]));

export const isMetric = (id: string): boolean => byId.has(id);

/** The metric of that id. Throws AppError for an id that is not in the catalogue: callers only hold ids that are. */
export const metric = (id: string): Metric => {
  const found = byId.get(id);
  if (!found) throw new AppError('bug', `no metric ${id}`);
  return found;
};

/** Metrics people can ask for by words; the others only stand beside them. */
export const askable: readonly Metric[] = catalogue.filter((one) => one.synonyms.en.length > 0);

/** The measures and states a metric is made of, itself when it is one. */
export const partsOf = (one: Metric): readonly Metric[] => {
  const { compute } = one;
  switch (compute.kind) {
    case 'measure':
    case 'state':
      return [one];
    case 'combination':
      return [...compute.plus, ...compute.minus].flatMap(partsOf);
    case 'ratio':
      return [compute.of, compute.by].flatMap(partsOf);
    case 'elapsed':
      return [];
    case 'change':
      return partsOf(compute.of);
    case 'record':
      return [];
    case 'estimate':
      return compute.inputs.flatMap(partsOf);
    default:
      return compute satisfies never;
  }
};

/** The tables whose rows a measure or state can be read from, preferred one first. */
export const tablesOf = (one: Metric): readonly FactTable[] => {
  const { compute } = one;
  if (compute.kind !== 'measure' && compute.kind !== 'state') return partsOf(one).flatMap(tablesOf);
  return compute.otherwise ? [compute.table, compute.otherwise.table] : [compute.table];
};

const recordedBy = (part: Metric): readonly DimensionId[] => [
  ...new Set(tablesOf(part).flatMap((table) => Object.keys(table.dimensions).filter(isDimension))),
];

const timeSplits: readonly DimensionId[] = ['hour', 'weekday', ...timeGrains];

/** Splits by time that a part allows: for a state the steps of the calendar, no hours where the source reports whole days. */
const timeDimensions = (part: Metric): readonly DimensionId[] => {
  if (part.compute.kind !== 'measure') return timeGrains;
  return part.compute.table.at ? timeSplits : timeSplits.filter((id) => id !== 'hour');
};

const splitsOf = (one: Metric): readonly DimensionId[] => {
  if (one.compute.kind === 'record') return [...new Set(one.compute.parts.map(({ by }) => by)), 'store'];
  const parts = partsOf(one);
  const [first, ...rest] = parts.map((part) => [
    ...recordedBy(part),
    ...timeDimensions(part),
    'store' as const,
  ]);
  return (first ?? []).filter((id) => rest.every((other) => other.includes(id)));
};

const splits: ReadonlyMap<Metric, readonly DimensionId[]> = new Map(
  catalogue.map((one) => [one, splitsOf(one)]),
);

/** What a metric can be split and filtered by: what all of its parts record. */
export const dimensionsOf = (one: Metric): readonly DimensionId[] => splits.get(one) ?? splitsOf(one);

/** What all of several metrics can be split and filtered by. */
export const commonDimensions = (ids: readonly string[]): readonly DimensionId[] => {
  const [first = [], ...rest] = ids.map((id) => dimensionsOf(metric(id)));
  return first.filter((id) => rest.every((other) => other.includes(id)));
};
