import { stopwatch } from '#src/lib/clock.ts';
import type { Batch } from '../define.ts';
import type { LoadReport } from '../load.ts';
import { withLoad } from '../load.ts';
import type { LiveContext } from './context.ts';
import type { SyncDesk } from './desk.ts';

/** How far a run is: `done` is null when the source does not know, `etaSeconds` what is left of a first load. */
export type Progress = {
  readonly rows: number;
  readonly done: number | null;
  readonly etaSeconds: number | null;
};

export type FlowReport = { readonly rows: number; readonly changed: number; readonly unreadable: number };

/** Rows and seconds after which what was read is written: large enough to be quick, small enough to lose little. */
const enoughRows = 6_000;
const enoughSeconds = 5;

const rowsIn = (batch: Batch): number =>
  Object.values(batch.rows).reduce((total, rows) => total + (rows?.length ?? 0), 0);

const changedIn = ({ tables }: LoadReport): number =>
  Object.values(tables).reduce(
    (total, counts) => total + counts.inserted + counts.changed + counts.removed,
    0,
  );

/**
 * Writes what a pull yields. Small pages are written together, and while one lot is written the next is read; what
 * was read before a failure is written too, so that the next run goes on from there.
 */
export const flow = async (
  desk: SyncDesk,
  source: string,
  live: LiveContext,
  batches: AsyncIterable<Batch>,
  tell: (progress: Progress) => void,
): Promise<FlowReport> => {
  const { store, now } = live.context;
  const elapsed = stopwatch();
  const total = { rows: 0, changed: 0, unreadable: 0 };
  let lot: Batch[] = [];
  let lotRows = 0;
  let written: readonly Batch[] = [];
  let lotSince = elapsed();
  let writing: Promise<void> = Promise.resolve();
  let firstDone: number | null = null;

  const write = async (batch: readonly Batch[]): Promise<void> => {
    const target = { store, source, now, basis: desk.basis };
    const report = await withLoad(desk.database, target, async (load) => {
      for (const one of batch) await load.add(one);
    });
    total.changed += changedIn(report);
    total.unreadable += report.unreadable;
  };

  const flush = async (): Promise<void> => {
    await writing;
    live.stored(written);
    written = lot;
    if (lot.length === 0) return;
    writing = write(lot);
    // Whoever awaits it next is told; until then a failure must not count as unhandled.
    writing.catch(() => {});
    lot = [];
    lotRows = 0;
    lotSince = elapsed();
  };

  const progressOf = (batch: Batch): Progress => {
    const done = batch.done ?? null;
    if (done === null) return { rows: total.rows, done, etaSeconds: null };
    firstDone ??= done;
    const share = done - firstDone;
    const etaSeconds = share > 0 ? Math.round((elapsed() / 1000 / share) * (1 - done)) : null;
    return { rows: total.rows, done, etaSeconds };
  };

  const finish = async (): Promise<void> => {
    await flush();
    await flush();
  };

  try {
    for await (const batch of batches) {
      live.yielded(batch);
      const rows = rowsIn(batch);
      lot.push(batch);
      lotRows += rows;
      total.rows += rows;
      tell(progressOf(batch));
      if (lotRows >= enoughRows || (lotRows > 0 && elapsed() - lotSince >= enoughSeconds * 1000))
        await flush();
    }
  } catch (error) {
    await finish();
    throw error;
  }
  await finish();
  return total;
};
