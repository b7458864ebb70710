import { AppError } from '../lib/errors.ts';
import { plural } from '../lib/text.ts';
import type { SyncDesk } from '../sources/sync/desk.ts';
import { isOf } from '../sources/sync/desk.ts';
import type { Progress } from '../sources/sync/flow.ts';
import { reconcileStore } from '../sources/sync/reconcile.ts';
import type { StoreRun } from '../sources/sync/run.ts';
import { runSources } from '../sources/sync/run.ts';
import type { CliCommand, Terminal } from './command.ts';
import { wrongUsage } from './command.ts';
import { withSources } from './with-sources.ts';

const count = (n: number): string => n.toLocaleString('en-GB');

const left = (seconds: number): string =>
  seconds < 90 ? `${seconds} s left` : `${Math.round(seconds / 60)} min left`;

/** One line that is written over while a store is read. */
const progressLine = (store: string, { rows, done, etaSeconds }: Progress): string => {
  const full = Math.round((done ?? 0) * 30);
  const bar = done === null ? '' : `${'█'.repeat(full)}${'░'.repeat(30 - full)} ${Math.round(done * 100)}% `;
  return `\r${store.padEnd(20)} ${bar}${count(rows)} rows ${etaSeconds === null ? '' : left(etaSeconds)}    `;
};

const outcome = (run: StoreRun, label: string): readonly string[] => {
  const name = `${label} ${run.store}`;
  if (run.isBusy) return [`${name}: another process is reading it right now.`];
  if (run.failure)
    return [`${name}: ${run.failure.message}`, ...(run.failure.hint ? [`  ${run.failure.hint}`] : [])];
  const bad = run.unreadable;
  return [
    `${name}: ${count(run.rows)} ${plural(run.rows, 'row', 'rows')} read, ${count(run.changed)} of them new or changed.`,
    ...(bad > 0 ? [`  ${count(bad)} could not be read and ${plural(bad, 'was', 'were')} put aside.`] : []),
  ];
};

/** Nothing to read is a question about settings: the answer names them. */
const nothingToRead = ({ sources, connected }: SyncDesk, only: string | null): AppError | null => {
  const polled = connected.filter(({ source }) => source.everyMinutes > 0);
  const chosen = polled.filter(
    ({ source, account }) => only === null || only === source.id || isOf(account, only),
  );
  if (chosen.length > 0) return null;
  const source = sources.find(({ id }) => id === only);
  const required = (source?.settings ?? []).filter((setting) => setting.required).map(({ name }) => name);
  if (source)
    return new AppError('bad_config', `${source.id} is not set up`, {
      userMessage: `${source.label} is not set up.`,
      hint: required.length > 0 ? `Set ${required.join(', ')} in .env.` : 'See .env.example.',
    });
  return new AppError('bad_input', only === null ? 'no source is set up' : `no source or store ${only}`, {
    userMessage:
      only === null ? 'No source is set up yet.' : `"${only}" is neither a source nor a store of one.`,
    hint: 'npm run -s crosswalk -- sources lists them, with the settings that each needs.',
  });
};

const reconcile = async (desk: SyncDesk, runs: readonly StoreRun[], terminal: Terminal): Promise<void> => {
  for (const { store, failure } of runs) {
    const gone = failure ? null : await reconcileStore(desk, store, new AbortController().signal);
    if (gone)
      terminal.out(`${store}: ${count(gone)} removed that ${plural(gone, 'was', 'were')} deleted there.`);
  }
};

export const sync: CliCommand = {
  name: 'sync',
  usage: 'sync [source or store] [--deletions]',
  summary: 'Read everything new from the sources that are set up.',
  details: () =>
    'Stop it at any moment: it goes on from there next time. --deletions also looks for what was deleted there, as each night.',
  options: { deletions: { type: 'boolean' } },
  run: async (args, terminal) => {
    const [only = null, ...others] = args.words;
    if (others.length > 0) throw wrongUsage(sync, 'At most one source or store can be named');
    return withSources(terminal, async (desk) => {
      const nothing = nothingToRead(desk, only);
      if (nothing) throw nothing;
      const runs = await runSources(desk, {
        ...(only !== null && { only }),
        tell: (_source, store, progress) => terminal.progress?.(progressLine(store, progress)),
      });
      terminal.progress?.('\n');
      const labelOf = (id: string): string => desk.sources.find((one) => one.id === id)?.label ?? id;
      for (const run of runs) for (const line of outcome(run, labelOf(run.source))) terminal.out(line);
      if (args.flag('deletions')) await reconcile(desk, runs, terminal);
      return runs.some(({ failure }) => failure !== null) ? 1 : 0;
    });
  },
};
