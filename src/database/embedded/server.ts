import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#src/lib/errors.ts';
import { findBinaries } from './binaries.ts';
import { isUnused, register } from './clients.ts';
import { prepareCluster } from './cluster.ts';
import type { DataFolder } from './data-folder.ts';
import { cannotWrite, chooseDataFolder } from './data-folder.ts';
import { askToStop, joinRunning, launch, untilStopped } from './postmaster.ts';
import { withLock, withLockNow } from './start-lock.ts';

/** A running database of our own. `stop` leaves it running while other processes still use it. */
export type EmbeddedServer = {
  readonly url: string;
  readonly how: 'started' | 'recovered' | 'reused';
  readonly notice: string | null;
  readonly stop: () => Promise<void>;
};

/**
 * Starts Postgres 18 on the files in `dataDir`, or joins the one that already runs there; after a crash it
 * recovers by itself. Several processes share one server, and the last one to stop, or to end in any way but a kill,
 * takes it down. Throws AppError when the folder cannot be written or the server will not start.
 */
export const startEmbedded = async (
  dataDir: string,
  extraSettings: readonly string[] = [],
): Promise<EmbeddedServer> => {
  const folder = chooseDataFolder(dataDir);
  try {
    return await withLock(`${folder.path}.lock`, () => start(folder, extraSettings));
  } catch (error) {
    throw error instanceof AppError || !(error instanceof Error && 'syscall' in error)
      ? error
      : cannotWrite(dataDir, error);
  }
};

const start = async (folder: DataFolder, extraSettings: readonly string[]): Promise<EmbeddedServer> => {
  const data = folder.path;
  const native = findBinaries();
  const password = prepareCluster(native, folder);
  const running = await joinRunning(data);
  const how = running ? 'reused' : existsSync(join(data, 'postmaster.pid')) ? 'recovered' : 'started';
  const { port } = running ?? (await launch(native, folder, extraSettings));
  return {
    url: `postgres://crosswalk:${password}@127.0.0.1:${port}/postgres`,
    how,
    notice: folder.moved,
    stop: use(data),
  };
};

/** Counts this process among the server's users, until it stops using it or ends. */
const use = (data: string): (() => Promise<void>) => {
  const leave = register(data);
  const leaveAtOnce = (): void => {
    try {
      leave();
      withLockNow(`${data}.lock`, () => {
        if (isUnused(data)) askToStop(data);
      });
    } catch {
      // The folder is gone; nobody is left to be told.
    }
  };
  process.once('exit', leaveAtOnce);
  return async () => {
    process.off('exit', leaveAtOnce);
    await withLock(`${data}.lock`, async () => {
      leave();
      const stopping = isUnused(data) ? askToStop(data) : null;
      if (stopping !== null) await untilStopped(stopping);
    });
  };
};
