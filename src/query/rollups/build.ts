import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { companyDefaults } from '#src/metrics/company.ts';
import type { Moment } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { at, currencyOf, joinsOf, list } from '../compile/rows.ts';
import type { RollUp, Summed } from './declared.ts';

/** A moment after everything: sums hold what has happened so far, and are used only for questions asked later than that. */
export const endOfTime = Temporal.Instant.from('9999-12-31T00:00:00Z');

const moment: Moment = { from: Temporal.Instant.fromEpochMilliseconds(0), asOf: endOfTime, company: companyDefaults };

/** Days [from, to) of a store, ISO dates; or single days. */
export type Days = { readonly from: string; readonly to: string } | { readonly only: readonly string[] };

const inDays = (day: SQL, days: Days): SQL =>
  'only' in days
    ? sql`${day} = any(${`{${days.only.join(',')}}`}::date[])`
    : sql`${day} >= ${days.from}::date and ${day} < ${days.to}::date`;

const dayOf = ({ table }: RollUp): SQL => {
  if (!table.day) throw new TypeError(`${table.id} has no days`);
  return table.day;
};

const valueOfDimension = (rollUp: RollUp, id: DimensionId, zone: string): SQL => {
  const { table } = rollUp;
  if (id === 'hour') return sql`to_char(${table.at} at time zone ${zone}, 'HH24')`;
  const found = table.dimensions[id];
  if (!found) throw new TypeError(`${table.id} has no ${id}`);
  return sql`nullif(${at(found.of, moment)}, '')`;
};

const name = (letter: string, index: number): SQL => sql.raw(`${letter}${index}`);

/** What a row gives to each sum: its amount (`a`), and whether it counts at all (`w`). */
const rowColumns = (sums: readonly Summed[]): readonly SQL[] =>
  sums.flatMap(({ rows }, index) => [
    ...(rows.take.of === undefined ? [] : [sql`${at(rows.take.of, moment)} as ${name('a', index)}`]),
    ...(rows.where ? [sql`(${at(rows.where, moment)}) as ${name('w', index)}`] : []),
  ]);

const sumColumns = (sums: readonly Summed[]): readonly SQL[] =>
  sums.flatMap(({ rows }, index) => {
    const filter = rows.where ? sql` filter (where ${name('w', index)})` : sql``;
    if (rows.take.kind === 'count') return [sql`count(*)${filter}`];
    if (rows.take.kind !== 'sum') throw new TypeError('only counts and sums add up');
    const amount = name('a', index);
    return [sql`sum(${amount})${filter}`, sql`count(*)${filter}`, sql`count(${amount})${filter}`];
  });

/** The columns that hold the sums, in the order of their values. */
const targetColumns = (sums: readonly Summed[]): readonly SQL[] =>
  sums.flatMap(({ rows }, index) =>
    rows.take.kind === 'sum' ? [name('v', index), name('n', index), name('k', index)] : [name('v', index)],
  );

type Target = 'day_sums' | 'month_sums';

const insertInto = (target: Target, columns: readonly SQL[]): SQL =>
  sql`insert into ${sql.raw(target)} (store_id, roll_up, dimension, value, currency, day, ${list(columns)})`;

/** Rows of the days with everything the sums need; `x0`, `x1`, … are the values of the dimensions. */
const rowsOfDays = (
  rollUp: RollUp,
  dimensions: readonly DimensionId[],
  asked: { readonly storeId: string; readonly zone: string; readonly days: Days; readonly step: SQL },
  columns: readonly SQL[],
): SQL => {
  const { table } = rollUp;
  const joins = joinsOf(
    table,
    [
      ...dimensions.flatMap((id) => [
        ...(table.dimensions[id]?.joins ?? []),
        ...(table.dimensions[id]?.splitJoins ?? []),
      ]),
      ...rollUp.sums.flatMap(({ rows }) => rows.joins ?? []),
    ],
  );
  const values = dimensions.map((id, index) => sql`${valueOfDimension(rollUp, id, asked.zone)} as ${name('x', index)}`);
  return sql`select ${list([sql`${asked.step} as step`, sql`${currencyOf(table)} as cur`, ...values, ...columns])}
    from ${at(table.from, moment)} ${joins}
    where ${table.storeId} = ${asked.storeId} and ${inDays(dayOf(rollUp), asked.days)}`;
};

