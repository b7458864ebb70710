import { asc, sql } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { coverage, stores } from '#src/database/schema/stores.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { Company } from '#src/metrics/company.ts';
import { companyDefaults } from '#src/metrics/company.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { isGathered } from '#src/metrics/families.ts';
import { readCompanyChoices } from '#src/state/company.ts';
import type { SourceState } from './figures.ts';

/** A store as questions see it. `hasUndatedCancellations`: some of its cancellations are booked on the order's day. */
export type Store = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'store' | 'company';
  readonly platform: string;
  readonly currency: string;
  readonly zone: string;
  readonly isDemo: boolean;
  readonly dateBasis: Company['dateBasis'];
  readonly hasUndatedCancellations: boolean;
};

/** How far a source is, and what it records. `isAlone`: no other source brings the family for this store. */
export type Recorded = SourceState & {
  readonly dimensions: readonly string[];
  readonly isAlone: boolean;
};

/** What there is to ask about: stores, the one source of record of each family of each, and what the company has set. */
export type Estate = {
  readonly stores: readonly Store[];
  readonly sources: readonly Recorded[];
  readonly company: Company;
};

/** The store that owns what belongs to no single shop. */
export const companyStore = 'company';

/** Stores, coverage and the company's choices as they stand: small tables, read with each question. */
export const readEstate = async (db: Db): Promise<Estate> => {
  const [storeRows, coverageRows, { choices, version }] = await Promise.all([
    db
      .select({
        id: stores.id,
        name: stores.name,
        kind: stores.kind,
        platform: stores.platform,
        currency: stores.currency,
        zone: stores.zone,
        isDemo: stores.isDemo,
        dateBasis: stores.dateBasis,
        hasUndatedCancellations: sql<boolean>`exists (select 1 from orders o
          where o.store_id = stores.id and not o.cancel_date_known)`,
      })
      .from(stores)
      .orderBy(asc(stores.kind), asc(stores.id)),
    db.select().from(coverage),
    readCompanyChoices(db),
  ]);
  const company = { ...companyDefaults, ...defined(choices), version };
  const states = coverageRows.map((row) => ({
    source: row.source,
    storeId: row.storeId,
    family: row.family as FactFamily,
    asOf: instantFrom(row.asOf),
    completeFrom: instantFrom(row.completeFrom),
    completeTo: instantFrom(row.completeTo),
    failure: row.lastError,
    dayZone: row.dayZone,
    dimensions: row.dimensions,
  }));
  const platforms = new Map(storeRows.map((store) => [store.id, store.platform]));
  return { stores: storeRows, sources: sourcesOfRecord(states, company, platforms), company };
};

const defined = <T extends object>(choices: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined)) as never;

/**
 * One source per store and family: the one that is set; else the store's own platform, else the one whose record
 * begins first. Others are for reconciliation and never added, except in families that
 * sources bring together.
 */
export const sourcesOfRecord = (
  states: readonly Omit<Recorded, 'isAlone'>[],
  company: Company,
  platforms: ReadonlyMap<string, string>,
): readonly Recorded[] =>
  [...Map.groupBy(states, (state) => `${state.storeId}/${state.family}`)].flatMap(([key, rivals]) => {
    if (rivals.every(({ family }) => isGathered(family)))
      return rivals.map((one) => ({ ...one, isAlone: true }));
    const [first] = rivals.toSorted(
      (a, b) => Temporal.Instant.compare(a.completeFrom, b.completeFrom) || (a.source < b.source ? -1 : 1),
    );
    const chosen =
      rivals.find((state) => state.source === company.sourcesOfRecord[key]) ??
      rivals.find((state) => state.source === platforms.get(state.storeId)) ??
      first;
    return chosen ? [{ ...chosen, isAlone: rivals.length === 1 }] : [];
  });

/** The zone a question over these stores is asked in: the store's own, the company's for several. */
export const zoneOf = (estate: Estate, storeIds: readonly string[]): string => {
  const chosen = estate.stores.filter(
    (store) => store.kind === 'store' && (storeIds.length === 0 || storeIds.includes(store.id)),
  );
  const [first, ...rest] = chosen;
  if (first && rest.every((store) => store.zone === first.zone)) return first.zone;
  return estate.stores.find((store) => store.kind === 'company')?.zone ?? first?.zone ?? 'UTC';
};

/** Stores that count in the same currency, together: the company's own currency first. */
export const storesByCurrency = (
  { stores, company }: Estate,
  ids: readonly string[],
): readonly { readonly currency: string; readonly stores: readonly string[] }[] => {
  const own = company.reportingCurrency ?? stores.find(({ kind }) => kind === 'company')?.currency;
  const groups = Map.groupBy(
    stores.filter(({ id }) => ids.includes(id)),
    ({ currency }) => currency,
  );
  return [...groups]
    .map(([currency, of]) => ({ currency, stores: of.map(({ id }) => id) }))
    .toSorted((a, b) => Number(b.currency === own) - Number(a.currency === own));
};
