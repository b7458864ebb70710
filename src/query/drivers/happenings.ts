import { and, asc, eq, gte, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { orderLines } from '#src/database/schema/sales.ts';
import { deploys, incidents } from '#src/database/schema/tech.ts';
import { calendarEvents } from '#src/database/schema/web.ts';
import type { Exact } from '#src/lib/exact.ts';
import { absolute, compare, divide, exact, fraction, subtract } from '#src/lib/exact.ts';
import { catalogue, tablesOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import { unitsSold } from '#src/metrics/pieces.ts';
import { outOfStock } from '#src/metrics/stock-levels.ts';
import { runQuery } from '../run.ts';
import type { Runtime } from '../run-metric.ts';
import { companyStore } from '../stores.ts';
import type { Changed } from './read-pair.ts';
import { readPair } from './read-pair.ts';

/** Something that happened in the time of a change; told beside it, never as its cause. Titles are texts from outside. */
export type Happening =
  | { readonly kind: 'incident'; readonly ref: string; readonly title: string; readonly severity: string }
  | { readonly kind: 'event'; readonly title: string; readonly what: string }
  | { readonly kind: 'deploys'; readonly count: number; readonly failed: number }
  | { readonly kind: 'moved'; readonly metric: string; readonly now: Exact; readonly before: Exact }
  | { readonly kind: 'sold_out'; readonly skus: readonly string[]; readonly of: number }
  | {
      readonly kind: 'price';
      readonly sku: string;
      readonly now: Exact;
      readonly before: Exact;
    };

const mostOfAKind = 3;

/** Families that what shoppers meet can move: prices, offers, ads, empty shelves. */
const ofShopping: readonly FactFamily[] = [
  'orders',
  'refunds',
  'customers',
  'checkouts',
  'sessions',
  'ad_spend',
  'payments',
  'returns',
];

/** Metrics that the company moves itself, told beside a change when they moved by a tenth or more. */
const levers = catalogue.filter(({ isLever }) => isLever);
const worthTelling = fraction(1n, 10n);

/** How many best sellers of the time before are looked at for empty shelves and new prices. */
const bestSellers = 20;
/** Lines in either time from which on a price is told. */
const fewestLines = 5;

type Window = { readonly from: string; readonly to: string; readonly stores: readonly string[] };

const windowOf = ({ query, period }: Changed): Window => ({
  from: (period.unit === 'instant' ? period.from.subtract({ days: 7 }) : period.from).toInstant().toString(),
  to: period.to.toInstant().toString(),
  stores: [...query.stores, companyStore],
});

const readIncidents = async ({ database }: Runtime, window: Window): Promise<readonly Happening[]> => {
  const rows = await database.fast
    .select({ ref: incidents.ref, title: incidents.title, severity: incidents.severity })
    .from(incidents)
    .where(
      and(
        inArray(incidents.storeId, [...window.stores]),
        ne(incidents.severity, 'minor'),
        lt(incidents.startedAt, window.to),
        or(isNull(incidents.resolvedAt), gte(incidents.resolvedAt, window.from)),
      ),
    )
    .orderBy(sql`${incidents.severity} = 'critical' desc`, asc(incidents.startedAt))
    .limit(mostOfAKind);
  return rows.map((row) => ({ kind: 'incident', ...row }));
};

const readEvents = async ({ database }: Runtime, window: Window): Promise<readonly Happening[]> => {
  const rows = await database.fast
    .select({ title: calendarEvents.title, what: calendarEvents.kind })
    .from(calendarEvents)
    .where(
      and(
        inArray(calendarEvents.storeId, [...window.stores]),
        isNull(calendarEvents.cancelledAt),
        inArray(calendarEvents.kind, ['campaign', 'sale', 'launch', 'holiday', 'migration', 'maintenance']),
        lt(calendarEvents.startsAt, window.to),
        gte(calendarEvents.endsAt, window.from),
      ),
    )
    .orderBy(asc(calendarEvents.startsAt))
    .limit(mostOfAKind);
  return rows.map((row) => ({ kind: 'event', ...row }));
};

const readDeploys = async ({ database }: Runtime, window: Window): Promise<readonly Happening[]> => {
  const [row] = await database.fast
    .select({
      count: sql<number>`count(*)::int`,
      failed: sql<number>`(count(*) filter (where ${deploys.status} = 'failure'))::int`,
    })
    .from(deploys)
    .where(
      and(
        inArray(deploys.storeId, [...window.stores]),
        eq(deploys.environment, 'production'),
        gte(deploys.at, window.from),
        lt(deploys.at, window.to),
      ),
    );
  return row && row.count > 0 ? [{ kind: 'deploys', ...row }] : [];
};

const isWorthTelling = (now: Exact, before: Exact): boolean => {
  const share = divide(subtract(now, before), before);
  return share === null ? now.n !== 0n : compare(absolute(share), worthTelling) >= 0;
};

const readLevers = async (
  runtime: Runtime,
  metric: Metric,
  asked: Changed,
): Promise<readonly Happening[]> => {
  const own = { ...asked, query: { ...asked.query, filters: [], groupBy: [] } };
  const found = await Promise.all(
    levers
      .filter(({ id }) => id !== metric.id)
      .map(async (lever) => ({ id: lever.id, pair: await readPair(runtime, lever, own) })),
  );
  return found.flatMap(({ id, pair }) =>
    pair && isWorthTelling(pair.now, pair.before) ? [{ kind: 'moved' as const, metric: id, ...pair }] : [],
  );
};

/** Best sellers of the time before that cannot be bought at the end of the period. */
const readSoldOut = async (runtime: Runtime, asked: Changed): Promise<readonly Happening[]> => {
  const before = await runQuery(runtime, {
    ...asked.query,
    metrics: [unitsSold.id],
    groupBy: ['sku'],
    period: asked.before,
    comparison: null,
    order: null,
    limit: bestSellers,
  });
  const gone = await runQuery(runtime, {
    ...asked.query,
    metrics: [outOfStock.id],
    groupBy: ['sku'],
    period: instantPeriod(asked.period.to.toInstant(), asked.period.to.timeZoneId),
    comparison: null,
    order: null,
    limit: null,
  });
  if (before.kind !== 'figures' || gone.kind !== 'figures') return [];
  const out = new Set(gone.groups.map(({ sku }) => sku));
  const skus = before.groups.flatMap(({ sku }) => (sku && out.has(sku) ? [sku] : []));
  return skus.length > 0 ? [{ kind: 'sold_out', skus, of: before.groups.length }] : [];
};

type PriceRow = { readonly sku: string; readonly now: string; readonly before: string };

/** Best sellers that most lines sold at another price than before; a mean would also move with who bought them. */
const readPrices = async (
  { database }: Runtime,
  { query, currency, period, before }: Changed,
): Promise<readonly Happening[]> => {
  const inTime = ({ from, to }: Changed['period']) =>
    sql`${orderLines.soldAt} >= ${from.toInstant().toString()}::timestamptz and ${orderLines.soldAt} < ${to.toInstant().toString()}::timestamptz`;
  const days = [period, before].flatMap(({ from, to }) => [from, to]).map((at) => at.toPlainDate());
  const [first, last] = [days.reduce(earlier), days.reduce(later)];
  const price = (at: Changed['period']) =>
    sql`mode() within group (order by ${orderLines.grossMinor} / ${orderLines.quantity}) filter (where ${inTime(at)})`;
  const rows = (await database.heavy.execute(sql`
    select ${orderLines.sku} as sku, ${price(period)} as now, ${price(before)} as before
    from ${orderLines}
    where ${inArray(orderLines.storeId, [...query.stores])} and ${orderLines.currency} = ${currency}
      and ${orderLines.soldDay} between ${first.subtract({ days: 1 }).toString()}::date and ${last.add({ days: 1 }).toString()}::date
      and ${orderLines.quantity} > 0 and ${orderLines.sku} is not null and ${orderLines.kind} = 'product'
    group by ${orderLines.sku}
    having least(count(*) filter (where ${inTime(period)}), count(*) filter (where ${inTime(before)})) >= ${fewestLines}
    order by count(*) filter (where ${inTime(before)}) desc
    limit ${bestSellers}`)) as unknown as readonly PriceRow[];
  return rows
    .map(({ sku, now: one, before: other }) => ({ sku, now: exact(one), before: exact(other) }))
    .filter((row) => isWorthTelling(row.now, row.before))
    .slice(0, mostOfAKind)
    .map((row) => ({ kind: 'price', ...row }));
};

const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) <= 0 ? a : b;
const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) >= 0 ? a : b;

/** What else happened in the time of a change: incidents, plans and releases, and for what shoppers do also offers, ads, shelves and prices. */
export const readHappenings = async (
  runtime: Runtime,
  metric: Metric,
  asked: Changed,
): Promise<readonly Happening[]> => {
  const window = windowOf(asked);
  const isShopping = tablesOf(metric).some(({ family }) => ofShopping.includes(family));
  const isSpan = asked.period.unit !== 'instant';
  const found = await Promise.all([
    readIncidents(runtime, window),
    readEvents(runtime, window),
    readDeploys(runtime, window),
    ...(isShopping && isSpan
      ? [readLevers(runtime, metric, asked), readSoldOut(runtime, asked), readPrices(runtime, asked)]
      : []),
  ]);
  return found.flat();
};
