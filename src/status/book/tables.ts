import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', '..', 'prompts', 'status');

/** The text of a phrase book; it comes with the program, so a missing file is a broken installation. */
export const bookText = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** One row of a Markdown table, by the titles of its columns. */
export type Row = Readonly<Record<string, string>>;

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\|/, '')
    .replace(/\|\s*$/, '')
    .split('|')
    .map((cell) => cell.trim());

/** All tables of a Markdown text with the heading each stands under (the nearest one above it). */
export const readTables = (
  text: string,
): readonly { readonly heading: string; readonly rows: readonly Row[] }[] => {
  const tables: { heading: string; rows: Row[] }[] = [];
  let heading = '';
  let titles: readonly string[] | null = null;
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) heading = line.replace(/^#+\s*/, '');
    if (!line.startsWith('|')) {
      titles = null;
      continue;
    }
    if (/^\|[\s|:-]+$/.test(line)) continue;
    const cells = cellsOf(line);
    if (titles === null) {
      titles = cells;
      tables.push({ heading, rows: [] });
    } else {
      const row = Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? '']));
      tables.at(-1)?.rows.push(row);
    }
  }
  return tables;
};

/** The rows below one heading. */
export const rowsUnder = (text: string, heading: string): readonly Row[] =>
  readTables(text)
    .filter((table) => table.heading === heading)
    .flatMap((table) => table.rows);
