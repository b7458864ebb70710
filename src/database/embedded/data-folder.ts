import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '#src/lib/errors.ts';
import { insistOnRoot, isReachableByOthers, isRoot, nobody } from './root.ts';

/** The Unix user the server runs as; empty = the one we are. */
export type ServerUser = { readonly uid?: number; readonly gid?: number };

/** Where the server's files lie and whose they are; `moved` says why, when it is not where it was asked to be. */
export type DataFolder = { readonly path: string; readonly user: ServerUser; readonly moved: string | null };

/**
 * The folder for the database inside `dataDir`, created with its parents. Started as root, the server runs as the
 * owner of the files that are there, or as `nobody`: under a folder closed to others that user could not reach
 * them, so they go to /var/tmp and we say so.
 */
export const chooseDataFolder = (dataDir: string): DataFolder => {
  const wanted = resolve(dataDir);
  makeFolder(wanted);
  const inside = join(wanted, 'postgres');
  if (!isRoot()) return { path: inside, user: {}, moved: null };
  const owner = ownerOf(inside);
  if (owner !== null && owner.uid !== 0 && owner.uid !== nobody)
    return { path: inside, user: owner, moved: null };
  const user = { uid: nobody, gid: nobody };
  if (isReachableByOthers(wanted)) return { path: inside, user, moved: null };
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const open = join('/var/tmp', `crosswalk-${name}`);
  makeFolder(open);
  insistOnRoot(open);
  chmodSync(open, 0o755);
  return {
    path: join(open, 'postgres'),
    user,
    moved: `The database's files are in ${open}: as root they cannot be in ${wanted}, which other users may not enter.`,
  };
};

const ownerOf = (path: string): { readonly uid: number; readonly gid: number } | null => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? { uid: found.uid, gid: found.gid } : null;
};

/** Gives a file or folder to the user that the server runs as. */
export const giveTo = ({ uid, gid }: ServerUser, path: string): void => {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
};

const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
};

/** What is said when files cannot be written in the data folder `path`. */
export const cannotWrite = (path: string, cause: unknown): AppError => {
  const { code } = cause as { readonly code?: string };
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('no_space', `no space in ${path}`, {
      userMessage: `There is no space left for Crosswalk's data folder ${path}.`,
      hint: 'Make room, or set CROSSWALK_DATA_DIR to a folder on another disk.',
      cause,
    });
  const parent = existsSync(path) ? path : dirname(path);
  return new AppError('bad_config', `cannot write to ${path}: ${code ?? 'unknown'}`, {
    userMessage: `Crosswalk cannot write to its data folder ${path}.`,
    hint: `Give this user the right to write to ${parent}, or set CROSSWALK_DATA_DIR to a folder it may write to.`,
    cause,
  });
};
