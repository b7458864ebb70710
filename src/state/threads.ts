import { eq } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { threads } from '#src/database/schema/state.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import { revive } from './stored.ts';

/** How long a conversation can be taken up again. */
const keptHours = 24;

/** What was last answered in a conversation, or null when that is more than a day ago. Callers know the shape they saved. */
export const recallThread = async (db: Db, key: string, now: Temporal.Instant): Promise<unknown> => {
  const [row] = await db.select().from(threads).where(eq(threads.key, key));
  if (!row || now.since(instantFrom(row.at)).total('hours') > keptHours) return null;
  return revive(row.interpretation);
};

/** Remembers what was answered, for follow-ups by anybody in the conversation. */
export const rememberThread = async (
  db: Db,
  thread: {
    readonly key: string;
    readonly interpretation: unknown;
    readonly askedBy: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> => {
  const row = { ...thread, at: thread.at.toString() };
  await db.insert(threads).values(row).onConflictDoUpdate({ target: threads.key, set: row });
};

/** Lets a conversation be taken up under other keys as well: in a thread below an answer, for instance. */
export const continueThread = async (db: Db, from: string, to: readonly string[]): Promise<void> => {
  const [row] = await db.select().from(threads).where(eq(threads.key, from));
  if (!row || to.length === 0) return;
  await db
    .insert(threads)
    .values(to.map((key) => ({ ...row, key })))
    .onConflictDoNothing();
};
