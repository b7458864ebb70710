import type { RowOf } from '../rows.ts';
import { minorOf, piecesOf, sum, utcOf } from '../shop/reading.ts';
import { variantOf } from './lines.ts';
import type { WooRefund } from './shapes.ts';

type Line = RowOf<'orderLines'>;
type Refund = RowOf<'refunds'>;

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** The order's line that a line of a refund gives back. */
const lineOf = (line: WooRefund['line_items'][number]): string | null => {
  const value = line.meta_data.find((one) => one.key === '_refunded_item_id')?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

const hasLines = (refund: WooRefund): boolean =>
  refund.line_items.length + refund.fee_lines.length + refund.shipping_lines.length > 0;

/** What of an order has not been given back yet. */
type Left = { readonly amount: bigint; readonly rows: readonly Refund[] };

const emptyRow = (order: RowOf<'orders'>, refund: WooRefund): Refund => ({
  id: String(refund.id),
  orderId: order.id,
  quantity: 0,
  currency: order.currency,
  amountMinor: 0n,
  shippingMinor: 0n,
  taxMinor: 0n,
  refundedAt: utcOf(refund.date_created_gmt, `refund ${refund.id} date_created_gmt`),
  updatedAt: order.updatedAt ?? null,
});

/**
 * A full refund by status has no lines ("Order fully refunded."): it gives back what is left of every line, of the
 * shipping and of the tax, which is also how WooCommerce's own reports split it.
 */
const leftOf = (
  order: RowOf<'orders'>,
  lines: readonly Line[],
  before: readonly Refund[],
  refund: WooRefund,
): Left => {
  const base = emptyRow(order, refund);
  const rows = lines.map((line): Refund => {
    const back = before.filter((one) => one.lineId === line.lineId);
    return {
      ...base,
      id: `${refund.id}/${line.lineId}`,
      lineId: line.lineId,
      variantId: line.variantId ?? null,
      productId: line.productId ?? null,
      sku: line.sku ?? null,
      quantity: Math.max(0, line.quantity - back.reduce((pieces, one) => pieces + one.quantity, 0)),
      amountMinor: line.grossMinor - line.discountMinor - sum(back.map((one) => one.amountMinor)),
    };
  });
  const loose = sum(before.filter((one) => !one.lineId).map((one) => one.amountMinor));
  const rest: Refund = {
    ...base,
    amountMinor: -loose,
    shippingMinor: order.shippingMinor - sum(before.map((one) => one.shippingMinor)),
    taxMinor: order.taxMinor - sum(before.map((one) => one.taxMinor)),
  };
  const all = [...rows, rest];
  const amount = sum(all.map((one) => one.amountMinor + one.shippingMinor + one.taxMinor));
  return { amount, rows: all };
};

/** A refund by lines; amounts come with a minus, and so do quantities. */
const byLines = (order: RowOf<'orders'>, refund: WooRefund, amount: bigint): readonly Refund[] => {
  const base = emptyRow(order, refund);
  const minor = (value: string | number, what: string): bigint =>
    absolute(minorOf(value, order.currency, `refund ${refund.id} ${what}`));
  const rows = refund.line_items.map(
    (line): Refund => ({
      ...base,
      id: `${refund.id}/${line.id}`,
      lineId: lineOf(line),
      variantId: variantOf(line),
      productId: line.product_id ? String(line.product_id) : null,
      sku: line.sku || null,
      quantity: Math.abs(piecesOf(line.quantity, `refund ${refund.id} line ${line.id} quantity`)),
      amountMinor: minor(line.total, `line ${line.id} total`),
    }),
  );
  const fees = refund.fee_lines.map(
    (fee): Refund => ({
      ...base,
      id: `${refund.id}/${fee.id}`,
      amountMinor: minor(fee.total, `fee ${fee.id} total`),
    }),
  );
  const charges = [...refund.line_items, ...refund.fee_lines, ...refund.shipping_lines];
  const taxMinor = sum(charges.map((one) => minor(one.total_tax, `line ${one.id} total_tax`)));
  const shippingMinor = sum(refund.shipping_lines.map((one) => minor(one.total, `shipping ${one.id} total`)));
  const listed = sum([...rows, ...fees].map((one) => one.amountMinor)) + taxMinor + shippingMinor;
  // What was given back beyond the lines is merchandise of no single line.
  return [...rows, ...fees, { ...base, amountMinor: amount - listed, shippingMinor, taxMinor }];
};

const isWorthKeeping = (row: Refund): boolean =>
  row.amountMinor !== 0n || row.shippingMinor !== 0n || row.taxMinor !== 0n || row.quantity > 0;

/** The refunds of an order, oldest first, as rows of what each gives back. */
export const refundRows = (
  order: RowOf<'orders'>,
  lines: readonly Line[],
  refunds: readonly WooRefund[],
): readonly Refund[] => {
  const rows: Refund[] = [];
  for (const refund of refunds.toSorted((a, b) => a.id - b.id)) {
    const amount = absolute(minorOf(refund.amount, order.currency, `refund ${refund.id} amount`));
    const left = hasLines(refund) ? null : leftOf(order, lines, rows, refund);
    if (left?.amount === amount) rows.push(...left.rows.filter(isWorthKeeping));
    else rows.push(...byLines(order, refund, amount).filter(isWorthKeeping));
  }
  return rows;
};
