import type { SourceSetting } from '../define.ts';
import { notesEntity } from '../define.ts';
import type { SyncDesk } from './desk.ts';
import { isOf } from './desk.ts';
import type { RunState } from './state.ts';
import { readState } from './state.ts';

/** How far one family of a store is. */
export type FamilyState = {
  readonly family: string;
  readonly completeFrom: string;
  readonly completeTo: string;
  readonly asOf: string;
};

/** One source for one store, as `sources`, App Home and data.freshness show it. `nextRunAt` is null where it is never pulled. */
export type StoreState = RunState & {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly isDemo: boolean;
  readonly families: readonly FamilyState[];
  readonly quarantined: number;
  readonly notes: readonly string[];
  readonly nextRunAt: string | null;
};

/** A source: off with what would turn it on, or on with its stores. */
export type SourceListing = {
  readonly id: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly settings: readonly (SourceSetting & { readonly isSet: boolean })[];
  readonly stores: readonly StoreState[];
};

const familiesOf = async (desk: SyncDesk, source: string, store: string): Promise<readonly FamilyState[]> => {
  const rows = await desk.database.client`
    select family, to_json(complete_from) as complete_from, to_json(complete_to) as complete_to, to_json(as_of) as as_of
    from coverage where store_id = ${store} and source = ${source} order by family`;
  return rows.map((row) => ({
    family: String(row['family']),
    completeFrom: String(row['complete_from']),
    completeTo: String(row['complete_to']),
    asOf: String(row['as_of']),
  }));
};

const quarantinedOf = async (desk: SyncDesk, source: string, store: string): Promise<number> => {
  const [row] = await desk.database.client`
    select count(*)::int as count from quarantine where store_id = ${store} and source = ${source}`;
  return Number(row?.['count'] ?? 0);
};

const notesOf = async (desk: SyncDesk, source: string, store: string): Promise<readonly string[]> => {
  const [row] = await desk.database.client`
    select cursor from cursors where store_id = ${store} and source = ${source} and entity = ${notesEntity}`;
  const notes: unknown = row?.['cursor'];
  return Array.isArray(notes) ? notes.map(String) : [];
};

/** When a store is pulled next: a fixed time after it was tried last. */
export const nextRunAt = (state: RunState, everyMinutes: number, now: Temporal.Instant): Temporal.Instant =>
  state.lastRunAt === null ? now : Temporal.Instant.from(state.lastRunAt).add({ minutes: everyMinutes });

const stateOf = async (
  desk: SyncDesk,
  source: SyncDesk['sources'][number],
  store: Pick<StoreState, 'id' | 'name' | 'zone' | 'isDemo'>,
): Promise<StoreState> => {
  const state = await readState(desk.database, source.id, store.id);
  const [families, quarantined, notes] = await Promise.all([
    familiesOf(desk, source.id, store.id),
    quarantinedOf(desk, source.id, store.id),
    notesOf(desk, source.id, store.id),
  ]);
  const next = source.everyMinutes > 0 ? nextRunAt(state, source.everyMinutes, desk.now()).toString() : null;
  return { ...state, ...store, families, quarantined, notes, nextRunAt: next };
};

/** Every source with its state: what `sources` prints. */
export const listSources = async (desk: SyncDesk): Promise<readonly SourceListing[]> => {
  const rows = await desk.database.client`select id, name, zone, is_demo from stores order by id`;
  const stored = rows.map((row) => ({
    id: String(row['id']),
    name: String(row['name']),
    zone: String(row['zone']),
    isDemo: row['is_demo'] === true,
  }));
  const withRows = await desk.database.client`
    select distinct source, store_id from coverage union select distinct source, store_id from cursors`;
  const has = new Set(withRows.map((row) => `${row['source']} ${row['store_id']}`));
  const listings: SourceListing[] = [];
  for (const source of desk.sources) {
    const accounts = desk.connected.filter((one) => one.source === source).map((one) => one.account);
    const own = stored.filter(({ id }) => has.has(`${source.id} ${id}`));
    const unread = accounts
      .filter((account) => !own.some(({ id }) => isOf(account, id)))
      .map(({ key }) => ({ id: key, name: key, zone: 'UTC', isDemo: false }));
    listings.push({
      id: source.id,
      label: source.label,
      isOn: accounts.length > 0 || own.length > 0,
      settings: source.settings.map((setting) => ({
        ...setting,
        isSet: desk.settings[setting.name] !== undefined,
      })),
      stores: await Promise.all([...own, ...unread].map((store) => stateOf(desk, source, store))),
    });
  }
  return listings;
};
