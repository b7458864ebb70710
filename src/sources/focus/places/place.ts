import type { DataFile } from '../../csv/open.ts';

/** A file where exports lie: `etag` changes with its content, `modified` is when it was last written. */
export type Listed = {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly modified: Temporal.Instant;
};

/** Somewhere exports lie. `fetch` hands the file over on this machine, in `folder` where it has to be brought. */
export type Place = {
  readonly name: string;
  readonly list: (signal: AbortSignal) => Promise<readonly Listed[]>;
  readonly fetch: (file: Listed, folder: string, signal: AbortSignal) => Promise<DataFile>;
};

/** Whether a file is one that holds charges. */
export const isCostFile = (key: string): boolean => /\.(?:csv(?:\.gz|\.zst)?|parquet)$/i.test(key);
