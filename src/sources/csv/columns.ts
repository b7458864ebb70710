import { AppError } from '#src/lib/errors.ts';
import { listOf } from '#src/lib/text.ts';
import type { Column, Format } from '../formats/column.ts';
import { createCsvParser } from './parse.ts';

/** How the values of a file map to the columns of its table. `at` is the value's place, -1 where the file lacks the column. */
export type Mapping = {
  readonly delimiter: string;
  readonly width: number;
  readonly at: readonly number[];
  readonly warnings: readonly string[];
};

const personal = /name|e_?mail|phone|mobile|address|street|zip|post_?code|postal|city|birth|iban|ip$/;

const normal = (header: string): string =>
  header
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Whether a value must stand in the file: null is not allowed, and nothing stands in for it. */
export const isRequired = (column: Column): boolean =>
  column.fallback === null && column.header !== null && column.kind !== 'currency';

/** The character that separates values: whichever of , ; and tab the header has most of. */
const delimiterOf = (header: string): string =>
  [',', ';', '\t']
    .map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
    .reduce((a, b) => (b.count > a.count ? b : a)).delimiter;

const headersOf = (line: string, delimiter: string): readonly string[] => {
  let headers: readonly string[] = [];
  const parser = createCsvParser({
    delimiter,
    onRecord: ({ values }) => {
      headers = values.map(normal);
    },
    onFault: () => {},
  });
  parser.push(line);
  parser.end();
  return headers;
};

/**
 * Reads the header of a file. Unknown columns are warned of and left out; so are columns with personal data.
 * Throws AppError naming the file when a required column is missing or a header comes twice.
 */
export const mapColumns = (format: Format, file: string, headerLine: string): Mapping => {
  const delimiter = delimiterOf(headerLine);
  const headers = headersOf(headerLine, delimiter);
  const missing = format.columns
    .filter((column) => isRequired(column) && !headers.includes(column.header ?? ''))
    .map((column) => column.header ?? '');
  const doubled = headers.filter((header, place) => header !== '' && headers.indexOf(header) !== place);
  if (missing.length > 0) throw wrongHeader(file, `lacks the ${columnWord(missing)} ${listOf(missing)}`);
  if (doubled.length > 0) throw wrongHeader(file, `has the ${columnWord(doubled)} ${listOf(doubled)} twice`);
  const known = new Set(format.columns.map((column) => column.header));
  const unknown = headers.filter((header) => header !== '' && !known.has(header));
  return {
    delimiter,
    width: headers.length,
    at: format.columns.map((column) => (column.header === null ? -1 : headers.indexOf(column.header))),
    warnings: warnings(file, unknown),
  };
};

const columnWord = (names: readonly string[]): string => (names.length === 1 ? 'column' : 'columns');

const warnings = (file: string, unknown: readonly string[]): readonly string[] => {
  const private_ = unknown.filter((header) => personal.test(header));
  const other = unknown.filter((header) => !personal.test(header));
  return [
    ...(other.length > 0 ? [`${file}: ${columnWord(other)} ${listOf(other)} not known, left out.`] : []),
    ...(private_.length > 0
      ? [`${file}: ${columnWord(private_)} ${listOf(private_)} not read: Crosswalk keeps no personal data.`]
      : []),
  ];
};

const wrongHeader = (file: string, what: string): AppError =>
  new AppError('bad_input', `${file} ${what}`, {
    userMessage: `${file} ${what}.`,
    hint: '`crosswalk import --help` lists the columns of every file.',
  });
