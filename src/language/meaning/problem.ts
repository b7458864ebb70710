import type { DimensionId } from '#src/metrics/dimensions.ts';

/** Why a clause cannot be answered as it stands; each is asked about in its own way (clarify.ts). */
export type Problem =
  | { readonly kind: 'no_metric' }
  | { readonly kind: 'several_metrics'; readonly ids: readonly string[] }
  | { readonly kind: 'tangled'; readonly ids: readonly string[] }
  | { readonly kind: 'other_unit'; readonly ids: readonly string[] }
  | { readonly kind: 'several_splits'; readonly typed: string; readonly options: readonly DimensionId[] }
  | { readonly kind: 'not_split'; readonly dimension: DimensionId }
  | { readonly kind: 'not_filtered'; readonly dimension: DimensionId; readonly typed: string }
  | { readonly kind: 'not_counted'; readonly dimension: DimensionId }
  | { readonly kind: 'bound'; readonly why: 'nothing_to_bound' | 'no_age' | 'no_list' }
  | {
      readonly kind: 'time';
      readonly why: 'unreadable' | 'not_as_of' | 'not_a_moment' | 'too_many' | 'ahead';
    }
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** A step's outcome: what it made of its slot, or why it could not. */
export type Made<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const made = <T>(value: T): Made<T> => ({ ok: true, value });

export const failed = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem,
});
