import { pino } from 'pino';
import { AppError, nameFailure } from './errors.ts';

/** One JSON line per event: `log.info({ ms, metric }, 'question.answered')`. */
export type Logger = {
  readonly debug: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly info: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, event: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, event: string) => void;
};

const secrets = [
  /\bxox[abeoprs]-[\w-]+/g,
  /\bxapp-[\w-]+/g,
  /\bsk-[\w-]{8,}/g,
  /\b(?:rk|sk|pk)_(?:live|test)_\w+/g,
  /\bshp(?:at|ss|ca|pa)_\w+/g,
  /\bc[ks]_[0-9a-f]{20,}/g,
  /\bwhsec_\w+/g,
  /\bgh[pousr]_\w{20,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /(?<=:\/\/[^/\s:@]*:)[^@\s/]+(?=@)/g,
  /(?<=[?&](?:token|key|secret|signature|sig|consumer_key|consumer_secret|access_token)=)[^&\s"]+/gi,
];
const email = /[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu;
const phone = /(?<![\w.:-])\+\d{1,3}[\s./-]?(?:\(?\d{1,5}\)?[\s./-]?){2,5}\d{2,}(?![\w])/g;

/** Takes tokens, passwords in URLs, e-mail addresses and phone numbers out of a text. */
export const redact = (text: string): string => {
  let out = text;
  for (const pattern of secrets) out = out.replace(pattern, '[secret]');
  return out.replace(email, '[e-mail]').replace(phone, '[phone]');
};

/** Logger that redacts every line before it leaves the process. `write` is for tests; the default is standard error. */
export const createLogger = (
  level: string,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => write(redact(line)) },
  );

/**
 * The line that a failure leaves: a warning where it was foreseen. Messages of foreign errors may hold SQL and
 * customers' words, so only name and code are in it; the rest is for who asked for debug lines.
 */
export const logFailure = (
  log: Logger,
  event: string,
  error: unknown,
  fields: Readonly<Record<string, unknown>> = {},
): void => {
  log[error instanceof AppError ? 'warn' : 'error']({ ...fields, ...nameFailure(error) }, event);
  log.debug({ ...fields, stack: error instanceof Error ? error.stack : String(error) }, `${event}_at`);
};
