import type { Database } from '#src/database/connect.ts';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Figures, NotKnown } from '#src/query/figures.ts';
import { runQuery } from '#src/query/run.ts';
import { readEstate } from '#src/query/stores.ts';
import { mainShop, shopNow } from './random-shop/index.ts';

const at = (text: string): Temporal.ZonedDateTime => Temporal.ZonedDateTime.from(`${text}[Europe/Berlin]`);

/** A period in Berlin, `2026-10-01` to `2026-11-01`. */
export const periodOf = (from: string, to: string, over: Partial<Period> = {}): Period => ({
  from: at(from),
  to: at(to),
  label: `${from} to ${to}`,
  unit: 'span',
  count: 1,
  toDate: false,
  ...over,
});

export const lastMonth = periodOf('2026-10-01', '2026-11-01', { unit: 'month', label: 'last month' });

/** Net sales of last month in the main shop, but for what is given. */
export const queryOf = (over: Partial<MetricQuery>): MetricQuery => ({
  metrics: ['sales.net_sales'],
  filters: [],
  groupBy: [],
  period: lastMonth,
  comparison: null,
  order: null,
  limit: null,
  stores: [mainShop.id],
  ...over,
});

/** Runs a query as of half past ten in Berlin on 18 November 2026. */
export const run = async (
  database: Database,
  query: MetricQuery,
  now: Temporal.Instant = shopNow,
): Promise<Figures | NotKnown> => runQuery({ database, estate: await readEstate(database.fast), now }, query);

/** The figures, or a failure that says why there are none. */
export const figuresOf = (result: Figures | NotKnown): Figures => {
  if (result.kind !== 'figures') throw new Error(`no figures: ${JSON.stringify(result)}`);
  return result;
};
