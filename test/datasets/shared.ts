import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { zstdDecompressSync } from 'node:zlib';
import { createCsvParser } from '#src/sources/csv/parse.ts';

// biome-ignore lint/style/noProcessEnv: where the datasets lie is a matter of the machine the tests run on
const given = process.env['CROSSWALK_SHARED'];
const folder = given ?? join(import.meta.dirname, '../../../shared');

/**
 * Where a dataset lies, or null when it is not on this machine: tests then say so and skip. Where CROSSWALK_SHARED
 * is set, a missing dataset is a failure.
 */
export const datasetFolder = (name: string): string | null => {
  const path = join(folder, 'data', name);
  if (existsSync(path)) return path;
  if (given !== undefined) throw new Error(`CROSSWALK_SHARED is set, but there is no ${path}`);
  process.stdout.write(`${path} is not there: its tests are skipped\n`);
  return null;
};

/** The records of a packed file as objects by header, in order. */
export const readPacked = (
  path: string,
  take: (record: Readonly<Record<string, string>>, line: number) => void,
): void => {
  let header: readonly string[] = [];
  const parser = createCsvParser({
    delimiter: ',',
    onRecord: ({ values, line }) => {
      if (line === 1) header = values;
      else take(Object.fromEntries(header.map((name, place) => [name, values[place] ?? ''])), line);
    },
    onFault: ({ line, reason }) => {
      throw new Error(`${path}:${line} ${reason}`);
    },
  });
  parser.push(new TextDecoder().decode(zstdDecompressSync(readFileSync(path))));
  parser.end();
};

const quote = (value: string): string =>
  /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** Writes rows as a CSV file of the import format; the first row gives the header. */
export const writeCsv = async (
  path: string,
  rows: Iterable<Readonly<Record<string, string | number>>>,
): Promise<void> => {
  mkdirSync(join(path, '..'), { recursive: true });
  function* lines(): Generator<string> {
    let names: readonly string[] | null = null;
    let text = '';
    for (const row of rows) {
      if (!names) {
        names = Object.keys(row);
        text = `${names.join(',')}\n`;
      }
      text += `${names.map((name) => quote(String(row[name] ?? ''))).join(',')}\n`;
      if (text.length < 65_536) continue;
      yield text;
      text = '';
    }
    yield text;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
};

/** Minor units as a plain decimal with two places. */
export const major = (minor: number): string => (minor / 100).toFixed(2);

/** A plain decimal as whole hundredths; what is finer is rounded. */
export const hundredths = (decimal: string): number => Math.round(Number(decimal) * 100);
