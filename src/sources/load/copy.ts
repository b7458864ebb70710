import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Format } from '../formats/column.ts';
import { kinds } from '../formats/kinds.ts';
import type { LoadSession } from './session.ts';
import { stageOf } from './session.ts';

/** Some rows as COPY text, one line each. */
export type CopyChunk = { readonly text: string; readonly rows: number };

type RowValues = Readonly<Record<string, unknown>>;

/** How many characters are worth sending at once. */
export const chunkSize = 65_536;

/** A row as one line of COPY text, or why it cannot be stored. */
const copyLine = (format: Format, row: RowValues): string | { readonly reason: string } => {
  const cells: string[] = [];
  for (const column of format.columns) {
    const value = row[column.property];
    const cell =
      value === undefined || value === null ? column.fallback : kinds[column.kind].write(value, column);
    if (cell === null) return { reason: `${column.name} is missing` };
    if (typeof cell !== 'string') return { reason: `${column.name} ${cell.reason}` };
    cells.push(cell);
  }
  return `${cells.join('\t')}\n`;
};

/** Rows as chunks of COPY text; those that the columns cannot hold go to `refuse` with the reason. */
export function* copyChunks(
  format: Format,
  rows: readonly RowValues[],
  refuse: (row: RowValues, reason: string) => void,
): Generator<CopyChunk> {
  let chunk = { text: '', rows: 0 };
  for (const row of rows) {
    const line = copyLine(format, row);
    if (typeof line !== 'string') {
      refuse(row, line.reason);
      continue;
    }
    chunk = { text: chunk.text + line, rows: chunk.rows + 1 };
    if (chunk.text.length < chunkSize) continue;
    yield chunk;
    chunk = { text: '', rows: 0 };
  }
  if (chunk.rows > 0) yield chunk;
}

/** Streams chunks into the stage of a table. Returns how many rows that were. */
export const copyInto = async (
  session: LoadSession,
  format: Format,
  chunks: Iterable<CopyChunk> | AsyncIterable<CopyChunk>,
): Promise<number> => {
  let count = 0;
  async function* texts(): AsyncGenerator<string> {
    for await (const chunk of chunks) {
      count += chunk.rows;
      if (chunk.rows > 0) yield chunk.text;
    }
  }
  const columns = format.columns.map((column) => column.name).join(', ');
  const stage = await session.tx.unsafe(`copy ${stageOf(format)} (${columns}) from stdin`).writable();
  await pipeline(Readable.from(texts()), stage);
  return count;
};
