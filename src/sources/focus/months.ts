import type { Listed, Place } from './places/place.ts';

/** A file and the place it lies in. */
export type Found = { readonly place: Place; readonly file: Listed };

/** All files of one billing month, of every place; `''` for files whose path does not say which month they are of. */
export type Month = { readonly month: string; readonly files: readonly Found[] };

/** What in a path says the month, in the order tried: AWS's partition, Azure's span of days, a month in a name. */
const monthPatterns: readonly RegExp[] = [
  /BILLING_PERIOD=(\d{4})-(\d\d)/i,
  /(?<!\d)(20\d\d)(0[1-9]|1[0-2])01-20\d{6}(?!\d)/,
  /(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])(?!\d)/,
];

type Read = { readonly month: string; readonly root: string; readonly run: string };

/**
 * What a path says: the month, what stands before it (one export), and which of several runs of that export it is
 * (parts of one run differ only in their number).
 */
const readPath = (key: string): Read => {
  for (const pattern of monthPatterns) {
    const found = pattern.exec(key);
    if (!found) continue;
    const rest = key.slice(found.index + found[0].length);
    const run = rest.replace(/(?:[-_](?:part)?[-_]?)\d{1,6}(?=\.[a-z.]+$)/i, '');
    return { month: `${found[1]}-${found[2]}`, root: key.slice(0, found.index), run };
  }
  return { month: '', root: key, run: '' };
};

const newestFirst = (a: readonly Found[], b: readonly Found[]): number => {
  const at = (files: readonly Found[]): number =>
    Math.max(...files.map(({ file }) => file.modified.epochMilliseconds));
  const name = (files: readonly Found[]): string =>
    files
      .map(({ file }) => file.key)
      .sort()
      .at(-1) ?? '';
  return at(b) - at(a) || (name(a) < name(b) ? 1 : -1);
};

/**
 * Groups files by billing month. Exports write the whole month anew with every run, so of each export only the newest
 * run counts; older ones are the same month once more.
 */
export const monthsOf = (found: readonly Found[]): readonly Month[] => {
  const exports = Map.groupBy(found, ({ place, file }) => {
    const { month, root } = readPath(file.key);
    return `${month}\u0000${place.name}\u0000${root}`;
  });
  const current = [...exports].map(([key, files]) => {
    const runs = [...Map.groupBy(files, ({ file }) => readPath(file.key).run).values()];
    return { month: key.split('\u0000')[0] ?? '', files: runs.sort(newestFirst)[0] ?? [] };
  });
  return [...Map.groupBy(current, ({ month }) => month)]
    .map(([month, parts]) => ({ month, files: parts.flatMap(({ files }) => files) }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
};

/** What the files of a month are at this moment, for telling whether anything changed. */
export const stampOf = ({ files }: Month): string =>
  files
    .map(({ place, file }) => `${place.name} ${file.key} ${file.etag}`)
    .sort()
    .join('\n');
