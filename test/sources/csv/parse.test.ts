import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CsvFault, CsvRecord } from '#src/sources/csv/parse.ts';
import { createCsvParser } from '#src/sources/csv/parse.ts';

const parse = (
  pieces: readonly string[],
  delimiter = ',',
): { readonly records: readonly CsvRecord[]; readonly faults: readonly CsvFault[] } => {
  const records: CsvRecord[] = [];
  const faults: CsvFault[] = [];
  const parser = createCsvParser({
    delimiter,
    onRecord: (record) => records.push(record),
    onFault: (fault) => faults.push(fault),
  });
  for (const piece of pieces) parser.push(piece);
  parser.end();
  return { records, faults };
};

const values = (text: string, delimiter = ','): readonly (readonly string[])[] =>
  parse([text], delimiter).records.map((record) => record.values);

describe('a CSV file', () => {
  test('has records on lines, ended by LF or CRLF or the end of the file', () => {
    expect(values('a,b\r\n1,2\n3,4')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(values('')).toEqual([]);
    expect(values('a,\n,\n')).toEqual([
      ['a', ''],
      ['', ''],
    ]);
  });

  test('may quote values with commas, quotes and line ends in them', () => {
    expect(values('"a,b","say ""hi""","two\r\nlines"\nx,"",y\n')).toEqual([
      ['a,b', 'say "hi"', 'two\r\nlines'],
      ['x', '', 'y'],
    ]);
  });

  test('may have quotes inside an unquoted value', () => {
    expect(values('5" pipe,x\n"quoted" then,y\n')).toEqual([
      ['5" pipe', 'x'],
      ['quoted then', 'y'],
    ]);
  });

  test('skips empty lines and still counts them', () => {
    expect(parse(['a\n\n"b\nc"\r\nd\n']).records).toEqual([
      { values: ['a'], line: 1 },
      { values: ['b\nc'], line: 3 },
      { values: ['d'], line: 5 },
    ]);
  });

  test('loses one line, and no more, where a quote is never closed', () => {
    const { records, faults } = parse(['a,b\n"open,1\nc,2\n']);
    expect(records.map((record) => record.values)).toEqual([
      ['a', 'b'],
      ['c', '2'],
    ]);
    expect(faults).toEqual([{ line: 2, reason: 'a quote is opened and not closed' }]);
  });

  test('may have other separators', () => {
    expect(values('a;"b;c"\n', ';')).toEqual([['a', 'b;c']]);
  });

  test('reads the same however it is cut into pieces', () => {
    const value = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ') });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        (rows, size) => {
          const text = rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');
          const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          expect(parse(pieces).records.map((record) => record.values)).toEqual(rows);
        },
      ),
      { numRuns: 200 },
    );
  });
});
