import type { ParseArgsOptionsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { AppError } from '../lib/errors.ts';
import type { Logger } from '../lib/log.ts';

/** Where a command writes: `out` is the result, `tell` is for the person at the terminal (progress, notices). */
export type Terminal = {
  readonly config: Config;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  readonly out: (line: string) => void;
  readonly tell: (line: string) => void;
  /** Writes over the last line; null where nobody watches (no terminal). */
  readonly progress: ((text: string) => void) | null;
};

/** One sub-command. `run` gives the exit code: 0 done, 1 failed, 2 wrong usage. */
export type CliCommand = {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** More than the usage, for --help. */
  readonly details?: () => string;
  readonly options: ParseArgsOptionsConfig;
  readonly run: (args: CliArgs, terminal: Terminal) => Promise<number>;
};

export type CliArgs = {
  readonly words: readonly string[];
  readonly text: (name: string) => string | null;
  readonly flag: (name: string) => boolean;
};

/** Reads a command's arguments. Throws AppError('bad_input') with the usage when they are wrong. */
export const readArgs = (command: CliCommand, argv: readonly string[]): CliArgs => {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: command.options,
      allowPositionals: true,
      strict: true,
    });
    return {
      words: positionals,
      text: (name) => (typeof values[name] === 'string' ? values[name] : null),
      flag: (name) => values[name] === true,
    };
  } catch (cause) {
    throw wrongUsage(command, (cause as Error).message.split('. ')[0] ?? 'wrong arguments');
  }
};

export const wrongUsage = (command: Pick<CliCommand, 'usage'>, what: string): AppError =>
  new AppError('bad_input', what, {
    userMessage: `${what}.`,
    hint: `Usage: npm run -s crosswalk -- ${command.usage}`,
  });

/** Reads an instant such as `2026-11-18T10:30:00+01:00`; null when none was given. */
export const readInstant = (text: string | null): Temporal.Instant | null => {
  if (text === null) return null;
  try {
    return Temporal.Instant.from(text);
  } catch (cause) {
    throw new AppError('bad_input', `not an instant: ${text}`, {
      userMessage: `"${text}" is not a point in time.`,
      hint: 'Write it with its offset, like 2026-11-18T10:30:00+01:00.',
      cause,
    });
  }
};
