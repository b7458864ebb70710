import { and, asc, eq, gte, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { deploys, incidents } from '#src/database/schema/tech.ts';
import { calendarEvents } from '#src/database/schema/web.ts';
import type { Exact } from '#src/lib/exact.ts';
import { absolute, compare, divide, fraction, subtract } from '#src/lib/exact.ts';
import { catalogue, tablesOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { instantPeriod } from '#src/metrics/period.ts';
import { unitsSold } from '#src/metrics/pieces.ts';
import { grossSales } from '#src/metrics/sales.ts';
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
      readonly product: string;
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

/** The best sellers of the time before, with what they took in and how many pieces that were. */
const readBestSellers = async (runtime: Runtime, asked: Changed, by: 'sku' | 'product') =>
  runQuery(runtime, {
    ...asked.query,
    metrics: [unitsSold.id, grossSales.id],
    groupBy: [by],
    order: null,
    limit: null,
  });

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

/** Best sellers whose mean price per piece moved by a tenth or more. */
const readPrices = async (runtime: Runtime, asked: Changed): Promise<readonly Happening[]> => {
  const sold = await readBestSellers(runtime, asked, 'product');
  if (sold.kind !== 'figures') return [];
  const pieces = sold.columns.find(({ metric }) => metric === unitsSold.id);
  const value = sold.columns.find(
    ({ metric, currency }) => metric === grossSales.id && currency === asked.currency,
  );
  return sold.groups
    .slice(0, bestSellers)
    .flatMap(({ product }, index): readonly Happening[] => {
      const price = (series: 'now' | 'before'): Exact | null => {
        const [amount, count] = [value, pieces].map(
          (column) => (series === 'now' ? column?.cells : column?.compared?.cells)?.[index]?.value,
        );
        return amount && count ? divide(amount, count) : null;
      };
      const [now, before] = [price('now'), price('before')];
      if (!product || !now || !before || !isWorthTelling(now, before)) return [];
      return [{ kind: 'price', product, now, before }];
    })
    .slice(0, mostOfAKind);
};

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
