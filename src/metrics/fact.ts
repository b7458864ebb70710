import type { Exact } from '#src/lib/exact.ts';
import type { TimeRange } from '#src/lib/time-range.ts';
import type { Unit } from './define.ts';
import type { DimensionId } from './dimensions.ts';

/**
 * One exact figure with everything needed to state it. `value` is in minor units for money, a fraction of 1 for
 * percent, seconds for durations; null = undefined or not known, never 0.
 */
export type Fact = {
  readonly metric: string;
  readonly value: Exact | null;
  readonly unit: Unit['kind'];
  readonly currency: string | null;
  readonly range: TimeRange;
  readonly group: Readonly<Partial<Record<DimensionId, string | null>>>;
};
