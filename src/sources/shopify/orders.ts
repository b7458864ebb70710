import { createHash } from 'node:crypto';
import type { PullContext, StoredOrder } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { attributionOf } from '../shop/attribution.ts';
import { countryOf } from '../shop/country.ts';
import type { OrderRows } from '../shop/order-rows.ts';
import { minorOf, sum } from '../shop/reading.ts';
import { numberOf } from './ids.ts';
import { lineRow } from './lines.ts';
import { parcelRows, shippedOf } from './parcels.ts';
import { paidAtOf, paymentRows } from './payments.ts';
import { editRows, refundRows, returnRows } from './refunds.ts';
import type { ShopifyEdits, ShopifyOrder } from './shapes.ts';

/** A checkout is known by a digest of its token: the token itself opens it. */
export const checkoutId = (token: string): string =>
  createHash('sha256').update(token).digest('hex').slice(0, 16);

/** The checkout that became an order: begun with contact details, and completed. */
export const checkoutOf = (order: ShopifyOrder, row: RowOf<'orders'>): readonly RowOf<'checkouts'>[] =>
  order.checkoutToken && row.accepted
    ? [
        {
          id: checkoutId(order.checkoutToken),
          startedAt: order.createdAt,
          completedAt: order.createdAt,
          hasContact: true,
          currency: row.currency,
          valueMinor: row.totalMinor,
          country: row.country ?? null,
          updatedAt: order.updatedAt,
        },
      ]
    : [];

/** Shipping without tax, and its tax: the price includes it where the order's prices do. */
const shippingOf = (order: ShopifyOrder): { readonly net: bigint; readonly tax: bigint } => {
  const line = order.shippingLine;
  if (!line) return { net: 0n, tax: 0n };
  const price = minorOf(line.discountedPriceSet.shopMoney.amount, order.currencyCode, 'shipping price');
  const tax = sum(
    line.taxLines.map((one) => minorOf(one.priceSet.shopMoney.amount, order.currencyCode, 'shipping tax')),
  );
  return { net: order.taxesIncluded ? price - tax : price, tax };
};

/** The day by which the next payment is due, in the shop's zone. */
const dueOn = (order: ShopifyOrder, zone: string): string | null => {
  const open = order.paymentTerms?.paymentSchedules?.nodes.find((one) => !one.completedAt && one.dueAt);
  return open?.dueAt
    ? Temporal.Instant.from(open.dueAt).toZonedDateTimeISO(zone).toPlainDate().toString()
    : null;
};

const attributed = (order: ShopifyOrder) => {
  const visit = order.customerJourneySummary?.lastVisit;
  const tags = visit?.utmParameters;
  return attributionOf({
    source: tags?.source ?? visit?.source ?? null,
    medium: tags?.medium ?? null,
    campaign: tags?.campaign ?? null,
  });
};

/** What was sold through the shop's own channels has their names; an app's orders have the app's. */
const channelOf = (order: ShopifyOrder): string | null => order.app?.name || order.sourceName || null;

/** One order as rows. Throws RangeError that says what cannot be read. Test orders keep their row and count as nothing. */
export const orderRows = (
  order: ShopifyOrder,
  edits: ShopifyEdits | undefined,
  context: Pick<PullContext, 'personKey' | 'store'>,
  stored: StoredOrder | undefined,
): OrderRows => {
  const { currencyCode: currency } = order;
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError('currencyCode is not a three-letter code');
  const lines = order.lineItems.nodes.map((line) => lineRow(order, line, stored));
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  const parcels = parcelRows(order);
  const shipping = shippingOf(order);
  const payments = paymentRows(order);
  const row: RowOf<'orders'> = {
    id: numberOf(order.id),
    number: order.name,
    accepted: !order.test,
    placedAt: order.processedAt,
    paidAt: paidAtOf(order),
    cancelledAt: order.cancelledAt ?? null,
    ...shippedOf(order, parcels),
    dueOn: dueOn(order, context.store.zone),
    currency,
    shippingMinor: shipping.net,
    // The stated total shrinks when an order is edited; what was ordered does not.
    taxMinor: sum(lines.map((line) => line.taxMinor ?? 0n)) + shipping.tax,
    totalMinor: minorOf(order.totalPriceSet.shopMoney.amount, currency, 'totalPriceSet'),
    outstandingMinor: minorOf(order.totalOutstandingSet.shopMoney.amount, currency, 'totalOutstandingSet'),
    personKey: order.customer ? context.personKey(`customer:${numberOf(order.customer.id)}`) : null,
    personOrderIndex: order.customerJourneySummary?.customerOrderIndex ?? null,
    country: countryOf(order.shippingAddress?.countryCodeV2),
    salesChannel: channelOf(order),
    paymentMethod: payments.find((one) => one.status !== 'failed')?.method ?? payments[0]?.method ?? null,
    shippingMethod: order.shippingLine?.title || null,
    discountCodes: order.discountCodes,
    ...attributed(order),
    updatedAt: order.updatedAt,
  };
  if (order.test) return { order: row, lines, refunds: [] };
  return {
    order: row,
    lines,
    refunds: [...refundRows(order, byId), ...editRows(order, edits, byId)],
    returns: returnRows(order, byId),
    parcels,
    payments,
  };
};
