import { eq } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { choices } from '#src/database/schema/state.ts';
import { newId } from '#src/lib/ids.ts';
import { revive } from './stored.ts';

/** Keeps what buttons stand for and gives the ids the buttons carry, in the same order. */
export const saveChoices = async (
  db: Db,
  wanted: readonly { readonly label: string; readonly interpretation: unknown }[],
  by: { readonly askedBy: string; readonly at: Temporal.Instant },
): Promise<readonly string[]> => {
  if (wanted.length === 0) return [];
  const rows = wanted.map((choice) => ({
    ...choice,
    id: newId(),
    askedBy: by.askedBy,
    at: by.at.toString(),
  }));
  await db.insert(choices).values(rows);
  return rows.map(({ id }) => id);
};

/** What a button stood for; null when it is too old to be known. */
export const findChoice = async (
  db: Db,
  id: string,
): Promise<{ readonly label: string; readonly interpretation: unknown } | null> => {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const [row] = await db.select().from(choices).where(eq(choices.id, id));
  return row ? { label: row.label, interpretation: revive(row.interpretation) } : null;
};
