import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { AppError } from '#src/lib/errors.ts';
import type { DataFile } from '../csv/open.ts';
import { textOf } from '../csv/open.ts';
import type { CsvRecord } from '../csv/parse.ts';
import { createCsvParser } from '../csv/parse.ts';
import type { FocusRow } from './charges.ts';
import { neededColumns, readColumns } from './charges.ts';

/** A row together with where it stands: `aws-2026-09.csv:17`. */
export type Numbered = { readonly row: FocusRow; readonly reference: string };

/** A file that is not whole must not replace what is stored: half a month would be told as a saving. */
const broken = (name: string, why: string): AppError =>
  new AppError('bad_reply', `${name}: ${why}`, {
    userMessage: `The cost file ${name} cannot be used (${why}); what was read before stays.`,
  });

const checkColumns = (name: string, columns: readonly string[]): void => {
  const missing = neededColumns.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw broken(name, `it has no column ${missing.join(', ')}`);
};

async function* csvRows(file: DataFile): AsyncGenerator<Numbered> {
  let waiting: CsvRecord[] = [];
  let titles: readonly string[] | null = null;
  let fault: string | null = null;
  const parser = createCsvParser({
    delimiter: ',',
    onRecord: (record) => waiting.push(record),
    onFault: ({ line, reason }) => {
      fault ??= `line ${line}: ${reason}`;
    },
  });
  const take = function* (): Generator<Numbered> {
    for (const { values, line } of waiting) {
      if (titles === null) {
        titles = values.map((title) => title.replace(/^\uFEFF/, '').trim());
        checkColumns(file.name, titles);
        continue;
      }
      if (values.length !== titles.length) throw broken(file.name, `line ${line} is cut off`);
      const row = Object.fromEntries(titles.map((title, index) => [title, values[index]]));
      yield { row, reference: `${file.name}:${line}` };
    }
    waiting = [];
    if (fault !== null) throw broken(file.name, fault);
  };
  for await (const text of textOf(file)) {
    parser.push(text);
    yield* take();
  }
  parser.end();
  yield* take();
  if (titles === null) throw broken(file.name, 'it is empty');
}

const bytesOf = (unpacked: Buffer): Uint8Array => new Uint8Array(unpacked);

/** What hyparquet does not unpack itself (it does SNAPPY). */
const compressors = {
  GZIP: (input: Uint8Array): Uint8Array => bytesOf(gunzipSync(input)),
  ZSTD: (input: Uint8Array): Uint8Array => bytesOf(zstdDecompressSync(input)),
};

/** Rows read at once from a Parquet file. */
const rowsAtOnce = 20_000;

async function* parquetRows(file: DataFile): AsyncGenerator<Numbered> {
  const buffer = await asyncBufferFromFile(file.path);
  const metadata = await parquetMetadataAsync(buffer).catch((error: unknown) => {
    throw broken(file.name, error instanceof Error ? error.message : 'it is no Parquet file');
  });
  const there = metadata.schema.slice(1).map(({ name }) => name);
  checkColumns(file.name, there);
  const columns = readColumns.filter((column) => there.includes(column));
  const count = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < count; rowStart += rowsAtOnce) {
    const rowEnd = Math.min(count, rowStart + rowsAtOnce);
    const rows = await parquetReadObjects({ file: buffer, metadata, columns, rowStart, rowEnd, compressors });
    for (const [index, row] of rows.entries())
      yield { row, reference: `${file.name}:${rowStart + index + 1}` };
  }
}

/** The rows of a FOCUS file: CSV, packed CSV (.gz, .zst) or Parquet. Throws AppError when the file is not whole. */
export const focusRows = (file: DataFile): AsyncGenerator<Numbered> =>
  /\.parquet$/i.test(file.name) ? parquetRows(file) : csvRows(file);
