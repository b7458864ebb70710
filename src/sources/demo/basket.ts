import type { Catalogue, Variant } from './catalogue.ts';
import type { Campaign } from './plan.ts';
import type { Random } from './random.ts';
import type { Stock } from './stock.ts';

/** What a customer puts into the cart. */
export type Item = { readonly variant: Variant; readonly quantity: number };

/** Picks variants the more often the more they are asked for; a campaign's products more often while it runs. */
export type Shelf = {
  readonly pick: (random: Random, day: number, campaigns: readonly Campaign[]) => Variant;
};

export const createShelf = (catalogue: Catalogue): Shelf => {
  const sums: number[] = [];
  let total = 0;
  for (const variant of catalogue.variants) {
    total += variant.weight;
    sums.push(total);
  }
  const at = (point: number): Variant | undefined => {
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > point) high = middle;
      else low = middle + 1;
    }
    return catalogue.variants[low];
  };
  const any = (random: Random, day: number): Variant => {
    for (;;) {
      const variant = at(random.next() * total);
      if (variant && variant.weight > 0 && day < variant.fadesOn) return variant;
    }
  };
  return {
    pick: (random, day, campaigns) => {
      const skus = campaigns.find((campaign) => campaign.skus.length > 0)?.skus ?? [];
      const pushed =
        skus.length > 0 && random.chance(0.12) ? skus[random.whole(0, skus.length - 1)] : undefined;
      return pushed === undefined ? any(random, day) : catalogue.bySku(pushed);
    },
  };
};

const counts = [53, 28, 12, 5, 2];
const quantities = [88, 10, 2];

/**
 * Fills a basket with what is there at the location the order would be sent from. What is sold out is bought on
 * back order now and then, when more is on its way; `waitsUntil` is then when it arrives.
 */
export const fillBasket = (
  { shelf, stock }: { readonly shelf: Shelf; readonly stock: Stock },
  options: {
    readonly random: Random;
    readonly day: number;
    readonly location: number;
    readonly campaigns: readonly Campaign[];
    readonly isWholesale: boolean;
    readonly arrival: (variant: Variant) => number;
  },
): { readonly items: readonly Item[]; readonly waitsUntil: number } => {
  const { random, location, isWholesale } = options;
  const size = isWholesale ? random.whole(3, 7) : random.weighted(counts) + 1;
  const items: Item[] = [];
  let waitsUntil = 0;
  for (let tries = 0; items.length < size && tries < size + 8; tries += 1) {
    const variant = shelf.pick(random, options.day, options.campaigns);
    const quantity = isWholesale ? random.whole(3, 9) : random.weighted(quantities) + 1;
    if (items.some((item) => item.variant === variant)) continue;
    if (!variant.tracked || stock.promisable(variant, location) >= quantity) {
      items.push({ variant, quantity });
      continue;
    }
    const arrival = options.arrival(variant);
    if (isWholesale || !Number.isFinite(arrival) || !random.chance(0.06)) continue;
    items.push({ variant, quantity: 1 });
    waitsUntil = Math.max(waitsUntil, arrival);
  }
  return { items, waitsUntil };
};
