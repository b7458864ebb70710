import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { Read } from '../plan.ts';

/**
 * A family that must be recorded (any of several), and when: all through the period, at its end, or at all (names of
 * products).
 */
export type Need = {
  readonly anyOf: readonly FactFamily[];
  readonly when: 'period' | 'end' | 'ever';
  /** Missing, it is only said. */
  readonly isOptional: boolean;
};

/** What matters about the time a question is about: whether it ends before now, and whether it is longer than a day. */
export type Timing = { readonly isPast: boolean; readonly isLong: boolean };

/** What a read needs: its table's family, the past of a state, what the metric names, and where its splits come from. */
export const needsOf = (
  read: Read,
  named: readonly DimensionId[],
  { isPast, isLong }: Timing,
): readonly Need[] => {
  const { table } = read.rows;
  const isMean = table.over === 'mean' && isLong;
  const during = read.kind === 'measure' || (table.over !== undefined && isLong) ? 'period' : 'end';
  const history = isPast || isMean ? table.history : undefined;
  const isOptional = read.part.ifRecorded === true;
  const need = (family: FactFamily, when: Need['when']): Need => ({ anyOf: [family], when, isOptional });
  return [
    {
      anyOf: [table.family, ...(table.alsoFrom ?? [])],
      when: read.kind === 'measure' ? 'period' : history ? 'ever' : 'end',
      isOptional,
    },
    ...(read.part.needs ?? []).map((family) => need(family, during)),
    ...(history ? [need(history, during)] : []),
    ...named.flatMap((id) => {
      const family = table.dimensions[id]?.family;
      return family ? [need(family, 'ever')] : [];
    }),
  ];
};

/** What a metric needs as a whole, beyond what each of its parts does. */
export const needsOfMetric = (metric: Metric, isState: boolean): readonly Need[] => {
  const { compute } = metric;
  const inner =
    compute.kind === 'combination'
      ? [...compute.plus, ...compute.minus]
      : compute.kind === 'ratio'
        ? [compute.of, compute.by]
        : [];
  const own = compute.kind === 'measure' || compute.kind === 'state' ? [] : (metric.needs ?? []);
  return [
    ...own.map((family): Need => ({ anyOf: [family], when: isState ? 'end' : 'period', isOptional: false })),
    ...inner.flatMap((part) => needsOfMetric(part, isState)),
  ];
};

/** The same need once, in its strictest form. */
export const mergeNeeds = (needs: readonly Need[]): readonly Need[] => {
  const times = { period: 2, end: 1, ever: 0 };
  const strictness = (one: Need): number => times[one.when] + (one.isOptional ? 0 : 10);
  const merged = new Map<string, Need>();
  for (const one of needs) {
    const key = one.anyOf.join('/');
    const known = merged.get(key);
    if (!known || strictness(one) > strictness(known)) merged.set(key, one);
  }
  return [...merged.values()];
};
