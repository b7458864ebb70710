import { getTableColumns, is, SQL, StringChunk } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';

/** What a value is: decides how it is checked, read from a file and written to the database (kinds.ts). */
export type ColumnKind =
  | 'text'
  | 'choice'
  | 'whole'
  | 'big_whole'
  | 'decimal'
  | 'money'
  | 'fine_money'
  | 'currency'
  | 'country'
  | 'instant'
  | 'day'
  | 'yes_no'
  | 'list'
  | 'options'
  | 'person';

/**
 * One column as sources fill it in. `header` is its name in a CSV file (null = not read from files), `fallback` the
 * COPY text of an absent value (null = it must be there), `dimension` what words in a question find its values by,
 * `family` what else is recorded where it has values, `most` the longest text kept.
 */
export type Column = {
  readonly property: string;
  readonly name: string;
  readonly header: string | null;
  readonly kind: ColumnKind;
  readonly sqlType: string;
  readonly fallback: string | null;
  readonly choices: readonly string[];
  readonly what: string;
  readonly dimension: DimensionId | null;
  readonly family: FactFamily | null;
  readonly most: number;
};

/** A day on which a row's figures count, for a family: a `date` column, or an instant that becomes a day in the store's zone. */
export type EventDay = { readonly family: FactFamily; readonly column: string; readonly isInstant: boolean };

/**
 * One table, described once: COPY, validation, CSV reading, its documentation, booking and coverage all read this.
 * `key` is the primary key without the store and the source (`isPerSource`: each source has rows of its own); `derived` are columns that loading works out in SQL, where `r` is the
 * row, `store` its store and `b` its booked order (when `orderColumn` says which order a row belongs to);
 * `parent` is the table whose row's version decides for rows that carry no `updated_at` of their own;
 * `numbered` are columns that a source may leave out: a stored row keeps its value, a new one gets the next by `sql`;
 * `dated` is the column that says when a row happened; `splitBy` are tables whose dimensions also split these rows.
 */
export type Format = {
  readonly table: string;
  readonly what: string;
  readonly family: FactFamily;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  readonly hasSource: boolean;
  readonly isPerSource: boolean;
  readonly isVersioned: boolean;
  readonly numbered: readonly { readonly name: string; readonly sql: string }[];
  readonly derived: readonly { readonly name: string; readonly sql: string }[];
  readonly orderColumn: string | null;
  readonly parent: { readonly table: string; readonly column: string } | null;
  readonly events: readonly EventDay[];
  readonly dated: string | null;
  readonly familyByChoice: FamilyByChoice | null;
  readonly splitBy: readonly string[];
};

/** Rows that record one family or another, by the value of a column. */
export type FamilyByChoice = {
  readonly column: string;
  readonly of: Readonly<Record<string, FactFamily>>;
};

/** A format together with the type of the rows that fill it. */
export type FormatOf<R> = Format & { readonly example?: R };

type Filled = 'storeId' | 'source';

type Note =
  | string
  | {
      readonly what: string;
      readonly dimension?: DimensionId;
      readonly family?: FactFamily;
      readonly kind?: ColumnKind;
      readonly header?: string;
      readonly absent?: string;
      readonly most?: number;
    };

type Inserted<T extends PgTable> = T['$inferInsert'];
type Plain<T extends PgTable, D> = Exclude<keyof Inserted<T>, Filled | D>;

type Description<T extends PgTable, D extends keyof Inserted<T>> = {
  readonly what: string;
  readonly family: FactFamily;
  readonly columns: { readonly [K in Plain<T, D>]-?: Note };
  readonly derived?: { readonly [K in D]: string };
  readonly orderColumn?: keyof Inserted<T>;
  readonly parent?: { readonly table: string; readonly column: keyof Inserted<T> };
  readonly events?: Readonly<Partial<Record<FactFamily, readonly (keyof Inserted<T>)[]>>>;
  readonly dated?: Plain<T, D>;
  readonly familyByChoice?: FamilyByChoice;
  readonly splitBy?: readonly string[];
};

