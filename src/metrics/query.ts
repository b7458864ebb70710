import type { DimensionId } from './dimensions.ts';
import type { Period } from './period.ts';

/** Keeps rows (or groups) by the value of a dimension, by a figure, or by how long they have been in a state. */
export type Filter =
  | {
      readonly kind: 'dimension';
      readonly dimension: DimensionId;
      readonly op: 'is' | 'is_not';
      readonly values: readonly string[];
    }
  | { readonly kind: 'value'; readonly metric: string; readonly op: Bound; readonly value: string }
  | { readonly kind: 'age'; readonly op: Bound; readonly seconds: number };

/** `value` of a bound is a decimal string in the metric's unit (major units for money, 12.5 for 12.5 %, seconds). */
export type Bound = '>' | '>=' | '<' | '<=';

/** What a period is set against: the one before (METRICS.md's default), a year or a week before, or a named one. */
export type Comparison = {
  readonly kind: 'previous' | 'last_year' | 'week_before' | 'named';
  readonly period: Period;
};

/** The one question the query compiler answers: every slot filled, names canonical, times resolved. */
export type MetricQuery = {
  readonly metrics: readonly string[];
  readonly filters: readonly Filter[];
  readonly groupBy: readonly DimensionId[];
  readonly period: Period;
  readonly comparison: Comparison | null;
  readonly order: { readonly by: string; readonly direction: 'desc' | 'asc' } | null;
  readonly limit: number | null;
  readonly stores: readonly string[];
  /** The currency amounts are asked in; left out, each amount keeps its own. */
  readonly currency?: string;
};
