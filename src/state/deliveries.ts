import type { Db } from '#src/database/connect.ts';
import { seenDeliveries } from '#src/database/schema/state.ts';
import { grouped } from './grouped.ts';

/** True for the first to take a delivery in, false for everybody after: over restarts and over several processes. */
export type ClaimDelivery = (id: string, at: Temporal.Instant) => Promise<boolean>;

type Claim = { readonly id: string; readonly at: Temporal.Instant };

/** Takes deliveries in with one statement. Sorted, so that two processes cannot lock each other out. */
const takeIn = async (db: Db, claims: readonly Claim[]): Promise<readonly boolean[]> => {
  const first = new Map(claims.toReversed().map((claim) => [claim.id, claim]));
  const rows = [...first.values()]
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, at }) => ({ id, at: at.toString() }));
  const inserted = await db
    .insert(seenDeliveries)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: seenDeliveries.id });
  const taken = new Set(inserted.map(({ id }) => id));
  return claims.map((claim) => taken.has(claim.id) && first.get(claim.id) === claim);
};

/** Makes claims durable before they are answered; a burst of them costs few round trips. */
export const createDeliveryClaims = (db: Db): ClaimDelivery => {
  const claim = grouped((claims: readonly Claim[]) => takeIn(db, claims));
  return (id, at) => claim({ id, at });
};
