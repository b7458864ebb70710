import type { StoredOrder } from '../define.ts';
import type { RowOf } from '../rows.ts';
import { minorOf, piecesOf, shareOf, sum } from '../shop/reading.ts';
import { numberOf } from './ids.ts';
import type { ShopifyLine, ShopifyOrder } from './shapes.ts';

/** Decimal places that a tax rate is taken to have: 0.0775 is 775 / 10,000. */
const ratePlaces = 6;

/** An amount with tax as one without, by the rates that apply; half a unit away from zero. */
const withoutTax = (gross: bigint, rates: readonly number[]): bigint => {
  const scale = 10n ** BigInt(ratePlaces);
  const rate = rates.reduce((total, one) => total + BigInt(Math.round(one * Number(scale))), 0n);
  return shareOf(gross, scale, scale + rate);
};

const costOf = (line: ShopifyLine, currency: string): bigint | null => {
  const cost = line.variant?.inventoryItem?.unitCost;
  return cost && cost.currencyCode === currency
    ? minorOf(cost.amount, currency, `line ${line.id} unitCost`)
    : null;
};

/**
 * A line without tax. Where prices include tax, what is paid loses exactly the tax that Shopify states; the price
 * before discount loses the tax of its rates, and the discount is what lies between the two.
 */
export const lineRow = (
  order: ShopifyOrder,
  line: ShopifyLine,
  stored: StoredOrder | undefined,
): RowOf<'orderLines'> => {
  const currency = order.currencyCode;
  const id = numberOf(line.id);
  const what = `line ${id}`;
  const minor = (bag: { readonly shopMoney: { readonly amount: string } }, name: string): bigint =>
    minorOf(bag.shopMoney.amount, currency, `${what} ${name}`);
  const quantity = piecesOf(line.quantity, `${what} quantity`);
  const priced = minor(line.originalUnitPriceSet, 'originalUnitPriceSet') * BigInt(quantity);
  const discounted = sum(
    line.discountAllocations.map((one) => minor(one.allocatedAmountSet, 'discountAllocations')),
  );
  const taxMinor = sum(line.taxLines.map((one) => minor(one.priceSet, 'taxLines')));
  const rates = line.taxLines.map((one) => one.rate ?? 0);
  const net = priced - discounted - (order.taxesIncluded ? taxMinor : 0n);
  const grossMinor = order.taxesIncluded && discounted !== 0n ? withoutTax(priced, rates) : net + discounted;
  return {
    orderId: numberOf(order.id),
    lineId: id,
    kind: line.isGiftCard ? 'gift_card' : 'product',
    variantId: line.variant ? numberOf(line.variant.id) : null,
    productId: line.product ? numberOf(line.product.id) : null,
    sku: line.sku || null,
    quantity,
    currency,
    grossMinor,
    discountMinor: grossMinor - net,
    taxMinor,
    // What it cost is what it cost when it was sold: a later price of the supplier changes nothing about it.
    unitCostMinor: stored?.lineCosts.get(id) ?? costOf(line, currency),
  };
};
