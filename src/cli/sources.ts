import { openDatabase } from '../compose.ts';
import { familyLabel } from '../metrics/families.ts';
import { readEstate } from '../query/stores.ts';
import type { CliCommand } from './command.ts';

export const sources: CliCommand = {
  name: 'sources',
  usage: 'sources',
  summary: 'List the stores and how far each source has been read.',
  options: {},
  run: async (_args, { config, out }) => {
    const { database, close } = await openDatabase(config);
    try {
      const estate = await readEstate(database.fast);
      if (estate.stores.length === 0)
        out('No store yet: import a folder, or start the bot for the demo shop.');
      for (const store of estate.stores) {
        out(
          `${store.name} (${store.id}): ${store.platform}, ${store.currency}, ${store.zone}${store.isDemo ? ', demo' : ''}`,
        );
        for (const state of estate.sources.filter(({ storeId }) => storeId === store.id)) {
          const to = state.completeTo
            .toZonedDateTimeISO(store.zone)
            .toPlainDateTime()
            .toString({ smallestUnit: 'minute' });
          out(
            `  ${familyLabel(state.family).padEnd(28)} complete to ${to.replace('T', ' ')}, from ${state.source}`,
          );
        }
      }
    } finally {
      await close();
    }
    return 0;
  },
};
