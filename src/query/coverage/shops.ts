import type { NotKnown } from '../figures.ts';
import type { Estate, Recorded } from '../stores.ts';
import { companyStore } from '../stores.ts';
import type { Need } from './needs.ts';

/** What one shop has recorded of what is needed; the company's books stand in for what no shop records. */
export type ShopRecords = {
  readonly store: string;
  readonly records: readonly { readonly need: Need; readonly state: Recorded }[];
};

const stateOf = (estate: Estate, store: string, need: Need): Recorded | undefined =>
  need.anyOf
    .map((family) => estate.sources.find((state) => state.storeId === store && state.family === family))
    .find((state) => state !== undefined);

/** Pairs every shop with the records behind each need, or with the first need it does not record. */
export const recordsOf = (
  estate: Estate,
  needs: readonly Need[],
  stores: readonly string[],
): {
  readonly having: readonly ShopRecords[];
  readonly lacking: readonly { readonly store: string; readonly why: NotKnown }[];
} => {
  const inShops = needs.filter((need) => stores.some((store) => stateOf(estate, store, need)));
  const inBooks = needs.filter(
    (need) => !(inShops.includes(need) || (need.isOptional && !stateOf(estate, companyStore, need))),
  );
  const books = inBooks.map((need) => ({ need, state: stateOf(estate, companyStore, need) }));
  const nowhere = books.find(({ state }) => state === undefined);
  const missing = (need: Need, of: readonly string[]): NotKnown => ({
    kind: 'not_recorded',
    family: need.anyOf[0] ?? 'orders',
    stores: of,
  });
  if (nowhere)
    return {
      having: [],
      lacking: stores.map((store) => ({ store, why: missing(nowhere.need, stores) })),
    };
  const shared = books.flatMap(({ need, state }) => (state ? [{ need, state }] : []));
  if (inShops.length === 0) return { having: [{ store: companyStore, records: shared }], lacking: [] };
  const having: ShopRecords[] = [];
  const lacking: { store: string; why: NotKnown }[] = [];
  for (const store of stores) {
    const own = inShops.map((need) => ({ need, state: stateOf(estate, store, need) }));
    const gap = own.find(({ need, state }) => state === undefined && !need.isOptional);
    if (gap) lacking.push({ store, why: missing(gap.need, [store]) });
    else
      having.push({
        store,
        records: [...own.flatMap(({ need, state }) => (state ? [{ need, state }] : [])), ...shared],
      });
  }
  return { having, lacking };
};
