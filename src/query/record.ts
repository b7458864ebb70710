import { and, arrayOverlaps, inArray, isNull, or } from 'drizzle-orm';
import { calendarEvents } from '#src/database/schema/web.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { RecordPart } from '#src/metrics/define.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import type { Filter, MetricQuery } from '#src/metrics/query.ts';
import type { Figures, NotKnown } from './figures.ts';
import { runQuery } from './run.ts';
import type { Runtime } from './run-metric.ts';
import { companyStore } from './stores.ts';

/** All the names a thing goes by, per dimension. */
type Names = Readonly<Record<RecordPart['by'], readonly string[]>>;

const namedIn = (query: MetricQuery, by: RecordPart['by']): readonly string[] =>
  query.filters.flatMap((filter) =>
    filter.kind === 'dimension' && filter.dimension === by && filter.op === 'is' ? filter.values : [],
  );

/** What a campaign is called in ads, codes and products: what the question says, and what the calendar knows of it. */
const readNames = async (runtime: Runtime, query: MetricQuery): Promise<Names> => {
  const said = {
    campaign: namedIn(query, 'campaign'),
    discount_code: namedIn(query, 'discount_code'),
    sku: namedIn(query, 'sku'),
  };
  const rows = await runtime.database.fast
    .select({
      campaign: calendarEvents.campaign,
      code: calendarEvents.discountCode,
      skus: calendarEvents.skus,
    })
    .from(calendarEvents)
    .where(
      and(
        inArray(calendarEvents.storeId, [...query.stores, companyStore]),
        isNull(calendarEvents.cancelledAt),
        or(
          inArray(calendarEvents.campaign, [...said.campaign, '']),
          inArray(calendarEvents.discountCode, [...said.discount_code, '']),
          said.sku.length > 0 ? arrayOverlaps(calendarEvents.skus, [...said.sku]) : undefined,
        ),
      ),
    );
  const all = (own: readonly string[], known: readonly (string | null)[]): readonly string[] => [
    ...new Set([...own, ...known.filter((one) => one !== null)]),
  ];
  return {
    campaign: all(
      said.campaign,
      rows.map(({ campaign }) => campaign),
    ),
    discount_code: all(
      said.discount_code,
      rows.map(({ code }) => code),
    ),
    sku: all(
      said.sku,
      rows.flatMap(({ skus }) => skus),
    ),
  };
};

const isName = (filter: Filter): boolean =>
  filter.kind === 'dimension' && ['campaign', 'discount_code', 'sku'].includes(filter.dimension);

/**
 * Tells one thing by several metrics, each filtered by what the thing is called among its rows; parts for which it has
 * no name are left out. NotKnown when nothing of it is known.
 */
export const runRecord = async (
  runtime: Runtime,
  query: MetricQuery,
  parts: readonly RecordPart[],
): Promise<Figures | NotKnown> => {
  const names = await readNames(runtime, query);
  const others = query.filters.filter((filter) => !isName(filter));
  const found = await Promise.all(
    parts
      .filter(({ by }) => names[by].length > 0)
      .map(({ metric, by }) =>
        runQuery(runtime, {
          ...query,
          metrics: [metric.id],
          groupBy: [],
          comparison: null,
          filters: [...others, { kind: 'dimension', dimension: by, op: 'is', values: names[by] }],
          period:
            metricOf(metric.id).compute.kind === 'state'
              ? instantPeriod(runtime.now, query.period.from.timeZoneId)
              : query.period,
        }),
      ),
  );
  const known = found.filter((one) => one.kind === 'figures');
  const [first] = known;
  if (!first) return found[0] ?? { kind: 'nothing_named', metric: query.metrics[0] ?? '' };
  return {
    ...first,
    query: { ...query, metrics: known.flatMap(({ query: { metrics } }) => metrics), groupBy: [] },
    columns: known.flatMap(({ columns }) => columns),
    missing: known.flatMap(({ missing }) => missing),
  };
};
