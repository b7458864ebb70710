import { sql } from 'drizzle-orm';
import { variants } from '#src/database/schema/products.ts';
import { stockMoves } from '#src/database/schema/stock.ts';
import { toNumber } from '#src/lib/exact.ts';
import { startOfDay } from '#src/lib/time-range.ts';
import type { Period } from '#src/metrics/period.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import { unitsSold } from '#src/metrics/pieces.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { arriving, available } from '#src/metrics/stock.ts';
import type { Caveat, NotKnown, SourceState } from '../figures.ts';
import type { Measured } from '../measure.ts';
import type { MetricRun, Runtime } from '../run-metric.ts';
import { runMetric } from '../run-metric.ts';
import type { Sold } from './pace.ts';
import { paceOf } from './pace.ts';
import type { Arrival, RunOut } from './run-out.ts';
import { runOut } from './run-out.ts';

/** How long one SKU lasts, or why that cannot be told. `perDay` is its pace today, `arriving` what is due within its range. */
export type CoverItem = {
  readonly sku: string;
  readonly available: number;
  readonly arriving: readonly Arrival[];
} & (
  | ({ readonly kind: 'lasts'; readonly perDay: number } & RunOut)
  | { readonly kind: 'not_selling' | 'too_little' | 'sold_out' }
);

/** How long stock lasts, soonest first; `of` is how many SKUs were asked for. Days count from `today`. */
export type Cover = {
  readonly kind: 'cover';
  readonly metric: string;
  readonly period: Period;
  readonly today: Temporal.PlainDate;
  readonly items: readonly CoverItem[];
  readonly of: number;
  readonly stores: readonly string[];
  readonly sources: readonly SourceState[];
  readonly caveats: readonly Caveat[];
};

/** More SKUs than these are first put in order by their plain pace, and the soonest looked at closely. */
const mostSkus = 40;
const historyDays = 84;
const aheadDays = 180;

type Known = Extract<MetricRun, { readonly kind: 'run' }>;

const span = (from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): Period => ({
  from,
  to,
  label: '',
  unit: 'span',
  count: 1,
  toDate: false,
});

const unitsIn = (measured: Measured, group: Parameters<Measured['cellOf']>[0]): number => {
  const { value } = measured.cellOf(group, measured.currencies[0] ?? null);
  return value ? toNumber(value) : 0;
};

const withSkus = (query: MetricQuery, skus: readonly string[]): MetricQuery => ({
  ...query,
  filters: [
    ...query.filters.filter((one) => one.kind === 'dimension' && one.dimension === 'location'),
    { kind: 'dimension', dimension: 'sku', op: 'is', values: skus },
  ],
});

/** Level of available stock at the end of each day, from what it is now and what moved since; null where moves are not recorded. */
const readLevels = async (
  runtime: Runtime,
  skus: readonly string[],
  stores: readonly string[],
  days: readonly string[],
  zone: string,
): Promise<((sku: string, now: number) => readonly number[]) | null> => {
  const [first] = days;
  const isRecorded = stores.every((store) =>
    runtime.estate.sources.some((one) => one.storeId === store && one.family === 'stock_history'),
  );
  if (!isRecorded || first === undefined) return null;
  const rows = (await runtime.database.fast.execute(sql`
    select v.sku, ((m.at at time zone ${zone})::date)::text as day, sum(m.available_delta)::float8 as moved
    from ${stockMoves} m join ${variants} v on v.store_id = m.store_id and v.id = m.variant_id
    where m.store_id in (${sql.join(
      stores.map((one) => sql`${one}`),
      sql`, `,
    )})
      and v.sku in (${sql.join(
        skus.map((one) => sql`${one}`),
        sql`, `,
      )})
      and m.at >= ${first}::date - 1 and m.at <= ${runtime.now.toString()}::timestamptz
    group by 1, 2`)) as unknown as readonly {
    readonly sku: string;
    readonly day: string;
    readonly moved: number;
  }[];
  const moved = new Map(rows.map((row) => [`${row.sku} ${row.day}`, row.moved]));
  const today = runtime.now.toZonedDateTimeISO(zone).toPlainDate().toString();
  return (sku, now) => {
    let level = now - (moved.get(`${sku} ${today}`) ?? 0);
    const ends: number[] = [];
    for (const day of days.toReversed()) {
      ends.unshift(level);
      level -= moved.get(`${sku} ${day}`) ?? 0;
    }
    return ends;
  };
};

