import { logFailure } from '#src/lib/log.ts';
import type { StoreDescription } from '../define.ts';
import { removeDemo } from '../remove.ts';
import { openContext } from './context.ts';
import type { Connected, SyncDesk } from './desk.ts';
import { isOf } from './desk.ts';
import type { Progress } from './flow.ts';
import { flow } from './flow.ts';
import { alone } from './lock.ts';
import type { Failure } from './state.ts';
import { failureOf, keepFailure, keepSuccess } from './state.ts';
import { distinctlyNamed } from './store-names.ts';

/** What became of one source for one store. `isNews`: the owner has not been told of the failure (or of its end) yet. */
export type StoreRun = {
  readonly source: string;
  readonly store: string;
  readonly rows: number;
  readonly changed: number;
  readonly unreadable: number;
  readonly failure: Failure | null;
  readonly isNews: boolean;
  /** It was read for the first time. */
  readonly isFirst: boolean;
  /** Another process is at it. */
  readonly isBusy: boolean;
};

export type RunOptions = {
  /** Only this source, or only this store. */
  readonly only?: string;
  /** Only these accounts. */
  readonly pick?: (connected: Connected) => boolean;
  readonly signal?: AbortSignal;
  readonly tell?: (source: string, store: string, progress: Progress) => void;
};

/** Shops read at the same time: each holds two connections to the database while it writes. */
const atOnce = 3;

const nothing = {
  rows: 0,
  changed: 0,
  unreadable: 0,
  failure: null,
  isNews: false,
  isFirst: false,
  isBusy: false,
} as const;

/** Records a failure of a source for a store; a stop that was asked for is none. */
const fail = async (desk: SyncDesk, source: string, store: string, error: unknown): Promise<StoreRun> => {
  const now = desk.now();
  const failure = failureOf(error, now);
  logFailure(desk.log, 'source.failed', error, { source, store });
  const isNews = await keepFailure(desk.database, source, store, failure, now);
  return { ...nothing, source, store, failure, isNews };
};

const runStore = async (
  desk: SyncDesk,
  { source, account }: Connected,
  store: StoreDescription,
  { signal = new AbortController().signal, tell }: RunOptions,
): Promise<StoreRun> => {
  const { pull, hooks } = account;
  const base = { ...nothing, source: source.id, store: store.id };
  if (!pull) return base;
  const work = async (): Promise<StoreRun> => {
    const live = await openContext(desk, source.id, store, desk.now(), signal);
    const report = await flow(desk, source.id, live, pull(live.context), (progress) =>
      tell?.(source.id, store.id, progress),
    );
    if (desk.publicUrl && hooks?.ensure) {
      const address = `${desk.publicUrl}/hooks/${source.id}/${store.id}`;
      await hooks.ensure(address, live.context).catch((error: unknown) => {
        logFailure(desk.log, 'hooks.not_ensured', error, { source: source.id, store: store.id });
      });
    }
    return { ...base, ...report, ...(await keepSuccess(desk.database, source.id, store.id, desk.now())) };
  };
  try {
    return (await alone(desk.database, `${source.id}/${store.id}`, work)) ?? { ...base, isBusy: true };
  } catch (error) {
    signal.throwIfAborted();
    return fail(desk, source.id, store.id, error);
  }
};

/** The stores of an account that are known from before: those a failure to reach it concerns. */
const knownStores = async (desk: SyncDesk, { source, account }: Connected): Promise<readonly string[]> => {
  const rows = await desk.database.client`select id from stores where platform = ${source.id}`;
  const ids = rows.map((row) => String(row['id'])).filter((id) => isOf(account, id));
  return ids.length > 0 ? ids : [account.key];
};

const runAccount = async (
  desk: SyncDesk,
  connected: Connected,
  options: RunOptions,
): Promise<readonly StoreRun[]> => {
  const { signal = new AbortController().signal, only } = options;
  const stores = await connected.account.stores(signal).catch((error: unknown) => {
    signal.throwIfAborted();
    return { error };
  });
  if ('error' in stores) {
    const ids = await knownStores(desk, connected);
    return Promise.all(ids.map((id) => fail(desk, connected.source.id, id, stores.error)));
  }
  // A source that answers is the first real one: made-up figures must not stand beside its own.
  if (stores.length > 0) await removeDemo(desk.database);
  const runs: StoreRun[] = [];
  for (const store of stores)
    if (!only || only === connected.source.id || only === store.id)
      runs.push(await runStore(desk, connected, await distinctlyNamed(desk, store), options));
  return runs;
};

const isWanted = (one: Connected, { only, pick }: RunOptions): boolean =>
  one.source.everyMinutes > 0 &&
  (!only || only === one.source.id || isOf(one.account, only)) &&
  (!pick || pick(one));

/** Pulls everything new from every source that is set up, several at a time; a failing one never stops the others. */
export const runSources = async (desk: SyncDesk, options: RunOptions = {}): Promise<readonly StoreRun[]> => {
  const waiting = desk.connected.filter((one) => isWanted(one, options));
  const runs: StoreRun[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      runs.push(...(await runAccount(desk, next, options)));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return runs;
};
