import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { stores } from '#src/database/schema/stores.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Expression, Moment } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Filter } from '#src/metrics/query.ts';
import type { FactTable } from '#src/metrics/tables.ts';
import { instantOf, minorPerMajor, storeCurrency } from '#src/metrics/tables.ts';
import type { SourcedRead } from '../coverage/check.ts';
import { sinceOf } from '../plan.ts';
import type { Scan } from './scan.ts';
import { inPeriod, timeColumn } from './time-columns.ts';

/** Which rows of a table a statement reads: from where, joined with what, under which conditions. */

export const at = (expression: Expression, moment: Moment): SQL =>
  typeof expression === 'function' ? expression(moment) : expression;

export const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);

/** The value of a dimension for a row. */
export const columnOf = (id: DimensionId, table: FactTable, scan: Scan): SQL => {
  if (id === 'store') return sql`${stores.name}`;
  if (dimension(id).kind === 'time') return timeColumn(id, table, scan.calendar);
  const found = table.dimensions[id];
  if (!found) throw new TypeError(`${table.id} has no ${id}`);
  return at(found.of, scan.moment);
};

export const currencyOf = (table: FactTable): SQL => table.currency ?? storeCurrency(table.storeId);

/** Joins in the order the table declares them, each once. */
const joinsFor = (table: FactTable, scan: Scan, filters: readonly Filter[]): SQL => {
  const filtered = filters.flatMap((filter) => (filter.kind === 'dimension' ? [filter.dimension] : []));
  const named = [...scan.groupBy, ...filtered];
  const bounded = filters.some((filter) => filter.kind === 'value');
  const wanted = new Set([
    ...named.flatMap((id) => table.dimensions[id]?.joins ?? []),
    ...scan.groupBy.flatMap((id) => table.dimensions[id]?.splitJoins ?? []),
    ...(bounded ? (table.dimensions.order?.joins ?? []) : []),
    ...scan.reads.flatMap((read) => read.rows.joins ?? []),
    ...(scan.details?.flatMap((detail) => detail.joins ?? []) ?? []),
  ]);
  const joins = Object.entries(table.joins)
    .filter(([name]) => wanted.has(name))
    .map(([, join]) => join);
  const store = named.includes('store') ? [sql`join ${stores} on ${stores.id} = ${table.storeId}`] : [];
  return sql.join([...store, ...joins], sql` `);
};

const bounds = { '>': sql`>`, '>=': sql`>=`, '<': sql`<`, '<=': sql`<=` } as const;
const opposite = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' } as const;

type ValueFilter = Extract<Filter, { readonly kind: 'value' }>;

/** Whether a bound speaks of single rows ("orders over 500") and not of groups. */
export const boundsRows = (filter: Filter): filter is ValueFilter =>
  filter.kind === 'value' && metric(filter.metric).noTotal === true;

/** A bound on what single orders are worth, in major units of whatever currency the row has. */
const rowBound = (filter: ValueFilter, table: FactTable): SQL => {
  const { compute, unit } = metric(filter.metric);
  if (compute.kind !== 'measure' || compute.take.kind !== 'sum' || typeof compute.take.of === 'function')
    throw new TypeError(`${filter.metric} is no amount of single rows`);
  const scale = unit.kind === 'money' ? minorPerMajor(currencyOf(table)) : sql`1`;
  return sql`${compute.take.of} ${bounds[filter.op]} ${filter.value}::numeric * ${scale}`;
};

const condition = (filter: Filter, table: FactTable, scan: Scan): SQL | null => {
  switch (filter.kind) {
    case 'value':
      return boundsRows(filter) ? rowBound(filter, table) : null;
    case 'age': {
      const [read] = scan.reads;
      const since = read ? sinceOf(read) : null;
      if (!since) throw new TypeError(`${read?.part.id} has no age`);
      return sql`${since} ${bounds[opposite[filter.op]]} ${instantOf(scan.moment.asOf)} - make_interval(secs => ${filter.seconds})`;
    }
    case 'dimension': {
      const matches = table.dimensions[filter.dimension]?.matches;
      const has = matches
        ? sql`(${sql.join(filter.values.map(matches), sql` or `)})`
        : sql`${columnOf(filter.dimension, table, scan)} in (${list(filter.values.map((value) => sql`${value}`))})`;
      return filter.op === 'is' ? has : sql`(${has}) is not true`;
    }
    default:
      return filter satisfies never;
  }
};

/** Rows of the stores that answer, of their sources of record where others bring the same. */
const ofStores = ({ rows, stores: ids, sources }: SourcedRead): readonly SQL[] => {
  const { table } = rows;
  const inStores = sql`${table.storeId} in (${list(ids.map((id) => sql`${id}`))})`;
  if (sources.length === 0 || !table.sourceId) return [inStores];
  const rivalled = sources.map(
    ({ store, source }) => sql`(${table.storeId} <> ${store} or ${table.sourceId} = ${source})`,
  );
  return [inStores, ...rivalled];
};

/** Rows that at least one of the reads counts; null when one of them counts all. */
const counted = ({ reads, moment }: Scan): SQL | null => {
  const wheres = reads.flatMap(({ rows }) => (rows.where ? [sql`(${at(rows.where, moment)})`] : []));
  if (wheres.length < reads.length) return null;
  return wheres.length === 1 ? (wheres[0] ?? null) : sql`(${sql.join(wheres, sql` or `)})`;
};

/** `from … where …` of a scan. */
export const rowsOf = (scan: Scan): SQL => {
  const [first] = scan.reads;
  if (!first) throw new TypeError('a scan reads something');
  const { table } = first.rows;
  const filters = scan.filters.filter((filter) => filter.kind !== 'value' || boundsRows(filter));
  const conditions = [
    ...ofStores(first),
    ...(first.kind === 'measure' ? [inPeriod(table, scan.calendar)] : []),
    ...[counted(scan), ...filters.map((filter) => condition(filter, table, scan))].filter(
      (one) => one !== null,
    ),
  ];
  return sql`from ${at(table.from, scan.moment)} ${joinsFor(table, scan, filters)} ${scan.convert?.join(table, scan.calendar) ?? sql``} where ${sql.join(conditions, sql` and `)}`;
};
