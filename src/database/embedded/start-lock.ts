import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#src/lib/errors.ts';

/** Whether a process with this id runs (also another user's). */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const patienceMs = 60_000;
const pauseMs = 25;

/**
 * Runs `work` while no other process of this machine runs its own under the same file. A lock left by a dead
 * process is taken over. The lock is linked into place with the owner's id already in it, so it is never seen empty.
 */
export const withLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  await takeLock(file);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};

const takeLock = async (file: string): Promise<void> => {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (let waited = 0; waited < patienceMs; waited += pauseMs) {
      if (tryLink(mine, file)) return;
      if (!takeAwayDead(file)) await wait(pauseMs);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new AppError('database_down', `could not get ${file} within ${patienceMs} ms`, {
    userMessage: 'Another Crosswalk on this machine has been starting its database for a minute.',
    hint: `Stop the other one; if none runs, delete ${file} and start again.`,
  });
};

const tryLink = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Moves a dead owner's lock aside; looks again at what it moved, because a live one may have come in between. */
const takeAwayDead = (file: string): boolean => {
  if (ownerAlive(file)) return false;
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return true;
  }
  if (ownerAlive(aside)) tryLink(aside, file);
  rmSync(aside, { force: true });
  return true;
};

const ownerAlive = (file: string): boolean => {
  try {
    return isAlive(Number(readFileSync(file, 'utf8')));
  } catch {
    return false;
  }
};
