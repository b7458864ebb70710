import { asc } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { coverage, stores } from '#src/database/schema/stores.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { SourceState } from './figures.ts';

/** A store as questions see it. */
export type Store = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'store' | 'company';
  readonly platform: string;
  readonly currency: string;
  readonly zone: string;
  readonly isDemo: boolean;
};

/** What there is to ask about, and how far each source is. */
export type Estate = {
  readonly stores: readonly Store[];
  readonly sources: readonly (SourceState & { readonly dimensions: readonly string[] })[];
};

/** The store that owns what belongs to no single shop. */
export const companyStore = 'company';

/** Stores and coverage as they stand; two small tables, read with each question. */
export const readEstate = async (db: Db): Promise<Estate> => {
  const [storeRows, coverageRows] = await Promise.all([
    db.select().from(stores).orderBy(asc(stores.kind), asc(stores.id)),
    db.select().from(coverage),
  ]);
  return {
    stores: storeRows,
    sources: coverageRows.map((row) => ({
      source: row.source,
      storeId: row.storeId,
      family: row.family as FactFamily,
      asOf: instantFrom(row.asOf),
      completeFrom: instantFrom(row.completeFrom),
      completeTo: instantFrom(row.completeTo),
      dimensions: row.dimensions,
    })),
  };
};

/** The zone a question over these stores is asked in: the store's own, the company's for several. */
export const zoneOf = (estate: Estate, storeIds: readonly string[]): string => {
  const chosen = estate.stores.filter(
    (store) => store.kind === 'store' && (storeIds.length === 0 || storeIds.includes(store.id)),
  );
  const [first, ...rest] = chosen;
  if (first && rest.every((store) => store.zone === first.zone)) return first.zone;
  return estate.stores.find((store) => store.kind === 'company')?.zone ?? first?.zone ?? 'UTC';
};
