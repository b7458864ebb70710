import type { PullContext, StoredOrder } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { attributionOf } from '../shop/attribution.ts';
import { countryOf } from '../shop/country.ts';
import type { OrderRows } from '../shop/order-rows.ts';
import { minorOf, utcOf } from '../shop/reading.ts';
import { lineRows } from './lines.ts';
import { refundRows } from './refunds.ts';
import type { WooOrder, WooRefund } from './shapes.ts';
import type { OrderRules } from './status.ts';
import { cancelledOf, wasAccepted } from './status.ts';

const metaText = (order: WooOrder, key: string): string | null => {
  const value = order.meta_data.find((one) => one.key === key)?.value;
  return typeof value === 'string' ? value : null;
};

const attribution = '_wc_order_attribution_';

/** Meta keys of the shop's own attribution, the only ones asked for. */
export const attributionKeys = ['utm_source', 'utm_medium', 'utm_campaign', 'device_type'].map(
  (key) => `${attribution}${key}`,
);

const channels: Readonly<Record<string, string>> = {
  checkout: 'Web shop',
  'store-api': 'Web shop',
  admin: 'Back office',
  'rest-api': 'API',
  'pos-rest-api': 'POS',
};

/** The person is told by the e-mail address, so that a guest who later registers is the same one. */
const identityOf = (order: WooOrder): string | null => {
  const email = order.billing?.email?.trim();
  if (email) return email;
  return order.customer_id > 0 ? `customer:${order.customer_id}` : null;
};

const paymentRow = (row: RowOf<'orders'>, order: WooOrder): readonly RowOf<'payments'>[] => {
  const method = order.payment_method_title || order.payment_method || null;
  const common = {
    id: row.id,
    orderId: row.id,
    method,
    provider: order.payment_method || null,
    currency: row.currency,
    amountMinor: row.totalMinor,
    updatedAt: row.updatedAt ?? null,
  };
  if (row.paidAt) return [{ ...common, at: row.paidAt, status: 'paid' }];
  if (order.status === 'failed') return [{ ...common, at: row.placedAt, status: 'failed' }];
  return row.accepted && !row.cancelledAt ? [{ ...common, at: row.placedAt, status: 'pending' }] : [];
};

/** One order with its refunds as rows. Throws RangeError that says what cannot be read. */
export const orderRows = (
  order: WooOrder,
  refunds: readonly WooRefund[],
  rules: OrderRules,
  context: Pick<PullContext, 'personKey'>,
  stored: StoredOrder | undefined,
): OrderRows => {
  const { currency } = order;
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError('currency is not a three-letter code');
  const minor = (value: string | number, what: string): bigint => minorOf(value, currency, what);
  const placedAt = utcOf(order.date_created_gmt, 'date_created_gmt');
  const identity = identityOf(order);
  const row: RowOf<'orders'> = {
    id: String(order.id),
    number: String(order.number),
    accepted: wasAccepted(order, rules, stored),
    placedAt,
    paidAt: order.date_paid_gmt ? utcOf(order.date_paid_gmt, 'date_paid_gmt') : null,
    ...cancelledOf(order, placedAt, stored),
    currency,
    shippingMinor: minor(order.shipping_total, 'shipping_total'),
    taxMinor: minor(order.total_tax, 'total_tax'),
    totalMinor: minor(order.total, 'total'),
    personKey: identity === null ? null : context.personKey(identity),
    country: countryOf(order.shipping?.country || order.billing?.country),
    salesChannel: order.created_via ? (channels[order.created_via] ?? order.created_via) : null,
    paymentMethod: order.payment_method_title || order.payment_method || null,
    shippingMethod: order.shipping_lines[0]?.method_title || null,
    discountCodes: order.coupon_lines.map((coupon) => coupon.code),
    device: metaText(order, `${attribution}device_type`)?.toLowerCase() ?? null,
    ...attributionOf({
      source: metaText(order, `${attribution}utm_source`),
      medium: metaText(order, `${attribution}utm_medium`),
      campaign: metaText(order, `${attribution}utm_campaign`),
    }),
    updatedAt: utcOf(order.date_modified_gmt, 'date_modified_gmt'),
  };
  const lines = lineRows(order);
  const given = refundRows(row, lines, refunds);
  const back = refunds.reduce((total, refund) => total + minor(refund.amount, `refund ${refund.id}`), 0n);
  const outstandingMinor = row.paidAt ? 0n : row.totalMinor - back;
  return {
    order: { ...row, outstandingMinor },
    lines,
    refunds: given,
    payments: paymentRow(row, order),
  };
};
