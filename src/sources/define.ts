import type { Logger } from '#src/lib/log.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { RowsName } from './formats/all.ts';
import type { FactRows, RowOf } from './rows.ts';

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

/** Up to which instant everything of a family has now been read, and by what its rows can be split. */
export type Complete = {
  readonly family: FactFamily;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly dimensions: readonly DimensionId[];
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

/** What a pull is given: where it stopped last time, the time, a way to be stopped. */
export type PullContext = {
  readonly store: StoreDescription;
  readonly now: Temporal.Instant;
  readonly cursorOf: (entity: string) => unknown;
  readonly signal: AbortSignal;
  readonly log: Logger;
};

/** A source whose settings are all there. */
export type ConnectedSource = {
  readonly stores: () => Promise<readonly StoreDescription[]>;
  /** Everything new since the cursors, oldest first; the truth where a system can be polled. */
  readonly pull?: (context: PullContext) => AsyncIterable<Batch>;
  /** What a system pushes (already verified), as rows. */
  readonly receive?: (payload: unknown, context: PullContext) => Promise<Batch>;
  /** Ids that still exist at the source, for finding what was deleted there. */
  readonly reconcile?: (
    context: PullContext,
  ) => AsyncIterable<{ readonly family: FactFamily; readonly ids: readonly string[] }>;
};

/** One outside system: what it records, what it needs to be told, how to connect. One file or folder each. */
export type Source = {
  readonly id: string;
  readonly label: string;
  readonly families: readonly FactFamily[];
  readonly dimensions: readonly DimensionId[];
  readonly settings: readonly SourceSetting[];
  /** How often to pull, in minutes. */
  readonly everyMinutes: number;
  /** Null when a required setting is missing: the source is then off, and `sources` says what would turn it on. */
  readonly connect: (settings: Readonly<Record<string, string>>) => ConnectedSource | null;
};
