import type { Audience, CapabilityId, Trouble } from '../book/capabilities.ts';
import type { Supplier } from '../book/suppliers.ts';
import type { NamedPart } from './parts.ts';
import type { EventState } from './state.ts';
import type { Span } from './times.ts';

/** A sentence of the source, with when it was said. */
export type Said = { readonly at: Temporal.Instant; readonly text: string };

/** A point in time the text states, or only when something was reported or closed. */
export type Moment = { readonly at: Temporal.Instant; readonly isStated: boolean };

/** What is known of the cause. */
export type Cause =
  | { readonly kind: 'stated'; readonly said: Said }
  | { readonly kind: 'suspected'; readonly said: Said }
  | { readonly kind: 'found_unnamed' }
  | { readonly kind: 'unknown' };

export type Severity = 'minor' | 'major' | 'critical';

/** What was said of data: nothing, that none was lost, or that some was. */
export type DataSafety =
  | { readonly kind: 'not_said' }
  | { readonly kind: 'none_lost' | 'some_lost'; readonly said: readonly Said[] };

/**
 * What an event means for people, as far as its source has said: what is hit and since when, how bad, what to do
 * meanwhile, what is promised. Sentences are kept as they were said; telling rewrites them.
 */
export type Impact = {
  readonly supplier: Supplier | null;
  readonly title: string;
  readonly state: EventState;
  readonly capability: CapabilityId;
  readonly feltBy: Audience | 'unknown';
  readonly trouble: Trouble;
  readonly severity: Severity;
  readonly started: Moment;
  readonly ended: Moment | null;
  /** Stretches of trouble where the text states more than one. */
  readonly periods: readonly Span[];
  /** Set where the stretch the text states does not fit the times of its notes. */
  readonly notes: { readonly from: Temporal.Instant; readonly to: Temporal.Instant };
  readonly parts: readonly NamedPart[];
  readonly figures: readonly Said[];
  readonly troubles: readonly Said[];
  readonly cause: Cause;
  readonly remedies: readonly Said[];
  readonly failedRemedy: boolean;
  readonly workarounds: readonly Said[];
  readonly warnings: readonly Said[];
  readonly unaffected: readonly Said[];
  /** What the closing words leave open: a repair to come, somebody who must act. */
  readonly leftOpen: readonly Said[];
  readonly data: DataSafety;
  readonly expectedEnd: Said | null;
  readonly nextWord: { readonly said: Said; readonly at: Temporal.Instant | null } | null;
  /** Share of what is affected that is hit, 0 to 1; null where the text gives none. */
  readonly share: number | null;
  /** `text` where it tells something, `title` where only the heading and the parts do. */
  readonly knownFrom: 'text' | 'title';
};
