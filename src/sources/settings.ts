import type { Database } from '#src/database/connect.ts';
import { readSetting } from '#src/state/settings.ts';
import type { Source } from './define.ts';

/** Key under which settings of sources are kept: names and values, as in the environment. */
export const sourceSettingsKey = 'sources';

type Values = Readonly<Record<string, string>>;

/** `SHOPIFY_2_DOMAIN` is described as `SHOPIFY_DOMAIN`. */
const describedName = (name: string): string => name.replace(/^([A-Z]+)_[1-9]\d?_/, '$1_');

/**
 * A stored value as it is used: `$NAME` stands for what the environment has under that name, which is how a secret is
 * given; a secret that is written out is not used, since it does not belong into the database.
 */
const usable = (value: string, isSecret: boolean, environment: Values): string | null => {
  if (value.startsWith('$')) return environment[value.slice(1)] ?? null;
  return isSecret ? null : value;
};

/** The settings of all sources: what is stored, and over it what the environment says. */
export const readSourceSettings = async (
  database: Database,
  sources: readonly Source[],
  environment: Values,
): Promise<Values> => {
  const stored = Object(await readSetting(database.fast, sourceSettingsKey)) as Readonly<
    Record<string, unknown>
  >;
  const described = new Map(
    sources.flatMap((source) => source.settings.map(({ name, secret }) => [name, secret] as const)),
  );
  const known = Object.entries(stored).flatMap(([name, value]) => {
    const secret = described.get(name) ?? described.get(describedName(name));
    if (secret === undefined || typeof value !== 'string') return [];
    const used = usable(value, secret, environment);
    return used === null ? [] : [[name, used] as const];
  });
  return { ...Object.fromEntries(known), ...environment };
};
