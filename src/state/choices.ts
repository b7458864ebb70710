import { eq } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { choices } from '#src/database/schema/state.ts';
import { newId } from '#src/lib/ids.ts';
import { grouped } from './grouped.ts';
import { revive } from './stored.ts';

/** What the buttons of one message stand for, and who asked when. */
export type Choices = {
  readonly wanted: readonly { readonly label: string; readonly interpretation: unknown }[];
  readonly askedBy: string;
  readonly at: Temporal.Instant;
};

const insertChoices = async (
  db: Db,
  messages: readonly Choices[],
): Promise<readonly (readonly string[])[]> => {
  const rows = messages.map(({ wanted, askedBy, at }) =>
    wanted.map((choice) => ({ ...choice, id: newId(), askedBy, at: at.toString() })),
  );
  await db.insert(choices).values(rows.flat());
  return rows.map((kept) => kept.map(({ id }) => id));
};

/** Keeps what buttons stand for and gives the ids the buttons carry, in the same order. */
export const createSaveChoices = (db: Db): ((choices: Choices) => Promise<readonly string[]>) => {
  const save = grouped((messages: readonly Choices[]) => insertChoices(db, messages));
  return async (message) => (message.wanted.length === 0 ? [] : save(message));
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
