import type { FactRows, RowOf } from '#src/sources/rows.ts';

/**
 * The second way to every figure: the rows as a source gave them, counted in plain TypeScript. Nothing here is
 * shared with the query compiler or with booking.
 */
export type World = {
  readonly shop: FactRows;
  readonly company: FactRows;
  readonly zone: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly now: Temporal.Instant;
  /** Only orders shipped there, and what belongs to them. */
  readonly country: string | null;
};

/** A figure as a plain number: minor units, a fraction for rates, seconds; null where it is undefined or unknown. */
export type Oracle = (world: World) => number | null;

export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

const { compare } = Temporal.Instant;

/** Whether an event lies in the period. */
export const within = (world: World, at: string | null | undefined): boolean =>
  at != null && compare(instant(at), world.from) >= 0 && compare(instant(at), world.to) < 0;

/** Whether an event had happened by then. */
export const by = (then: Temporal.Instant, at: string | null | undefined): boolean =>
  at != null && compare(instant(at), then) <= 0;

/** The calendar day of an instant in the shop's zone. */
export const dayOf = (world: World, at: Temporal.Instant | string): string =>
  (typeof at === 'string' ? instant(at) : at).toZonedDateTimeISO(world.zone).toPlainDate().toString();

/** Whether a whole day, as a source reports it, is one of the period's. Only whole days are asked for. */
export const dayWithin = (world: World, day: string): boolean =>
  day >= dayOf(world, world.from) && day < dayOf(world, world.to);

export const sum = <T>(
  rows: readonly T[],
  of: (row: T) => bigint | number | string | null | undefined,
): number => rows.reduce((total, row) => total + Number(of(row) ?? 0), 0);

/** Null instead of a sum of which nothing is known. */
export const sumKnown = <T>(
  rows: readonly T[],
  of: (row: T) => bigint | number | string | null | undefined,
): number | null => {
  const known = rows.filter((row) => of(row) != null);
  return rows.length > 0 && known.length === 0 ? null : sum(known, of);
};

export const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || b === 0 ? null : a / b;

/** As SQL's percentile_cont: between the two nearest values. */
export const quantile = (values: readonly number[], share: number): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
};

export const secondsBetween = (a: string, b: string): number => instant(b).since(instant(a)).total('seconds');

export type Order = RowOf<'orders'>;
export type Line = RowOf<'orderLines'>;
