import type { Logger } from '#src/lib/log.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { RowsName } from './formats/all.ts';
import type { Limits } from './http/gate.ts';
import type { Http } from './http/http.ts';
import type { FactRows, RowOf } from './rows.ts';
import type { Delivery, Scheme } from './verify.ts';

/** A value the owner must give before a source can work; secrets come from the environment and are only named here. */
export type SourceSetting = {
  readonly name: string;
  readonly what: string;
  readonly required: boolean;
  readonly secret: boolean;
};

/** A shop as a source describes it; `company` owns what belongs to no single shop (cloud cost, incidents). */
export type StoreDescription = {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly kind?: 'store' | 'company';
};

/**
 * Up to which instant everything of a family has now been read, and by what its rows can be split. `dayZone`: the zone
 * of its days where the source reports whole days that are not the store's (cloud cost: UTC).
 */
export type Complete = {
  readonly family: FactFamily;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly dimensions: readonly DimensionId[];
  readonly dayZone?: string;
};

/** A row that could not be understood: where it stood (`orders/1042`, `orders.csv:17`) and why, never its content. */
export type Unreadable = {
  readonly reference: string;
  readonly family: FactFamily;
  readonly reason: string;
};

/**
 * A part of a table that the batch holds completely: stored rows of this source that fit and are not in the batch
 * are gone at the source (a line taken off an order, a restated day, a re-issued bill, a deleted order).
 */
export type Replacement = {
  readonly [N in RowsName]: { readonly rows: N; readonly where: Partial<RowOf<N>> };
}[RowsName];

/**
 * Rows that belong together and are written in one transaction with the cursor that stands for them; rows of one
 * order version come in one batch. `done` is the share of a first load that is through, 0 to 1.
 */
export type Batch = {
  readonly rows: FactRows;
  readonly replaces?: readonly Replacement[];
  readonly cursor?: { readonly entity: string; readonly value: unknown };
  readonly complete?: readonly Complete[];
  readonly unreadable?: readonly Unreadable[];
  readonly done?: number;
};

/** An order as it is stored: for rules that depend on what was seen before, and for what must not be rewritten. */
export type StoredOrder = {
  readonly accepted: boolean;
  readonly cancelledAt: string | null;
  readonly cancelDateKnown: boolean;
  /** Unit cost by line, as it was when the line was first read. */
  readonly lineCosts: ReadonlyMap<string, bigint>;
};

/** What a pull is given: where it stopped last time, the time, what is stored, a way to be stopped. */
export type PullContext = {
  readonly store: StoreDescription;
  readonly now: Temporal.Instant;
  readonly cursorOf: (entity: string) => unknown;
  /** Stands for a person (a keyed hash); null for one who asked to be forgotten. The identity itself is never stored. */
  readonly personKey: (identity: string) => string | null;
  readonly storedOrders: (ids: readonly string[]) => Promise<ReadonlyMap<string, StoredOrder>>;
  readonly signal: AbortSignal;
  readonly log: Logger;
};

/** A few things to read at once, because a question or a webhook is about them. */
export type Wanted =
  | { readonly kind: 'stock'; readonly variantIds: readonly string[] }
  | { readonly kind: 'orders'; readonly ids: readonly string[] }
  | { readonly kind: 'products'; readonly ids: readonly string[] };

/** The ids that exist at the source among those whose `dated` column lies in [from, to); all ids where there are no bounds. */
export type Existing = {
  readonly rows: RowsName;
  readonly ids: readonly string[];
  readonly from?: Temporal.Instant;
  readonly to?: Temporal.Instant;
};

/** What a look for deletions is given: `stored` counts our rows, so that a span that agrees need not be walked. */
export type ReconcileContext = PullContext & {
  readonly stored: (
    rows: RowsName,
    from?: Temporal.Instant,
    to?: Temporal.Instant,
  ) => Promise<{ readonly count: number; readonly first: Temporal.Instant | null }>;
};

/**
 * How a system tells us of changes. `greets`: an unsigned request that only says hello and wants a 2xx. `about`: what to
 * read now (nothing = everything new). `ensure` lists, repairs and re-creates the subscriptions to `address`.
 */
export type Hooks = {
  readonly scheme: Scheme;
  readonly secrets: readonly string[];
  readonly greets?: (delivery: Delivery) => boolean;
  readonly about?: (delivery: Delivery) => readonly Wanted[];
  readonly ensure?: (address: string, context: PullContext) => Promise<void>;
};

/**
 * One account at an outside system, with all settings there. `key` tells it from other accounts of the source: it is
 * the id of its store, or what the ids of its stores begin with (`key`-…); a source without a shop has store `company`.
 */
export type ConnectedSource = {
  readonly key: string;
  readonly stores: (signal: AbortSignal) => Promise<readonly StoreDescription[]>;
  /** Everything new since the cursors, oldest first; the truth where a system can be polled. */
  readonly pull?: (context: PullContext) => AsyncIterable<Batch>;
  /** What a system pushes (already verified), as rows. */
  readonly receive?: (delivery: Delivery, context: PullContext) => Promise<Batch>;
  /** The wanted things as they are now; what is gone at the source is in `replaces`. */
  readonly fetch?: (wanted: Wanted, context: PullContext) => Promise<Batch>;
  /** What still exists at the source, for finding what was deleted there. */
  readonly reconcile?: (context: ReconcileContext) => AsyncIterable<Existing>;
  readonly hooks?: Hooks;
  /** What a customer (an e-mail address, a customer number) is called where person keys are made. */
  readonly identities?: (customer: string, signal: AbortSignal) => Promise<readonly string[]>;
};

/** A technical event as far as a source tells it: what `impactOf` reads. Updates come oldest first. */
export type RawEvent = {
  readonly vendor: string | null;
  readonly title: string;
  readonly components: readonly string[];
  readonly updates: readonly {
    readonly at: Temporal.Instant;
    readonly status: string;
    readonly body: string;
  }[];
};

/** What an event means for people: a capability's id, how bad it is by the evidence, the share hit (0 to 1). */
export type RawImpact = {
  readonly capability: string;
  readonly severity: 'minor' | 'major' | 'critical';
  readonly share: number | null;
};

/** What a source is given besides its settings: ways out, each with limits of its own, the time, who reads events. */
export type Outside = {
  readonly http: (limits?: Limits) => Http;
  readonly now: () => Temporal.Instant;
  /** Reads what a technical event means; src/status does, which sources may not import. */
  readonly impactOf: (event: RawEvent) => RawImpact;
};

/**
 * Cursor under which a source keeps sentences about what it cannot read and why (a scope that was not granted);
 * `sources` shows them.
 */
export const notesEntity = 'notes';

/** One outside system: what it records, what it needs to be told, how to connect. One file or folder each. */
export type Source = {
  readonly id: string;
  readonly label: string;
  readonly families: readonly FactFamily[];
  readonly dimensions: readonly DimensionId[];
  readonly settings: readonly SourceSetting[];
  /** How often to pull, in minutes; 0 = never. */
  readonly everyMinutes: number;
  /** One entry per account that is set up; none when a required setting is missing: the source is then off, and `sources` says what would turn it on. */
  readonly connect: (
    settings: Readonly<Record<string, string>>,
    outside: Outside,
  ) => readonly ConnectedSource[];
};
