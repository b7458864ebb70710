import { bookText, readTables } from './tables.ts';

/** One way of putting something, and what we say instead. */
export type Phrase = { readonly said: string; readonly plainly: string };

/** The phrase book that comes along (prompts/status/phrase-book.md). */
export const phrases: readonly Phrase[] = readTables(bookText('phrase-book.md')).flatMap(({ rows }) =>
  rows.flatMap((row) =>
    (row['instead of'] ?? '')
      .split(';')
      .map((said) => ({ said: said.trim(), plainly: row['say'] ?? '' }))
      .filter(({ said }) => said !== ''),
  ),
);
