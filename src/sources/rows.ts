import type { InferInsertModel, Table } from 'drizzle-orm';
import type { parcels, returns } from '#src/database/schema/fulfilment.ts';
import type {
  disputes,
  exchangeRates,
  giftCardEntries,
  invoices,
  payments,
  payouts,
} from '#src/database/schema/money.ts';
import type { locations, products, variants } from '#src/database/schema/products.ts';
import type { orderLines, orders, refunds } from '#src/database/schema/sales.ts';
import type {
  purchaseOrderLines,
  purchaseOrders,
  stockLevels,
  stockMoves,
} from '#src/database/schema/stock.ts';
import type {
  advisories,
  cloudCost,
  deploys,
  incidents,
  incidentUpdates,
  targets,
} from '#src/database/schema/tech.ts';
import type { adSpend, calendarEvents, checkouts, webSessions } from '#src/database/schema/web.ts';

/** Columns that loading fills in itself: who wrote it for which store, and what booking derives. */
type Filled = 'storeId' | 'source';
type Row<T extends Table, Derived extends string = never> = Readonly<
  Omit<InferInsertModel<T>, Filled | Derived>
>;

/** Rows a source yields, by table, in the shapes of the tables without what loading and booking fill in. */
export type FactRows = {
  readonly products?: readonly Row<typeof products>[];
  readonly variants?: readonly Row<typeof variants>[];
  readonly locations?: readonly Row<typeof locations>[];
  readonly orders?: readonly Row<
    typeof orders,
    'soldAt' | 'soldDay' | 'shippedDay' | 'deliveredDay' | 'discountMinor' | 'customerType'
  >[];
  readonly orderLines?: readonly Row<typeof orderLines, 'soldAt' | 'soldDay'>[];
  readonly refunds?: readonly Row<typeof refunds, 'refundedDay' | 'counted'>[];
  readonly parcels?: readonly Row<typeof parcels, 'handedOverDay' | 'deliveredDay'>[];
  readonly returns?: readonly Row<typeof returns, 'receivedDay' | 'soldDay'>[];
  readonly stockLevels?: readonly Row<typeof stockLevels>[];
  readonly stockMoves?: readonly Row<typeof stockMoves>[];
  readonly purchaseOrders?: readonly Row<typeof purchaseOrders>[];
  readonly purchaseOrderLines?: readonly Row<typeof purchaseOrderLines>[];
  readonly checkouts?: readonly Row<typeof checkouts, 'startedDay'>[];
  readonly webSessions?: readonly Row<typeof webSessions>[];
  readonly adSpend?: readonly Row<typeof adSpend>[];
  readonly calendarEvents?: readonly Row<typeof calendarEvents>[];
  readonly payments?: readonly Row<typeof payments, 'day'>[];
  readonly invoices?: readonly Row<typeof invoices>[];
  readonly payouts?: readonly Row<typeof payouts>[];
  readonly disputes?: readonly Row<typeof disputes>[];
  readonly giftCardEntries?: readonly Row<typeof giftCardEntries>[];
  readonly exchangeRates?: readonly Row<typeof exchangeRates>[];
  readonly cloudCost?: readonly Row<typeof cloudCost>[];
  readonly targets?: readonly Row<typeof targets>[];
  readonly incidents?: readonly Row<typeof incidents>[];
  readonly incidentUpdates?: readonly Row<typeof incidentUpdates>[];
  readonly deploys?: readonly Row<typeof deploys>[];
  readonly advisories?: readonly Row<typeof advisories>[];
};
