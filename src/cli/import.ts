import { openDatabase } from '../compose.ts';
import { plural } from '../lib/text.ts';
import { describeFormats } from '../sources/csv/help.ts';
import type { ImportProgress, ImportReport } from '../sources/csv/import.ts';
import { importFolder } from '../sources/csv/import.ts';
import { installSecret } from '../state/settings.ts';
import type { CliCommand } from './command.ts';
import { readInstant, wrongUsage } from './command.ts';

const count = (n: number): string => n.toLocaleString('en-GB');

/** One line that is written over as the file is read. */
const progressLine = ({ file, bytes, size, rows }: ImportProgress): string => {
  const share = size > 0 ? Math.min(1, bytes / size) : 1;
  const done = Math.round(share * 30);
  return `\r${file.padEnd(28)} ${'█'.repeat(done)}${'░'.repeat(30 - done)} ${Math.round(share * 100)}% ${count(rows)} rows `;
};

const summary = (report: ImportReport): readonly string[] => {
  const tables = Object.entries(report.tables).map(
    ([name, { inserted, changed, unchanged, older }]) =>
      `  ${name}: ${count(inserted)} new, ${count(changed)} changed, ${count(unchanged)} unchanged${older > 0 ? `, ${count(older)} older than what is stored` : ''}`,
  );
  const put = report.unreadable.flatMap(({ file, count: bad, first }) => [
    `${count(bad)} ${plural(bad, 'row', 'rows')} of ${file} could not be read and ${plural(bad, 'was', 'were')} put aside:`,
    ...first.map(({ reference, reason }) => `  ${reference}: ${reason}`),
  ]);
  return [
    `Imported into ${report.store.name} (${report.store.id}, ${report.store.currency}, ${report.store.zone}) in ${(report.ms / 1000).toFixed(1)} s.`,
    ...tables,
    ...report.warnings,
    ...put,
    ...(report.demoRemoved ? ['The demo shop was removed: these are real figures now.'] : []),
  ];
};

export const importCommand: CliCommand = {
  name: 'import',
  usage:
    'import <folder> [--store <id>] [--name "My shop"] [--currency EUR] [--zone Europe/Berlin] [--complete-to <instant>]',
  summary: 'Bring in a folder of CSV files as one store.',
  details: describeFormats,
  options: {
    store: { type: 'string' },
    name: { type: 'string' },
    currency: { type: 'string' },
    zone: { type: 'string' },
    'complete-to': { type: 'string' },
  },
  run: async (args, terminal) => {
    const [folder, ...others] = args.words;
    if (folder === undefined || others.length > 0)
      throw wrongUsage(importCommand, 'Exactly one folder is needed');
    const { database, close } = await openDatabase(terminal.config);
    try {
      const completeTo = readInstant(args.text('complete-to'));
      const [name, currency, zone] = ['name', 'currency', 'zone'].map(args.text);
      const report = await importFolder({
        database,
        folder,
        storeId: args.text('store') ?? 'main',
        storeDescription: { ...(name && { name }), ...(currency && { currency }), ...(zone && { zone }) },
        now: terminal.now(),
        ...(completeTo && { completeTo }),
        personSecret: await installSecret(database.fast, terminal.now()),
        ...(terminal.progress && { onProgress: (progress) => terminal.progress?.(progressLine(progress)) }),
        log: terminal.log,
      });
      terminal.progress?.('\n');
      for (const line of summary(report)) terminal.out(line);
    } finally {
      await close();
    }
    return 0;
  },
};
