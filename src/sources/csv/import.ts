import type { Database } from '#src/database/connect.ts';
import { stopwatch } from '#src/lib/clock.ts';
import type { Logger } from '#src/lib/log.ts';
import type { Complete, StoreDescription, Unreadable } from '../define.ts';
import type { RowsName } from '../formats/all.ts';
import { formatOf, rowsNames } from '../formats/all.ts';
import type { DateBasis, LoadSession } from '../load/session.ts';
import type { Load, LoadReport } from '../load.ts';
import { withLoad } from '../load.ts';
import { removeDemo } from '../remove.ts';
import type { Mapping } from './columns.ts';
import { mapColumns } from './columns.ts';
import { completeOf } from './coverage.ts';
import type { DataFolder } from './folder.ts';
import { readFolder } from './folder.ts';
import type { DataFile } from './open.ts';
import { firstLineOf } from './open.ts';
import { readRows } from './rows.ts';
import type { StoreHints } from './store.ts';
import { describeStore } from './store.ts';

export const csvSourceId = 'csv';

/** How far the reading of a file is; `bytes` of `size` as stored, `rows` taken in so far. */
export type ImportProgress = {
  readonly file: string;
  readonly bytes: number;
  readonly size: number;
  readonly rows: number;
};

export type ImportOptions = {
  readonly database: Database;
  readonly folder: string;
  readonly storeId: string;
  readonly storeDescription?: StoreHints;
  readonly now: Temporal.Instant;
  /** Up to when the files say everything; without it, up to the last event in them. */
  readonly completeTo?: Temporal.Instant;
  /** Key of the hash that stands for a customer. */
  readonly personSecret: string;
  readonly basis?: DateBasis;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly log: Logger;
};

/** What an import did. `unreadable` names the files with rows that were put aside, their number and the first reasons. */
export type ImportReport = {
  readonly store: StoreDescription;
  readonly tables: LoadReport['tables'];
  readonly unreadable: readonly {
    readonly file: string;
    readonly count: number;
    readonly first: readonly Unreadable[];
  }[];
  readonly warnings: readonly string[];
  readonly complete: readonly Complete[];
  readonly demoRemoved: boolean;
  readonly ms: number;
};

type Part = { readonly rows: RowsName; readonly file: DataFile; readonly mapping: Mapping };

type Taken = {
  readonly columns: Map<RowsName, ReadonlySet<string>>;
  readonly unreadable: { file: string; count: number; kept: readonly Unreadable[] }[];
};

/** How many of a file's unreadable rows the report shows. */
const shownPerFile = 5;

/**
 * Imports a folder of CSV files (`crosswalk import --help` has the format) as one store, in one transaction.
 * The same files again change nothing. Throws AppError when the folder, a header or the store's description
 * cannot be used; rows that cannot be read are put aside and counted.
 */
export const importFolder = async (options: ImportOptions): Promise<ImportReport> => {
  const { database, now, log } = options;
  const elapsed = stopwatch();
  const folder = await readFolder(options.folder);
  const store = await describeStore(
    database,
    options.storeId,
    folder.storeFile,
    options.storeDescription ?? {},
  );
  const parts = await mapParts(folder);
  const demoRemoved = await removeDemo(database);
  const taken: Taken = { columns: new Map(), unreadable: [] };
  let complete: readonly Complete[] = [];
  const target = { store, source: csvSourceId, now, ...(options.basis && { basis: options.basis }) };
  const report = await withLoad(database, target, async (load) => {
    for (const part of parts) await takeFile(load, part, store, options, taken);
    complete = await completeOf(load.session, taken.columns, options);
    const unreadable = taken.unreadable.flatMap(({ kept }) => kept);
    await load.add({ rows: {}, complete, unreadable });
    await forgetRead(load.session, parts, unreadable);
  });
  const ms = Math.round(elapsed());
  log.info({ store: store.id, ms, tables: report.tables, unreadable: report.unreadable }, 'import.done');
  return {
    store,
    tables: report.tables,
    unreadable: taken.unreadable
      .filter(({ count }) => count > 0)
      .map(({ file, count, kept }) => ({ file, count, first: kept.slice(0, shownPerFile) })),
    warnings: [...folder.warnings, ...parts.flatMap(({ mapping }) => mapping.warnings)],
    complete,
    demoRemoved,
    ms,
  };
};

/** Reads all headers first, so that a wrong one is told before anything is written. */
const mapParts = async (folder: DataFolder): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  for (const rows of rowsNames) {
    const file = folder.files.get(rows);
    if (!file) continue;
    const mapping = mapColumns(formatOf(rows), file.name, await firstLineOf(file));
    parts.push({ rows, file, mapping });
  }
  return parts;
};

const takeFile = async (
  load: Load,
  { rows, file, mapping }: Part,
  store: StoreDescription,
  options: ImportOptions,
  taken: Taken,
): Promise<void> => {
  const read = readRows(formatOf(rows), file, mapping, {
    currency: store.currency,
    secret: options.personSecret,
    onRead: (bytes, count) => options.onProgress?.({ file: file.name, bytes, size: file.size, rows: count }),
  });
  await load.addChunks(rows, read.chunks);
  taken.columns.set(rows, read.filled());
  taken.unreadable.push({ file: file.name, ...read.unreadable() });
};

/** Forgets what was put aside of these files before and can be read now. */
const forgetRead = async (
  { tx, storeId, source }: LoadSession,
  parts: readonly Part[],
  unreadable: readonly Unreadable[],
): Promise<void> => {
  await tx`
    delete from quarantine
    where store_id = ${storeId} and source = ${source}
      and split_part(reference, ':', 1) = any(${parts.map(({ file }) => file.name)})
      and reference <> all(${unreadable.map(({ reference }) => reference)})`;
};
