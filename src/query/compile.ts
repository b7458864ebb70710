import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { stores } from '#src/database/schema/stores.ts';
import type { Aggregate, Expression, Moment } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Filter } from '#src/metrics/query.ts';
import type { FactTable } from '#src/metrics/tables.ts';
import { instantOf } from '#src/metrics/tables.ts';
import type { Read } from './plan.ts';
import type { Calendar } from './time-columns.ts';
import { inPeriod, timeColumn } from './time-columns.ts';

/**
 * One statement: reads of one table for one period. Result columns: `g0`, `g1`, … the group, `cur` the currency, and per
 * read i `v<i>` its value, `n<i>` the rows that fit and `k<i>` those of them that had a value.
 */
export type Scan = {
  readonly reads: readonly Read[];
  readonly groupBy: readonly DimensionId[];
  readonly filters: readonly Filter[];
  readonly stores: readonly string[];
  readonly byCurrency: boolean;
  readonly moment: Moment;
  readonly calendar: Calendar;
};

const at = (expression: Expression, moment: Moment): SQL =>
  typeof expression === 'function' ? expression(moment) : expression;

const isTime = (id: DimensionId): boolean => dimension(id).kind === 'time';

const columnOf = (id: DimensionId, table: FactTable, scan: Scan): SQL => {
  if (id === 'store') return sql`${stores.name}`;
  if (isTime(id)) return timeColumn(id, table, scan.calendar);
  const found = table.dimensions[id];
  if (!found) throw new TypeError(`${table.id} has no ${id}`);
  return at(found.of, scan.moment);
};

/** Joins in the order the table declares them, each once. */
const joinsFor = (table: FactTable, named: readonly DimensionId[], scan: Scan): SQL => {
  const wanted = new Set([
    ...named.flatMap((id) => table.dimensions[id]?.joins ?? []),
    ...scan.reads.flatMap((read) => read.rows.joins ?? []),
  ]);
  const joins = Object.entries(table.joins)
    .filter(([name]) => wanted.has(name))
    .map(([, join]) => join);
  const store = named.includes('store') ? [sql`join ${stores} on ${stores.id} = ${table.storeId}`] : [];
  return sql.join([...store, ...joins], sql` `);
};

const bounds = { '>': sql`>`, '>=': sql`>=`, '<': sql`<`, '<=': sql`<=` } as const;
const opposite = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' } as const;

const condition = (filter: Filter, table: FactTable, scan: Scan): SQL | null => {
  if (filter.kind === 'value') return null;
  if (filter.kind === 'age') {
    const [read] = scan.reads;
    const since = read?.part.compute.kind === 'state' ? read.part.compute.since : undefined;
    if (!since) throw new TypeError(`${read?.part.id} has no age`);
    return sql`${since} ${bounds[opposite[filter.op]]} ${instantOf(scan.moment.asOf)} - make_interval(secs => ${filter.seconds})`;
  }
  const column = columnOf(filter.dimension, table, scan);
  const matches = table.dimensions[filter.dimension]?.matches;
  const has = matches
    ? sql`(${sql.join(filter.values.map(matches), sql` or `)})`
    : sql`${column} in (${sql.join(
        filter.values.map((value) => sql`${value}`),
        sql`, `,
      )})`;
  return filter.op === 'is' ? has : sql`(${has}) is not true`;
};

const aggregate = (take: Aggregate, where: SQL | null, moment: Moment): SQL => {
  const filter = where ? sql` filter (where ${where})` : sql``;
  const of = take.of === undefined ? sql`*` : at(take.of, moment);
  switch (take.kind) {
    case 'count':
      return sql`count(${of})${filter}`;
    case 'sum':
      return sql`sum(${of})${filter}`;
    case 'distinct':
      return sql`count(distinct ${of})${filter}`;
    case 'median':
      return sql`percentile_cont(0.5) within group (order by ${of})${filter}`;
    case 'p90':
      return sql`percentile_cont(0.9) within group (order by ${of})${filter}`;
    case 'repeated':
      return sql`count(*) filter (where ${of} >= ${take.atLeast})`;
    default:
      return take satisfies never;
  }
};

const valueColumns = (read: Read, index: number, moment: Moment): SQL => {
  const { take } = read.rows;
  const where = read.rows.where ? at(read.rows.where, moment) : null;
  const filter = where ? sql` filter (where ${where})` : sql``;
  const name = (letter: string): SQL => sql.raw(`${letter}${index}`);
  const counts =
    take.kind === 'sum'
      ? sql`, count(*)${filter} as ${name('n')}, count(${at(take.of, moment)})${filter} as ${name('k')}`
      : sql``;
  return sql`${aggregate(take, where, moment)} as ${name('v')}${counts}`;
};

const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);

/** Builds the statement of a scan. All reads share the first one's table. */
export const compileScan = (scan: Scan): SQL => {
  const [first] = scan.reads;
  if (!first) throw new TypeError('a scan reads something');
  const { table } = first.rows;
  const named = [
    ...scan.groupBy,
    ...scan.filters.flatMap((filter) => (filter.kind === 'dimension' ? [filter.dimension] : [])),
  ];
  const groups = scan.groupBy.map(
    (id, index) => sql`${columnOf(id, table, scan)} as ${sql.raw(`g${index}`)}`,
  );
  const currency = scan.byCurrency ? [sql`${currencyOf(table)} as cur`] : [];
  const keys = [
    ...groups.map((_, index) => sql.raw(`g${index}`)),
    ...(scan.byCurrency ? [sql.raw('cur')] : []),
  ];
  const conditions = [
    sql`${table.storeId} in (${list(scan.stores.map((store) => sql`${store}`))})`,
    ...(first.kind === 'measure' ? [inPeriod(table, scan.calendar)] : []),
    ...scan.filters.map((filter) => condition(filter, table, scan)).filter((one) => one !== null),
  ];
  const from = sql`from ${at(table.from, scan.moment)} ${joinsFor(table, named, scan)} where ${sql.join(conditions, sql` and `)}`;
  const by = keys.length > 0 ? sql` group by ${list(keys)}` : sql``;
  if (first.rows.take.kind === 'repeated')
    return compileRepeated(first, [...groups, ...currency], keys, from, scan.moment);
  const values = scan.reads.map((read, index) => valueColumns(read, index, scan.moment));
  return sql`select ${list([...groups, ...currency, ...values])} ${from}${by}`;
};

/** Values that occur several times: counted per group first, then those with enough. */
const compileRepeated = (
  read: Read,
  columns: readonly SQL[],
  keys: readonly SQL[],
  from: SQL,
  moment: Moment,
): SQL => {
  const { take, where } = read.rows;
  if (take.kind !== 'repeated') throw new TypeError('not a repeated count');
  const inner = sql`select ${list([...columns, sql`${at(take.of, moment)} as thing`, sql`count(*) as times`])} ${from}${where ? sql` and ${at(where, moment)}` : sql``} group by ${list([...keys, sql.raw('thing')])}`;
  const outer = list([...keys, sql`count(*) filter (where times >= ${take.atLeast}) as v0`]);
  const by = keys.length > 0 ? sql` group by ${list(keys)}` : sql``;
  return sql`select ${outer} from (${inner}) as counted${by}`;
};

const currencyOf = (table: FactTable): SQL =>
  table.currency ?? sql`(select ${stores.currency} from ${stores} where ${stores.id} = ${table.storeId})`;
