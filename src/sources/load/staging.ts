import { clean } from '#src/lib/text.ts';
import type { Batch, Complete, Replacement, Unreadable } from '../define.ts';
import type { RowsName } from '../formats/all.ts';
import { formatOf, rowsNames } from '../formats/all.ts';
import type { Format } from '../formats/column.ts';
import type { CopyChunk } from './copy.ts';
import { copyChunks, copyInto } from './copy.ts';
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

/** Stages chunks of COPY text for a table. Returns how many rows that were. */
export const stageChunks = async (
  session: LoadSession,
  staged: Staged,
  rows: RowsName,
  chunks: Iterable<CopyChunk> | AsyncIterable<CopyChunk>,
): Promise<number> => {
  if (!staged.counts.has(rows)) await makeStage(session, formatOf(rows));
  const count = await copyInto(session, formatOf(rows), chunks);
  staged.counts.set(rows, (staged.counts.get(rows) ?? 0) + count);
  return count;
};

/** Stages a batch; rows that the columns cannot hold are quarantined. */
export const stageBatch = async (session: LoadSession, staged: Staged, batch: Batch): Promise<void> => {
  for (const rows of rowsNames) {
    const given = batch.rows[rows] ?? [];
    if (given.length === 0) continue;
    const format = formatOf(rows);
    const refuse = (row: Readonly<Record<string, unknown>>, reason: string): void => {
      staged.unreadable.push({ reference: referenceOf(format, row), family: format.family, reason });
    };
    await stageChunks(session, staged, rows, copyChunks(format, given, refuse));
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
  if (!staged.counts.has(rows)) await stageChunks(session, staged, rows, []);
};

const scopeOf = (format: Format, where: Readonly<Record<string, unknown>>): Scope =>
  Object.fromEntries(
    format.columns
      .filter((column) => where[column.property] !== undefined)
      .map((column) => [column.name, String(where[column.property])]),
  );

/** Where a row stands: `orders/1042`. */
const referenceOf = (format: Format, row: Readonly<Record<string, unknown>>): string => {
  const keys = format.columns.filter((column) => format.key.includes(column.name));
  const values = keys.map((column) => String(row[column.property] ?? '?'));
  return clean([format.table, ...values].join('/'));
};
