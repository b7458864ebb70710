import type { Unreadable } from '../define.ts';
import type { Column, Format } from '../formats/column.ts';
import type { Cell, Kind, ReadContext } from '../formats/kinds.ts';
import { kinds } from '../formats/kinds.ts';
import type { CopyChunk } from '../load/copy.ts';
import type { Mapping } from './columns.ts';
import type { DataFile } from './open.ts';
import { textOf } from './open.ts';
import type { CsvRecord } from './parse.ts';
import { createCsvParser } from './parse.ts';

/** How many unreadable rows of a file are kept one by one; the rest is counted. */
const keptPerFile = 100;

/** What reading a file needs to know of its store. `most` limits what it may unpack to, in bytes. */
export type ReadOptions = {
  readonly currency: string;
  readonly secret: string;
  readonly onRead?: (bytes: number, rows: number) => void;
  readonly most?: number;
};

/** A file being read: COPY text as it comes; afterwards what could not be read and which columns had values. */
export type FileRows = {
  readonly chunks: AsyncGenerator<CopyChunk>;
  readonly unreadable: () => { readonly count: number; readonly kept: readonly Unreadable[] };
  readonly filled: () => ReadonlySet<string>;
};

/** Reads the rows of a file into COPY text for its table, never more than a piece at a time. */
export const readRows = (
  format: Format,
  file: DataFile,
  mapping: Mapping,
  options: ReadOptions,
): FileRows => {
  const kept: Unreadable[] = [];
  const convert = createConverter(format, mapping, options);
  let refused = 0;
  let rows = 0;
  let text = '';
  let inChunk = 0;
  let hasBroken = false;

  const refuse = (line: number, reason: string): void => {
    refused += 1;
    if (kept.length < keptPerFile) {
      kept.push({ reference: `${file.name}:${line}`, family: format.family, reason });
    }
  };
  const take = (record: CsvRecord): void => {
    if (record.line === 1) return;
    const line = hasBroken && isBroken(record.values) ? notUtf8 : convert.row(record.values);
    if (typeof line !== 'string') {
      refuse(record.line, line.reason);
      return;
    }
    text += line;
    inChunk += 1;
  };
  const flush = (): CopyChunk => {
    const chunk = { text, rows: inChunk };
    rows += inChunk;
    text = '';
    inChunk = 0;
    return chunk;
  };
  async function* chunks(): AsyncGenerator<CopyChunk> {
    const parser = createCsvParser({
      delimiter: mapping.delimiter,
      onRecord: take,
      onFault: (fault) => refuse(fault.line, fault.reason),
    });
    let bytes = 0;
    const onBytes = (read: number): void => {
      bytes = read;
    };
    for await (const piece of textOf(file, { onBytes, ...(options.most && { most: options.most }) })) {
      hasBroken ||= piece.includes(broken);
      parser.push(piece);
      yield flush();
      options.onRead?.(bytes, rows);
    }
    parser.end();
    yield flush();
    options.onRead?.(file.size, rows);
  }
  return {
    chunks: chunks(),
    unreadable: () => ({ count: refused, kept: [...kept, ...rest(format, file, refused)] }),
    filled: convert.filled,
  };
};

/** What decoding leaves where bytes were not UTF-8. */
const broken = '\uFFFD';
const notUtf8 = { reason: 'has characters that are not UTF-8' };
const isBroken = (values: readonly string[]): boolean => values.some((value) => value.includes(broken));

const rest = (format: Format, file: DataFile, refused: number): readonly Unreadable[] =>
  refused > keptPerFile
    ? [
        {
          reference: `${file.name}:more`,
          family: format.family,
          reason: `${refused - keptPerFile} more rows of this file could not be read`,
        },
      ]
    : [];

type Converter = {
  readonly row: (values: readonly string[]) => string | { readonly reason: string };
  readonly filled: () => ReadonlySet<string>;
};

/** A column and where its values stand in a record; `filled` once it had one. */
type Place = {
  readonly column: Column;
  readonly at: number;
  readonly read: Kind['read'];
  readonly absent: Cell;
  filled: boolean;
};

const createConverter = (format: Format, mapping: Mapping, options: ReadOptions): Converter => {
  const places = format.columns.map((column, n) => ({
    column,
    at: mapping.at[n] ?? -1,
    read: kinds[column.kind].read,
    absent: absent(column, options),
    filled: false,
  }));
  const currencyAt = places.find(({ column }) => column.name === 'currency')?.at ?? -1;
  const cellOf = (place: Place, values: readonly string[], context: ReadContext): Cell => {
    const value = place.at < 0 ? '' : (values[place.at] ?? '').trim();
    if (value === '') return place.absent;
    place.filled = true;
    return place.read(value, place.column, context);
  };
  const row = (values: readonly string[]): string | { readonly reason: string } => {
    if (values.length !== mapping.width) {
      return { reason: `has ${values.length} values where the header has ${mapping.width}` };
    }
    const context = { currency: values[currencyAt]?.trim() || options.currency, secret: options.secret };
    const cells: string[] = [];
    for (const place of places) {
      const cell = cellOf(place, values, context);
      if (typeof cell !== 'string') return { reason: `${place.column.header} ${cell.reason}` };
      cells.push(cell);
    }
    return `${cells.join('\t')}\n`;
  };
  return {
    row,
    filled: () => new Set(places.filter((place) => place.filled).map(({ column }) => column.name)),
  };
};

const absent = (column: Column, { currency }: ReadOptions): Cell => {
  if (column.fallback !== null) return column.fallback;
  return column.kind === 'currency' ? currency : { reason: 'is missing' };
};
