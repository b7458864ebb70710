import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#src/lib/errors.ts';
import { listOf } from '#src/lib/text.ts';
import type { RowsName } from '../formats/all.ts';
import { formatOf, rowsNames } from '../formats/all.ts';
import type { DataFile } from './open.ts';

/** What lies in a folder: one file per table at most, perhaps a description of the store, and what is not read. */
export type DataFolder = {
  readonly files: ReadonlyMap<RowsName, DataFile>;
  readonly storeFile: DataFile | null;
  readonly warnings: readonly string[];
};

const tableOf = new Map(rowsNames.map((rows) => [formatOf(rows).table, rows]));

/** Finds the data files of a folder by their names. Throws AppError when the folder is missing or holds none. */
export const readFolder = async (folder: string): Promise<DataFolder> => {
  const names = await namesIn(folder);
  const files = new Map<RowsName, DataFile>();
  const unknown: string[] = [];
  let storeFile: DataFile | null = null;
  for (const name of names) {
    const [, table = ''] = /^(\w+)\.csv(?:\.gz|\.zst)?$/.exec(name) ?? [];
    const rows = tableOf.get(table);
    if (name === 'store.json' || name === 'store.csv') storeFile = await fileAt(folder, name);
    else if (rows === undefined) unknown.push(name);
    else if (files.has(rows)) throw doubled(folder, files.get(rows)?.name ?? '', name);
    else files.set(rows, await fileAt(folder, name));
  }
  if (files.size === 0) throw empty(folder);
  const left = unknown.filter((name) => /\.csv(\.|$)/.test(name));
  return {
    files,
    storeFile,
    warnings: left.length > 0 ? [`Not read: ${listOf(left)} (no table of that name).`] : [],
  };
};

const fileAt = async (folder: string, name: string): Promise<DataFile> => {
  const path = join(folder, name);
  return { path, name, size: (await stat(path)).size };
};

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    throw new AppError('not_found', `cannot read folder ${folder}`, {
      userMessage: `There is no folder ${folder} that Crosswalk can read.`,
      cause,
    });
  }
};

const empty = (folder: string): AppError =>
  new AppError('bad_input', `no data files in ${folder}`, {
    userMessage: `No data files in ${folder}: Crosswalk looks for orders.csv, order_lines.csv and the like.`,
    hint: '`crosswalk import --help` lists the files and their columns.',
  });

const doubled = (folder: string, one: string, other: string): AppError =>
  new AppError('bad_input', `${one} and ${other} are for one table`, {
    userMessage: `${folder} holds both ${one} and ${other}; only one of them can be imported.`,
  });
