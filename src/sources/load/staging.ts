import type { Batch, Complete, Replacement, Unreadable } from '../define.ts';
import type { RowsName } from '../formats/all.ts';
import { formatOf, rowsNames } from '../formats/all.ts';
import type { Format } from '../formats/column.ts';
import { copyInto, copyLine } from './copy.ts';
import type { Scope } from './prune.ts';
import type { LoadSession } from './session.ts';
import { makeStage } from './session.ts';

/** What a load has taken in and not yet written. */
export type Staged = {
  readonly counts: Map<RowsName, number>;
  readonly scopes: Map<RowsName, readonly Scope[]>;
  readonly cursors: Map<string, unknown>;
  readonly complete: Complete[];
  readonly unreadable: Unreadable[];
};

export const nothingStaged = (): Staged => ({
  counts: new Map(),
  scopes: new Map(),
  cursors: new Map(),
  complete: [],
  unreadable: [],
});

/** Stages lines of COPY text for a table. Returns how many. */
export const stageLines = async (
  session: LoadSession,
  staged: Staged,
  rows: RowsName,
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<number> => {
  let count = 0;
  async function* counted(): AsyncGenerator<string> {
    for await (const line of lines) {
      count += 1;
      yield line;
    }
  }
  if (!staged.counts.has(rows)) await makeStage(session, formatOf(rows));
  await copyInto(session, formatOf(rows), counted());
  staged.counts.set(rows, (staged.counts.get(rows) ?? 0) + count);
  return count;
};

/** Stages a batch; rows that the columns cannot hold are quarantined. */
export const stageBatch = async (session: LoadSession, staged: Staged, batch: Batch): Promise<void> => {
  for (const rows of rowsNames) {
    const given = batch.rows[rows] ?? [];
    if (given.length > 0) {
      await stageLines(session, staged, rows, readableLines(formatOf(rows), given, staged.unreadable));
    }
  }
  for (const replacement of batch.replaces ?? []) await stageReplacement(session, staged, replacement);
  if (batch.cursor) staged.cursors.set(batch.cursor.entity, batch.cursor.value);
  staged.complete.push(...(batch.complete ?? []));
  staged.unreadable.push(...(batch.unreadable ?? []));
};

const stageReplacement = async (
  session: LoadSession,
  staged: Staged,
  { rows, where }: Replacement,
): Promise<void> => {
  const scopes = staged.scopes.get(rows) ?? [];
  staged.scopes.set(rows, [...scopes, scopeOf(formatOf(rows), where)]);
  if (!staged.counts.has(rows)) await stageLines(session, staged, rows, []);
};

const scopeOf = (format: Format, where: Readonly<Record<string, unknown>>): Scope =>
  Object.fromEntries(
    format.columns
      .filter((column) => where[column.property] !== undefined)
      .map((column) => [column.name, String(where[column.property])]),
  );

function* readableLines(
  format: Format,
  rows: readonly Readonly<Record<string, unknown>>[],
  unreadable: Unreadable[],
): Generator<string> {
  for (const row of rows) {
    const line = copyLine(format, row);
    if (typeof line === 'string') {
      yield line;
      continue;
    }
    const key = format.columns.filter((column) => format.key.includes(column.name));
    const reference = [format.table, ...key.map((column) => String(row[column.property] ?? '?'))].join('/');
    unreadable.push({ reference: reference.slice(0, 200), family: format.family, reason: line.reason });
  }
}
