import { formatOf, rowsNames } from '../formats/all.ts';
import type { Column, Format } from '../formats/column.ts';
import { kinds } from '../formats/kinds.ts';
import { isRequired } from './columns.ts';

const introduction = `A folder holds one CSV file per table, plain or packed (.csv, .csv.gz, .csv.zst), in UTF-8, with a header.
Columns are found by their names, in any order; values are separated by commas (or semicolons or tabs).
An amount is a plain decimal in major units (1234.50), in the row's currency or else the store's. A time is
2026-01-31T09:30:00+01:00; without an offset it is in the store's zone. A day is 2026-01-31. Currencies are ISO 4217
codes, countries ISO 3166 codes of two letters. A list has ; between its values. An empty value means "not recorded".
store.json (or store.csv) describes the store: {"name": "My shop", "currency": "EUR", "zone": "Europe/Berlin"}.
The files are taken as complete from the day of their first row to the last event in them, or to --complete-to.
Importing the same files again changes nothing; a row with a newer updated_at replaces the one stored.
Names, e-mail addresses, postal addresses and phone numbers are never read.
* = required.`;

/** The documentation of the files that can be imported, as `crosswalk import --help` prints it. */
export const describeFormats = (): string =>
  [introduction, ...rowsNames.map((rows) => describeFormat(formatOf(rows)))].join('\n\n');

const describeFormat = (format: Format): string => {
  const columns = format.columns.filter((column) => column.header !== null);
  const width = Math.max(...columns.map((column) => (column.header ?? '').length)) + 2;
  const lines = columns.map((column) => {
    const header = `${column.header}${isRequired(column) ? '*' : ''}`.padEnd(width);
    return `  ${header} ${column.what} (${typeOf(column)})`;
  });
  return [`${format.table}.csv: ${format.what}`, ...lines].join('\n');
};

const typeOf = (column: Column): string => {
  const label = column.kind === 'choice' ? column.choices.join(', ') : kinds[column.kind].label;
  const fallback = column.fallback;
  const isPlain = fallback !== null && fallback !== '\\N' && fallback !== '' && !fallback.startsWith('{');
  if (column.kind === 'currency' && fallback === null) return `${label}; else the store's`;
  return isPlain ? `${label}; else ${inWords(column, fallback)}` : label;
};

const inWords = (column: Column, fallback: string): string => {
  if (column.kind !== 'yes_no') return fallback;
  return fallback === 'true' ? 'yes' : 'no';
};
