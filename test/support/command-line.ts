import { inject } from 'vitest';
import { runCommandLine } from '#src/cli/run.ts';
import { loadConfig } from '#src/config.ts';
import type { Database } from '#src/database/connect.ts';
import { createLogger } from '#src/lib/log.ts';

/** What a command did: its exit code, standard output, what it told the person, and what it logged. */
export type Outcome = {
  readonly code: number;
  readonly out: string;
  readonly told: string;
  readonly log: string;
};

export type CommandLine = (...argv: readonly string[]) => Promise<Outcome>;

/** The command line over a test's database, on the day of the morning shop. */
export const openCommandLine = async (database: Database, logLevel = 'info'): Promise<CommandLine> => {
  const [row] = await database.client`select current_database() as name`;
  const url = inject('databaseUrl').replace(/postgres$/, String(row?.['name']));
  const config = loadConfig({ DATABASE_URL: url, LOG_LEVEL: logLevel });
  return async (...argv) => {
    const [out, told, log]: readonly [string[], string[], string[]] = [[], [], []];
    const code = await runCommandLine(argv, {
      config,
      log: createLogger(logLevel, (line) => void log.push(line)),
      now: () => Temporal.Instant.from('2026-11-18T07:30:00Z'),
      out: (line) => void out.push(line),
      tell: (line) => void told.push(line),
      progress: null,
    });
    return { code, out: out.join('\n'), told: told.join('\n'), log: log.join('') };
  };
};
