/**
 * What a company may set once where METRICS.md leaves a choice; answers name what differs from the default. `dateBasis`:
 * which instant of an order decides its day; `cancellations`: booked on their own day or on the order's;
 * `fiscalYearStart`: month 1–12; `weekStart`: 1 Monday, 6 Saturday, 7 Sunday; `sourcesOfRecord`: source by
 * `store/family`; the two levels stand in for SKUs that have none of their own. `version` grows with every change.
 */
export type Company = {
  readonly dateBasis: 'placed' | 'paid';
  readonly cancellations: 'own_day' | 'order_day';
  readonly fiscalYearStart: number;
  readonly weekStart: 1 | 6 | 7;
  readonly reportingCurrency: string | null;
  readonly sourcesOfRecord: Readonly<Record<string, string>>;
  readonly lowStockLevel: number | null;
  readonly reorderPoint: number | null;
  readonly version: number;
};

/** What holds until a company sets something else. */
export const companyDefaults: Company = {
  dateBasis: 'placed',
  cancellations: 'own_day',
  fiscalYearStart: 1,
  weekStart: 1,
  reportingCurrency: null,
  sourcesOfRecord: {},
  lowStockLevel: null,
  reorderPoint: null,
  version: 0,
};
