import { h } from './dom.ts';

/** Cells that a spreadsheet would run as a formula are kept from it (OWASP, CSV injection). */
const harmless = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell;

const quoted = (cell: string): string => `"${harmless(cell).replaceAll('"', '""')}"`;

/** Rows as RFC 4180 text, with the mark that makes spreadsheets read it as UTF-8. */
const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

/** Offers rows as a file. */
export const downloadCsv = (title: string, rows: readonly (readonly string[])[]): void => {
  const url = URL.createObjectURL(new Blob([csvText(rows)], { type: 'text/csv' }));
  const name =
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'table';
  const anchor = h('a', { href: url, download: `${name.slice(0, 80)}.csv` });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
