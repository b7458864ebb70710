import type { RowOf } from '../rows.ts';
import { minorOf, piecesOf } from '../shop/reading.ts';
import type { WooOrder } from './shapes.ts';

/** What was ordered, per line; surcharges and discounts of plug-ins are lines without pieces. Throws RangeError. */
export const lineRows = (order: WooOrder): readonly RowOf<'orderLines'>[] => {
  const orderId = String(order.id);
  const { currency } = order;
  const minor = (value: string | number, what: string): bigint => minorOf(value, currency, what);
  const goods = order.line_items.map((line) => {
    const what = `line ${line.id}`;
    const before = minor(line.subtotal, `${what} subtotal`);
    const after = minor(line.total, `${what} total`);
    // Plug-ins book a discount as a line below zero: it is no piece of anything.
    const isDiscount = before < 0n;
    const gross = isDiscount ? 0n : before;
    return {
      orderId,
      lineId: String(line.id),
      variantId: variantOf(line),
      productId: line.product_id ? String(line.product_id) : null,
      sku: line.sku || null,
      quantity: isDiscount ? 0 : piecesOf(line.quantity, `${what} quantity`),
      currency,
      grossMinor: gross,
      discountMinor: gross - after,
      taxMinor: minor(line.total_tax, `${what} total_tax`),
    };
  });
  // A surcharge is part of what was sold, without being a piece; one below zero is a discount.
  const fees = order.fee_lines.map((fee) => {
    const total = minor(fee.total, `fee ${fee.id} total`);
    return {
      orderId,
      lineId: String(fee.id),
      quantity: 0,
      currency,
      grossMinor: total > 0n ? total : 0n,
      discountMinor: total < 0n ? -total : 0n,
      taxMinor: minor(fee.total_tax, `fee ${fee.id} total_tax`),
    };
  });
  return [...goods, ...fees];
};

/** The variant of a line: its variation, else the product itself. */
export const variantOf = (line: {
  readonly product_id?: number | null | undefined;
  readonly variation_id?: number | null | undefined;
}): string | null => {
  const id = line.variation_id || line.product_id;
  return id ? String(id) : null;
};
