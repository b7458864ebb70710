import type { Database } from '#src/database/connect.ts';
import { readCompanyChoices } from '#src/state/company.ts';
import {
  bookedFormats,
  bookOrders,
  makeBookingStages,
  settleOrders,
  touchAllOrders,
  touchResplitDays,
  touchStagedOrders,
} from './book.ts';
import type { Batch, StoreDescription } from './define.ts';
import type { RowsName } from './formats/all.ts';
import { formatOf, rowsNames } from './formats/all.ts';
import type { Format } from './formats/column.ts';
import type { CopyChunk } from './load/copy.ts';
import { touchAllDays, touchStagedDays, writeChanges } from './load/days.ts';
import { withoutIndexes } from './load/indexes.ts';
import { keepNames } from './load/names.ts';
import { dropDuplicates, dropStale, dropUnchanged, fillNumbers, removeReplaced } from './load/prune.ts';
import { releaseStaged, saveComplete, saveCursor, saveStore, saveUnreadable } from './load/records.ts';
import type { DateBasis, LoadSession } from './load/session.ts';
import { hasRows, makeScratch, stageOf, waitForTurn } from './load/session.ts';
import type { Staged } from './load/staging.ts';
import { nothingStaged, stageBatch, stageChunks } from './load/staging.ts';
import type { Written } from './load/write.ts';
import { rederive, writeStaged } from './load/write.ts';

/** Who loads for which store, when, and by which instant its orders count (left out: as the company has set). */
export type LoadTarget = {
  readonly store: StoreDescription;
  readonly source: string;
  readonly now: Temporal.Instant;
  readonly basis?: DateBasis;
  readonly isDemo?: boolean;
};

/** What became of the rows of one table. */
export type TableCounts = {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly older: number;
  readonly removed: number;
};

/** What a load did: counts per table, and how many rows could not be read. */
export type LoadReport = {
  readonly tables: Readonly<Partial<Record<RowsName, TableCounts>>>;
  readonly unreadable: number;
};

/** A load in progress: batches and streams are staged one after the other and written together at its end. */
export type Load = {
  readonly session: LoadSession;
  /** Stages a batch; rows that the columns cannot hold are quarantined. */
  readonly add: (batch: Batch) => Promise<void>;
  /** Stages COPY text for a table. */
  readonly addChunks: (rows: RowsName, chunks: AsyncIterable<CopyChunk>) => Promise<number>;
};

/** Rows from which on the planner should know what it works with. */
const manyRows = 2_000;

/**
 * Runs `work` and writes what it staged for one store, all in one transaction; one load writes at a time. Loading
 * the same again changes nothing: no row, no `changes`.
 */
export const withLoad = async (
  database: Database,
  target: LoadTarget,
  work: (load: Load) => Promise<void>,
  rebook = false,
): Promise<LoadReport> => {
  const { choices } = await readCompanyChoices(database.fast);
  const report = await database.client.begin(async (tx) => {
    const { store, source, basis = choices.dateBasis ?? 'placed', isDemo = false } = target;
    const session: LoadSession = { tx, storeId: store.id, source, basis };
    await tx`select set_config('TimeZone', ${store.zone}, true), set_config('statement_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '600s', true), set_config('work_mem', '64MB', true),
      set_config('default_statistics_target', '10', true)`;
    const daysChanged = await saveStore(session, store, isDemo);
    await makeScratch(session);
    const staged = nothingStaged();
    await work({
      session,
      add: (batch) => stageBatch(session, staged, batch),
      addChunks: (rows, chunks) => stageChunks(session, staged, rows, chunks),
    });
    return write(session, staged, target, rebook || daysChanged);
  });
  await analyzeGrown(database, report);
  return report;
};

/** Writes one batch. */
export const loadBatch = (database: Database, target: LoadTarget, batch: Batch): Promise<LoadReport> =>
  withLoad(database, target, (load) => load.add(batch));

/** Books every order of a store again: after the date basis or the zone was changed. */
export const rebookStore = (database: Database, target: LoadTarget): Promise<LoadReport> =>
  withLoad(database, target, async () => {}, true);

