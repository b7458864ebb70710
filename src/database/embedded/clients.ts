import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, thisProcess } from './processes.ts';

const folderOf = (data: string): string => `${data}.clients`;

/** Writes down that this process uses the server on `data`; the returned function takes it off again. */
export const register = (data: string): (() => void) => {
  mkdirSync(folderOf(data), { recursive: true });
  const file = join(folderOf(data), `${thisProcess()}.${randomBytes(3).toString('hex')}`);
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
};

/** Whether nobody alive uses the server on `data`; forgets those that died without a word. */
export const isUnused = (data: string): boolean => {
  for (const name of readdirSync(folderOf(data))) {
    if (isRunning(name.replace(/\.\w{6}$/, ''))) return false;
    rmSync(join(folderOf(data), name), { force: true });
  }
  return true;
};
