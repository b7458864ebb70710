import type { Exact } from '#src/lib/exact.ts';
import { fraction } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Period } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import type { Conversion, Scan } from './compile/scan.ts';
import type { Covered, SourcedRead } from './coverage/check.ts';
import type { PartValue } from './evaluate.ts';
import { emptyPart, evaluate } from './evaluate.ts';
import type { Cell, Group, Statement } from './figures.ts';
import type { Plan } from './plan.ts';
import type { Key, Parts } from './read-parts.ts';
import { addParts, groupId, readParts } from './read-parts.ts';
import type { Runtime } from './run-metric.ts';

/** A metric over one period: cells by group in each currency, and the figure over all groups. */
export type Measured = {
  readonly period: Period;
  readonly currencies: readonly (string | null)[];
  readonly groups: readonly Group[];
  readonly cellOf: (group: Group, currency: string | null) => Cell;
  readonly totalOf: (currency: string | null) => Cell;
  readonly detailsOf: (group: Group) => readonly (string | null)[];
  /** How many groups there are, when only the top ones were read. */
  readonly groupCount: number | null;
  readonly tooMany: boolean;
  readonly statements: readonly Statement[];
};

/** What to measure. `top` reads only that many groups, by the metric itself. */
export type Measuring = {
  readonly metric: Metric;
  readonly query: Pick<MetricQuery, 'groupBy' | 'filters'>;
  readonly plan: Plan;
  readonly covered: Covered;
  readonly convert: Conversion | null;
  readonly top: Scan['top'];
  readonly withDetails: boolean;
};

/** Whether the figure over all groups is the sum of theirs: true of how it was read, not of every way to read it. */
const addsUp = (read: SourcedRead, groupBy: readonly DimensionId[]): boolean =>
  (read.rows.take.kind === 'sum' || read.rows.take.kind === 'count') &&
  groupBy.every((id) => read.rows.table.dimensions[id]?.splitJoins === undefined);

/** Reads a metric's parts for a period and works its cells out. */
export const measure = async (runtime: Runtime, asked: Measuring): Promise<Measured> => {
  const { metric, query, covered, convert, plan } = asked;
  const { groupBy } = query;
  const scan = (
    reads: readonly SourcedRead[],
    by: readonly DimensionId[],
    top: Scan['top'],
  ): Promise<Parts> =>
    readParts(runtime.database, reads, {
      groupBy: by,
      filters: query.filters,
      convert,
      top,
      details: asked.withDetails && by.length > 0 ? (metric.details ?? []) : [],
      byCurrency: (read) =>
        plan.hasMoney && (isMoneyFamily(read, covered) || severalCurrencies(runtime, covered)),
      momentOf: (read) => ({
        from: covered.period.from.toInstant(),
        asOf: read.kind === 'state' ? covered.period.to.toInstant() : runtime.now,
        company: runtime.estate.company,
      }),
      calendarOf: (read) => ({
        period: covered.period,
        storedDays: sameZone(runtime, read.stores, covered.period),
        company: runtime.estate.company,
      }),
    });
  const top = isSafeTop(asked) ? asked.top : null;
  const additive =
    top === null && hasSameRows(covered) && covered.reads.every((read) => addsUp(read, groupBy));
  const [split, whole] = await Promise.all([
    scan(covered.reads, groupBy, top),
    groupBy.length > 0 && !additive ? scan(covered.whole, [], null) : null,
  ]);
  const keys = [...split.keys, ...(whole?.keys ?? [])];
  const currencies = currenciesOf(runtime, asked, keys);
  const sees = seeing(runtime, asked, currencies);
  const groups = groupBy.length > 0 ? uniqueGroups(split.keys) : [{}];
  const elapsedSeconds = secondsOf(covered.period);
  const cell = (part: (part: Metric) => PartValue | null): Cell =>
    evaluate(metric, { part: (one) => part(one) ?? emptyPart(one), elapsedSeconds });
  return {
    period: covered.period,
    currencies,
    groups,
    cellOf: (group, currency) => cell((part) => sees(split, part, group, currency)),
    totalOf: (currency) =>
      cell((part) =>
        additive
          ? groups
              .map((group) => sees(split, part, group, currency))
              .reduce((sum, value) => addParts(sum, value), null)
          : sees(whole ?? split, part, {}, currency),
      ),
    detailsOf: split.detailsOf,
    groupCount: split.groupCount,
    tooMany: split.tooMany,
    statements: split.statements,
  };
};

