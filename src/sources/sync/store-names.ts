import type { StoreDescription } from '../define.ts';
import type { SyncDesk } from './desk.ts';

const withId = ({ id, name }: Pick<StoreDescription, 'id' | 'name'>): string => `${name} (${id})`;

/** A store under a name that no other store has: questions and tables tell stores apart by their names. */
export const distinctlyNamed = async (
  { database }: SyncDesk,
  store: StoreDescription,
): Promise<StoreDescription> => {
  const others = await database.client`select id, name from stores where id <> ${store.id}`;
  const isTaken = others.some(
    ({ id, name }) => name === store.name || name === withId({ id: String(id), name: store.name }),
  );
  return isTaken ? { ...store, name: withId(store) } : store;
};
