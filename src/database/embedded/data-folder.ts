import { createHash } from 'node:crypto';
import { accessSync, chownSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '#src/lib/errors.ts';
import { isReachableByOthers, isRoot, nobody } from './binaries.ts';

/** Where the server's files lie; `moved` says why, when it is not where it was asked to be. */
export type DataFolder = { readonly path: string; readonly moved: string | null };

/**
 * The folder for the database inside `dataDir`, created with its parents. Started as root, the server runs as
 * `nobody`: under a folder closed to others it could not reach its files, so they go to /var/tmp and we say so.
 */
export const chooseDataFolder = (dataDir: string): DataFolder => {
  const wanted = resolve(dataDir);
  makeFolder(wanted);
  if (!isRoot() || isReachableByOthers(wanted)) return { path: join(wanted, 'postgres'), moved: null };
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const open = join('/var/tmp', `crosswalk-${name}`);
  makeFolder(open);
  return {
    path: join(open, 'postgres'),
    moved: `The database's files are in ${open}: as root they cannot be in ${wanted}, which other users may not enter.`,
  };
};

/** Creates the server's own folder, owned by the user it runs as. */
export const makeServerFolder = (path: string): void => {
  mkdirSync(path, { mode: 0o700 });
  if (isRoot()) chownSync(path, nobody, nobody);
};

const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const parent = existsSync(path) ? path : dirname(path);
    throw new AppError('bad_config', `cannot write to ${path}`, {
      userMessage: `Crosswalk cannot write to its data folder ${path}.`,
      hint: `Give this user the right to write to ${parent}, or set CROSSWALK_DATA_DIR to a folder it may write to.`,
      cause,
    });
  }
};
