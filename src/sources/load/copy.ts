import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Format } from '../formats/column.ts';
import { kinds } from '../formats/kinds.ts';
import type { LoadSession } from './session.ts';
import { stageOf } from './session.ts';

type RowValues = Readonly<Record<string, unknown>>;

/** A row as one line of COPY text, or why it cannot be stored. */
export const copyLine = (format: Format, row: RowValues): string | { readonly reason: string } => {
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

/** How many characters go to the server at once. */
const chunkSize = 65_536;

/** Joins lines into chunks that are worth sending. */
async function* chunks(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Streams lines of COPY text into the stage of a table. */
export const copyInto = async (
  session: LoadSession,
  format: Format,
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<void> => {
  const columns = format.columns.map((column) => column.name).join(', ');
  const stage = await session.tx.unsafe(`copy ${stageOf(format)} (${columns}) from stdin`).writable();
  await pipeline(Readable.from(chunks(lines)), stage);
};
