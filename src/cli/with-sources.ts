import { openDatabase, openSources } from '../compose.ts';
import { loadSources } from '../sources/catalogue.ts';
import type { SyncDesk } from '../sources/sync/desk.ts';
import type { Terminal } from './command.ts';

/** Opens the database and all sources that are set up, for one command, and closes them after it. */
export const withSources = async <T>(
  { config, log, now }: Terminal,
  work: (sync: SyncDesk) => Promise<T>,
): Promise<T> => {
  const { database, close } = await openDatabase(config);
  try {
    const outside = await openSources(config, { database, sources: await loadSources(), now, log });
    try {
      return await work(outside.sync);
    } finally {
      await outside.close();
    }
  } finally {
    await close();
  }
};
