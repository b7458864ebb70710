import type { PullContext, StoredOrder } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { countryOf } from '../shop/country.ts';
import type { OrderRows } from '../shop/order-rows.ts';
import { minorOf, utcOf } from '../shop/reading.ts';
import { lineRows, minorOr0 } from './lines.ts';
import { parcelRows, shippedAtOf } from './parcels.ts';
import { refundRows } from './refunds.ts';
import type { MagentoInvoice, MagentoMemo, MagentoOrder, MagentoShipment } from './shapes.ts';
import { cancelledOf, wasAccepted } from './status.ts';

/** What stands beside an order in lists of its own. */
export type Papers = {
  readonly invoices: readonly MagentoInvoice[];
  readonly memos: readonly MagentoMemo[];
  readonly shipments: readonly MagentoShipment[];
};

/** An invoice that has been paid; 1 is open, 3 cancelled. */
const paid = 2;

/** The person is told by the e-mail address, so that a guest who later registers is the same one. */
const identityOf = (order: MagentoOrder): string | null => {
  const email = order.customer_email?.trim();
  if (email) return email;
  return order.customer_id ? `customer:${order.customer_id}` : null;
};

/** When it was paid in full: the paid invoice that reached its total, or the last one where part of it was cancelled. */
const paidAtOf = (order: MagentoOrder, { invoices }: Papers, placedAt: string): string | null => {
  const { base_currency_code: currency } = order;
  const total = minorOf(order.base_grand_total, currency, 'base_grand_total');
  const done = invoices
    .filter(({ state }) => state === paid)
    .toSorted((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0));
  let sum = 0n;
  for (const invoice of done) {
    sum += minorOf(invoice.base_grand_total, currency, `invoice ${invoice.entity_id} base_grand_total`);
    if (sum >= total) return utcOf(invoice.created_at, `invoice ${invoice.entity_id} created_at`);
  }
  const isSettled = minorOr0(order.base_total_due, currency, 'base_total_due') === 0n;
  const last = done.at(-1);
  if (last && isSettled) return utcOf(last.created_at, `invoice ${last.entity_id} created_at`);
  return total === 0n ? placedAt : null;
};

/** What the customer pays: a gift card, store credit and points are ways to pay, though Magento takes them off the total. */
const totalOf = (order: MagentoOrder): bigint => {
  const { extension_attributes: more, base_currency_code: currency } = order;
  return (
    minorOf(order.base_grand_total, currency, 'base_grand_total') +
    minorOr0(more?.base_gift_cards_amount, currency, 'base_gift_cards_amount') +
    minorOr0(more?.base_customer_balance_amount, currency, 'base_customer_balance_amount') +
    minorOr0(more?.base_reward_currency_amount, currency, 'base_reward_currency_amount')
  );
};

const shippingOf = (order: MagentoOrder): bigint => {
  const { base_currency_code: currency } = order;
  return (
    minorOr0(order.base_shipping_amount, currency, 'base_shipping_amount') -
    minorOr0(order.base_shipping_discount_amount, currency, 'base_shipping_discount_amount') +
    minorOr0(
      order.base_shipping_discount_tax_compensation_amnt,
      currency,
      'base_shipping_discount_tax_compensation_amnt',
    )
  );
};

const countryIn = (order: MagentoOrder): string | null => {
  const [assignment] = order.extension_attributes?.shipping_assignments ?? [];
  return countryOf(assignment?.shipping?.address?.country_id || order.billing_address?.country_id);
};

/** One order with its invoices, credit memos and shipments as rows. Throws RangeError that says what cannot be read. */
export const orderRows = (
  order: MagentoOrder,
  papers: Papers,
  context: Pick<PullContext, 'personKey'>,
  stored: StoredOrder | undefined,
): OrderRows => {
  const { base_currency_code: currency } = order;
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError('base_currency_code is not a three-letter code');
  const placedAt = utcOf(order.created_at, 'created_at');
  const identity = identityOf(order);
  const parcels = parcelRows(order, papers.shipments);
  const row: RowOf<'orders'> = {
    id: String(order.entity_id),
    number: order.increment_id,
    accepted: wasAccepted(order, stored),
    placedAt,
    paidAt: paidAtOf(order, papers, placedAt),
    ...cancelledOf(order, placedAt, stored),
    shippedAt: shippedAtOf(order, parcels),
    currency,
    shippingMinor: shippingOf(order),
    taxMinor: minorOr0(order.base_tax_amount, currency, 'base_tax_amount'),
    totalMinor: totalOf(order),
    outstandingMinor: minorOr0(order.base_total_due, currency, 'base_total_due'),
    personKey: identity === null ? null : context.personKey(identity),
    country: countryIn(order),
    paymentMethod: order.payment?.method || null,
    shippingMethod: order.shipping_description || null,
    discountCodes: order.coupon_code ? [order.coupon_code] : [],
    updatedAt: utcOf(order.updated_at, 'updated_at'),
  };
  const lines = lineRows(order, stored);
  return { order: row, lines, refunds: refundRows(row, order, lines, papers.memos), parcels };
};
