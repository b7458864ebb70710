import type { RowOf } from '../rows.ts';
import { minorOf, piecesOf, sum } from '../shop/reading.ts';
import { numberOf } from './ids.ts';
import type { ShopifyEdits, ShopifyOrder, ShopifyRefund } from './shapes.ts';

type Refund = RowOf<'refunds'>;
type Returned = RowOf<'returns'>;
type Bag = { readonly shopMoney: { readonly amount: string } };

/** What tells an order's lines apart for rows under them. */
type Lines = ReadonlyMap<string, RowOf<'orderLines'>>;

const ofLine = (lines: Lines, id: string): Pick<Refund, 'lineId' | 'variantId' | 'productId' | 'sku'> => {
  const line = lines.get(id);
  return {
    lineId: id,
    variantId: line?.variantId ?? null,
    productId: line?.productId ?? null,
    sku: line?.sku ?? null,
  };
};

const isWorthKeeping = (row: Refund): boolean =>
  row.amountMinor !== 0n || row.shippingMinor !== 0n || row.taxMinor !== 0n || row.quantity > 0;

const base = (order: ShopifyOrder, id: string, refundedAt: string): Refund => ({
  id,
  orderId: numberOf(order.id),
  quantity: 0,
  currency: order.currencyCode,
  amountMinor: 0n,
  shippingMinor: 0n,
  taxMinor: 0n,
  refundedAt,
  updatedAt: order.updatedAt,
});

const timeOf = (refund: ShopifyRefund): string => {
  const at = refund.processedAt ?? refund.createdAt;
  if (!at) throw new RangeError(`refund ${numberOf(refund.id)} has no time`);
  return at;
};

/**
 * What a refund gives back. Subtotals include tax where the order's prices do. An adjustment is the difference between
 * what the lines are worth and what was paid out, negative when more was paid: merchandise of no single line.
 */
export const refundRows = (order: ShopifyOrder, lines: Lines): readonly Refund[] =>
  order.refunds
    .flatMap((refund) => {
      const id = numberOf(refund.id);
      const at = timeOf(refund);
      const minor = (bag: Bag, what: string): bigint =>
        minorOf(bag.shopMoney.amount, order.currencyCode, `refund ${id} ${what}`);
      const without = (paid: bigint, tax: bigint): bigint => (order.taxesIncluded ? paid - tax : paid);
      const goods = (refund.refundLineItems?.nodes ?? []).map((line, index): Refund => {
        const taxMinor = minor(line.totalTaxSet, 'totalTaxSet');
        return {
          ...base(order, `${id}/${index}`, at),
          ...ofLine(lines, numberOf(line.lineItem.id)),
          quantity: piecesOf(line.quantity, `refund ${id} quantity`),
          amountMinor: without(minor(line.subtotalSet, 'subtotalSet'), taxMinor),
          taxMinor,
        };
      });
      const shipping = refund.refundShippingLines?.nodes ?? [];
      const shippingTax = sum(shipping.map((one) => minor(one.taxAmountSet, 'shipping tax')));
      const adjustments = refund.orderAdjustments?.nodes ?? [];
      const rest: Refund = {
        ...base(order, id, at),
        amountMinor: -sum(adjustments.map((one) => minor(one.amountSet, 'adjustment'))),
        shippingMinor: without(
          sum(shipping.map((one) => minor(one.subtotalAmountSet, 'shipping'))),
          shippingTax,
        ),
        taxMinor: shippingTax - sum(adjustments.map((one) => minor(one.taxAmountSet, 'adjustment tax'))),
      };
      return [...goods, rest];
    })
    .filter(isWorthKeeping);

/** Pieces that came back into stock together with a refund; others were never sent, or are gone. */
export const returnRows = (order: ShopifyOrder, lines: Lines): readonly Returned[] =>
  order.refunds.flatMap((refund) =>
    (refund.refundLineItems?.nodes ?? []).flatMap((line, index) =>
      line.restockType === 'RETURN' || line.restockType === 'LEGACY_RESTOCK'
        ? [
            {
              id: `${numberOf(refund.id)}/${index}`,
              orderId: numberOf(order.id),
              ...ofLine(lines, numberOf(line.lineItem.id)),
              units: piecesOf(line.quantity, `refund ${numberOf(refund.id)} quantity`),
              restocked: true,
              receivedAt: timeOf(refund),
              updatedAt: order.updatedAt,
            },
          ]
        : [],
    ),
  );

/**
 * Pieces that are gone from a line and that no refund accounts for: those an edit took off. Where a removal comes with
 * a refund of its own, nothing is left here, so that it does not count twice.
 */
const removedByEdit = (order: ShopifyOrder): ReadonlyMap<string, number> => {
  const refunded = new Map<string, number>();
  for (const line of order.refunds.flatMap((refund) => refund.refundLineItems?.nodes ?? []))
    refunded.set(line.lineItem.id, (refunded.get(line.lineItem.id) ?? 0) + line.quantity);
  return new Map(
    order.lineItems.nodes.map((line) => [
      line.id,
      line.quantity - line.currentQuantity - (refunded.get(line.id) ?? 0),
    ]),
  );
};

/** What editing took off an order again: booked like a refund, on the day of the edit. */
export const editRows = (
  order: ShopifyOrder,
  edits: ShopifyEdits | undefined,
  lines: Lines,
): readonly Refund[] => {
  const removed = removedByEdit(order);
  const sales = (edits?.agreements.nodes ?? [])
    .filter((agreement) => agreement.reason === 'ORDER_EDIT')
    .flatMap((agreement) => agreement.sales.nodes.map((sale) => ({ sale, at: agreement.happenedAt })));
  return sales
    .filter(({ sale }) => sale.actionType === 'RETURN' && (removed.get(sale.lineItem?.id ?? '') ?? 0) > 0)
    .map(({ sale, at }): Refund => {
      const id = `edit/${numberOf(sale.id)}`;
      const minor = (bag: Bag): bigint => minorOf(bag.shopMoney.amount, order.currencyCode, id);
      const tax = minor(sale.totalTaxAmount);
      return {
        ...base(order, id, at),
        ...(sale.lineItem ? ofLine(lines, numberOf(sale.lineItem.id)) : {}),
        quantity: Math.abs(piecesOf(sale.quantity ?? 0, `${id} quantity`)),
        amountMinor: -(minor(sale.totalAmount) - tax),
        taxMinor: -tax,
      };
    })
    .filter(isWorthKeeping);
};
