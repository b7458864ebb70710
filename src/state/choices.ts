import { eq } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { choices } from '#src/database/schema/state.ts';
import { newId } from '#src/lib/ids.ts';
import { revive } from './stored.ts';

/** Keeps what a button stands for and gives the id the button carries. */
export const saveChoice = async (
  db: Db,
  choice: {
    readonly label: string;
    readonly interpretation: unknown;
    readonly askedBy: string;
    readonly at: Temporal.Instant;
  },
): Promise<string> => {
  const id = newId();
  await db.insert(choices).values({ ...choice, id, at: choice.at.toString() });
  return id;
};

/** What a button stood for; null when it is too old to be known. */
export const findChoice = async (
  db: Db,
  id: string,
): Promise<{ readonly label: string; readonly interpretation: unknown } | null> => {
  const [row] = await db.select().from(choices).where(eq(choices.id, id));
  return row ? { label: row.label, interpretation: revive(row.interpretation) } : null;
};
