import type { Db } from '#src/database/connect.ts';
import { misses } from '#src/database/schema/state.ts';
import { newId, personKey } from '#src/lib/ids.ts';
import { redact } from '#src/lib/log.ts';
import { clean } from '#src/lib/text.ts';

/** Keeps a question that was not understood, without who asked it and without numbers, for the list of words to learn. */
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
  const text = redact(clean(miss.text, 300)).replace(/\d{3,}/g, '#');
  await db.insert(misses).values({
    id: newId(),
    askerHash: personKey('misses', miss.asker),
    department: miss.department,
    text,
    unknownWords: miss.unknownWords.map((word) => clean(word, 40)),
    at: miss.at.toString(),
  });
};
