import type { AppOptions } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Logger } from '#src/lib/log.ts';

export type BoltLogger = NonNullable<AppOptions['logger']>;

/** What a log line of Bolt says, without the values it was given: those hold messages and whole error objects. */
const sentence = (parts: readonly unknown[]): string => {
  const [first] = parts;
  const text = first instanceof Error ? `${first.name}: ${first.message}` : String(first);
  return (text.split('\n')[0] ?? '').slice(0, 200);
};

/** Bolt's log lines in ours. Its debug lines hold whole messages and tokens, so they are never asked for. */
export const boltLogger = (log: Logger): BoltLogger => ({
  debug: () => {},
  info: (...parts) => log.debug({ said: sentence(parts) }, 'slack.bolt'),
  warn: (...parts) => log.warn({ said: sentence(parts) }, 'slack.bolt'),
  error: (...parts) => log.error({ said: sentence(parts) }, 'slack.bolt'),
  setLevel: () => {},
  getLevel: () => LogLevel.INFO,
  setName: () => {},
});
