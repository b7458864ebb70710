import type { Exact } from '#src/lib/exact.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';

/** Values of the dimensions a row stands for; null = the rows where it is not known. */
export type Group = Readonly<Partial<Record<DimensionId, string | null>>>;

/**
 * One figure of one group. `value` in minor units for money, as a fraction for percent, in seconds for durations;
 * null when undefined or unknown, and `state` says which. `missing` rows lacked the value and are not in it.
 * `of` and `by` are the parts of a ratio.
 */
export type Cell = {
  readonly value: Exact | null;
  readonly state: 'known' | 'undefined' | 'unknown' | 'small_sample';
  readonly missing: number;
  readonly of?: Exact | null;
  readonly by?: Exact | null;
};

/**
 * What one source can say about one family of a store. Instants bound what it has completely; `dayZone` is the zone of
 * its days where it reports whole days of its own (null: the store's).
 */
export type SourceState = {
  readonly source: string;
  readonly storeId: string;
  readonly family: FactFamily;
  readonly asOf: Temporal.Instant;
  readonly completeFrom: Temporal.Instant;
  readonly completeTo: Temporal.Instant;
  /** Why it cannot be read at present, in a sentence; null when it can. */
  readonly failure: string | null;
  readonly dayZone: string | null;
};

/** Something the reader must know to read the figures rightly. `store` is null where it holds for all of them. */
export type Caveat =
  | {
      readonly kind: 'partly_recorded';
      readonly family: FactFamily;
      readonly store: string | null;
      readonly from: Temporal.ZonedDateTime;
    }
  | {
      readonly kind: 'complete_to';
      readonly family: FactFamily;
      readonly store: string | null;
      readonly to: Temporal.ZonedDateTime;
    }
  | { readonly kind: 'store_left_out'; readonly store: string; readonly why: NotKnown }
  | { readonly kind: 'without'; readonly family: FactFamily; readonly stores: readonly string[] }
  | { readonly kind: 'days_of_source'; readonly family: FactFamily; readonly zone: string }
  | { readonly kind: 'undated_cancellations'; readonly stores: readonly string[] }
  | { readonly kind: 'company_rule'; readonly rule: 'paid_date' | 'cancelled_on_order_day' }
  | { readonly kind: 'other_basis'; readonly formula: string }
  | { readonly kind: 'compared_without'; readonly stores: readonly string[] }
  | {
      readonly kind: 'converted';
      readonly from: string;
      readonly to: string;
      readonly rate: Exact;
      readonly day: string;
      readonly source: string;
      readonly varies: boolean;
    }
  | { readonly kind: 'no_rate'; readonly from: string; readonly to: string; readonly day: string };

/** Cells in the order of the figures' groups, and the figure over all of them (null where groups do not add up to one). */
export type Series = {
  readonly period: Period;
  readonly cells: readonly Cell[];
  readonly total: Cell | null;
};

/** One metric in one currency (null where no money is involved) over the groups. */
export type Column = Series & {
  readonly metric: string;
  readonly currency: string | null;
  readonly compared: Series | null;
  readonly stores: readonly string[];
  readonly sources: readonly SourceState[];
  readonly caveats: readonly Caveat[];
  readonly statements: readonly Statement[];
};

/**
 * The answer to a MetricQuery. `groups` are the asked ones in the asked order, `details` what the main metric says of
 * each besides figures; `groupCount` how many groups there are in all.
 */
export type Figures = {
  readonly kind: 'figures';
  readonly query: MetricQuery;
  readonly groups: readonly Group[];
  readonly groupCount: number;
  readonly details: readonly (readonly (string | null)[])[];
  readonly columns: readonly Column[];
  readonly missing: readonly { readonly metric: string; readonly why: NotKnown }[];
};

/** An SQL text with its parameters, for who wants to see how a figure was read. */
export type Statement = { readonly sql: string; readonly params: readonly unknown[] };

/** Why there is no figure: nobody records it, or not then, or not split that way, or it is yet to happen. */
export type NotKnown =
  | { readonly kind: 'future'; readonly metric: string; readonly from: Temporal.ZonedDateTime }
  | { readonly kind: 'empty_period' }
  | { readonly kind: 'no_age'; readonly metric: string }
  | { readonly kind: 'too_many_rows'; readonly dimension: DimensionId; readonly most: number }
  | { readonly kind: 'no_rate'; readonly from: string; readonly to: string; readonly day: string }
  | { readonly kind: 'nothing_named'; readonly metric: string }
  | { readonly kind: 'several_currencies'; readonly metric: string }
  | { readonly kind: 'cannot_estimate'; readonly metric: string; readonly why: string }
  | { readonly kind: 'not_recorded'; readonly family: FactFamily; readonly stores: readonly string[] }
  | {
      readonly kind: 'outside';
      readonly family: FactFamily;
      readonly from: Temporal.ZonedDateTime;
      readonly to: Temporal.ZonedDateTime;
    }
  | { readonly kind: 'not_split'; readonly metric: string; readonly dimension: DimensionId }
  | { readonly kind: 'dimension_not_recorded'; readonly dimension: DimensionId; readonly source: string }
  | { readonly kind: 'history_too_short'; readonly metric: string; readonly from: Temporal.ZonedDateTime };
