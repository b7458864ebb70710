import type { SQL } from 'drizzle-orm';
import type { Department } from '#src/lib/departments.ts';
import type { Company } from './company.ts';
import type { DimensionId } from './dimensions.ts';
import type { FactFamily } from './families.ts';
import type { FactTable } from './tables.ts';

/** What a figure is measured in, and how it is written. `one` and `many` name what is counted. */
export type Unit =
  | { readonly kind: 'money' }
  | { readonly kind: 'count'; readonly one: string; readonly many: string; readonly decimals?: number }
  | { readonly kind: 'percent'; readonly decimals?: number }
  | { readonly kind: 'times'; readonly decimals?: number }
  | { readonly kind: 'duration' };

/** Who may see a metric: all staff, finance and leadership, those and the warehouse, IT and leadership, named roles. */
export type Sensitivity = 'open' | 'finance' | 'warehouse_finance' | 'it' | 'roles';

/**
 * What an expression may depend on: what happened after `asOf` has not happened yet (for a state the period's end,
 * for events of a period the time of the question); `from` starts the period; `company` is what the company has set.
 */
export type Moment = {
  readonly from: Temporal.Instant;
  readonly asOf: Temporal.Instant;
  readonly company: Company;
};

/** An SQL expression, or one that depends on the moment it is asked for. */
export type Expression = SQL | ((at: Moment) => SQL);

/**
 * How rows become one figure. `distinct` counts different values; `repeated` those that occur `atLeast` times;
 * `least`, `median` and `p90` are of the expression's values, in seconds for durations; `covered` are the seconds that the
 * spans `of`–`to` cover together. Null values of the expression are left out; `count` without an expression counts rows.
 */
export type Aggregate =
  | { readonly kind: 'count'; readonly of?: Expression }
  | { readonly kind: 'sum'; readonly of: Expression }
  | { readonly kind: 'distinct'; readonly of: Expression }
  | { readonly kind: 'repeated'; readonly of: Expression; readonly atLeast: number }
  | { readonly kind: 'least' | 'median' | 'p90'; readonly of: Expression }
  | { readonly kind: 'covered'; readonly of: Expression; readonly to: Expression };

/** Which rows, and what of them. `joins` are the table's that the expressions need; `otherwise` is the same figure from finer rows, for splits that `table` does not record. */
export type Rows = {
  readonly table: FactTable;
  readonly take: Aggregate;
  readonly where?: Expression;
  readonly joins?: readonly string[];
  readonly otherwise?: Omit<Rows, 'otherwise'>;
};

/**
 * How a metric is computed. A `measure` aggregates the rows whose event falls into the period; a `state` the rows
 * that are in that state at the period's end (`since` says when a row entered it, for ages); `elapsed` is how long the
 * period is; a `combination` adds and subtracts; a `ratio` divides totals (null when the denominator is 0); a `change`
 * is what moved `of` against the period before; a `record` tells one thing by several metrics, each filtered by what
 * names that thing among its rows; an `estimate` is worked out by the method of that name in src/query/estimates.
 */
export type Computation =
  | (Rows & { readonly kind: 'measure' })
  | (Rows & { readonly kind: 'state'; readonly since?: SQL })
  | { readonly kind: 'elapsed' }
  | { readonly kind: 'combination'; readonly plus: readonly Metric[]; readonly minus: readonly Metric[] }
  | { readonly kind: 'ratio'; readonly of: Metric; readonly by: Metric }
  | { readonly kind: 'change'; readonly of: Metric }
  | { readonly kind: 'record'; readonly parts: readonly RecordPart[] }
  | { readonly kind: 'estimate'; readonly method: EstimateMethod; readonly inputs: readonly Metric[] };

/** One figure of a campaign's record, and by what the campaign is known there. */
export type RecordPart = { readonly metric: Metric; readonly by: 'campaign' | 'discount_code' | 'sku' };

/** The estimating methods; each has one file in src/query/estimates. */
export type EstimateMethod = 'days_of_cover' | 'revenue_at_risk' | 'period_end' | 'peak_plan';

/**
 * A metric as the last of a chain of quantities, each so many of the one before (visits, orders per visit, value per
 * order), less other metrics. `label` names a link by itself, `per` as so much of the one before it; all are ids.
 */
export type Drivers = {
  readonly chain: readonly { readonly metric: string; readonly label: string; readonly per: string }[];
  readonly minus: readonly string[];
};

/** A text shown for each row of a list: when a deploy went out, which version it was. */
export type Detail = {
  readonly title: string;
  readonly of: Expression;
  readonly as: 'text' | 'day' | 'time';
  readonly joins?: readonly string[];
};

