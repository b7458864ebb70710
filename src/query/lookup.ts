import { and, eq, inArray, lte, or } from 'drizzle-orm';
import type { Database } from '#src/database/connect.ts';
import { parcels } from '#src/database/schema/fulfilment.ts';
import { variants } from '#src/database/schema/products.ts';
import { orders } from '#src/database/schema/sales.ts';
import { purchaseOrderLines, purchaseOrders } from '#src/database/schema/stock.ts';
import { instantFrom } from '#src/lib/time-range.ts';

type At = Temporal.Instant | null;

/** An order without anything personal. Events after the moment asked for have not happened. */
export type OrderRecord = {
  readonly storeId: string;
  readonly number: string;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly accepted: boolean;
  readonly placedAt: Temporal.Instant;
  readonly paidAt: At;
  readonly cancelledAt: At;
  readonly shippedAt: At;
  readonly deliveredAt: At;
  readonly promisedOn: string | null;
  readonly waitingForStock: boolean;
  readonly parcels: readonly {
    readonly carrier: string | null;
    readonly tracking: string | null;
    readonly handedOverAt: At;
    readonly deliveredAt: At;
  }[];
};

/** A purchase order with what is on it. */
export type PurchaseOrderRecord = {
  readonly storeId: string;
  readonly number: string;
  readonly kind: 'purchase' | 'transfer';
  readonly orderedAt: Temporal.Instant;
  readonly expectedOn: string | null;
  readonly cancelledAt: At;
  readonly lines: readonly {
    readonly sku: string;
    readonly title: string;
    readonly ordered: number;
    readonly received: number;
  }[];
};

/** The instant of an event that had happened by `now`. */
const past = (text: string | null, now: Temporal.Instant): At => {
  if (text === null) return null;
  const at = instantFrom(text);
  return Temporal.Instant.compare(at, now) <= 0 ? at : null;
};

/** Orders of that number (with or without `#`) in the given stores; several when stores share numbers. */
export const findOrders = async (
  database: Database,
  number: string,
  storeIds: readonly string[],
  now: Temporal.Instant,
): Promise<readonly OrderRecord[]> => {
  const plain = number.replace(/^#/, '');
  const rows = await database.fast
    .select()
    .from(orders)
    .where(
      and(
        inArray(orders.storeId, [...storeIds]),
        inArray(orders.number, [plain, `#${plain}`]),
        lte(orders.placedAt, now.toString()),
      ),
    );
  return Promise.all(
    rows.map(async (row) => {
      const sent = await database.fast
        .select()
        .from(parcels)
        .where(and(eq(parcels.storeId, row.storeId), eq(parcels.orderId, row.id)));
      return {
        ...row,
        placedAt: instantFrom(row.placedAt),
        paidAt: past(row.paidAt, now),
        cancelledAt: past(row.cancelledAt, now),
        shippedAt: past(row.shippedAt, now),
        deliveredAt: past(row.deliveredAt, now),
        waitingForStock: past(row.waitingForStockSince, now) !== null,
        parcels: sent
          .map((parcel) => ({
            carrier: parcel.carrier,
            tracking: parcel.trackingNumber,
            handedOverAt: past(parcel.handedOverAt, now),
            deliveredAt: past(parcel.deliveredAt, now),
          }))
          .filter((parcel) => parcel.handedOverAt !== null),
      };
    }),
  );
};

/** Purchase orders of that number in the given stores. */
export const findPurchaseOrders = async (
  database: Database,
  number: string,
  storeIds: readonly string[],
  now: Temporal.Instant,
): Promise<readonly PurchaseOrderRecord[]> => {
  const rows = await database.fast
    .select()
    .from(purchaseOrders)
    .where(
      and(
        inArray(purchaseOrders.storeId, [...storeIds]),
        or(eq(purchaseOrders.number, number), eq(purchaseOrders.number, number.toUpperCase())),
        lte(purchaseOrders.orderedAt, now.toString()),
      ),
    );
  return Promise.all(
    rows.map(async (row) => {
      const lines = await database.fast
        .select({ line: purchaseOrderLines, sku: variants.sku, title: variants.title })
        .from(purchaseOrderLines)
        .leftJoin(
          variants,
          and(
            eq(variants.storeId, purchaseOrderLines.storeId),
            eq(variants.id, purchaseOrderLines.variantId),
          ),
        )
        .where(
          and(eq(purchaseOrderLines.storeId, row.storeId), eq(purchaseOrderLines.purchaseOrderId, row.id)),
        );
      return {
        storeId: row.storeId,
        number: row.number,
        kind: row.kind,
        orderedAt: instantFrom(row.orderedAt),
        expectedOn: row.expectedOn,
        cancelledAt: past(row.cancelledAt, now),
        lines: lines.map(({ line, sku, title }) => ({
          sku: sku ?? line.variantId,
          title: title ?? line.variantId,
          ordered: line.orderedQuantity,
          received: line.receivedAt === null || past(line.receivedAt, now) ? line.receivedQuantity : 0,
        })),
      };
    }),
  );
};
