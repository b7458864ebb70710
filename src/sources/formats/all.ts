import type { Format } from './column.ts';
import { parcels, returns } from './fulfilment.ts';
import { disputes, exchangeRates, giftCardEntries, invoices, payments, payouts } from './money.ts';
import { orderLines, orders, refunds } from './orders.ts';
import { locations, products, variants } from './products.ts';
import { purchaseOrderLines, purchaseOrders, stockLevels, stockMoves } from './stock.ts';
import { advisories, cloudCost, deploys, incidents, incidentUpdates, targets } from './tech.ts';
import { adSpend, calendarEvents, checkouts, webSessions } from './web.ts';

/** Every table a source can fill, in the order in which they are written: a row's parent before the row. */
export const formats = {
  products,
  variants,
  locations,
  orders,
  orderLines,
  refunds,
  parcels,
  returns,
  stockLevels,
  stockMoves,
  purchaseOrders,
  purchaseOrderLines,
  checkouts,
  webSessions,
  adSpend,
  calendarEvents,
  payments,
  invoices,
  payouts,
  disputes,
  giftCardEntries,
  exchangeRates,
  cloudCost,
  targets,
  incidents,
  incidentUpdates,
  deploys,
  advisories,
} as const;

export type RowsName = keyof typeof formats;

export const rowsNames = Object.keys(formats) as readonly RowsName[];

export const formatOf = (name: RowsName): Format => formats[name];
