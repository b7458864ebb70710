import type { JsonObject } from '../json.ts';
import type { Entry, Journal } from './journal.ts';

/** Rows by key, written to the journal as they change. */
export type Table<Row> = {
  readonly get: (key: string) => Row | undefined;
  readonly all: () => readonly Row[];
  readonly put: (key: string, row: Row) => Row;
  readonly drop: (key: string) => void;
  readonly clear: () => void;
  /** The rows as the journal writes them. */
  readonly entries: () => Iterable<Entry>;
};

/** A row is plain JSON: it goes to the journal as it is and comes back as it went. */
export const asRow = <Row extends object>(row: Row): JsonObject => row as unknown as JsonObject;
export const fromRow = <Row extends object>(row: JsonObject): Row => row as unknown as Row;

export const createTable = <Row extends object>(name: string, journal: Journal): Table<Row> => {
  const rows = new Map<string, Row>();
  for (const entry of journal.take(name))
    if (entry.row !== null) rows.set(entry.key, fromRow<Row>(entry.row));
  return {
    get: (key) => rows.get(key),
    all: () => [...rows.values()],
    put: (key, row) => {
      rows.set(key, row);
      journal.record(name, key, asRow(row));
      return row;
    },
    drop: (key) => {
      if (rows.delete(key)) journal.record(name, key, null);
    },
    clear: () => rows.clear(),
    entries: () => rows.entries().map(([key, row]) => ({ table: name, key, row: asRow(row) })),
  };
};
