import type { Item } from './basket.ts';
import type { Line } from './life.ts';
import type { Country, Shop } from './shops.ts';

/** What an order costs: lines, shipping, tax and total in minor units; line amounts and shipping exclude tax. */
export type Priced = {
  readonly lines: readonly Line[];
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
};

const taxOn = (amount: number, percent: number): number => Math.round((amount * percent) / 100);

/** Prices a basket. Gift cards carry neither discount nor tax: selling one is no sale. */
export const priceBasket = (options: {
  readonly shop: Shop;
  readonly country: Country;
  readonly items: readonly Item[];
  readonly percentOff: number;
  readonly isExpress: boolean;
  readonly isWholesale: boolean;
}): Priced => {
  const { shop, country, items, isExpress, isWholesale } = options;
  const lines = items.map(({ variant, quantity }, place): Line => {
    const isGood = variant.kind === 'product';
    const unit = isWholesale ? Math.round(variant.price * 0.6) : variant.price;
    const gross = unit * quantity;
    const discount = isGood ? Math.round((gross * options.percentOff) / 100) : 0;
    const tax = isGood ? taxOn(gross - discount, country.taxPercent) : 0;
    return { id: String(place + 1), variant, quantity, gross, discount, tax };
  });
  const goods = lines.reduce((sum, line) => sum + line.gross - line.discount, 0);
  const isSent = lines.some((line) => line.variant.kind === 'product');
  const standard = goods >= shop.freeFrom || isWholesale ? 0 : shop.standardShipping;
  const shipping = isSent ? (isExpress ? shop.expressShipping : standard) : 0;
  const tax = lines.reduce((sum, line) => sum + line.tax, taxOn(shipping, country.taxPercent));
  return { lines, shipping, tax, total: goods + shipping + tax };
};
