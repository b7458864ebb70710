import type { DataTableBlock, RawNumberElement, RawTextElement } from '@slack/types';
import type { Table } from '#src/answer/reply.ts';
import { literal } from './literal.ts';

type Cell = RawTextElement | RawNumberElement;

/** Block reference, data table: 2–101 rows with the header (the older, safer count), 20 columns; a page of 15 fits a screen. */
const limits = { rows: 100, columns: 20, page: 15, name: 80, caption: 150 } as const;

/** A figure as our own renderer writes it; Slack sorts the column by its value. */
const figure = /^[−-]?(?:[A-Z]{3} |[€£$¥])?(\d{1,3}(?:,\d{3})*(?:\.\d+)?)[%×]?$/u;

const numberIn = (text: string): number | null => {
  const digits = figure.exec(text)?.[1]?.replaceAll(',', '');
  if (digits === undefined) return null;
  return Number(/^[−-]/.test(text) ? `-${digits}` : digits);
};

const cell = (text: string, isFigure: boolean): Cell => {
  const shown = literal(text, limits.name) || '–';
  const value = isFigure ? numberIn(text) : null;
  return value === null ? { type: 'raw_text', text: shown } : { type: 'raw_number', value, text: shown };
};

/** How many rows a message shows of a table, when at most `most` fit. */
export const rowsShown = (table: Table, most: number): number =>
  Math.min(table.rows.length, most, limits.rows);

/** A table as Slack's own block; null when it has no rows to show. */
export const tableBlock = (table: Table, most: number): DataTableBlock | null => {
  const count = rowsShown(table, most);
  if (count === 0 || table.columns.length === 0) return null;
  const columns = table.columns.slice(0, limits.columns);
  return {
    type: 'data_table',
    caption: literal(table.caption, limits.caption) || 'Figures',
    page_size: Math.min(count, limits.page),
    row_header_column_index: 0,
    rows: [
      columns.map(({ title }) => cell(title, false)),
      ...table.rows
        .slice(0, count)
        .map((row) => columns.map(({ align }, index) => cell(row[index] ?? '', align === 'right'))),
    ],
  };
};
