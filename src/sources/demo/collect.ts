import type { RowsName } from '../formats/all.ts';
import type { FactRows, RowOf } from '../rows.ts';

/** Rows being gathered for a batch. */
export type Rows = {
  readonly add: <N extends RowsName>(name: N, row: RowOf<N>) => void;
  readonly count: () => number;
  /** What was gathered since the last time. */
  readonly take: () => FactRows;
};

type Gathered = { [N in RowsName]?: RowOf<N>[] };

export const createRows = (): Rows => {
  let gathered: Gathered = {};
  let count = 0;
  return {
    add: (name, row) => {
      const rows: (typeof row)[] | undefined = gathered[name];
      if (rows) rows.push(row);
      else gathered = { ...gathered, [name]: [row] };
      count += 1;
    },
    count: () => count,
    take: () => {
      const rows = gathered;
      gathered = {};
      count = 0;
      return rows;
    },
  };
};

/** Part of a demo shop's time: what happened after `from`, up to and with `until`, in epoch milliseconds. */
export type Window = { readonly from: number; readonly until: number };

export const within = (at: number, { from, until }: Window): boolean => at > from && at <= until;
