import type { Exact } from '#src/lib/exact.ts';
import type { TimeRange } from '#src/lib/time-range.ts';
import type { Period } from '#src/metrics/period.ts';
import { weekBefore } from '#src/metrics/period.ts';
import { runQuery } from '#src/query/run.ts';
import type { Runtime } from '#src/query/run-metric.ts';

/** Orders in a span and in the same span a week before: counted, not estimated. */
export type OrdersDuring = {
  readonly metric: string;
  readonly range: TimeRange;
  readonly count: Exact;
  readonly before: { readonly range: TimeRange; readonly count: Exact };
};

const metric = 'sales.orders';

/** Spans over which a count says something, in minutes. */
const shortest = 15;
const longest = 3 * 24 * 60;

/** How far the orders of these shops have been read. */
export const ordersReadTo = ({ estate, now }: Runtime, shops: readonly string[]): Temporal.Instant | null => {
  const states = estate.sources.filter(
    ({ family, storeId }) => family === 'orders' && shops.includes(storeId),
  );
  if (states.length < shops.length || shops.length === 0) return null;
  const read = states.map(({ completeTo }) => completeTo).sort(Temporal.Instant.compare)[0];
  return read && Temporal.Instant.compare(read, now) < 0 ? read : now;
};

/** Orders of the shops from an event's start to its end (or to where orders have been read), null where that says nothing. */
export const ordersDuring = async (
  runtime: Runtime,
  span: { readonly from: Temporal.Instant; readonly to: Temporal.Instant | null },
  shops: readonly string[],
  zone: string,
): Promise<OrdersDuring | null> => {
  const read = ordersReadTo(runtime, shops);
  if (!read) return null;
  const to = span.to && Temporal.Instant.compare(span.to, read) < 0 ? span.to : read;
  const minutes = Temporal.Instant.compare(span.from, to) < 0 ? span.from.until(to).total('minutes') : 0;
  if (minutes < shortest || minutes > longest) return null;
  const period: Period = {
    from: span.from.toZonedDateTimeISO(zone),
    to: to.toZonedDateTimeISO(zone),
    label: 'the time of the trouble',
    unit: 'hour',
    count: 1,
    toDate: false,
  };
  const before = weekBefore(period);
  const figures = await runQuery(runtime, {
    metrics: [metric],
    filters: [],
    groupBy: [],
    period,
    comparison: { kind: 'week_before', period: before },
    order: null,
    limit: null,
    stores: shops,
  });
  if (figures.kind !== 'figures') return null;
  const [column] = figures.columns;
  const [count, other] = [column?.total?.value, column?.compared?.total?.value];
  return count && other ? { metric, range: period, count, before: { range: before, count: other } } : null;
};
