import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { formatOf, rowsNames } from './all.ts';
import type { Column, Format } from './column.ts';

/** Option names that are dimensions of their own. */
export const optionDimensions = ['colour', 'size'] as const satisfies readonly DimensionId[];

/** Which columns of which tables hold values: what a source records follows from it. */
export type Filled = (format: Format, column: string) => boolean;

const byTable: ReadonlyMap<string, Format> = new Map(
  rowsNames.map((rows) => [formatOf(rows).table, formatOf(rows)]),
);

/** The column by which rows refer to a table that splits them too. */
const links: Readonly<Record<string, string>> = {
  orders: 'order_id',
  products: 'product_id',
  variants: 'variant_id',
  locations: 'location_id',
};

/** Dimensions that a column's values are names in. */
const namedBy = (column: Column): readonly DimensionId[] => {
  if (column.kind === 'options') return optionDimensions;
  if (column.name === 'person_order_index') return ['customer_type'];
  return column.dimension ? [column.dimension] : [];
};

/** By what the rows of a table can be split: what they say themselves, and what the rows they refer to say. */
const splitsOf = (format: Format, filled: Filled): readonly DimensionId[] => {
  const own = format.columns.filter((column) => filled(format, column.name)).flatMap(namedBy);
  const linked = format.splitBy
    .filter((table) => filled(format, links[table] ?? ''))
    .flatMap((table) => {
      const other = byTable.get(table);
      return other ? splitsOf(other, filled) : [];
    });
  return [...own, ...linked];
};

/** The families that the rows of a table record. */
export const familiesOf = (format: Format, filled: Filled): readonly FactFamily[] => {
  const further = format.columns.filter((column) => filled(format, column.name));
  return [...new Set([format.family, ...further.flatMap((column) => column.family ?? [])])];
};

/** By what the figures of a family can be split, over all tables that record it. */
export const dimensionsOfFamily = (family: FactFamily, filled: Filled): readonly DimensionId[] => {
  const formats = rowsNames.map(formatOf);
  const of = formats.filter((format) => familiesOf(format, filled).includes(family));
  return [...new Set(of.flatMap((format) => splitsOf(format, filled)))].sort();
};
