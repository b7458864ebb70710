import { AppError } from '../lib/errors.ts';
import { newReference } from '../lib/ids.ts';
import { logFailure } from '../lib/log.ts';
import { ask } from './ask.ts';
import type { CliCommand, Terminal } from './command.ts';
import { readArgs } from './command.ts';
import { demo } from './demo.ts';
import { digest } from './digest.ts';
import { forget } from './forget.ts';
import { importCommand } from './import.ts';
import { metrics } from './metrics.ts';
import { misses } from './misses.ts';
import { sources } from './sources.ts';
import { sync } from './sync.ts';

const commands: readonly CliCommand[] = [
  ask,
  digest,
  importCommand,
  demo,
  sync,
  sources,
  metrics,
  misses,
  forget,
];

const help = (): string =>
  [
    'Crosswalk on the command line. npm run -s crosswalk -- <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`),
    '',
    'Each takes --help.',
  ].join('\n');

const run = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help') {
    terminal.out(help());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((one) => one.name === name);
  if (!command)
    throw new AppError('bad_input', `no command ${name}`, {
      userMessage: `There is no command "${name}".`,
      hint: 'npm run -s crosswalk -- help lists them.',
    });
  if (rest.includes('--help')) {
    terminal.out(
      [
        command.summary,
        `npm run -s crosswalk -- ${command.usage}`,
        ...(command.details ? [command.details()] : []),
      ].join('\n\n'),
    );
    return 0;
  }
  return command.run(readArgs(command, rest), terminal);
};

/** Runs one command line. Gives the exit code: 0 done, 1 failed, 2 wrong usage. */
export const runCommandLine = (argv: readonly string[], terminal: Terminal): Promise<number> =>
  run(argv, terminal).catch((error: unknown) => sayFailed(error, terminal));

/** Every failure becomes one sentence with what to do; only unforeseen ones get a reference into the log. */
export const sayFailed = (error: unknown, { tell, log }: Pick<Terminal, 'tell' | 'log'>): number => {
  if (error instanceof AppError) {
    tell(error.userMessage);
    if (error.hint) tell(error.hint);
    return error.code === 'bad_input' ? 2 : 1;
  }
  const reference = newReference();
  logFailure(log, 'command.failed', error, { reference });
  tell(`Something went wrong that should not (reference ${reference}). LOG_LEVEL=debug shows more.`);
  return 1;
};
