import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#src/lib/errors.ts';
import { isRunning, thisProcess } from './processes.ts';

/** Longer than a server may take to recover, because its starter holds the lock meanwhile. */
const patienceMs = 240_000;
const pauseMs = 25;

/**
 * Runs `work` while no other process of this machine runs its own under the same file. A lock left by a dead
 * process is taken over. The lock is linked into place with its owner already in it, so it is never seen empty.
 */
export const withLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  for (let waited = 0; !tryLock(file); waited += pauseMs) {
    if (waited >= patienceMs) throw stillLocked(file);
    await wait(pauseMs);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};

/** The same without waiting: does nothing when another process is at it. */
export const withLockNow = (file: string, work: () => void): void => {
  if (!tryLock(file)) return;
  try {
    work();
  } finally {
    rmSync(file, { force: true });
  }
};

const stillLocked = (file: string): AppError =>
  new AppError('database_down', `could not get ${file} within ${patienceMs} ms`, {
    userMessage: 'Another Crosswalk on this machine has been starting its database for four minutes.',
    hint: `Stop the other one; if none runs, delete ${file} and start again.`,
  });

const tryLock = (file: string): boolean => {
  const mine = `${file}.${process.pid}.${randomBytes(3).toString('hex')}`;
  writeFileSync(mine, thisProcess());
  try {
    return tryLink(mine, file) || (takeAwayDead(file) && tryLink(mine, file));
  } finally {
    rmSync(mine, { force: true });
  }
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
  if (isOwned(file)) return false;
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return true;
  }
  if (isOwned(aside)) tryLink(aside, file);
  rmSync(aside, { force: true });
  return true;
};

const isOwned = (file: string): boolean => {
  try {
    return isRunning(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
};
