import type { Database } from '#src/database/connect.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { runQuery } from '#src/query/run.ts';
import { readEstate } from '#src/query/stores.ts';

export type Asking = {
  readonly database: Database;
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly store: string;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
};

/** A metric as a question gets it: by group (`''` where nothing is split), groups of 0 left out; or why there is none. */
export const askMetric = async (
  { database, now, zone, store, from, to }: Asking,
  metric: string,
  groupBy: readonly DimensionId[] = [],
): Promise<ReadonlyMap<string, number> | string> => {
  const estate = await readEstate(database.fast);
  const figures = await runQuery(
    { database, estate, now },
    {
      metrics: [metric],
      filters: [],
      groupBy,
      period: {
        from: from.toZonedDateTime(zone),
        to: to.toZonedDateTime(zone),
        label: 'the whole time',
        unit: 'day',
        count: 1,
        toDate: false,
      },
      comparison: null,
      order: null,
      limit: null,
      stores: [store],
    },
  );
  if (figures.kind !== 'figures') return figures.kind;
  const found = new Map<string, number>();
  for (const column of figures.columns)
    for (const [index, cell] of column.cells.entries()) {
      const group = figures.groups[index] ?? {};
      const key = groupBy.map((id) => group[id] ?? '?').join(' ');
      const value = cell.value === null ? Number.NaN : Number(cell.value.n) / Number(cell.value.d);
      if (value !== 0) found.set(key, value);
    }
  return found;
};
