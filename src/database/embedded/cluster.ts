import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { programIn } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { giveTo } from './data-folder.ts';
import { notStarted } from './postmaster.ts';

/** Makes the server's files where there are none yet, and gives its password. A kill at any moment leaves all or nothing. */
export const prepareCluster = (native: string, folder: DataFolder): string => {
  const password = readOrMakePassword(`${folder.path}.secret`);
  if (!existsSync(join(folder.path, 'PG_VERSION'))) make(native, folder, password);
  return password;
};

const readOrMakePassword = (file: string): string => {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const password = randomBytes(24).toString('base64url');
  writeFileSync(`${file}.new`, password, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return password;
};

/** The name says that these files are not whole yet; an `initdb` whose starter was killed may still write to its own. */
const unfinished = (data: string): string => `${data}.unfinished-`;

const make = (native: string, { path: data, user }: DataFolder, password: string): void => {
  forgetUnfinished(data);
  const fresh = `${unfinished(data)}${randomBytes(3).toString('hex')}`;
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(user, fresh);
  const passwordFile = `${fresh}-password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(user, passwordFile);
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums'];
  const log = openSync(`${data}.log`, 'a');
  try {
    execFileSync(
      programIn(native, 'initdb'),
      ['-D', fresh, '-U', 'crosswalk', `--pwfile=${passwordFile}`, ...options],
      { ...user, cwd: '/', stdio: ['ignore', log, log], env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } },
    );
    renameSync(fresh, data);
  } catch (cause) {
    throw notStarted(`initdb failed in ${dirname(data)}`, data, cause);
  } finally {
    closeSync(log);
    forgetUnfinished(data);
  }
};

const forgetUnfinished = (data: string): void => {
  for (const name of readdirSync(dirname(data)))
    if (name.startsWith(basename(unfinished(data))))
      rmSync(join(dirname(data), name), { recursive: true, force: true, maxRetries: 5 });
};
