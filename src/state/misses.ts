import { desc, gte } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { misses } from '#src/database/schema/state.ts';
import { newId, personKey } from '#src/lib/ids.ts';
import { redact } from '#src/lib/log.ts';
import { clean } from '#src/lib/text.ts';

/** A name follows such a word, or begins with a capital inside a sentence; German writes every noun so, and keeps them. */
const titles =
  'Mrs?|Ms|Miss|Dr|Herrn?|Frau|Kunde|Kundin|[Cc]ustomer|[Cc]lient|[Bb]uyer|[Cc]liente|Señora?|Senora?|Don|Doña';
const titled = new RegExp(`\\b(${titles})\\.? +\\p{Lu}[\\p{L}'-]*(?: +\\p{Lu}[\\p{L}'-]*)?`, 'gu');
const capitalised = new RegExp(
  `(?<=[\\p{L}\\p{N},'’\\]] +)(?!(?:${titles})\\b)\\p{Lu}\\p{Ll}[\\p{L}'-]*`,
  'gu',
);
const german = /\b(?:der|die|das|und|wie|was|wir|ist|haben|viele?|letzte[nr]?|gestern|heute|welche[rs]?)\b/i;

const withoutNames = (text: string): string => {
  const untitled = text.replace(titled, '$1 [name]');
  return german.test(text) ? untitled : untitled.replace(capitalised, '[name]');
};

/** One word nobody knew, how often it was typed, by whom, and where it was last. */
export type MissedWord = {
  readonly word: string;
  readonly count: number;
  readonly departments: readonly string[];
  readonly example: string;
};

/** The words that were not known since an instant, those typed most first. */
export const missedWords = async (db: Db, since: Temporal.Instant): Promise<readonly MissedWord[]> => {
  const rows = await db
    .select({ words: misses.unknownWords, department: misses.department, text: misses.text })
    .from(misses)
    .where(gte(misses.at, since.toString()))
    .orderBy(desc(misses.at));
  const typed = rows.flatMap(({ words, ...row }) =>
    [...new Set(words.map((word) => word.toLowerCase()))].map((word) => ({ word, ...row })),
  );
  return [...Map.groupBy(typed, ({ word }) => word)]
    .map(([word, list]) => ({
      word,
      count: list.length,
      departments: [...new Set(list.map(({ department }) => department).filter(Boolean))].toSorted(),
      example: list[0]?.text ?? '',
    }))
    .toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
};

/** Keeps a question that was not understood, without who asked it, names and numbers, for the list of words to learn. */
export const recordMiss = async (
  db: Db,
  miss: {
    readonly asker: string;
    readonly department: string;
    readonly text: string;
    readonly unknownWords: readonly string[];
    readonly at: Temporal.Instant;
  },
): Promise<void> => {
  const text = withoutNames(redact(clean(miss.text, 300)).replace(/\d{3,}/g, '#'));
  await db.insert(misses).values({
    id: newId(),
    askerHash: personKey('misses', miss.asker),
    department: miss.department,
    text,
    unknownWords: miss.unknownWords
      .filter((word) => !/\d{3}/.test(word) && text.includes(word))
      .map((word) => clean(word, 40)),
    at: miss.at.toString(),
  });
};