/** Whether the split is read from the rows that the figure over all of it is made of. */
const hasSameRows = ({ reads, whole }: Covered): boolean =>
  reads.every((read) =>
    whole.some(({ part, rows }) => part.id === read.part.id && rows.table.id === read.rows.table.id),
  );

/** Amounts come in a row per currency: cutting them off is only right where a row is one thing with one currency. */
const isSafeTop = ({ plan, query }: Measuring): boolean =>
  !plan.hasMoney || query.groupBy.some((id) => dimension(id).kind === 'id');

const uniqueGroups = (keys: readonly Key[]): readonly Group[] => [
  ...new Map(keys.map(({ group }) => [groupId(group), group])).values(),
];

/** Whether a read's table holds amounts of the metric, so that its rows are kept apart by their own currency. */
const isMoneyFamily = (read: SourcedRead, { reads }: Covered): boolean =>
  reads.some(
    (other) => other.part.unit.kind === 'money' && other.rows.table.family === read.rows.table.family,
  );

/** The currencies that the stores keep their books in. */
export const storeCurrencies = (
  { estate }: Runtime,
  { stores }: Pick<Covered, 'stores'>,
): readonly string[] => [
  ...new Set(estate.stores.filter(({ id }) => stores.includes(id)).map(({ currency }) => currency)),
];

const severalCurrencies = (runtime: Runtime, covered: Covered): boolean =>
  storeCurrencies(runtime, covered).length > 1;

/** The currencies of the amounts that were found; where there are none, those in which "nothing" is said. */
const currenciesOf = (
  runtime: Runtime,
  { plan, covered, convert }: Measuring,
  keys: readonly Key[],
): readonly (string | null)[] => {
  if (!plan.hasMoney) return [null];
  if (convert) return [convert.currency];
  const money = covered.reads.filter(({ part }) => part.unit.kind === 'money').map(({ part }) => part.id);
  const found = [...new Set(keys.filter(({ part }) => money.includes(part)).map(({ currency }) => currency))];
  return found.length > 0 ? found.toSorted() : storeCurrencies(runtime, covered);
};

/**
 * How a part is looked up for a figure in a currency. Counts of another family than the amounts' (new customers
 * under ad spend) are kept apart by currency only if the amounts are in the stores' own currencies; else all count.
 */
const seeing = (
  runtime: Runtime,
  { plan, covered, convert }: Measuring,
  currencies: readonly (string | null)[],
) => {
  const own = storeCurrencies(runtime, covered);
  const matched = own.length > 1 && !convert && currencies.every((one) => one !== null && own.includes(one));
  const reads = new Map(covered.reads.map((read) => [read.part.id, read]));
  const anywhere = [...new Set([null, ...own, ...currencies])];
  return (parts: Parts, part: Metric, group: Group, currency: string | null): PartValue | null => {
    const read = reads.get(part.id);
    if (!plan.hasMoney || !read || matched || isMoneyFamily(read, covered))
      return parts.valueOf(part, group, currency);
    return anywhere
      .map((one) => parts.valueOf(part, group, one))
      .reduce((sum, value) => addParts(sum, value), null);
  };
};

/** Stored days are days of the question's zone when every store that is read lives in that zone. */
const sameZone = ({ estate }: Runtime, stores: readonly string[], period: Period): boolean =>
  estate.stores
    .filter((store) => stores.includes(store.id))
    .every((store) => store.zone === period.from.timeZoneId);

const secondsOf = ({ from, to }: Period): Exact =>
  fraction(to.epochNanoseconds - from.epochNanoseconds, 1_000_000_000n);
