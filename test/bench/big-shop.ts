import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { major, writeCsv } from '../datasets/shared.ts';

/**
 * A shop of a chosen size in the import format: 20,000 products in 12 countries and 900 days, two and a half lines
 * an order, stock at one location. The same every time.
 */
export const bigShop = { id: 'big', name: 'Big shop', currency: 'EUR', zone: 'Europe/Berlin' };

export const bigShopNow = Temporal.Instant.from('2026-11-18T10:30:00+01:00');

const days = 900;
const products = 20_000;
const countries = ['DE', 'FR', 'NL', 'AT', 'CH', 'ES', 'GB', 'IT', 'BE', 'PL', 'SE', 'DK'];
const adjectives = [
  'Classic',
  'Heritage',
  'Light',
  'Winter',
  'Summer',
  'Soft',
  'Bold',
  'Plain',
  'Nordic',
  'Urban',
];
const things = ['Shirt', 'Jacket', 'Mug', 'Beanie', 'Hoodie', 'Mat', 'Bottle', 'Candle', 'Scarf', 'Bag'];

/** Numbers that look like chance and are the same every time (mulberry32). */
const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const titleOf = (n: number): string =>
  `${adjectives[n % 10]} ${things[Math.floor(n / 10) % 10]} ${1000 + Math.floor(n / 100)}`;

const priceOf = (n: number): number => 500 + ((n * 37) % 9000);

type Row = Readonly<Record<string, string | number>>;

const linesOf = (order: number): number => 1 + (order % 4);

function* orderRows(orders: number): Generator<Row> {
  const next = chance(1);
  const start = bigShopNow.subtract({ hours: 24 * days }).epochMilliseconds;
  for (let n = 0; n < orders; n += 1) {
    const at = new Date(start + Math.floor((n / orders) * days * 86_400_000)).toISOString();
    const country = countries[Math.floor(next() ** 2 * countries.length)] ?? 'DE';
    yield {
      id: `o${n}`,
      number: n,
      placed_at: at,
      paid_at: at,
      customer: `c${n % 150_000}`,
      country,
      total: '0',
    };
  }
}

function* lineRows(orders: number): Generator<Row> {
  const next = chance(2);
  for (let n = 0; n < orders; n += 1) {
    for (let line = 1; line <= linesOf(n); line += 1) {
      const product = Math.floor(next() ** 2 * products);
      const quantity = 1 + Math.floor(next() * 3);
      const gross = major(priceOf(product) * quantity);
      yield {
        order_id: `o${n}`,
        line_id: line,
        variant_id: product,
        product_id: product,
        sku: `SKU-${product}`,
        quantity,
        gross,
      };
    }
  }
}

/** Writes the shop's files with about so many order lines; gives how many there are. */
export const writeBigShop = async (out: string, lines: number): Promise<number> => {
  mkdirSync(out, { recursive: true });
  const orders = Math.round(lines / 2.5);
  const goods = Array.from({ length: products }, (_, n) => n);
  await writeCsv(
    join(out, 'products.csv'),
    goods.map((n) => ({ id: n, title: titleOf(n), category: things[Math.floor(n / 10) % 10] ?? '' })),
  );
  await writeCsv(
    join(out, 'variants.csv'),
    goods.map((n) => ({
      id: n,
      product_id: n,
      sku: `SKU-${n}`,
      title: titleOf(n),
      price: major(priceOf(n)),
    })),
  );
  await writeCsv(join(out, 'locations.csv'), [{ id: 'l1', name: 'Hall 1', country: 'DE' }]);
  await writeCsv(
    join(out, 'stock_levels.csv'),
    goods.map((n) => ({
      variant_id: n,
      location_id: 'l1',
      available: n % 90,
      on_hand: (n % 90) + 3,
      as_of: bigShopNow.toString(),
    })),
  );
  await writeCsv(join(out, 'orders.csv'), orderRows(orders));
  await writeCsv(join(out, 'order_lines.csv'), lineRows(orders));
  const { id: _, ...store } = bigShop;
  writeFileSync(join(out, 'store.json'), JSON.stringify(store));
  let written = 0;
  for (let n = 0; n < orders; n += 1) written += linesOf(n);
  return written;
};