/** Which period is meant when the question names none. */
export type DefaultPeriod =
  | 'now'
  | 'today'
  | 'yesterday'
  | 'last_7_days'
  | 'last_30_days'
  | 'this_month'
  | 'last_month'
  | 'next_30_days';

/**
 * From where on somebody must know within the day, without having asked: the figure itself, or its change against the
 * same days a week before in percent. `limit` is in the unit of the figure and far from an ordinary day.
 */
export type RedFlag = {
  readonly for: readonly Department[];
  readonly over: 'now' | 'today' | 'yesterday' | 'last_7_days';
  readonly by?: readonly DimensionId[];
  readonly of: 'value' | 'change';
  readonly op: '<' | '>';
  readonly limit: string;
};

/** Words people use for a metric, per language; the first English one is how we say it in a sentence. */
export type Synonyms = {
  readonly en: readonly string[];
  readonly de?: readonly string[];
  readonly es?: readonly string[];
};

/** One number with one meaning (METRICS.md). What code does with it is decided by these fields, never by its id. */
export type Metric = {
  readonly id: string;
  readonly label: string;
  /** Plain words for "how is it calculated". */
  readonly formula: string;
  readonly unit: Unit;
  readonly good: 'up' | 'down' | 'neutral';
  readonly synonyms: Synonyms;
  /**
   * Words for what is done to the things counted: the figure itself where no other is named ("how many did we ship"),
   * nothing new beside one of the same records ("parcels shipped").
   */
  readonly verbs?: readonly string[];
  /** Words that may mean it as well as others ("cost"): it is meant where the question names one of these dimensions. */
  readonly vague?: { readonly words: readonly string[]; readonly by: readonly DimensionId[] };
  /** The metric meant instead when the question says "how many" of it. */
  readonly asCount?: string;
  /** The metric meant instead when the question says "how much" of it, or its value. */
  readonly asMoney?: string;
  /** The metric that values single ones of what is counted: "orders over 500" asks for it. */
  readonly eachWorth?: string;
  /** The list of reasons that answers "why", where no change of it is asked about ("why are shoes returned"). */
  readonly reasons?: string;
  /** Its word also only says whose figure another one is: "refunds to German customers". */
  readonly saysWhose?: boolean;
  /** What "best" and "top" put in order when the question names no split. */
  readonly ranks?: DimensionId;
  /** Metrics it is confused with, and what sets them apart: shown on the buttons when the words fit both. */
  readonly neighbours?: readonly { readonly id: string; readonly difference: string }[];
  readonly departments: readonly Department[];
  readonly sensitivity: Sensitivity;
  /** Splits that fewer people may see than the total. */
  readonly restrictedSplits?: { readonly by: readonly DimensionId[]; readonly sensitivity: Sensitivity };
  readonly compute: Computation;
  /** How a change of it is taken apart, where its computation alone does not say. */
  readonly drivers?: Drivers;
  /** Meant by an amount to reach where no figure is named ("will we make 250k"). */
  readonly isMeantByGoals?: boolean;
  /** The company moves it itself (offers, ads): told beside changes of others when it moved in the same time. */
  readonly isLever?: boolean;
  /** What the rows of a list are, where the metric is asked for as one ("which products are low"). */
  readonly listBy?: DimensionId;
  /** What else is said of each row of that list. */
  readonly details?: readonly Detail[];
  /** The rows are things of their own: their sum says nothing. */
  readonly noTotal?: boolean;
  /** Metrics shown beside the figure: in the columns of a list, or in the line below. */
  readonly beside?: readonly string[];
  readonly defaultPeriod: DefaultPeriod;
  /** Whether it may be asked for days to come (forecasts, plans, what is due). */
  readonly future?: boolean;
  /** Who answers for the definition. */
  readonly owner: Department;
  /** A restatement larger than this share of the posted figure is worth a correction. */
  readonly tolerancePercent: number;
  /** The figure is only known once our history before the period is this deep, unless the source knows it itself. */
  readonly historyMonths?: number;
  /** After how many minutes without news from the source the answer says that it is old. */
  readonly maxAgeMinutes: number;
  /** The ratio is shown only when its denominator reaches this; below, the counts are. */
  readonly minimumSample?: number;
  /** Fact families beyond its table's that must be recorded (unit costs, for instance). */
  readonly needs?: readonly FactFamily[];
  /** Left out, and said, of what it is a part of where nobody records it; else that would not be known at all. */
  readonly ifRecorded?: boolean;
  /** What answers instead where no source records this one's facts; the answer then gives its formula. */
  readonly fallback?: Metric;
  readonly redFlag?: RedFlag;
  /** Questions that must be understood as this metric; they are tests and the help page. */
  readonly examples: readonly string[];
};
