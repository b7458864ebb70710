import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Database } from '#src/database/connect.ts';
import { exact } from '#src/lib/exact.ts';
import type { Metric } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Scan } from './compile.ts';
import { compileScan } from './compile.ts';
import type { PartValue } from './evaluate.ts';
import type { Group, Statement } from './figures.ts';
import type { Read } from './plan.ts';

/** The values of a metric's parts by group and currency. */
export type Parts = {
  /** One entry per group and currency that any part has rows in. */
  readonly keys: readonly { readonly id: string; readonly group: Group; readonly currency: string | null }[];
  readonly valueOf: (part: Metric, keyId: string) => PartValue | null;
  readonly statements: readonly Statement[];
};

type Row = Readonly<Record<string, string | number | null>>;

const dialect = new PgDialect();

/** Reads that one statement can answer: measures of the same table together, each state and each repeated count alone. */
const scansOf = (reads: readonly Read[]): readonly (readonly Read[])[] => {
  const together = new Map<string, Read[]>();
  for (const [index, read] of reads.entries()) {
    const alone = read.kind === 'state' || read.rows.take.kind === 'repeated';
    const key = alone ? `${index}` : read.rows.table.id;
    together.set(key, [...(together.get(key) ?? []), read]);
  }
  return [...together.values()];
};

/** Runs the statements of a metric's reads; states are quick look-ups, measures may read much and have their own pool. */
export const readParts = async (
  database: Database,
  reads: readonly Read[],
  scan: Omit<Scan, 'reads'>,
): Promise<Parts> => {
  const scans = scansOf(reads).map((group) => ({
    reads: group,
    statement: compileScan({ ...scan, reads: group }),
  }));
  const results = await Promise.all(
    scans.map(async ({ reads: group, statement }) => {
      const pool = group[0]?.kind === 'state' ? database.fast : database.heavy;
      return { reads: group, rows: (await pool.execute(statement)) as unknown as readonly Row[] };
    }),
  );
  const keys = new Map<string, Parts['keys'][number]>();
  const values = new Map<string, PartValue>();
  for (const { reads: group, rows } of results) {
    for (const row of rows) {
      const key = keyOf(row, scan.groupBy);
      keys.set(key.id, key);
      for (const [index, read] of group.entries()) {
        const value = partValue(row, read, index);
        if (value) values.set(`${read.part.id} ${key.id}`, value);
      }
    }
  }
  return {
    keys: [...keys.values()],
    valueOf: (part, keyId) => values.get(`${part.id} ${keyId}`) ?? null,
    statements: scans.map(({ statement }) => textOf(statement)),
  };
};

const keyOf = (row: Row, groupBy: readonly DimensionId[]): Parts['keys'][number] => {
  const group: Group = Object.fromEntries(groupBy.map((id, index) => [id, textOrNull(row[`g${index}`])]));
  const currency = textOrNull(row['cur']);
  return { id: keyId(group, currency), group, currency };
};

/** One text per group and currency, the same for equal ones. */
export const keyId = (group: Group, currency: string | null): string =>
  JSON.stringify([currency, ...Object.entries(group).flat()]);

const textOrNull = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

/** Null when no row fitted at all: what that means depends on the metric. */
const partValue = (row: Row, read: Read, index: number): PartValue | null => {
  const value = row[`v${index}`];
  if (read.rows.take.kind !== 'sum')
    return value === null || value === undefined ? null : { value: exact(value), missing: 0 };
  const rows = Number(row[`n${index}`]);
  const known = Number(row[`k${index}`]);
  if (rows === 0) return null;
  return {
    value: known === 0 || value === null || value === undefined ? null : exact(value),
    missing: rows - known,
  };
};

const textOf = (statement: SQL): Statement => {
  const { sql, params } = dialect.sqlToQuery(statement);
  return { sql, params };
};
