import type { RowOf } from '../rows.ts';
import { piecesOf, shareOf, sum, utcOf } from '../shop/reading.ts';
import { familiesOf, minorOr0 } from './lines.ts';

import type { MagentoMemo, MagentoOrder } from './shapes.ts';

type Line = RowOf<'orderLines'>;
type Refund = RowOf<'refunds'>;

/** A credit memo that has been paid out; 1 is open, 3 cancelled. */
const refunded = 2;

const isWorthKeeping = (row: Refund): boolean =>
  row.amountMinor !== 0n || row.shippingMinor !== 0n || row.taxMinor !== 0n || row.quantity > 0;

const ofLine = (line: Line): Pick<Refund, 'lineId' | 'variantId' | 'productId' | 'sku'> => ({
  lineId: line.lineId,
  variantId: line.variantId ?? null,
  productId: line.productId ?? null,
  sku: line.sku ?? null,
});

const emptyRow = (order: RowOf<'orders'>, id: string, refundedAt: string): Refund => ({
  id,
  orderId: order.id,
  quantity: 0,
  currency: order.currency,
  amountMinor: 0n,
  shippingMinor: 0n,
  taxMinor: 0n,
  refundedAt,
  updatedAt: order.updatedAt ?? null,
});

/**
 * What a credit memo gives back. It repeats the double rows of its order, of which those that customers see count; what
 * was given beyond them (an adjustment, or less a fee) is merchandise of no single line.
 */
const memoRows = (
  order: RowOf<'orders'>,
  lines: ReadonlyMap<string, Line>,
  memo: MagentoMemo,
): readonly Refund[] => {
  const base = emptyRow(
    order,
    String(memo.entity_id),
    utcOf(memo.created_at, `credit memo ${memo.entity_id}`),
  );
  const minor = (value: string | number | null | undefined, what: string): bigint =>
    minorOr0(value, order.currency, `credit memo ${memo.entity_id} ${what}`);
  const goods = (memo.items ?? []).flatMap((item): readonly Refund[] => {
    const line = lines.get(String(item.order_item_id));
    if (!line) return [];
    const discount =
      minor(item.base_discount_amount, 'base_discount_amount') -
      minor(item.base_discount_tax_compensation_amount, 'base_discount_tax_compensation_amount');
    return [
      {
        ...base,
        ...ofLine(line),
        id: `${memo.entity_id}/${item.order_item_id}`,
        quantity: piecesOf(item.qty, `credit memo ${memo.entity_id} qty`),
        amountMinor: minor(item.base_row_total, 'base_row_total') - discount,
      },
    ];
  });
  const shippingMinor = minor(memo.base_shipping_amount, 'base_shipping_amount');
  const taxMinor = minor(memo.base_tax_amount, 'base_tax_amount');
  const total = minor(memo.base_grand_total, 'base_grand_total');
  const rest = total - shippingMinor - taxMinor - sum(goods.map((row) => row.amountMinor));
  return [...goods, { ...base, amountMinor: rest, shippingMinor, taxMinor }];
};

/**
 * Pieces that were cancelled of an order that goes on. Magento keeps no day for it, so it counts on the day of the order,
 * like a cancellation without a date.
 */
const cancelledPieces = (
  order: RowOf<'orders'>,
  source: MagentoOrder,
  lines: ReadonlyMap<string, Line>,
): readonly Refund[] =>
  familiesOf(source).flatMap(({ item }): readonly Refund[] => {
    const line = lines.get(String(item.item_id));
    const pieces = piecesOf(item.qty_canceled ?? 0, `item ${item.item_id} qty_canceled`);
    if (!line || pieces <= 0) return [];
    const part = (value: bigint): bigint => shareOf(value, BigInt(pieces), BigInt(line.quantity));
    return [
      {
        ...emptyRow(order, `cancelled/${item.item_id}`, order.placedAt),
        ...ofLine(line),
        quantity: pieces,
        amountMinor: part(line.grossMinor - line.discountMinor),
        taxMinor: part(line.taxMinor ?? 0n),
      },
    ];
  });

/** Everything given back of an order. */
export const refundRows = (
  order: RowOf<'orders'>,
  source: MagentoOrder,
  lines: readonly Line[],
  memos: readonly MagentoMemo[],
): readonly Refund[] => {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  const given = memos
    .filter(({ state }) => state === undefined || state === null || state === refunded)
    .flatMap((memo) => memoRows(order, byId, memo));
  const partly = order.cancelledAt ? [] : cancelledPieces(order, source, byId);
  return [...given, ...partly].filter(isWorthKeeping);
};
