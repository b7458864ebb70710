import { openDatabase } from '../compose.ts';
import type { Database } from '../database/connect.ts';
import { AppError } from '../lib/errors.ts';
import type { DemoReport } from '../sources/demo/load-demo.ts';
import { createDemo } from '../sources/demo/load-demo.ts';
import type { CliCommand, Terminal } from './command.ts';
import { readInstant, wrongUsage } from './command.ts';

const count = (n: number): string => n.toLocaleString('en-GB');

const progressOf = ({ progress }: Terminal): { readonly onProgress?: (done: number) => void } =>
  progress ? { onProgress: (done) => progress(`\rLiving its history: ${Math.round(done * 100)} % `) } : {};

const summary = ({ rows, seconds }: DemoReport, now: Temporal.Instant): string =>
  `The demo shop is there as of ${now.toString({ smallestUnit: 'minute' })}: ${count(rows)} rows in ${seconds.toFixed(1)} s.`;

/** A shop that has stopped this long ago is let live on before a question is answered. */
const staleMinutes = 5;

/**
 * Sees to it that there is something to ask: makes the demo shop where the database is empty, as of `fixed` or of now,
 * and lets one that stands still live on, unless the question is about a fixed time.
 */
export const withDemo = async (
  database: Database,
  terminal: Terminal,
  fixed: Temporal.Instant | null,
): Promise<void> => {
  const demo = createDemo({ database, log: terminal.log, ...progressOf(terminal) });
  const now = fixed ?? terminal.now();
  const stores = await database.client`select 1 from stores limit 1`;
  if (stores.length > 0) {
    if (fixed === null) await demo.live(now, staleMinutes);
    return;
  }
  terminal.tell('There is no data yet. Making the demo shop first, which takes about a minute.');
  const report = await demo.begin(now);
  terminal.progress?.('\n');
  if (report) terminal.tell(summary(report, now));
};

export const demo: CliCommand = {
  name: 'demo',
  usage: 'demo [--now 2026-11-18T10:30:00+01:00]',
  summary: 'Make the demo shop anew, as of now or of another instant.',
  options: { now: { type: 'string' } },
  run: async (args, terminal) => {
    if (args.words.length > 0) throw wrongUsage(demo, 'The command takes no words');
    const now = readInstant(args.text('now')) ?? terminal.now();
    const { database, close } = await openDatabase(terminal.config);
    try {
      const report = await createDemo({ database, log: terminal.log, ...progressOf(terminal) }).rebuild(now);
      terminal.progress?.('\n');
      if (!report)
        throw new AppError('not_allowed', 'there are real stores', {
          userMessage: 'This database holds a real store, and the demo shop is not put beside one.',
          hint: 'Use another CROSSWALK_DATA_DIR (or DATABASE_URL) for the demo shop.',
        });
      terminal.out(summary(report, now));
    } finally {
      await close();
    }
    return 0;
  },
};
