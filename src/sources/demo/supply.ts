import type { Catalogue, Variant } from './catalogue.ts';
import { suppliers } from './catalogue.ts';
import type { Days } from './days.ts';
import { hourMs, never } from './days.ts';
import { randomOf } from './random.ts';
import type { Shop } from './shops.ts';
import type { Stock } from './stock.ts';
import { countStock, isTroubled } from './stocktake.ts';

export type PurchaseOrder = {
  readonly number: string;
  readonly kind: 'purchase' | 'transfer';
  readonly location: number;
  readonly ordered: number;
  readonly expectedOn: string;
  readonly arrives: number;
  readonly cancelled: number;
  readonly lines: readonly { readonly variant: Variant; readonly quantity: number }[];
};

/** Ordering at suppliers: watches what sells, orders every two weeks per supplier and location, on the morning after. */
export type Supply = {
  readonly open: () => void;
  readonly endOfDay: (day: number) => void;
  readonly sold: (variant: Variant, location: number, quantity: number) => void;
  /** When pieces on order arrive next; Infinity when none are. */
  readonly nextArrival: (variant: Variant, location: number, after: number) => number;
  readonly orders: () => readonly PurchaseOrder[];
  /** Levels at which a variant counts as low and as to be ordered again. */
  readonly points: (variant: Variant) => { readonly low: number; readonly reorder: number };
};

/** How many days of sales lie between two orders at a supplier, between order and arrival, and as a cushion. */
const [review, lead, cushion] = [14, 16, 5];

const special = { number: 2231, sku: 'DEN-JAC-M', quantity: 120, location: 0, orderedBefore: 15 };

