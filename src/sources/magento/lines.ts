import type { StoredOrder } from '../define.ts';
import type { RowOf } from '../rows.ts';
import type { Amount } from '../shop/reading.ts';
import { minorOf, piecesOf, shareOf } from '../shop/reading.ts';
import type { MagentoItem, MagentoOrder } from './shapes.ts';

type Line = RowOf<'orderLines'>;

/** An amount that Magento leaves out where it is nothing. */
export const minorOr0 = (value: Amount | null | undefined, currency: string, what: string): bigint =>
  value === null || value === undefined ? 0n : minorOf(value, currency, what);

/** A row that customers see, with the rows of the variants or parts behind it. */
export type Family = { readonly item: MagentoItem; readonly children: readonly MagentoItem[] };

/**
 * Configurable products and bundles come as several rows: the one that was bought, and its parts, which repeat its money.
 * Only rows without a parent count (official example: 160 instead of 228).
 */
export const familiesOf = ({ items }: Pick<MagentoOrder, 'items'>): readonly Family[] => {
  const byParent = Map.groupBy(items, (item) => item.parent_item_id ?? null);
  return (byParent.get(null) ?? []).map((item) => ({ item, children: byParent.get(item.item_id) ?? [] }));
};

/** The one of its rows whose stock a line takes: of a configurable product the variant, else the row itself. */
const soldOf = ({ item, children }: Family): MagentoItem =>
  item.product_type === 'configurable' ? (children[0] ?? item) : item;

/** What it cost: of a bundle its parts; a cost of 0 is one that nobody has entered. */
const costOf = (family: Family, currency: string): bigint | null => {
  const { item, children } = family;
  const own = minorOr0(item.base_cost, currency, `item ${item.item_id} base_cost`);
  if (own > 0n) return own;
  const ordered = piecesOf(item.qty_ordered, `item ${item.item_id} qty_ordered`);
  if (children.length === 0 || ordered <= 0) return null;
  let total = 0n;
  for (const child of children) {
    const cost = minorOr0(child.base_cost, currency, `item ${child.item_id} base_cost`);
    if (cost <= 0n) return null;
    total += cost * BigInt(piecesOf(child.qty_ordered, `item ${child.item_id} qty_ordered`));
  }
  return shareOf(total, 1n, BigInt(ordered));
};

/**
 * Discounts and taxes of a bundle with a price of its parts stand with the parts, of anything else with the row itself.
 */
const ownOrParts = (family: Family, of: (item: MagentoItem) => bigint): bigint => {
  const own = of(family.item);
  return own !== 0n ? own : family.children.reduce((total, child) => total + of(child), 0n);
};

/** What was ordered, per line. Amounts are the website's base currency, without tax. Throws RangeError. */
export const lineRows = (order: MagentoOrder, stored: StoredOrder | undefined): readonly Line[] => {
  const currency = order.base_currency_code;
  return familiesOf(order).map((family): Line => {
    const { item } = family;
    const what = `item ${item.item_id}`;
    const sold = soldOf(family);
    const minor = (value: Amount | null | undefined, name: string): bigint =>
      minorOr0(value, currency, `${what} ${name}`);
    const lineId = String(item.item_id);
    // Where prices include tax a discount does too; the compensation is the tax in it.
    const discount = ownOrParts(
      family,
      (one) =>
        minor(one.base_discount_amount, 'base_discount_amount') -
        minor(one.base_discount_tax_compensation_amount, 'base_discount_tax_compensation_amount'),
    );
    return {
      orderId: String(order.entity_id),
      lineId,
      variantId: sold.product_id ? String(sold.product_id) : null,
      productId: item.product_id ? String(item.product_id) : null,
      sku: sold.sku || item.sku || null,
      quantity: piecesOf(item.qty_ordered, `${what} qty_ordered`),
      currency,
      grossMinor: minor(item.base_row_total, 'base_row_total'),
      discountMinor: discount,
      taxMinor: ownOrParts(family, (one) => minor(one.base_tax_amount, 'base_tax_amount')),
      unitCostMinor: stored?.lineCosts.get(lineId) ?? costOf(family, currency),
    };
  });
};
