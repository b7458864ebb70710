import type { formats, RowsName } from './formats/all.ts';
import type { FormatOf } from './formats/column.ts';

/** One row of a table, as a source yields it: without what loading and booking fill in. */
export type RowOf<N extends RowsName> = (typeof formats)[N] extends FormatOf<infer R> ? R : never;

/** Rows a source yields, by table. */
export type FactRows = { readonly [N in RowsName]?: readonly RowOf<N>[] };