/** Sums over days (or months) for several dimensions at once, each by itself, and for none. */
const sumStatement = (
  target: Target,
  rollUp: RollUp,
  dimensions: readonly DimensionId[],
  asked: { readonly storeId: string; readonly zone: string; readonly days: Days; readonly step: SQL },
  withWhole: boolean,
): SQL => {
  const { id, sums } = rollUp;
  const sets = [
    ...(withWhole ? [sql`(step, cur)`] : []),
    ...dimensions.map((_, index) => sql`(step, cur, ${name('x', index)})`),
  ];
  const ofSet = (of: (index: number, dimension: DimensionId) => SQL): SQL =>
    dimensions.length === 0
      ? sql`''`
      : sql`coalesce(case ${sql.join(
          dimensions.map(
            (dimension, index) => sql`when grouping(${name('x', index)}) = 0 then ${of(index, dimension)}`,
          ),
          sql` `,
        )} end, '')`;
  return sql`${insertInto(target, targetColumns(sums))}
    select ${asked.storeId}, ${id}, ${ofSet((_, dimension) => sql`${dimension}`)}, ${ofSet((index) => name('x', index))},
      cur, step, ${list(sumColumns(sums))}
    from (${rowsOfDays(rollUp, dimensions, asked, rowColumns(sums))}) as counted
    group by grouping sets (${list(sets)})`;
};

/** Different things per day (or month) and value of one dimension. */
const differentStatement = (
  target: Target,
  rollUp: RollUp,
  dimension: DimensionId,
  asked: { readonly storeId: string; readonly zone: string; readonly days: Days; readonly step: SQL },
): SQL => {
  const [sum] = rollUp.sums;
  if (!sum || sum.rows.take.kind !== 'distinct') throw new TypeError('not a count of different things');
  const where = sum.rows.where ? sql`where w0` : sql``;
  return sql`${insertInto(target, [sql.raw('v0'), sql.raw('n0'), sql.raw('k0')])}
    select ${asked.storeId}, ${rollUp.id}, ${dimension}, coalesce(x0, ''), cur, step,
      count(a0), sum(times), coalesce(sum(times) filter (where a0 is not null), 0)
    from (select step, cur, x0, a0, count(*) as times
      from (${rowsOfDays(rollUp, [dimension], asked, rowColumns(rollUp.sums))}) as counted ${where}
      group by step, cur, x0, a0) as different
    group by step, cur, x0`;
};

const isDifferent = ({ sums }: RollUp): boolean => sums.some(({ rows }) => rows.take.kind === 'distinct');

type Asked = { readonly storeId: string; readonly zone: string; readonly days: Days };

const statements = (
  target: Target,
  rollUp: RollUp,
  dimensions: readonly DimensionId[],
  asked: Asked & { readonly step: SQL },
  withWhole: boolean,
): readonly SQL[] => {
  if (isDifferent(rollUp)) return dimensions.map((id) => differentStatement(target, rollUp, id, asked));
  const several = dimensions.filter((id) => rollUp.table.dimensions[id]?.splitJoins !== undefined);
  const single = dimensions.filter((id) => !several.includes(id));
  return [
    ...(single.length > 0 || withWhole ? [sumStatement(target, rollUp, single, asked, withWhole)] : []),
    ...several.map((id) => sumStatement(target, rollUp, [id], asked, false)),
  ];
};

/** Statements that make the sums of some days anew; those there were must be gone. */
export const sumDays = (rollUp: RollUp, asked: Asked): readonly SQL[] =>
  statements('day_sums', rollUp, rollUp.daily, { ...asked, step: dayOf(rollUp) }, true);

/** Statements that make the sums of one whole month anew: from its days, and from rows where days are not kept. */
export const sumMonth = (rollUp: RollUp, asked: Asked & { readonly month: string }): readonly SQL[] => {
  const columns = targetColumns(rollUp.sums);
  const step = sql`${asked.month}::date`;
  const fromDays = sql`${insertInto('month_sums', columns)}
    select store_id, roll_up, dimension, value, currency, ${step}, ${list(columns.map((column) => sql`sum(${column})`))}
    from day_sums
    where store_id = ${asked.storeId} and roll_up = ${rollUp.id} and ${inDays(sql`day`, asked.days)}
    group by store_id, roll_up, dimension, value, currency`;
  return [fromDays, ...statements('month_sums', rollUp, rollUp.monthly, { ...asked, step }, false)];
};
