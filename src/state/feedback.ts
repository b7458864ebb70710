import type { Db } from '#src/database/connect.ts';
import { feedback } from '#src/database/schema/state.ts';
import { newId, personKey } from '#src/lib/ids.ts';
import { installSecret } from './settings.ts';

/** Keeps what a person thinks of an answer, without who it was; changing one's mind replaces it. */
export const saveFeedback = async (
  db: Db,
  given: {
    readonly reference: string;
    readonly verdict: 'good' | 'bad';
    readonly reason: string | null;
    readonly interpretation: unknown;
    readonly asker: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> => {
  const { asker, at, ...rest } = given;
  const askerHash = personKey(await installSecret(db, at), asker);
  const row = { ...rest, askerHash, at: at.toString() };
  await db
    .insert(feedback)
    .values({ ...row, id: newId() })
    .onConflictDoUpdate({ target: [feedback.reference, feedback.askerHash], set: row });
};
