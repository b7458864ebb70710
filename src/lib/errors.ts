/** What went wrong, as a short stable code that logs and tests can match. */
export type ErrorCode =
  | 'bad_config'
  | 'bad_input'
  | 'not_found'
  | 'not_allowed'
  | 'source_down'
  | 'source_limited'
  | 'bad_reply'
  | 'database_down'
  | 'no_space'
  | 'bug';

/**
 * The one error class. `message` is for the log; `userMessage` is a plain sentence for the person who reads it,
 * `hint` says what to do next. Expected outcomes (not understood, not allowed, no data) are values, never errors.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly hint: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly userMessage?: string; readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.userMessage = options.userMessage ?? message;
    this.hint = options.hint ?? null;
  }
}

/** What a failure is called in the log: a name and a code. Messages of foreign errors may hold SQL and customers' words, so they stay out. */
export const nameFailure = (error: unknown): { readonly error: string; readonly code: string } => {
  if (error instanceof AppError) return { error: error.message, code: error.code };
  if (!(error instanceof Error)) return { error: typeof error, code: 'unknown' };
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return { error: error.name, code };
  return error.cause === undefined ? { error: error.name, code: 'unknown' } : nameFailure(error.cause);
};
