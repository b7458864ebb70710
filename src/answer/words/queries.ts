import { listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { sayFilter } from './names.ts';

/** What a query is about, without its period: `net sales in Germany by category`. */
export const sayAbout = ({ metrics, filters, groupBy }: MetricQuery): string =>
  [
    listOf(metrics.map((id) => metric(id).label)),
    ...(filters.length > 0 ? [`(${filters.map(sayFilter).join(', ')})`] : []),
    ...(groupBy.length > 0 ? [`by ${listOf(groupBy.map((id) => dimension(id).label))}`] : []),
  ].join(' ');
