import { logFailure } from '#src/lib/log.ts';
import type { Batch, Hooks, Wanted } from '../define.ts';
import { loadBatch } from '../load.ts';
import type { Delivery } from '../verify.ts';
import { deliveryId, verify } from '../verify.ts';
import { openContext } from './context.ts';
import type { SyncDesk } from './desk.ts';
import { isOf } from './desk.ts';
import { flow } from './flow.ts';
import type { ConnectedStore } from './targeted.ts';
import { fetchAndLoad, findStore } from './targeted.ts';

/** A request to /hooks/<source>/<store>, and the secret part of its address where there is one. */
export type HookRequest = Delivery & { readonly source: string; readonly store: string };

/** The largest body that is looked at. */
export const mostHookBytes = 1_048_576;

/** Ids to read in one go; more than that waits for the next round. */
type Queue = { wanted: Map<Wanted['kind'], Set<string>>; all: boolean; isRunning: boolean };

/** Takes in what outside systems push. */
export type HookDesk = {
  /** The status to answer with, at once; the work comes after it. */
  readonly handle: (request: HookRequest) => Promise<number>;
  /** Resolves when all work that deliveries caused is done. */
  readonly settled: () => Promise<void>;
};

const wantedOf = (kind: Wanted['kind'], ids: readonly string[]): Wanted =>
  kind === 'stock' ? { kind, variantIds: ids } : { kind, ids };

const idsOf = (wanted: Wanted): readonly string[] =>
  wanted.kind === 'stock' ? wanted.variantIds : wanted.ids;

/** Remembers a delivery. Returns false for one that came before: senders repeat, and so do others. */
const isFirst = async ({ database }: SyncDesk, id: string, now: Temporal.Instant): Promise<boolean> => {
  const rows = await database.client`
    insert into seen_deliveries (id, at) values (${id}, ${now.toString()}) on conflict do nothing returning id`;
  return rows.length > 0;
};

/** A source that is only pushed to has a store from its first delivery on: before, the account itself describes it. */
const findPushed = async (
  { connected }: SyncDesk,
  { source, store }: HookRequest,
  signal: AbortSignal,
): Promise<ConnectedStore | null> => {
  const one = connected.find((other) => other.source.id === source && isOf(other.account, store));
  if (!one?.account.receive) return null;
  const described = await one.account.stores(signal);
  const found = described.find(({ id }) => id === store);
  return found ? { ...one, store: found } : null;
};

export const openHooks = (desk: SyncDesk): HookDesk => {
  const queues = new Map<string, Queue>();
  const running = new Set<Promise<void>>();
  const signal = new AbortController().signal;

  const take = (queue: Queue): { readonly wanted: readonly Wanted[]; readonly all: boolean } => {
    const taken = {
      wanted: [...queue.wanted].map(([kind, ids]) => wantedOf(kind, [...ids])),
      all: queue.all,
    };
    queue.wanted = new Map();
    queue.all = false;
    return taken;
  };

  /** Reads what deliveries were about, until nothing more has come in. What fails is left to the next pull. */
  const drain = async (found: ConnectedStore, queue: Queue): Promise<void> => {
    const { source, account, store } = found;
    while (queue.all || queue.wanted.size > 0) {
      const { wanted, all } = take(queue);
      const live = await openContext(desk, source.id, store, desk.now(), signal);
      if (account.fetch)
        for (const one of wanted) await fetchAndLoad(desk, source.id, account.fetch, one, live.context);
      if (all && account.pull) await flow(desk, source.id, live, account.pull(live.context), () => {});
    }
  };

  const work = (name: string, job: () => Promise<void>): void => {
    const done = job()
      .catch((error: unknown) => logFailure(desk.log, 'hook.failed', error, { hook: name }))
      .finally(() => running.delete(done));
    running.add(done);
  };

  const enqueue = (found: ConnectedStore, wanted: readonly Wanted[]): void => {
    const name = `${found.source.id}/${found.store.id}`;
    const queue = queues.get(name) ?? { wanted: new Map(), all: false, isRunning: false };
    queues.set(name, queue);
    if (wanted.length === 0) queue.all = true;
    for (const one of wanted) {
      const ids = queue.wanted.get(one.kind) ?? new Set();
      for (const id of idsOf(one)) ids.add(id);
      queue.wanted.set(one.kind, ids);
    }
    if (queue.isRunning) return;
    queue.isRunning = true;
    work(name, () =>
      drain(found, queue).finally(() => {
        queue.isRunning = false;
      }),
    );
  };

  const receive = async (found: ConnectedStore, request: HookRequest): Promise<void> => {
    const { source, account, store } = found;
    const live = await openContext(desk, source.id, store, desk.now(), signal);
    const batch: Batch | undefined = await account.receive?.(request, live.context);
    const target = { store, source: source.id, now: desk.now(), basis: desk.basis };
    if (batch) await loadBatch(desk.database, target, batch);
  };

  const accept = async (found: ConnectedStore, hooks: Hooks, request: HookRequest): Promise<number> => {
    const now = desk.now();
    const id = deliveryId(hooks.scheme, request.headers);
    if (id !== null && !(await isFirst(desk, `hook ${found.source.id} ${found.store.id} ${id}`, now)))
      return 200;
    if (found.account.receive) {
      // What is only pushed cannot be asked for again: the sender is told when it could not be kept.
      await receive(found, request);
      return 200;
    }
    enqueue(found, hooks.about?.(request) ?? []);
    return 202;
  };

  return {
    handle: async (request) => {
      if (request.body.byteLength > mostHookBytes) return 413;
      const found =
        (await findStore(desk, request.store, request.source)) ?? (await findPushed(desk, request, signal));
      const hooks = found?.account.hooks;
      if (!found || !hooks) return 404;
      if (hooks.greets?.(request)) return 200;
      const verdict = verify(hooks.scheme, request, hooks.secrets, desk.now());
      if (verdict !== 'genuine') {
        desk.log.warn({ source: request.source, store: request.store, verdict }, 'hook.refused');
        return 401;
      }
      return accept(found, hooks, request);
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
};
