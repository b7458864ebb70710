import type { allow } from '#src/answer/allow.ts';
import type { Chart, Reply } from '#src/answer/reply.ts';
import type { Department } from '#src/lib/departments.ts';
import type { Exact } from '#src/lib/exact.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Column, Figures, NotKnown } from '#src/query/figures.ts';
import type { Runtime } from '#src/query/run-metric.ts';

/** The spine's own types, as this folder meets them. */
export type Question = Parameters<typeof allow>[1];
export type Meaning = Reply['interpretation'];

/** A figure a digest shows. `period`: the days since the digest before; `now`: the state; `month`: the month so far. */
export type FigureWish = {
  readonly metric: string;
  readonly over: 'period' | 'now' | 'month';
};

/** A figure as it was read: in each currency it has, or why it is not known. */
export type FigureRead = {
  readonly wish: FigureWish;
  readonly query: MetricQuery;
  readonly figures: Figures | null;
  readonly columns: readonly Column[];
  readonly notKnown: NotKnown | null;
  /** How far out of the ordinary it is: 1 is the edge of what chance explains; null when nothing can be said. */
  readonly deviation: number | null;
};

/** A line of a digest, with the question that opens what is behind it. */
export type Line = { readonly text: string; readonly open: Meaning | null };

/** A stretch of a digest under its own title. */
export type Part = {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
  readonly chart: Chart | null;
};

/** Money at stake, in minor units. */
export type Stake = { readonly minor: bigint; readonly currency: string };

/**
 * Something a person can do today. `key` names it over days; `metric` is the figure whose sensitivity it has; with
 * more than one department it takes all of them to do it. `urgency`: 3 today, 2 within days, 1 within the week.
 */
export type Action = Line & {
  readonly key: string;
  /** What it is about; a second action about the same is left out. */
  readonly subject: string;
  readonly rule: string;
  readonly metric: string;
  readonly departments: readonly Department[];
  readonly urgency: number;
  readonly stake: Stake | null;
};

/** What became of an action: nobody, somebody who took it, somebody who did it. */
export type ActionState =
  | { readonly kind: 'open' }
  | { readonly kind: 'taken'; readonly by: string; readonly at: Temporal.Instant }
  | { readonly kind: 'done'; readonly by: string; readonly at: Temporal.Instant };

/** An event told in the words of a department; from status. `atRisk` only while it is known well enough to say. */
export type EventTelling = {
  readonly ref: string;
  readonly text: string;
  readonly severity: 'minor' | 'major' | 'critical';
  readonly isOpen: boolean;
  readonly atRisk: Stake | null;
  readonly open: Meaning | null;
};

/** What a digest is told by other parts of the program; handed in by the composition root. */
export type DigestSources = {
  /** What is broken, or was in the period, in the department's words. */
  readonly events: (
    department: Department,
    period: Period,
    runtime: Runtime,
  ) => Promise<readonly EventTelling[]>;
  /** The cloud bill of the period in words: what it was, compared, what drives it. */
  readonly costs: (period: Period, runtime: Runtime) => Promise<readonly Line[]>;
  /** What the bot itself did in the period; for admins. */
  readonly ownWork: (period: Period) => Promise<readonly Line[]>;
};

export type May = (metric: string, groupBy?: readonly DimensionId[]) => boolean;

/** Everything a section may look at. `spent` are the keys of what was said already. */
export type DigestScene = {
  readonly digest: Digest;
  readonly runtime: Runtime;
  readonly stores: readonly string[];
  readonly zone: string;
  readonly period: Period;
  /** Whether a figure (split like that) may be shown where the digest goes, by the rights of who set it up. */
  readonly may: May;
  readonly figures: readonly FigureRead[];
  readonly actions: readonly Action[];
  readonly events: readonly EventTelling[];
  readonly sources: DigestSources;
  readonly spent: ReadonlySet<string>;
};

/** One stretch of a digest; null when there is nothing to say today. */
export type Section = (scene: DigestScene) => Promise<Part | null>;

/**
 * A digest: whom it is for, when it usually comes, the figures it looks at (at most seven, the first one leads) and
 * its sections in order. The file exports it as `digest`.
 */
export type Digest = {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  /** Words by which people ask for it ("the warehouse digest"). */
  readonly words: readonly string[];
  readonly department: Department;
  readonly covers: 'days' | 'week';
  readonly usual: { readonly at: string; readonly weekdays: readonly number[] };
  readonly figures: readonly FigureWish[];
  /** Rules of src/digests/actions that it shows; cross-department ones come first by themselves. */
  readonly actions: readonly string[];
  /** Whether its readers do them, or only want to know how much there is to do. */
  readonly actionsAs?: 'sums';
  readonly sections: readonly Section[];
  /** For admins only: it says what the bot did, not what the shop did. */
  readonly forAdmins?: boolean;
};

/** A figure as it was posted, for finding out later whether it still holds. */
export type PostedFigure = {
  readonly metric: string;
  readonly currency: string | null;
  readonly value: Exact;
  readonly query: MetricQuery;
};

/** An action as a digest shows it. */
export type ShownAction = { readonly id: string; readonly text: string; readonly state: ActionState };

/**
 * A digest as a value: `reply` is what is shown at once, part by part; `more` what is behind "Show more". Figures of
 * late sources are named in `missing`, so that the message can be completed when they come.
 */
export type DigestValue = {
  readonly digest: string;
  readonly reply: Reply;
  readonly more: Reply | null;
  readonly actions: readonly ShownAction[];
  /** Lines with a question behind them, which opens what they say. */
  readonly opens: readonly Line[];
  readonly posted: readonly PostedFigure[];
  readonly missing: readonly string[];
  readonly isQuiet: boolean;
};