/** The SKUs worth a close look: all of a few, else those that last the shortest at the plain pace of four weeks. */
const shortest = (
  stock: ReadonlyMap<string, number>,
  sold: ReadonlyMap<string, number>,
): readonly string[] => {
  const all = [...stock.keys()];
  if (all.length <= mostSkus) return all;
  const days = (sku: string): number => {
    const pace = sold.get(sku) ?? 0;
    return pace > 0 ? (stock.get(sku) ?? 0) / pace : Number.POSITIVE_INFINITY;
  };
  return all
    .filter((sku) => (stock.get(sku) ?? 0) > 0 && days(sku) < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => days(a) - days(b))
    .slice(0, mostSkus);
};

const bySku = ({ now }: Known): ReadonlyMap<string, number> =>
  new Map(now.groups.flatMap(({ sku }) => (sku ? [[sku, unitsIn(now, { sku })] as const] : [])));

const endOf = (item: CoverItem): number => {
  if (item.kind === 'sold_out') return -1;
  return item.kind === 'lasts' ? (item.value ?? 9999) : 10_000;
};

/** How long the stock of each SKU that fits a query will last at its present pace. */
export const daysOfCover = async (runtime: Runtime, asked: MetricQuery): Promise<Cover | NotKnown> => {
  const zone = asked.period.from.timeZoneId;
  const today = runtime.now.toZonedDateTimeISO(zone).toPlainDate();
  const start = startOfDay(today, zone);
  const period = instantPeriod(runtime.now, zone);
  const query: MetricQuery = {
    ...asked,
    groupBy: ['sku'],
    comparison: null,
    order: null,
    limit: null,
    period,
  };
  const read = (metric: Parameters<typeof runMetric>[1], over: Partial<MetricQuery>): Promise<MetricRun> =>
    runMetric(runtime, metric, { ...query, ...over });
  const [stock, sold] = await Promise.all([
    read(available, {}),
    read(unitsSold, { period: span(start.subtract({ days: 28 }), start) }),
  ]);
  if (stock.kind !== 'run') return stock;
  if (sold.kind !== 'run') return sold;
  const levels = bySku(stock);
  const skus = shortest(levels, bySku(sold));
  const days = Array.from({ length: historyDays }, (_, index) =>
    today.subtract({ days: historyDays - index }).toString(),
  );
  const none: Cover = {
    kind: 'cover',
    metric: asked.metrics[0] ?? '',
    period,
    today,
    items: [],
    of: levels.size,
    stores: stock.covered.stores,
    sources: [...stock.covered.sources, ...sold.covered.sources],
    caveats: [...stock.caveats, ...sold.caveats.filter(({ kind }) => kind !== 'partly_recorded')],
  };
  if (skus.length === 0) return none;
  const chosen = withSkus(query, skus);
  const [history, coming, ends] = await Promise.all([
    runMetric(runtime, unitsSold, {
      ...chosen,
      groupBy: ['sku', 'day'],
      period: span(start.subtract({ days: historyDays }), start),
    }),
    runMetric(runtime, arriving, {
      ...chosen,
      groupBy: ['sku', 'day'],
      period: span(start, start.add({ days: aheadDays })),
    }),
    readLevels(runtime, skus, stock.covered.stores, days, zone),
  ]);
  if (history.kind !== 'run') return history;
  const began = history.now.period.from.toPlainDate().toString();
  const items = skus.map((sku): CoverItem => {
    const left = levels.get(sku) ?? 0;
    const atEnd = ends?.(sku, left) ?? null;
    const pieces: Sold = days.flatMap((day, index) => {
      if (day < began) return [];
      const units = unitsIn(history.now, { sku, day });
      const isEmpty = atEnd !== null && ((atEnd[index] ?? 1) <= 0 || (atEnd[index - 1] ?? 1) <= 0);
      return [isEmpty ? null : units];
    });
    const due = coming.kind === 'run' ? arrivalsOf(coming, sku, today) : [];
    return itemOf(sku, left, pieces, due);
  });
  return { ...none, items: items.toSorted((a, b) => endOf(a) - endOf(b)) };
};

const arrivalsOf = ({ now }: Known, sku: string, today: Temporal.PlainDate): readonly Arrival[] =>
  now.groups.flatMap((group) => {
    const { day } = group;
    const units = group.sku === sku && day ? unitsIn(now, group) : 0;
    return units > 0 && day ? [{ inDays: today.until(Temporal.PlainDate.from(day)).days, units }] : [];
  });

const itemOf = (sku: string, left: number, pieces: Sold, due: readonly Arrival[]): CoverItem => {
  const base = { sku, available: left, arriving: due };
  if (left <= 0) return { ...base, kind: 'sold_out' };
  const pace = paceOf(pieces);
  if (pace.kind !== 'pace') return { ...base, kind: pace.kind };
  return { ...base, kind: 'lasts', perDay: pace.perDay, ...runOut(left, pace, due) };
};
