import type { Reply, Table } from './reply.ts';

const width = (text: string): number => [...text].length;

const pad = (text: string, size: number, align: 'left' | 'right'): string =>
  align === 'left' ? text + ' '.repeat(size - width(text)) : ' '.repeat(size - width(text)) + text;

/** A table in plain letters, columns lined up. */
export const renderTable = (table: Table): string => {
  const sizes = table.columns.map(({ title }, index) =>
    Math.max(width(title), ...table.rows.map((row) => width(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    table.columns
      .map(({ align }, index) => pad(cells[index] ?? '', sizes[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  const rest = table.of > table.rows.length ? [`… ${table.rows.length} of ${table.of} shown`] : [];
  return [line(table.columns.map(({ title }) => title)), ...table.rows.map(line), ...rest].join('\n');
};

/** The reply as plain text: what the command line prints and what a message falls back to. */
export const renderText = (reply: Reply): string => {
  if (reply.parts.length > 0) return reply.parts.map(renderText).join('\n\n');
  const table = reply.table ? [renderTable(reply.table)] : [];
  const choices = reply.choices.map(({ label }) => `• ${label}`);
  const footer = reply.footer ? [reply.footer] : [];
  return [
    reply.headline,
    ...reply.lines,
    ...table,
    ...choices,
    ...reply.assumptions,
    ...reply.caveats,
    ...footer,
  ].join('\n');
};
