import { AppError, nameFailure } from '#src/lib/errors.ts';

/** Codes of Postgres (SQLSTATE) and of the network that people can do something about. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^57014$/, 'That takes too long to work out. Please ask for a shorter period or fewer splits.'],
  [
    /^(?:08|53|57P)|^E[A-Z]+$|^CONNECT|^CONNECTION/,
    'The figures cannot be reached right now. Please ask again in a minute.',
  ],
];

/** A failure in a sentence for the person who asked, with the reference that the log has too. */
export const sayFailure = (error: unknown, reference: string): string => {
  const { code } = nameFailure(error);
  const said =
    error instanceof AppError && error.code !== 'bug'
      ? [error.userMessage, error.hint].filter((part) => part !== null).join(' ')
      : (sentences.find(([pattern]) => pattern.test(code))?.[1] ??
        'Something went wrong on my side. Please ask again.');
  return `${said} If it happens again, tell your admin the reference ${reference}.`;
};
