import type { Database } from '#src/database/connect.ts';
import { AppError } from '#src/lib/errors.ts';
import type { Logger } from '#src/lib/log.ts';
import type { ConnectedSource, Outside, Source } from '../define.ts';
import type { DateBasis } from '../load/session.ts';

/** An account of a source that is set up. */
export type Connected = { readonly source: Source; readonly account: ConnectedSource };

/**
 * What keeping sources up to date works with. `settings` are all of the environment, `secret` is the installation's
 * own (person keys), `publicUrl` where outside systems reach us (null: no webhooks are set up).
 */
export type SyncDesk = {
  readonly database: Database;
  readonly sources: readonly Source[];
  readonly connected: readonly Connected[];
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly publicUrl: string | null;
  readonly basis: DateBasis;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

/** Connects every source whose settings are there. Throws AppError when two accounts would be one store. */
export const openSyncDesk = (
  given: Omit<SyncDesk, 'connected' | 'publicUrl' | 'basis'> & Partial<Pick<SyncDesk, 'basis'>>,
  outside: Outside,
): SyncDesk => {
  const connected = given.sources.flatMap((source) =>
    source.connect(given.settings, outside).map((account) => ({ source, account })),
  );
  const keys = new Map<string, Connected>();
  for (const one of connected) {
    const key = one.account.key;
    const other = key === 'company' ? undefined : keys.get(key);
    if (other) throw sameStore(key, other.source, one.source);
    keys.set(key, one);
  }
  const publicUrl = given.settings['CROSSWALK_PUBLIC_URL']?.replace(/\/+$/, '') || null;
  return { basis: 'placed', ...given, connected, publicUrl };
};

const sameStore = (key: string, a: Source, b: Source): AppError =>
  new AppError('bad_config', `two accounts with the key ${key}`, {
    userMessage: `Two shops (${a.label} and ${b.label}) would both be the store "${key}".`,
    hint: `Give one of them an id of its own, such as ${b.id.toUpperCase()}_STORE=second.`,
  });

/** Hosts inside the own network that sources may live on, as CROSSWALK_PRIVATE_HOSTS lists them. */
export const privateHostsOf = (settings: Readonly<Record<string, string>>): readonly string[] =>
  (settings['CROSSWALK_PRIVATE_HOSTS'] ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');

/** Whether a store is one of an account's: it has its key, or a longer id that begins with it. */
export const isOf = (account: ConnectedSource, storeId: string): boolean =>
  storeId === account.key || storeId.startsWith(`${account.key}-`);
