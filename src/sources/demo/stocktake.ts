import type { Catalogue, Variant } from './catalogue.ts';
import type { Days } from './days.ts';
import { hourMs } from './days.ts';
import { randomOf } from './random.ts';
import type { Shop } from './shops.ts';
import type { Stock } from './stock.ts';

/** SKUs whose supplier lets the shop down before the anchor, and what is left of them on its eve, over all locations. */
const troubled: Readonly<Record<string, number>> = {
  'MER-BEA-CHA': 26,
  'SUN-HAT-WB': 0,
  'MON-CAN-200': 0,
  'DEN-JAC-M': 0,
};

/** SKUs of the orders people ask for by number that were sent: found again where there are few, so that they could be. */
const neededSoon = ['TRR-2-42', 'WAT-BOT-750'];

/** Whether the supplier of a variant takes no orders on a day. */
export const isTroubled = (days: Days, variant: Variant, day: number): boolean =>
  variant.sku in troubled && day > days.today - 45 && day < days.today - 2;

/** Stock takes: each month a little is found missing; on the eve of the anchor the troubled SKUs are counted. */
export const countStock = (
  shop: Shop,
  days: Days,
  catalogue: Catalogue,
  stock: Stock,
  seed: number,
  day: number,
): void => {
  const correct = (variant: Variant, location: number, by: number, hour: number): void => {
    if (by === 0) return;
    const id = `count-${days.text(day)}-${variant.id}-${location}`;
    const at = Math.floor(days.start(day + 1) + hour * hourMs);
    stock.move({ id, variant, location, kind: 'adjustment', at, available: by, onHand: by });
  };
  if (days.date(day).day === 3) {
    const random = randomOf(seed, shop.key, day, 22);
    const counted = catalogue.variants.filter(() => random.chance(0.04));
    const found = counted.filter((variant) => stock.promisable(variant, 0) > 5);
    for (const variant of found) correct(variant, 0, -random.whole(1, 2), 5);
  }
  if (day === days.today - 5) {
    const few = neededSoon.map(catalogue.bySku).filter((variant) => stock.promisable(variant, 0) < 40);
    for (const variant of few) correct(variant, 0, 60, 0.5);
  }
  if (day !== days.today - 2) return;
  for (const [sku, left] of Object.entries(troubled)) {
    const variant = catalogue.bySku(sku);
    for (const [location] of shop.locations.entries()) {
      const share = (location === 0 ? Math.ceil : Math.floor)(left / shop.locations.length);
      correct(variant, location, share - stock.promisable(variant, location), 0.5);
    }
  }
};