const write = async (
  session: LoadSession,
  staged: Staged,
  target: LoadTarget,
  rebookAll: boolean,
): Promise<LoadReport> => {
  const names = rowsNames.filter((rows) => staged.counts.has(rows));
  const tables: Partial<Record<RowsName, TableCounts>> = {};
  const isNew = new Set<Format>();
  await waitForTurn(session.tx);
  await releaseRead(session, names);
  for (const rows of names) {
    const isFirst = !(await hasRows(session, formatOf(rows)));
    if (isFirst) isNew.add(formatOf(rows));
    tables[rows] = await prune(session, rows, staged, isFirst);
  }
  const books = rebookAll || names.some((rows) => bookedFormats.includes(formatOf(rows)));
  if (books) await book(session, rebookAll, (format) => isNew.has(format));
  for (const rows of names) {
    const counts = tables[rows];
    if (!counts || counts.inserted === 0) continue;
    const written = await writeTable(session, formatOf(rows), counts.inserted, isNew.has(formatOf(rows)));
    tables[rows] = { ...counts, ...written };
  }
  if (books) await settleOrders(session, rebookAll ? 'all' : 'touched', (format) => isNew.has(format));
  if (rebookAll) for (const rows of rowsNames) await rederive(session, formatOf(rows), 'all');
  await record(session, staged, target);
  return { tables, unreadable: staged.unreadable.length };
};

/** Leaves in the stage what has to be written. Its number stands in `inserted` until it is. */
const prune = async (
  session: LoadSession,
  rows: RowsName,
  staged: Staged,
  isFirst: boolean,
): Promise<TableCounts> => {
  const format = formatOf(rows);
  const count = staged.counts.get(rows) ?? 0;
  if (count >= manyRows) await session.tx.unsafe(`analyze ${stageOf(format)}`);
  const doubled = await dropDuplicates(session, format);
  await fillNumbers(session, format);
  const removed = await removeReplaced(session, format, staged.scopes.get(rows) ?? []);
  const older = await dropStale(session, format);
  const unchanged = isFirst ? 0 : await dropUnchanged(session, format);
  return {
    inserted: count - doubled - older - unchanged,
    changed: 0,
    unchanged,
    older: older + doubled,
    removed,
  };
};

const book = async (
  session: LoadSession,
  all: boolean,
  isNew: (format: Format) => boolean,
): Promise<void> => {
  await makeBookingStages(session);
  if (all) await touchAllOrders(session);
  await touchStagedOrders(session);
  await bookOrders(session, isNew);
  await touchResplitDays(session);
};

const writeTable = async (
  session: LoadSession,
  format: Format,
  rows: number,
  isFirst: boolean,
): Promise<Written> => {
  if (!isFirst) await touchStagedDays(session, format);
  await keepNames(session, format);
  const writeRows = (): Promise<Written> => writeStaged(session, format, isFirst);
  const written = isFirst ? await withoutIndexes(session, format, rows, writeRows) : await writeRows();
  await (isFirst ? touchAllDays : touchStagedDays)(session, format);
  return written;
};

const releaseRead = async (session: LoadSession, names: readonly RowsName[]): Promise<void> => {
  const { tx, storeId, source } = session;
  const held = await tx`select 1 from quarantine where store_id = ${storeId} and source = ${source} limit 1`;
  if (held.length > 0) for (const rows of names) await releaseStaged(session, formatOf(rows));
};

const record = async (session: LoadSession, staged: Staged, { now }: LoadTarget): Promise<void> => {
  await saveUnreadable(session, staged.unreadable, now);
  for (const complete of staged.complete) await saveComplete(session, complete, now);
  for (const [entity, value] of staged.cursors) await saveCursor(session, { entity, value }, now);
  await writeChanges(session, now);
};

/** After a large load the planner must know the new sizes at once: the first questions come before autovacuum does. */
const analyzeGrown = async (database: Database, report: LoadReport): Promise<void> => {
  const grown = rowsNames.filter((rows) => {
    const counts = report.tables[rows];
    return counts && counts.inserted + counts.changed >= manyRows;
  });
  await Promise.all(grown.map((rows) => database.client.unsafe(`analyze ${formatOf(rows).table}`)));
};
