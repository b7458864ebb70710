import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { NameMatch } from '#src/metrics/names.ts';
import type { Bound } from '#src/metrics/query.ts';
import type { Token } from '../text/tokens.ts';
import type { TimeRule } from '../time/rules.ts';
import type { Cue } from '../words/cues.ts';

/** A word after spelling: `stem` is the key it is looked up by; `corrected` when it is not what was typed. */
export type Word = Token & { readonly stem: string; readonly corrected: boolean };

/** A limit said in words: `over 500 euro`, `older than 3 days`, `at most 10 percent`. */
export type BoundMeaning = {
  readonly kind: 'bound';
  readonly op: Bound;
  /** Decimal string; seconds for time. */
  readonly value: string;
  readonly unit: 'time' | 'money' | 'percent' | 'plain';
  /** Said of an age ("older than"), not of a figure. */
  readonly isAge: boolean;
};

/** One thing that a run of words can mean. */
export type Meaning =
  /** `sure`: it is meant; `verb`: it is, unless a figure of the same records is named; `vague`: other words decide. */
  | { readonly kind: 'metric'; readonly id: string; readonly how: 'sure' | 'verb' | 'vague' }
  | { readonly kind: 'dimension'; readonly id: DimensionId }
  | { readonly kind: 'value'; readonly dimension: DimensionId; readonly value: string }
  | { readonly kind: 'name'; readonly match: NameMatch }
  | { readonly kind: 'time'; readonly rule: TimeRule }
  | { readonly kind: 'rank'; readonly cue: Cue; readonly count: number }
  | { readonly kind: 'number'; readonly what: 'order' | 'purchase_order'; readonly number: string }
  | BoundMeaning
  | { readonly kind: 'cue'; readonly cue: Cue };

/** Words [start, end) with everything they can mean; `size` counts the words that say it. */
export type Mention = {
  readonly start: number;
  readonly end: number;
  readonly size: number;
  readonly meanings: readonly Meaning[];
};

/** The meaning of a kind, if the mention has one. */
export const meaningOf = <K extends Meaning['kind']>(
  mention: Mention | undefined,
  kind: K,
): Extract<Meaning, { readonly kind: K }> | null =>
  (mention?.meanings.find((one) => one.kind === kind) as
    | Extract<Meaning, { readonly kind: K }>
    | undefined) ?? null;

export const isCue = (mention: Mention | undefined, ...cues: readonly Cue[]): boolean =>
  Boolean(mention?.meanings.some((one) => one.kind === 'cue' && cues.includes(one.cue)));
