import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../lib/errors.ts';
import type { Logger } from '../../lib/log.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject, parseJson, textOf } from '../json.ts';

/** One line of the file: table, key, and the row as it is from then on (null = gone). */
export type Entry = { readonly table: string; readonly key: string; readonly row: JsonObject | null };

/** What the workspace remembers over a restart: a file of lines, the last one for a key counts. */
export type Journal = {
  /** What the file held of a table when it was opened; given out once. */
  readonly take: (table: string) => readonly Entry[];
  readonly record: (table: string, key: string, row: JsonObject | null) => void;
  /** Writes the file anew with these rows only. */
  readonly rewrite: (rows: Iterable<Entry>) => void;
  /** Bytes written since the file was last rewritten. */
  readonly grown: () => number;
  readonly close: () => void;
};

const memory: Journal = {
  take: () => [],
  record: () => undefined,
  rewrite: () => undefined,
  grown: () => 0,
  close: () => undefined,
};

/** Lines of this long are written together; as much can be lost when the process is killed. */
const gatherMs = 10;

const lineOf = ({ table, key, row }: Entry): string => `${JSON.stringify([table, key, row])}\n`;

/** The last entry of each key, in order of the key's first line. A torn last line (a crash while writing) is skipped. */
const readEntries = (file: string): readonly Entry[] => {
  if (!existsSync(file)) return [];
  const latest = new Map<string, Entry>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const parsed: Json | undefined = line === '' ? undefined : parseJson(line);
    if (!Array.isArray(parsed)) continue;
    const [table, key, row] = parsed as readonly Json[];
    const [tableName, rowKey] = [textOf(table), textOf(key)];
    if (tableName === null || rowKey === null) continue;
    const id = `${tableName} ${rowKey}`;
    if (isObject(row)) latest.set(id, { table: tableName, key: rowKey, row });
    else latest.delete(id);
  }
  return [...latest.values()];
};

const cannot = (file: string, cause: unknown): AppError =>
  new AppError('bad_config', `cannot write ${file}`, {
    userMessage: `The local workspace cannot write its file ${file}.`,
    hint: 'Choose another data folder, or make this one writable.',
    cause,
  });

/** Opens the journal, or one that forgets when `file` is null. Throws AppError where the file cannot be read or written. */
export const openJournal = (file: string | null, log: Logger): Journal => {
  if (file === null) return memory;
  const open = (flags: string, path = file): number => {
    try {
      mkdirSync(dirname(path), { recursive: true });
      return openSync(path, flags, 0o600);
    } catch (error) {
      throw cannot(file, error);
    }
  };
  const held = Map.groupBy(readEntries(file), (entry) => entry.table);
  let descriptor = open('a');
  let waiting: string[] = [];
  let bytes = 0;
  let broken = false;

  const flush = (): void => {
    const text = waiting.join('');
    waiting = [];
    if (text === '' || broken) return;
    try {
      bytes += writeSync(descriptor, text);
    } catch (error) {
      broken = true;
      log.error({ file, reason: String(error) }, 'workspace.journal_stopped');
    }
  };

  return {
    take: (table) => {
      const entries = held.get(table) ?? [];
      held.delete(table);
      return entries;
    },
    record: (table, key, row) => {
      if (waiting.length === 0) setTimeout(flush, gatherMs);
      waiting.push(lineOf({ table, key, row }));
    },
    rewrite: (rows) => {
      waiting = [];
      const fresh = open('w', `${file}.new`);
      for (const row of rows) writeSync(fresh, lineOf(row));
      closeSync(fresh);
      closeSync(descriptor);
      renameSync(`${file}.new`, file);
      descriptor = open('a');
      bytes = 0;
      broken = false;
    },
    grown: () => bytes,
    close: () => {
      flush();
      closeSync(descriptor);
    },
  };
};
