import type { Database } from '#src/database/connect.ts';
import { readSetting, writeSetting } from '#src/state/settings.ts';

const setting = 'forgotten_persons';

/** Person keys of those who asked to be forgotten: their orders are kept without a person from then on. */
export const forgottenKeys = async (database: Database): Promise<ReadonlySet<string>> => {
  const value = await readSetting(database.fast, setting);
  return new Set(Array.isArray(value) ? value.map(String) : []);
};

export const rememberForgotten = async (
  database: Database,
  keys: readonly string[],
  at: Temporal.Instant,
): Promise<void> => {
  const all = new Set([...(await forgottenKeys(database)), ...keys]);
  await writeSetting(database.fast, { key: setting, value: [...all].sort(), by: 'crosswalk', at });
};
