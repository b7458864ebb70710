import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPlugins } from '#src/lib/plugins.ts';
import type { Source } from './define.ts';

const folder = import.meta.dirname;

/** Every source there is: each folder here that has an `index.ts` is one. The others hold what sources share. */
export const loadSources = async (): Promise<readonly Source[]> => {
  const entries = await readdir(folder);
  const shared = entries.filter((name) => !existsSync(join(folder, name, 'index.ts')));
  return loadPlugins<Source>({ folder, name: 'source', skip: shared });
};
