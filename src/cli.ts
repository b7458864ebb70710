import { ask } from './cli/ask.ts';
import type { CliCommand, Terminal } from './cli/command.ts';
import { readArgs } from './cli/command.ts';
import { demo } from './cli/demo.ts';
import { digest } from './cli/digest.ts';
import { forget } from './cli/forget.ts';
import { importCommand } from './cli/import.ts';
import { metrics } from './cli/metrics.ts';
import { sources } from './cli/sources.ts';
import { sync } from './cli/sync.ts';
import { loadConfig } from './config.ts';
import { createClock } from './lib/clock.ts';
import { AppError } from './lib/errors.ts';
import { newReference } from './lib/ids.ts';
import { createLogger } from './lib/log.ts';

const commands: readonly CliCommand[] = [ask, digest, importCommand, demo, sync, sources, metrics, forget];

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

/** The edge: every failure becomes one sentence with what to do; only unforeseen ones get a reference into the log. */
const main = async (): Promise<void> => {
  const tell = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  try {
    const config = loadConfig();
    const log = createLogger(config.logLevel);
    const progress = process.stderr.isTTY ? (text: string) => void process.stderr.write(text) : null;
    const terminal = {
      config,
      log,
      now: createClock().now,
      out: (line: string) => void process.stdout.write(`${line}\n`),
      tell,
      progress,
    };
    process.exitCode = await run(process.argv.slice(2), terminal).catch((error: unknown) =>
      fail(error, terminal),
    );
  } catch (error) {
    process.exitCode = fail(error, { tell, log: createLogger('error') });
  }
};

const fail = (error: unknown, { tell, log }: Pick<Terminal, 'tell' | 'log'>): number => {
  if (error instanceof AppError) {
    tell(error.userMessage);
    if (error.hint) tell(error.hint);
    return error.code === 'bad_input' ? 2 : 1;
  }
  const reference = newReference();
  log.error({ reference, error: error instanceof Error ? error.stack : String(error) }, 'command.failed');
  tell(`Something went wrong that should not (reference ${reference}). LOG_LEVEL=debug shows more.`);
  return 1;
};

// A reader that stops early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await main();
