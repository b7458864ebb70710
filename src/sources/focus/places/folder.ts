import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#src/lib/errors.ts';
import type { Place } from './place.ts';
import { isCostFile } from './place.ts';

/** A folder of this machine (a mounted bucket, a download). */
export const folderPlace = (folder: string): Place => ({
  name: folder,
  list: async () => {
    const names = await readdir(folder, { recursive: true }).catch((cause: unknown) => {
      throw new AppError('bad_config', `cannot read ${folder}`, {
        userMessage: `There is no folder ${folder} (FOCUS_FOLDER) that can be read.`,
        cause,
      });
    });
    return Promise.all(
      names.filter(isCostFile).map(async (key) => {
        const { size, mtimeMs } = await stat(join(folder, key));
        const modified = Temporal.Instant.fromEpochMilliseconds(Math.floor(mtimeMs));
        return { key: key.replaceAll('\\', '/'), size, modified, etag: `${size}-${Math.floor(mtimeMs)}` };
      }),
    );
  },
  fetch: async ({ key, size }) => ({ path: join(folder, key), name: key, size }),
});
