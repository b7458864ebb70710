import { and, eq, inArray } from 'drizzle-orm';
import { orders } from '#src/database/schema/sales.ts';
import { stores } from '#src/database/schema/stores.ts';
import { personKey } from '#src/lib/ids.ts';
import { loadBatch } from '../load.ts';
import type { SyncDesk } from './desk.ts';
import { rememberForgotten } from './forgotten.ts';

/** What forgetting did: in how many orders the person is no longer known, and shops that could not be asked for more. */
export type Forgotten = { readonly orders: number; readonly notAsked: readonly string[] };

/** All keys a customer may have: by what was given, and by what each source calls them. */
const keysOf = async (
  desk: SyncDesk,
  customer: string,
): Promise<{ readonly keys: readonly string[]; readonly notAsked: readonly string[] }> => {
  const identities = new Set([customer]);
  const notAsked: string[] = [];
  for (const { source, account } of desk.connected) {
    const own = await account.identities?.(customer, AbortSignal.timeout(20_000)).catch(() => null);
    if (own === null) notAsked.push(`${source.label} ${account.key}`);
    for (const identity of own ?? []) identities.add(identity);
  }
  return { keys: [...identities].map((identity) => personKey(desk.secret, identity)), notAsked };
};

/**
 * Forgets a customer, given by e-mail address or customer number: orders stay, without a person, now and whenever they
 * are read again. Names and addresses are never stored in the first place.
 */
export const forgetCustomer = async (desk: SyncDesk, customer: string): Promise<Forgotten> => {
  const { keys, notAsked } = await keysOf(desk, customer);
  const now = desk.now();
  await rememberForgotten(desk.database, keys, now);
  const { fast } = desk.database;
  let count = 0;
  for (const store of await fast.select().from(stores)) {
    const rows = await fast
      .select()
      .from(orders)
      .where(and(eq(orders.storeId, store.id), inArray(orders.personKey, [...keys])));
    for (const [source, own] of Map.groupBy(rows, (row) => row.source)) {
      const nameless = own.map((row) => ({ ...row, personKey: null, personOrderIndex: null }));
      await loadBatch(
        desk.database,
        { store, source, now, basis: desk.basis },
        { rows: { orders: nameless } },
      );
      count += own.length;
    }
  }
  return { orders: count, notAsked };
};
