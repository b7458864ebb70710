import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from './errors.ts';

/**
 * Finds the plug-ins of a folder by reading it: every file or sub-folder (its `index.ts`) exports one constant
 * called `name`. A file without it, or two with the same id, stop the boot with the file's name.
 */
export const loadPlugins = async <T extends { readonly id: string }>(options: {
  readonly folder: string;
  readonly name: string;
  readonly skip?: readonly string[];
}): Promise<readonly T[]> => {
  const found = new Map<string, string>();
  const plugins: T[] = [];
  for (const entry of (await readdir(options.folder, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (options.skip?.includes(entry.name) || (entry.isFile() && !entry.name.endsWith('.ts'))) continue;
    const file = join(options.folder, entry.name, ...(entry.isDirectory() ? ['index.ts'] : []));
    const module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, T | undefined>>;
    const plugin = module[options.name];
    if (plugin === undefined)
      throw new AppError('bug', `${file} must export a constant called "${options.name}"`);
    const other = found.get(plugin.id);
    if (other !== undefined)
      throw new AppError('bug', `${file} and ${other} have the same id "${plugin.id}"`);
    found.set(plugin.id, file);
    plugins.push(plugin);
  }
  return plugins;
};
