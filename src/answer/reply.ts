import type { Interpretation } from '#src/language/interpretation.ts';
import type { Exact } from '#src/lib/exact.ts';
import type { Unit } from '#src/metrics/define.ts';
import type { Fact } from '#src/metrics/fact.ts';
import type { Statement } from '#src/query/figures.ts';

/** What code worked out from facts: a change against the comparison period, a share of the total, a place in the order. */
export type Derived = {
  readonly kind: 'change' | 'share' | 'rank' | 'total';
  readonly of: string;
  readonly value: Exact | null;
  readonly unit: Unit['kind'];
  readonly currency: string | null;
  readonly group: Fact['group'];
};

/** A table as people read it; `align` follows the columns. `of` is how many rows there are in all. */
export type Table = {
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  readonly of: number;
};

/** A picture of the same figures as the table: points are numbers in major units. */
export type Chart = {
  readonly kind: 'line' | 'bar';
  readonly title: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly points: readonly (number | null)[] }[];
  readonly unit: string;
};

/** How a figure came about, for "How I got this". */
export type Provenance = {
  readonly definitions: readonly { readonly label: string; readonly formula: string }[];
  readonly filters: readonly string[];
  readonly period: string;
  readonly statements: readonly Statement[];
};

/** One source behind an answer. */
export type SourceNote = {
  readonly id: string;
  readonly asOf: Temporal.Instant;
  readonly completeTo: Temporal.Instant;
};

export type ReplyKind = 'answer' | 'proposal' | 'clarify' | 'refuse' | 'no_data' | 'unknown' | 'help';

/**
 * What a proposal would set up, for whoever confirms it: `wish` is carried out by the part of the program that
 * proposed it. `previews`: whether it can be shown beforehand.
 */
export type Proposed = { readonly label: string; readonly wish: unknown; readonly previews: boolean };

/**
 * The answer as a value: renderers turn it into Block Kit, plain text and JSON and add nothing. `headline` carries
 * the figure; `lines` say the rest; `audience` is `asker` when the place may not see it. `choices` become buttons.
 * With several questions in one message, `parts` holds the reply to each.
 */
export type Reply = {
  readonly kind: ReplyKind;
  readonly interpretation: Interpretation;
  readonly audience: 'place' | 'asker';
  readonly headline: string;
  readonly lines: readonly string[];
  readonly table: Table | null;
  readonly chart: Chart | null;
  readonly assumptions: readonly string[];
  readonly caveats: readonly string[];
  readonly footer: string | null;
  readonly facts: readonly Fact[];
  readonly derived: readonly Derived[];
  readonly choices: readonly { readonly label: string; readonly interpretation: Interpretation }[];
  readonly proposed: Proposed | null;
  readonly sources: readonly SourceNote[];
  readonly provenance: Provenance | null;
  readonly parts: readonly Reply[];
};

/** A reply that only says something: no figures, no sources. */
export const plainReply = (
  kind: ReplyKind,
  interpretation: Interpretation,
  headline: string,
  more: Partial<Pick<Reply, 'lines' | 'choices' | 'assumptions' | 'caveats' | 'audience' | 'proposed'>> = {},
): Reply => ({
  kind,
  interpretation,
  audience: 'place',
  headline,
  lines: [],
  table: null,
  chart: null,
  assumptions: [],
  caveats: [],
  footer: null,
  facts: [],
  derived: [],
  choices: [],
  proposed: null,
  sources: [],
  provenance: null,
  parts: [],
  ...more,
});

/** One reply for a message: the only one, or all of them as parts. It is private if any of them is. */
export const joinReplies = (replies: readonly Reply[]): Reply => {
  const [first, ...others] = replies;
  if (!first) throw new TypeError('a message has at least one reply');
  if (others.length === 0) return first;
  const answered = replies.find((reply) => reply.kind === 'answer') ?? first;
  return {
    ...plainReply(answered.kind, answered.interpretation, answered.headline),
    audience: replies.some((reply) => reply.audience === 'asker') ? 'asker' : 'place',
    parts: replies,
  };
};