export const createSupply = (
  shop: Shop,
  days: Days,
  catalogue: Catalogue,
  stock: Stock,
  seed: number,
): Supply => {
  const { variants } = catalogue;
  const places = shop.locations.length;
  const locations = shop.locations.map((_, place) => place);
  const onOrder = new Map<string, number>();
  const arrivals = new Map<string, number[]>();
  const pace = variants.map(() => Array.from({ length: places }, () => 0));
  const today = variants.map(() => Array.from({ length: places }, () => 0));
  const placed: PurchaseOrder[] = [];
  const keyOf = (variant: Variant, location: number): string => `${variant.place}/${location}`;
  const perDay = (variant: Variant, location: number): number => pace[variant.place]?.[location] ?? 0;

  const send = (order: PurchaseOrder): void => {
    placed.push(order);
    if (order.cancelled < never) return;
    for (const [n, { variant, quantity }] of order.lines.entries()) {
      const key = keyOf(variant, order.location);
      onOrder.set(key, (onOrder.get(key) ?? 0) + quantity);
      arrivals.set(key, [...(arrivals.get(key) ?? []), order.arrives]);
      stock.move({
        id: `${order.number}-${n + 1}`,
        variant,
        location: order.location,
        kind: order.kind === 'transfer' ? 'transfer' : 'receipt',
        at: order.arrives,
        available: quantity,
        onHand: quantity,
      });
    }
  };

  const wanted = (variant: Variant, location: number, day: number): number => {
    if (!variant.tracked || !variant.active || isTroubled(days, variant, day)) return 0;
    const coming = onOrder.get(keyOf(variant, location)) ?? 0;
    const target = Math.ceil(perDay(variant, location) * (review + lead + cushion)) + 2;
    const missing = target - stock.promisable(variant, location) - coming;
    return missing <= target * 0.15 ? 0 : Math.max(6, missing);
  };

  const order = (day: number, supplier: number, location: number): void => {
    const slot = slotOf(shop, days, day, supplier, location);
    const isSpecial = slot === special.number && location === special.location;
    const lines = variants
      .filter((variant) => variant.supplier === supplier)
      .map((variant) => ({ variant, quantity: wanted(variant, location, day) }))
      .filter(({ quantity }) => quantity > 0);
    if (isSpecial) lines.unshift({ variant: catalogue.bySku(special.sku), quantity: special.quantity });
    if (lines.length === 0) return;
    const random = randomOf(seed, shop.key, day, supplier, location, 21);
    const promise = isSpecial ? days.today + 1 : workingDay(days, day + random.whole(11, 20));
    const late = !isSpecial && random.chance(0.14) ? random.whole(2, 9) : 0;
    const isCancelled = !isSpecial && random.chance(0.015);
    const ordered = Math.floor(days.start(day + 1) + random.between(7, 8.5) * hourMs);
    send({
      number: `${shop.numberPrefix}PO-${slot}`,
      kind: 'purchase',
      location,
      ordered,
      expectedOn: days.text(promise),
      arrives: isCancelled
        ? never
        : Math.floor(days.start(workingDay(days, promise + late)) + random.between(8.5, 12) * hourMs),
      cancelled: isCancelled ? ordered + 30 * hourMs : never,
      lines,
    });
  };

  const transfer = (day: number): void => {
    const at = Math.floor(days.start(day + 1) + 7.5 * hourMs);
    const lines = variants.flatMap((variant) => {
      const rate = perDay(variant, 1);
      const needs = rate > 0.05 && stock.promisable(variant, 1) < rate * 4;
      const spare = stock.promisable(variant, 0) - perDay(variant, 0) * 25;
      const quantity = Math.min(Math.ceil(rate * 10), Math.floor(spare));
      return needs && quantity >= 3 ? [{ variant, quantity }] : [];
    });
    if (lines.length === 0) return;
    const number = `TR-${1000 + day}`;
    for (const [n, { variant, quantity }] of lines.entries()) {
      const out = { id: `${number}-${n + 1}-out`, variant, location: 0, kind: 'transfer', at } as const;
      stock.move({ ...out, available: -quantity, onHand: -quantity });
    }
    const arrives = Math.floor(days.start(day + 2) + 11 * hourMs);
    send({
      number,
      kind: 'transfer',
      location: 1,
      ordered: at,
      expectedOn: days.text(day + 2),
      arrives,
      cancelled: never,
      lines,
    });
  };

  const learn = (): void => {
    for (const variant of variants) {
      for (let location = 0; location < places; location += 1) {
        const paces = pace[variant.place];
        const sold = today[variant.place];
        if (!paces || !sold) continue;
        paces[location] = (paces[location] ?? 0) * 0.965 + (sold[location] ?? 0) * 0.035;
        sold[location] = 0;
      }
    }
  };

  const receive = (day: number): void => {
    const end = days.start(day + 1);
    for (const one of placed) {
      if (one.arrives >= end || one.arrives < days.start(day)) continue;
      for (const { variant, quantity } of one.lines) {
        const key = keyOf(variant, one.location);
        onOrder.set(key, (onOrder.get(key) ?? 0) - quantity);
      }
    }
  };

  const total = variants.reduce((sum, variant) => sum + variant.weight, 0);

  /** The first stock: as if the shop had always ordered at the pace it begins with. */
  const openWith = (variant: Variant, location: number): void => {
    const share = places === 1 ? 1 : location === 0 ? 0.67 : 0.33;
    const rate = (variant.weight / total) * shop.ordersPerDay.first * 1.9 * share;
    const paces = pace[variant.place];
    if (paces) paces[location] = rate;
    const pieces = variant.active ? Math.ceil(rate * (review + lead + cushion)) + 3 : 5;
    const id = `opening-${variant.id}-${location}`;
    const at = days.start(0) - 1000;
    stock.move({ id, variant, location, kind: 'adjustment', at, available: pieces, onHand: pieces });
  };

  return {
    open: () => {
      for (const variant of variants) for (const location of locations) openWith(variant, location);
    },
    sold: (variant, location, quantity) => {
      const sold = today[variant.place];
      if (sold) sold[location] = (sold[location] ?? 0) + quantity;
    },
    nextArrival: (variant, location, after) =>
      Math.min(never, ...(arrivals.get(keyOf(variant, location)) ?? []).filter((at) => at > after)),
    orders: () => placed,
    points: (variant) => {
      const rate = (pace[variant.place] ?? []).reduce((sum, one) => sum + one, 0);
      return { low: Math.max(2, Math.round(rate * 4)), reorder: Math.max(4, Math.round(rate * 8)) };
    },
    endOfDay: (day) => {
      learn();
      receive(day);
      countStock(shop, days, catalogue, stock, seed, day);
      for (let location = 0; location < places; location += 1) {
        for (const [supplier] of suppliers.entries()) {
          if (isOrderDay(days, day, supplier, location)) order(day, supplier, location);
        }
      }
      if (places > 1 && days.weekday(day) === 1) transfer(day);
    },
  };
};

const jackets = suppliers.indexOf('Jackets');

/** Days since the day of the special order, for this supplier and location: each has its own weekday of a fortnight. */
const phase = (days: Days, day: number, supplier: number, location: number): number => {
  const turn = ((supplier - jackets) * 3 + location * 5) % review;
  return day - (days.today - special.orderedBefore) - turn;
};

const isOrderDay = (days: Days, day: number, supplier: number, location: number): boolean =>
  phase(days, day, supplier, location) % review === 0;

/** Numbers follow the fortnights, with gaps, so that the order due tomorrow is PO-2231. */
const slotOf = (shop: Shop, days: Days, day: number, supplier: number, location: number): number => {
  const fortnight = Math.round(phase(days, day, supplier, location) / review);
  const perFortnight = suppliers.length * shop.locations.length;
  const place = (supplier - jackets) * shop.locations.length + location;
  return special.number + fortnight * perFortnight + place;
};

const workingDay = (days: Days, day: number): number => {
  const weekday = days.weekday(day);
  return weekday <= 5 ? day : day + (8 - weekday);
};
