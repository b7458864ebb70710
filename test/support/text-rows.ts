import type { RowsName } from '#src/sources/formats/all.ts';
import { formatOf } from '#src/sources/formats/all.ts';
import type { ColumnKind } from '#src/sources/formats/column.ts';
import type { FactRows } from '#src/sources/rows.ts';

const read = (cell: string, kind: ColumnKind): unknown => {
  switch (kind) {
    case 'money':
    case 'big_whole':
      return BigInt(cell);
    case 'whole':
      return Number(cell);
    case 'yes_no':
      return cell === 'yes';
    case 'list':
      return cell.split(';');
    default:
      return cell;
  }
};

/** Rows written as a table: the first line names the columns, `|` sets cells apart, an empty cell is an absent value. */
const readTable = (name: RowsName, text: string): readonly Readonly<Record<string, unknown>>[] => {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const kinds = new Map(formatOf(name).columns.map(({ property, kind }) => [property, kind]));
  return lines.map((cells) =>
    Object.fromEntries(
      head.flatMap((property, index) => {
        const cell = cells[index] ?? '';
        return cell === '' ? [] : [[property, read(cell, kinds.get(property) ?? 'text')]];
      }),
    ),
  );
};

/** The rows of several tables, for fixtures that people read and count. */
export const rowsFrom = (tables: Readonly<Partial<Record<RowsName, string>>>): FactRows =>
  Object.fromEntries(
    Object.entries(tables).map(([name, text]) => [name, readTable(name as RowsName, text)]),
  ) as FactRows;
