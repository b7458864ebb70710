import { lstatSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '#src/lib/errors.ts';

/** Unix user without a home or a shell that every system has; Postgres refuses to run as root. */
export const nobody = 65534;

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Whether another user may step through every folder down to `path`. */
export const isReachableByOthers = (path: string): boolean => {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};

/** In /var/tmp anybody may have put a folder of that name first: throws AppError when `path` is not root's own. */
export const insistOnRoot = (path: string): void => {
  const found = lstatSync(path);
  if (found.isDirectory() && found.uid === 0) return;
  throw new AppError('bad_config', `${path} is not a folder of root`, {
    userMessage: `Crosswalk needs the folder ${path}, but another user made it.`,
    hint: 'Look at what is in it and remove it, or run Crosswalk as an ordinary user.',
  });
};
