/** The kinds of facts a source can bring; how complete each is is kept per store (table `coverage`). */
export const factFamilies = {
  orders: 'orders',
  refunds: 'refunds',
  paid_dates: 'payment dates of orders',
  customers: 'customers',
  shipping_charges: 'shipping charged to customers',
  taxes: 'taxes',
  products: 'products and their categories',
  unit_costs: 'unit costs',
  low_stock_levels: 'low-stock levels',
  reorder_points: 'reorder points',
  fulfilment: 'shipments',
  deliveries: 'deliveries',
  promises: 'promised delivery days',
  backorders: 'orders waiting for stock',
  shipping_costs: 'carrier costs',
  returns: 'returns',
  stock: 'stock',
  stock_history: 'past stock levels',
  purchase_orders: 'purchase orders',
  checkouts: 'checkouts',
  sessions: 'web sessions',
  ad_spend: 'ad spend',
  calendar: 'planned events',
  payments: 'payments',
  fees: 'payment fees',
  invoices: 'customer invoices',
  bills: 'supplier bills',
  payouts: 'payouts',
  disputes: 'disputes',
  gift_cards: 'gift cards',
  exchange_rates: 'exchange rates',
  cloud_cost: 'cloud cost',
  targets: 'budgets and targets',
  incidents: 'incidents',
  deploys: 'deploys',
  advisories: 'security advisories',
} as const;

export type FactFamily = keyof typeof factFamilies;

/**
 * Families that several sources bring together rather than twice: two status pages, two ad platforms, two repositories
 * never report the same thing. Of any other family a second source is for reconciliation.
 */
const gathered: ReadonlySet<FactFamily> = new Set([
  'incidents',
  'deploys',
  'advisories',
  'ad_spend',
  'calendar',
]);

export const isGathered = (family: FactFamily): boolean => gathered.has(family);

/** What a family is called in a sentence. */
export const familyLabel = (family: FactFamily): string => factFamilies[family];
