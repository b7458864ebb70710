import { listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Filter, MetricQuery } from '#src/metrics/query.ts';

const filterText = (filter: Filter): string => {
  switch (filter.kind) {
    case 'dimension': {
      const [first = '', ...more] = filter.values;
      const values = more.length > 2 ? `${first} and ${more.length} more` : listOf(filter.values);
      return `${filter.op === 'is_not' ? 'without ' : ''}${values}`;
    }
    case 'value':
      return `${filter.op} ${filter.value}`;
    case 'age':
      return `${filter.op} ${Math.round(filter.seconds / 3600)} h`;
    default:
      return filter satisfies never;
  }
};

/** A query in a few words, for a button: "return rate, Germany, last month, by product". */
export const sayQuery = (query: MetricQuery): string =>
  [
    listOf(query.metrics.map((id) => metric(id).label)),
    ...query.filters.map(filterText),
    ...query.stores,
    query.period.label,
    ...(query.groupBy.length > 0 ? [`by ${listOf(query.groupBy.map((id) => dimension(id).label))}`] : []),
    ...(query.comparison ? [`against ${query.comparison.period.label}`] : []),
  ].join(', ');
