import type { Department } from '#src/lib/departments.ts';
import type { FindNames } from '#src/metrics/names.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Bound, MetricQuery } from '#src/metrics/query.ts';

/** Where a question was asked: what may be shown there is decided from this, never from names. */
export type Place =
  | { readonly kind: 'direct' }
  | { readonly kind: 'public'; readonly channel: string }
  | { readonly kind: 'private'; readonly channel: string; readonly department: Department | null }
  | { readonly kind: 'external'; readonly channel: string };

/** A question as it came in. `asker` is an id that means something only to us. */
export type Question = {
  readonly text: string;
  readonly asker: {
    readonly id: string;
    readonly departments: readonly Department[];
    readonly roles: readonly string[];
    readonly locale: string;
  };
  readonly place: Place;
  /** Key of the conversation it belongs to, for follow-ups; null when it stands alone. */
  readonly thread: string | null;
  /** Stores the question is about when it names none; empty = all stores. */
  readonly stores: readonly string[];
  readonly now: Temporal.Instant;
};

/** Something filled in that the words did not say; printed with the answer. */
export type Assumption = {
  readonly slot: 'period' | 'metric' | 'store' | 'name' | 'comparison';
  readonly text: string;
};

/** Why a question is turned down, in the words shown to the asker. */
type RefuseReason = 'personal_data' | 'colleagues' | 'write_action' | 'not_allowed';

/** One way to read an unclear question: a click on it is answered as it stands. */
export type Choice = { readonly label: string; readonly interpretation: Answerable };

/** Interpretations that lead to figures, records or texts. */
export type Answerable =
  | { readonly kind: 'metrics'; readonly query: MetricQuery; readonly assumptions: readonly Assumption[] }
  | { readonly kind: 'why'; readonly query: MetricQuery; readonly assumptions: readonly Assumption[] }
  /** What a figure will be; `goal` is an amount to reach, a decimal string in the metric's unit. */
  | {
      readonly kind: 'forecast';
      readonly query: MetricQuery;
      readonly goal: string | null;
      readonly assumptions: readonly Assumption[];
    }
  /**
   * What works and what does not: now (`period` null), or what was broken in a period. `capability` is the topic asked
   * about (checkout, payments, storefront, search, login, email, shipping, stock), `supplier` the outside service named.
   */
  | {
      readonly kind: 'status';
      readonly capability: string | null;
      readonly supplier: string | null;
      readonly period: Period | null;
    }
  | { readonly kind: 'lookup'; readonly what: 'order' | 'purchase_order'; readonly number: string }
  | { readonly kind: 'define'; readonly metric: string }
  | { readonly kind: 'freshness'; readonly metric: string | null }
  | { readonly kind: 'help'; readonly department: Department | null }
  | { readonly kind: 'smalltalk'; readonly what: 'hello' | 'thanks' | 'bye' | 'how_are_you' };

/** Interpretations that ask for something to be set up: answered with a proposal to confirm. */
export type Proposal =
  | {
      readonly kind: 'schedule';
      /** What is to be posted, in the words of the request. */
      readonly about: string;
      /** The figure it is about; null when the words name a digest. */
      readonly query: MetricQuery | null;
      readonly every: 'day' | 'weekday' | 'week' | 'month';
      /** 1 = Monday; null unless `every` is a week. */
      readonly weekday: number | null;
      /** `08:00`; null when no time was said. */
      readonly at: string | null;
    }
  | {
      readonly kind: 'watch';
      readonly query: MetricQuery;
      readonly op: Bound;
      readonly value: string;
    }
  | { readonly kind: 'announce'; readonly text: string };

/** What a question (or one part of it) means. */
export type Interpretation =
  | Answerable
  | Proposal
  | {
      readonly kind: 'clarify';
      readonly question: string;
      readonly choices: readonly Choice[];
      /** Words that made it unclear because nobody knows them. */
      readonly unknownWords?: readonly string[];
    }
  | { readonly kind: 'refuse'; readonly reason: RefuseReason; readonly what: string }
  | { readonly kind: 'no_data'; readonly what: string; readonly wouldKnow: string }
  | {
      readonly kind: 'unknown';
      /** What to say instead of the usual sentence: in the asker's own language, or that the message is too long. */
      readonly sentence: string | null;
      readonly unknownWords: readonly string[];
      readonly nearest: readonly string[];
    };

/** What the rules know besides the question. */
export type Context = {
  readonly zone: string;
  readonly weekStart: 1 | 6 | 7;
  readonly fiscalYearStart: number;
  readonly dayFirst: boolean;
  readonly stores: readonly { readonly id: string; readonly name: string; readonly zone: string }[];
  readonly findNames: FindNames;
  /** What the company's own words stand for. */
  readonly ownWords: Readonly<Record<string, string>>;
  /** The last answered meaning of the thread. */
  readonly previous: Answerable | null;
};
