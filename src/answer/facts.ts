import { compare, divide, subtract, zero } from '#src/lib/exact.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Fact } from '#src/metrics/fact.ts';
import type { Column, Figures, Group, Series } from '#src/query/figures.ts';
import type { Derived } from './reply.ts';

const factOf = (column: Column, series: Series, group: Group, value: Fact['value']): Fact => ({
  metric: column.metric,
  value,
  unit: metric(column.metric).unit.kind,
  currency: column.currency,
  range: series.period,
  group,
});

/** Every figure measured for the period and for the one it is compared with: totals first, then the groups. */
export const factsOf = (figures: Figures): readonly Fact[] =>
  figures.columns.flatMap((column) =>
    [column, column.compared].flatMap((series) => {
      if (!series) return [];
      const total = series.total ? [factOf(column, series, {}, series.total.value)] : [];
      if (figures.query.groupBy.length === 0) return total;
      const groups = figures.groups.map((group, index) =>
        factOf(column, series, group, series.cells[index]?.value ?? null),
      );
      return [...total, ...groups];
    }),
  );

/** By what fraction a figure changed against the other period; null where there was nothing to compare with. */
export const changeOf = (column: Column): Derived | null => {
  const now = column.total?.value;
  const before = column.compared?.total?.value;
  if (!now || !before) return null;
  const difference = subtract(now, before);
  const isShare = metric(column.metric).unit.kind === 'percent';
  return {
    kind: 'change',
    of: column.metric,
    value: isShare ? difference : divide(difference, before.n < 0n ? { n: -before.n, d: before.d } : before),
    unit: 'percent',
    currency: null,
    group: {},
  };
};

/** The share of each group in the total, where the groups are parts of it and none is negative. */
export const sharesOf = (figures: Figures): readonly Derived[] => {
  const [column, ...others] = figures.columns;
  const total = column?.total?.value;
  if (
    !column ||
    others.length > 0 ||
    !total ||
    figures.query.groupBy.length === 0 ||
    compare(total, zero) <= 0
  )
    return [];
  const { unit, compute } = metric(column.metric);
  if (unit.kind === 'percent' || unit.kind === 'duration' || compute.kind === 'ratio') return [];
  return figures.groups.flatMap((group, index) => {
    const value = column.cells[index]?.value;
    if (!value || compare(value, zero) < 0 || compare(value, total) > 0) return [];
    return [
      {
        kind: 'share',
        of: column.metric,
        value: divide(value, total),
        unit: 'percent',
        currency: null,
        group,
      } as const,
    ];
  });
};
