import { partsOf } from '#src/metrics/catalogue.ts';
import type { Metric, Rows } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';

/** One part of a metric and the rows it will be read from. */
export type Read = {
  readonly part: Metric;
  readonly kind: 'measure' | 'state';
  readonly rows: Omit<Rows, 'otherwise'>;
};

/** The reads a metric needs for a split, or the dimension that none of a part's tables records. */
export type Plan =
  | { readonly kind: 'plan'; readonly reads: readonly Read[]; readonly byCurrency: boolean }
  | { readonly kind: 'not_split'; readonly dimension: DimensionId };

const records = (rows: Omit<Rows, 'otherwise'>, id: DimensionId, kind: Read['kind']): boolean => {
  if (id === 'store') return true;
  if (dimension(id).kind !== 'time') return rows.table.dimensions[id] !== undefined;
  return kind === 'measure' && (id !== 'hour' || rows.table.at !== undefined);
};

const readOf = (part: Metric, named: readonly DimensionId[]): Read | DimensionId => {
  const { compute } = part;
  if (compute.kind !== 'measure' && compute.kind !== 'state')
    throw new TypeError(`${part.id} is made of parts`);
  const { otherwise, ...first } = compute;
  for (const rows of otherwise ? [first, otherwise] : [first]) {
    if (named.every((id) => records(rows, id, compute.kind))) return { part, kind: compute.kind, rows };
  }
  return named.find((id) => !records(otherwise ?? first, id, compute.kind)) ?? 'store';
};

/** Money keeps its currencies apart; then whatever it is divided by must be kept apart alike. */
const hasMoney = (metric: Metric): boolean =>
  metric.unit.kind === 'money' || partsOf(metric).some((part) => part.unit.kind === 'money');

/** Chooses for each part of a metric the first table that records every dimension of the split and the filters. */
export const planReads = (metric: Metric, named: readonly DimensionId[]): Plan => {
  const reads: Read[] = [];
  for (const part of partsOf(metric)) {
    if (reads.some((read) => read.part.id === part.id)) continue;
    const read = readOf(part, named);
    if (typeof read === 'string') return { kind: 'not_split', dimension: read };
    reads.push(read);
  }
  return { kind: 'plan', reads, byCurrency: hasMoney(metric) };
};
