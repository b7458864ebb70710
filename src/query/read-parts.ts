import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Database } from '#src/database/connect.ts';
import { add, exact } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Scan } from './compile/scan.ts';
import { compileScan, mostGroups } from './compile/scan.ts';
import type { SourcedRead } from './coverage/check.ts';
import type { PartValue } from './evaluate.ts';
import type { Group, Statement } from './figures.ts';

/** The values of a metric's parts. A `key` is a group in one currency (null where no money is involved). */
export type Parts = {
  readonly keys: readonly Key[];
  readonly valueOf: (part: Metric, group: Group, currency: string | null) => PartValue | null;
  /** What is said of a group besides its values. */
  readonly detailsOf: (group: Group) => readonly (string | null)[];
  /** How many groups there are in all, when only the top ones were read. */
  readonly groupCount: number | null;
  /** More groups than can be read. */
  readonly tooMany: boolean;
  readonly statements: readonly Statement[];
};

export type Key = { readonly group: Group; readonly currency: string | null; readonly part: string };

/** What all reads of a metric share in one period. `byCurrency` says which reads keep currencies apart. */
export type PartsScan = Omit<Scan, 'reads' | 'byCurrency' | 'moment' | 'calendar'> & {
  readonly byCurrency: (read: SourcedRead) => boolean;
  readonly momentOf: (read: SourcedRead) => Scan['moment'];
  readonly calendarOf: (read: SourcedRead) => Scan['calendar'];
};

type Row = Readonly<Record<string, string | number | null>>;

const dialect = new PgDialect();

/** Reads that one statement can answer: measures of the same table together, each state and each count of different values alone. */
const scansOf = (
  reads: readonly SourcedRead[],
  byCurrency: PartsScan['byCurrency'],
): readonly (readonly SourcedRead[])[] => {
  const together = new Map<string, SourcedRead[]>();
  for (const [index, read] of reads.entries()) {
    const { take, table } = read.rows;
    const alone = read.kind === 'state' || take.kind === 'repeated' || take.kind === 'distinct';
    const key = alone ? `${index}` : `${table.id} ${byCurrency(read)}`;
    together.set(key, [...(together.get(key) ?? []), read]);
  }
  return [...together.values()];
};

/** Runs the statements of a metric's reads; states are quick look-ups, measures may read much and have their own pool. */
export const readParts = async (
  database: Database,
  reads: readonly SourcedRead[],
  shared: PartsScan,
): Promise<Parts> => {
  const { byCurrency, momentOf, calendarOf, ...rest } = shared;
  const scans = scansOf(reads, byCurrency).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const scan: Scan = {
      ...rest,
      reads: group,
      byCurrency: byCurrency(first),
      moment: momentOf(first),
      calendar: calendarOf(first),
    };
    return [{ reads: group, statement: compileScan(scan) }];
  });
  const results = await Promise.all(
    scans.map(async ({ reads: group, statement }) => {
      const pool = group[0]?.kind === 'state' ? database.fast : database.heavy;
      return { reads: group, rows: (await pool.execute(statement)) as unknown as readonly Row[] };
    }),
  );
  return gather(
    results,
    shared,
    scans.map(({ statement }) => textOf(statement)),
  );
};

type ScanRows = { readonly reads: readonly SourcedRead[]; readonly rows: readonly Row[] };

const gather = (results: readonly ScanRows[], shared: PartsScan, statements: Parts['statements']): Parts => {
  const keys: Key[] = [];
  const values = new Map<string, PartValue>();
  const details = new Map<string, readonly (string | null)[]>();
  for (const { reads, rows } of results) {
    for (const row of rows) {
      const group = groupOf(row, shared.groupBy);
      const currency = textOrNull(row['cur']);
      if (shared.details.length > 0)
        details.set(
          groupId(group),
          shared.details.map((_, index) => textOrNull(row[`d${index}`])),
        );
      for (const [index, read] of reads.entries()) {
        const value = partValue(row, read, index);
        if (!value) continue;
        keys.push({ group, currency, part: read.part.id });
        values.set(valueId(read.part, group, currency), value);
      }
    }
  }
  const [first] = results;
  return {
    keys,
    valueOf: (part, group, currency) => values.get(valueId(part, group, currency)) ?? null,
    detailsOf: (group) => details.get(groupId(group)) ?? [],
    groupCount: shared.top ? Number(first?.rows[0]?.['of'] ?? 0) : null,
    tooMany: results.some(({ rows }) => rows.length > mostGroups),
    statements,
  };
};

const groupOf = (row: Row, groupBy: readonly DimensionId[]): Group =>
  Object.fromEntries(groupBy.map((id, index) => [id, textOrNull(row[`g${index}`])]));

/** One text per group, the same for equal ones. */
export const groupId = (group: Group): string => JSON.stringify(Object.entries(group).flat());

const valueId = (part: Metric, group: Group, currency: string | null): string =>
  `${part.id} ${currency} ${groupId(group)}`;

const textOrNull = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

/** Null when no row fitted at all: what that means depends on the metric. */
const partValue = (row: Row, read: SourcedRead, index: number): PartValue | null => {
  const value = row[`v${index}`];
  const counted = row[`n${index}`];
  if (counted === undefined)
    return value === null || value === undefined ? null : { value: exact(value), missing: 0 };
  const rows = Number(counted);
  const known = Number(row[`k${index}`]);
  if (rows === 0) return null;
  const unknown = known === 0 && read.rows.take.kind === 'sum';
  return {
    value: unknown || value === null || value === undefined ? null : exact(value),
    missing: rows - known,
  };
};

const textOf = (statement: SQL): Statement => {
  const { sql, params } = dialect.sqlToQuery(statement);
  return { sql, params };
};

/** Two values of the same part for different rows, as one. */
export const addParts = (a: PartValue | null, b: PartValue | null): PartValue | null => {
  if (!a || !b) return a ?? b;
  const missing = a.missing + b.missing;
  if (a.value === null || b.value === null) return { value: a.value ?? b.value, missing };
  return { value: add(a.value, b.value), missing };
};