/** Describes a table: names, types, keys and defaults come from its schema, meanings from here. */
export const describe = <T extends PgTable, D extends keyof Inserted<T> = never>(
  table: T,
  description: Description<T, D>,
): FormatOf<Readonly<Omit<Inserted<T>, Filled | D>>> => {
  const columns: Readonly<Record<string, PgColumn>> = getTableColumns(table);
  const { name, primaryKeys } = getTableConfig(table);
  const sqlName = (property: PropertyKey): string => columns[String(property)]?.name ?? String(property);
  const keys = (primaryKeys[0]?.columns ?? []).map((column) => column.name);
  const notes = Object.entries<Note>(description.columns);
  const { orderColumn, parent, dated } = description;
  return {
    table: name,
    what: description.what,
    family: description.family,
    columns: notes.map(([property, note]) => toColumn(property, columns[property], note)),
    key: keys.filter((key) => !isFilled(key)),
    hasSource: 'source' in columns,
    isPerSource: keys.includes('source'),
    isVersioned: 'updatedAt' in columns,
    numbered: Object.values(columns).flatMap((column) =>
      is(column.default, SQL) ? [{ name: column.name, sql: plainSql(column.default) }] : [],
    ),
    derived: Object.entries<string>(description.derived ?? {}).map(([property, sql]) => ({
      name: sqlName(property),
      sql,
    })),
    orderColumn: orderColumn === undefined ? null : sqlName(orderColumn),
    parent: parent ? { table: parent.table, column: sqlName(parent.column) } : null,
    events: Object.entries(description.events ?? {}).flatMap(([family, of]) =>
      of.map((property) => ({
        family: family as FactFamily,
        column: sqlName(property),
        isInstant: columns[String(property)]?.columnType === 'PgTimestampString',
      })),
    ),
    dated: dated === undefined ? null : sqlName(dated),
    familyByChoice: description.familyByChoice ?? null,
    splitBy: description.splitBy ?? [],
  };
};

/** The text of an SQL default, which holds no parameters. */
const plainSql = (of: SQL): string =>
  of.queryChunks.flatMap((chunk) => (is(chunk, StringChunk) ? chunk.value : [])).join('');

const isFilled = (name: string): boolean => name === 'store_id' || name === 'source';

const toColumn = (property: string, column: PgColumn | undefined, note: Note): Column => {
  if (!column) throw new TypeError(`no column ${property}`);
  const given = typeof note === 'string' ? { what: note } : note;
  const isMoney = column.name.endsWith('_minor');
  return {
    property,
    name: column.name,
    header: given.header ?? (isMoney ? column.name.slice(0, -'_minor'.length) : column.name),
    kind: given.kind ?? kindOf(column, isMoney),
    sqlType: column.getSQLType(),
    fallback: given.absent ?? fallbackOf(column),
    choices: column.enumValues ?? [],
    what: given.what,
    dimension: given.dimension ?? null,
    family: given.family ?? null,
    most: given.most ?? 200,
  };
};

const kinds: Readonly<Record<string, ColumnKind>> = {
  PgInteger: 'whole',
  PgTimestampString: 'instant',
  PgBoolean: 'yes_no',
  PgArray: 'list',
  PgJsonb: 'options',
  PgChar: 'currency',
};

const kindOf = (column: PgColumn, isMoney: boolean): ColumnKind => {
  if (column.columnType === 'PgBigInt64') return isMoney ? 'money' : 'big_whole';
  if (column.columnType === 'PgNumeric') return isMoney ? 'fine_money' : 'decimal';
  if (column.getSQLType() === 'date') return 'day';
  if (column.name === 'country') return 'country';
  if (column.name === 'currency') return 'currency';
  return kinds[column.columnType] ?? (column.enumValues?.length ? 'choice' : 'text');
};

/** COPY text of the schema's default; `\N` where null is allowed or the database works the value out; null where one must be given. */
const fallbackOf = (column: PgColumn): string | null => {
  if (!column.hasDefault) return column.notNull ? null : '\\N';
  const value: unknown = column.default;
  if (is(value, SQL)) return '\\N';
  if (Array.isArray(value)) return '{}';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
