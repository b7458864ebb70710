import type { Db } from '#src/database/connect.ts';
import { seenDeliveries } from '#src/database/schema/state.ts';

/** True for the first to take a delivery in, false for everybody after: over restarts and over several processes. */
export type ClaimDelivery = (id: string, at: Temporal.Instant) => Promise<boolean>;

/** Rows of one insert; Postgres takes 65,535 parameters, and a row has two. */
const largestGroup = 1000;

/** Takes deliveries in with one statement; gives the ids nobody had taken before. Sorted, so that two processes cannot lock each other out. */
const takeIn = async (db: Db, ids: readonly string[], at: Temporal.Instant): Promise<ReadonlySet<string>> => {
  const rows = ids.toSorted().map((id) => ({ id, at: at.toString() }));
  const taken = await db
    .insert(seenDeliveries)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: seenDeliveries.id });
  return new Set(taken.map(({ id }) => id));
};

/**
 * Makes claims durable before they are answered. Those that arrive while a statement is under way share the next
 * one, so a burst costs few round trips.
 */
export const createDeliveryClaims = (db: Db): ClaimDelivery => {
  type Waiting = { readonly at: Temporal.Instant; readonly settled: PromiseWithResolvers<boolean> };
  let next = new Map<string, Waiting>();
  let underWay = false;

  const flush = async (): Promise<void> => {
    const group = new Map([...next].slice(0, largestGroup));
    next = new Map([...next].slice(largestGroup));
    const [first] = group.values();
    if (!first) return;
    try {
      const taken = await takeIn(db, [...group.keys()], first.at);
      for (const [id, { settled }] of group) settled.resolve(taken.has(id));
    } catch (error) {
      for (const { settled } of group.values()) settled.reject(error);
    }
  };

  const run = async (): Promise<void> => {
    underWay = true;
    while (next.size > 0) await flush();
    underWay = false;
  };

  return (id, at) => {
    if (next.has(id)) return Promise.resolve(false);
    const settled = Promise.withResolvers<boolean>();
    next.set(id, { at, settled });
    if (!underWay) {
      underWay = true;
      setImmediate(() => void run());
    }
    return settled.promise;
  };
};
