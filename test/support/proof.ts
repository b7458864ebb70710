import type { Database } from '#src/database/connect.ts';
import { createLogger } from '#src/lib/log.ts';
import type { Source } from '#src/sources/define.ts';
import type { Http } from '#src/sources/http/http.ts';
import { createHttp } from '#src/sources/http/http.ts';
import type { SyncDesk } from '#src/sources/sync/desk.ts';
import { openSyncDesk } from '#src/sources/sync/desk.ts';
import type { HookDesk } from '#src/sources/sync/hooks.ts';
import { openHooks } from '#src/sources/sync/hooks.ts';
import { reconcileStore } from '#src/sources/sync/reconcile.ts';
import { runSources } from '#src/sources/sync/run.ts';
import type { View } from '#test/fakes/books.ts';
import type { Life } from '#test/fakes/life.ts';
import { randomOf } from '#test/fakes/random.ts';
import type { FakeServer } from '#test/fakes/server.ts';
import { allFaults } from '#test/fakes/server.ts';
import type { Change, Order } from '#test/fakes/world.ts';

/** A desk over loopback whose clock is the shop's and who does not really wait. */
export const proofDesk = (
  database: Database,
  source: Source,
  settings: Readonly<Record<string, string>>,
  now: () => number,
): { readonly desk: SyncDesk; readonly close: () => Promise<void> } => {
  const opened: Http[] = [];
  const instant = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(now());
  const desk = openSyncDesk(
    {
      database,
      sources: [source],
      settings,
      secret: 'install secret',
      now: instant,
      log: createLogger('silent'),
    },
    {
      now: instant,
      impactOf: () => ({ capability: 'none', severity: 'minor', share: null }),
      http: (limits) => {
        const http = createHttp({ ...limits, privateHosts: ['127.0.0.1'], sleep: async () => {} });
        opened.push(http);
        return http;
      },
    },
  );
  return { desk, close: async () => void (await Promise.all(opened.map((http) => http.close()))) };
};

/** A change as a platform would tell it, or null when it tells nothing. */
export type Deliver = (
  change: Change,
) => { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer } | null;

export type Proof = {
  readonly life: Life;
  readonly server: FakeServer;
  readonly desk: SyncDesk;
  readonly store: string;
  readonly start: number;
  readonly days: number;
  readonly everyHours: number;
  readonly seed: number;
  readonly deliver: Deliver | null;
  /** Called when faults that only the platform has begin and end. */
  readonly faulty?: (isFaulty: boolean) => void;
  /** Runs in place of a pull, once, in the middle of the time: a pull that is killed. */
  readonly killed?: () => Promise<void>;
};

const hour = 3_600_000;

const pull = async (proof: Proof): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    const runs = await runSources(proof.desk);
    const failed = runs.find((run) => run.failure !== null);
    if (!failed) return;
    if (tries >= 5) throw new Error(`${failed.failure?.code}: ${failed.failure?.message}`);
  }
};

/**
 * Lets a shop live while it is read now and then, with faults, with half of its webhooks lost and the rest out of order.
 * Returns who looked at which order when.
 */
export const liveAndPull = async (proof: Proof): Promise<View['wasSeen']> => {
  const { life, server, desk, store, start, days, everyHours } = proof;
  const random = randomOf(proof.seed + 1);
  const hooks: HookDesk = openHooks(desk);
  const polls: number[] = [];
  const looks = new Map<number, number[]>();
  let told = 0;
  const setFaulty = (isFaulty: boolean): void => {
    server.faults = isFaulty ? { random, share: 0.12, kinds: allFaults } : null;
    proof.faulty?.(isFaulty);
  };
  setFaulty(true);
  const middle = start + (days * 24 * hour) / 2;
  let isKilled = false;

  const deliverSome = async (): Promise<void> => {
    const fresh = life.world.changes.slice(told).filter(() => random.chance(0.5));
    told = life.world.changes.length;
    const shuffled = fresh.map((change) => ({ change, at: random.next() })).sort((a, b) => a.at - b.at);
    for (const { change } of shuffled) {
      const delivery = proof.deliver?.(change);
      if (!delivery) continue;
      await hooks.handle({ ...delivery, source: desk.sources[0]?.id ?? '', store });
      if (change.kind === 'order') looks.set(change.id, [...(looks.get(change.id) ?? []), life.world.now]);
    }
    await hooks.settled();
  };

  for (let at = start + everyHours * hour; at <= start + days * 24 * hour; at += everyHours * hour) {
    life.until(at);
    if (proof.deliver && random.chance(0.7)) await deliverSome();
    if (proof.killed && !isKilled && at >= middle) {
      isKilled = true;
      await proof.killed();
    }
    await pull(proof);
    polls.push(at);
    if (new Date(at).getUTCHours() < everyHours) {
      setFaulty(false);
      await reconcileStore(desk, store, new AbortController().signal);
      setFaulty(true);
    }
  }
  setFaulty(false);
  // Nothing happens any more, but a night and a day pass: what only shows in the nightly pass shows.
  for (let quiet = 0; quiet < 5; quiet += 1) {
    life.world.now += 8 * hour;
    await pull(proof);
  }
  await reconcileStore(desk, store, new AbortController().signal);
  return (order: Order, from: number, to: number) =>
    [...polls, ...(looks.get(order.id) ?? [])].some((at) => at >= from && at < to);
};
