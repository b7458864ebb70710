import { constants } from 'node:os';
import type { Terminal } from './cli/command.ts';
import { runCommandLine, sayFailed } from './cli/run.ts';
import { loadConfig } from './config.ts';
import { createClock } from './lib/clock.ts';
import { createLogger } from './lib/log.ts';

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

const openTerminal = (): Terminal => {
  const config = loadConfig();
  return {
    config,
    log: createLogger(config.logLevel),
    now: createClock().now,
    out: (line) => void process.stdout.write(`${line}\n`),
    tell,
    progress: process.stderr.isTTY ? (text) => void process.stderr.write(text) : null,
  };
};

// A reader that stops early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// Ended like this rather than by the signal itself, the database is left in good order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(128 + constants.signals[signal]));

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), openTerminal());
} catch (error) {
  process.exitCode = sayFailed(error, { tell, log: createLogger('error') });
}
