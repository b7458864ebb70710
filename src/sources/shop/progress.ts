import type { PullContext } from '../define.ts';

/** Where reading of a list of changes goes on, in the platform's own way to write times, and when the first order was placed. */
export type ChangeCursor = { readonly after: string; readonly first: string | null };

const isCursor = (value: unknown): value is ChangeCursor =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'after') === 'string';

export const changeCursorOf = (context: PullContext, entity: string): ChangeCursor | null => {
  const value = context.cursorOf(entity);
  return isCursor(value) ? value : null;
};

/** The later of where reading was and where a page got to: an overlap must not lead back. */
export const furthest = (cursor: ChangeCursor | null, next: string): string =>
  cursor && cursor.after > next ? cursor.after : next;

/** Changes are read again for so long: a change may be stored later than its time says. */
export const overlapMinutes = 5;

/** The earlier of two ISO instants, of which the first may be unknown. */
export const earlier = (a: string | null, b: string): string => (a === null || b < a ? b : a);

/** The earlier of our own time and the platform's: a clock that runs ahead must not claim what has not been lived through yet. */
export const lived = (now: Temporal.Instant, theirs: Temporal.Instant | null): Temporal.Instant =>
  theirs !== null && Temporal.Instant.compare(theirs, now) < 0 ? theirs : now;

/** How much of a first load a list stands for. */
export type Span = { readonly from: number; readonly to: number };

/** The share of a first load that is through when `count` of `total` things of its list are. */
export const shareDone = (span: Span, count: number, total: number): number =>
  total > 0 ? span.from + (span.to - span.from) * Math.min(1, count / total) : span.to;
