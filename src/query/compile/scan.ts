import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { Aggregate, Detail, Moment } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Filter } from '#src/metrics/query.ts';
import type { FactTable } from '#src/metrics/tables.ts';
import type { SourcedRead } from '../coverage/check.ts';
import { at, columnOf, currencyOf, list, rowsOf } from './rows.ts';
import type { Calendar } from './time-columns.ts';

/** Amounts turned into one currency inside the statement: the join that finds the rate of a row's currency and day, and the factor. */
export type Conversion = {
  readonly currency: string;
  readonly join: (table: FactTable, calendar: Calendar) => SQL;
  readonly factor: SQL;
};

/**
 * One statement: reads of one table for one period. Result columns: `g0`, `g1`, … the group, `cur` the currency, per
 * read i `v<i>` its value, `n<i>` the rows that fit and `k<i>` those of them that had a value, `d0`, … the details,
 * `of` how many groups there are.
 */
export type Scan = {
  readonly reads: readonly SourcedRead[];
  readonly groupBy: readonly DimensionId[];
  readonly filters: readonly Filter[];
  readonly byCurrency: boolean;
  readonly moment: Moment;
  readonly calendar: Calendar;
  readonly convert: Conversion | null;
  readonly details: readonly Detail[];
  /** Only so many groups, largest (or smallest) first value first. */
  readonly top: { readonly direction: 'asc' | 'desc'; readonly limit: number } | null;
};

/** More groups than anybody reads: beyond, an answer says that there are too many. */
export const mostGroups = 20_000;

const aggregate = (take: Aggregate, of: SQL | null, where: SQL | null, moment: Moment): SQL => {
  const filter = where ? sql` filter (where ${where})` : sql``;
  switch (take.kind) {
    case 'count':
      return sql`count(${of ?? sql`*`})${filter}`;
    case 'sum':
      return sql`sum(${of})${filter}`;
    case 'least':
      return sql`min(${of})${filter}`;
    case 'median':
      return sql`percentile_cont(0.5) within group (order by ${of})${filter}`;
    case 'p90':
      return sql`percentile_cont(0.9) within group (order by ${of})${filter}`;
    case 'covered':
      return sql`(select coalesce(sum(extract(epoch from upper(span) - lower(span))), 0)
        from unnest(range_agg(tstzrange(${of}, ${at(take.to, moment)}))${filter}) as span)`;
    case 'distinct':
    case 'repeated':
      throw new TypeError(`${take.kind} is counted in two steps`);
    default:
      return take satisfies never;
  }
};

const isMoney = (read: SourcedRead): boolean => read.part.unit.kind === 'money';

const expressionOf = (read: SourcedRead, { moment, convert }: Scan): SQL | null => {
  const { take } = read.rows;
  if (take.of === undefined) return null;
  const of = at(take.of, moment);
  return convert && isMoney(read) ? sql`(${of}) * ${convert.factor}` : of;
};

const name = (letter: string, index: number): SQL => sql.raw(`${letter}${index}`);

/** The columns of one read: its value, and for sums how many rows there are and how many have a value. */
const valueColumns = (read: SourcedRead, index: number, scan: Scan): SQL => {
  const { take } = read.rows;
  const isAlone = scan.reads.length === 1;
  const where = read.rows.where && !isAlone ? at(read.rows.where, scan.moment) : null;
  const filter = where ? sql` filter (where ${where})` : sql``;
  const of = expressionOf(read, scan);
  const value = sql`${aggregate(take, of, where, scan.moment)} as ${name('v', index)}`;
  if (take.kind !== 'sum') return value;
  return sql`${value}, count(*)${filter} as ${name('n', index)}, count(${of})${filter} as ${name('k', index)}`;
};

const detailColumn = (detail: Detail, index: number, { moment, calendar }: Scan): SQL => {
  const of = at(detail.of, moment);
  const local = sql`${of} at time zone ${calendar.period.from.timeZoneId}`;
  const text = { text: sql`(${of})::text`, day: sql`(${of})::text`, time: sql`(${local})::text` }[detail.as];
  return sql`max(${text}) as ${name('d', index)}`;
};

/** What comes before the values in every statement: the group and the currency. */
export const keysOf = (scan: Scan, table: FactTable): { readonly columns: SQL[]; readonly names: SQL[] } => {
  const groups = scan.groupBy.map((id, index) => sql`${columnOf(id, table, scan)} as ${name('g', index)}`);
  const currency = scan.convert ? sql`${scan.convert.currency}::text` : currencyOf(table);
  return {
    columns: [...groups, ...(scan.byCurrency ? [sql`${currency} as cur`] : [])],
    names: [...groups.map((_, index) => name('g', index)), ...(scan.byCurrency ? [sql.raw('cur')] : [])],
  };
};

const groupedBy = (names: readonly SQL[]): SQL => (names.length > 0 ? sql` group by ${list(names)}` : sql``);

/** The order and number of groups; one more than the most, so that it is known when there are too many. */
const ending = (scan: Scan): SQL => {
  if (scan.groupBy.length === 0) return sql``;
  if (!scan.top) return sql` limit ${mostGroups + 1}`;
  const order = scan.top.direction === 'desc' ? sql`desc nulls last` : sql`asc nulls last`;
  return sql` order by v0 ${order}, g0 limit ${scan.top.limit}`;
};

/** Builds the statement of a scan. All reads share the first one's table. */
export const compileScan = (scan: Scan): SQL => {
  const [first] = scan.reads;
  if (!first) throw new TypeError('a scan reads something');
  const keys = keysOf(scan, first.rows.table);
  const { kind } = first.rows.take;
  if (kind === 'repeated' || kind === 'distinct') return compileDifferent(first, keys, scan);
  const values = scan.reads.map((read, index) => valueColumns(read, index, scan));
  const details = scan.details.map((detail, index) => detailColumn(detail, index, scan));
  const count = scan.top ? [sql`count(*) over () as of`] : [];
  return sql`select ${list([...keys.columns, ...values, ...details, ...count])} ${rowsOf(scan)}${groupedBy(keys.names)}${ending(scan)}`;
};

/** Different values: each once per group and store first, which is hashed and not sorted; then those that occur often enough. */
const compileDifferent = (
  read: SourcedRead,
  keys: { readonly columns: SQL[]; readonly names: SQL[] },
  scan: Scan,
): SQL => {
  const { take, table } = read.rows;
  if (take.kind !== 'repeated' && take.kind !== 'distinct') throw new TypeError('no different values');
  const inner = sql`select ${list([
    ...keys.columns,
    sql`${table.storeId} as shop`,
    sql`${at(take.of, scan.moment)} as thing`,
    sql`count(*) as times`,
  ])} ${rowsOf(scan)} group by ${list([...keys.names, sql.raw('shop'), sql.raw('thing')])}`;
  const often = take.kind === 'repeated' ? sql` and times >= ${take.atLeast}` : sql``;
  const values = [
    sql`count(*) filter (where thing is not null${often}) as v0`,
    sql`coalesce(sum(times), 0) as n0`,
    sql`coalesce(sum(times) filter (where thing is not null), 0) as k0`,
    ...(scan.top ? [sql`count(*) over () as of`] : []),
  ];
  return sql`select ${list([...keys.names, ...values])} from (${inner}) as counted${groupedBy(keys.names)}${ending(scan)}`;
};
