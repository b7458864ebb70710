import { z } from 'zod';
import type { Db } from '#src/database/connect.ts';
import { readSetting, writeSetting } from './settings.ts';

/** Key under which a company keeps what its own words mean. */
const key = 'words';

/** Most words a company can teach; each is looked for in every question. */
const mostWords = 500;

const stored = z.record(z.string().max(60), z.string().max(80));

/** What the company's own words mean, in words that everybody's questions are read by ("the bunker": "Rotterdam DC"). */
export const readOwnWords = async (db: Db): Promise<Readonly<Record<string, string>>> => {
  const parsed = stored.safeParse(await readSetting(db, key));
  return parsed.success ? parsed.data : {};
};

/** Teaches a word or phrase, or unlearns it where `meaning` is null. Gives whether there was room for it. */
export const teachWord = async (
  db: Db,
  word: {
    readonly phrase: string;
    readonly meaning: string | null;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> => {
  const { [word.phrase]: _, ...others } = await readOwnWords(db);
  const value = word.meaning === null ? others : { ...others, [word.phrase]: word.meaning };
  if (!stored.safeParse(value).success || Object.keys(value).length > mostWords) return false;
  await writeSetting(db, { key, value, by: word.by, at: word.at });
  return true;
};
