import * as happen from './happen.ts';
import type { Abilities } from './order-life.ts';
import { liveOrder } from './order-life.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import { openSchedule } from './schedule.ts';
import type { Line, Method, Order, Variant, World } from './world.ts';
import { acceptedAt, emptyWorld, rateFor } from './world.ts';

/** A random shop over some days: what will happen, when. `until` lets time pass. */
export type Life = { readonly world: World; readonly until: (at: number) => void };

export type LifeOptions = {
  readonly seed: number;
  readonly start: number;
  readonly days: number;
  readonly ordersPerDay: number;
  readonly can: Abilities;
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const titles = [
  'Trail Jacket',
  'Linen Shirt',
  'Merino Beanie',
  'Camp Stove',
  'Dry Bag',
  'Head Lamp',
  'Rain Parka',
  'Wool Sock',
] as const;
const categories = ['Clothing', 'Gear', 'Accessories'] as const;

const stockShop = (world: World, random: Random): readonly [Variant, ...Variant[]] => {
  const variants: Variant[] = [];
  for (const title of titles) {
    const productId = world.nextId();
    const at = world.now - random.whole(10, 300) * day;
    world.products.set(productId, {
      id: productId,
      title,
      category: random.pick(categories),
      createdAt: at,
      deletedAt: null,
      updatedAt: at,
      orderedAt: at,
    });
    const values = random.chance(0.7) ? (['S', 'M', 'L'] as const) : (['Navy', 'Rust'] as const);
    const unit = random.whole(50, 2000) * 10;
    for (const value of values) {
      const id = world.nextId();
      const variant: Variant = {
        id,
        productId,
        sku: `${title.replace(/[^A-Z]/g, '')}-${id}`,
        option: { name: values.length === 3 ? 'Size' : 'Colour', value },
        unit,
        cost: Math.round(unit * 0.4),
        rate: random.pick([20, 20, 10]),
        low: random.whole(2, 10),
        active: true,
        updatedAt: at,
        stock: new Map(
          world.locations.map(({ id: location }) => [
            location,
            { onHand: random.whole(0, 60), committed: 0, updatedAt: at },
          ]),
        ),
      };
      world.variants.set(id, variant);
      variants.push(variant);
    }
  }
  const [first, ...rest] = variants;
  if (!first) throw new Error('an empty shop');
  return [first, ...rest];
};

const visits: readonly [Order['visit'], ...Order['visit'][]] = [
  { source: 'google', medium: 'cpc', campaign: 'autumn' },
  { source: 'google', medium: 'organic', campaign: null },
  { source: 'newsletter', medium: 'email', campaign: 'week-45' },
  { source: 'instagram', medium: 'paid_social', campaign: 'retargeting' },
  null,
];

const newOrder = (
  world: World,
  random: Random,
  variants: readonly [Variant, ...Variant[]],
  at: number,
): Order => {
  const country = random.pick(['DE', 'DE', 'AT', 'CH', 'FR']);
  const code = random.chance(0.2) ? 'WELCOME10' : null;
  const lines: Line[] = [];
  const count = random.whole(1, 3);
  for (let n = 0; n < count; n += 1) {
    const variant = random.pick(variants);
    if (!variant.active || lines.some((line) => line.variantId === variant.id)) continue;
    lines.push({
      id: world.nextId(),
      variantId: variant.id,
      quantity: random.whole(1, 3),
      removed: 0,
      unit: variant.unit,
      discountEach: code ? Math.floor(variant.unit / 100) * 10 : 0,
      rate: rateFor(country, variant.rate),
    });
  }
  const method = random.pick<Method>(['card', 'card', 'card', 'paypal', 'paypal', 'bank', 'cod']);
  return {
    id: world.nextId(),
    placedAt: at,
    customer: random.whole(1, 60),
    country,
    method,
    code,
    visit: random.pick(visits),
    device: random.pick(['Desktop', 'Mobile']),
    lines,
    shipping: random.pick([0, 490, 490, 990]),
    isTest: random.chance(0.02),
    nth: 0,
    paidAt: null,
    failedAt: null,
    cancelledAt: null,
    refunds: [],
    parcels: [],
    trashedAt: null,
    deletedAt: null,
    updatedAt: at,
  };
};

export const liveShop = (options: LifeOptions): Life => {
  const { seed, start, days, ordersPerDay, can } = options;
  const random = randomOf(seed);
  const world = emptyWorld(start);
  const variants = stockShop(world, random);
  const schedule = openSchedule();
  const { at } = schedule;

  for (let d = 0; d < days; d += 1) {
    const count = random.whole(Math.ceil(ordersPerDay * 0.6), Math.ceil(ordersPerDay * 1.4));
    for (let n = 0; n < count; n += 1) {
      const time = start + d * day + random.whole(0, day / 1000 - 1) * 1000;
      at(time, () => {
        const order = newOrder(world, random, variants, world.now);
        liveOrder(world, random, order, can, at);
      });
      if (random.chance(0.6))
        at(time - 20 * minute, () => {
          const id = world.nextId();
          const value = random.whole(10, 900) * 10;
          world.checkouts.set(id, {
            id,
            startedAt: world.now,
            value,
            country: 'DE',
            completedAt: null,
            updatedAt: world.now,
          });
          if (random.chance(0.4))
            at(world.now + random.whole(5, 120) * minute, () => {
              const checkout = world.checkouts.get(id);
              if (!checkout) return;
              checkout.completedAt = world.now;
              checkout.updatedAt = world.now;
            });
        });
    }
    at(start + d * day + 9 * hour, () => {
      for (let n = 0; n < 4; n += 1)
        happen.receive(world, random.pick(variants).id, random.whole(1, 2), random.whole(-3, 30));
      if (random.chance(0.3)) {
        const variant = random.pick(variants);
        happen.rename(world, variant.productId, `${random.pick(titles)} ${random.whole(2, 9)}`);
      }
      dayOfMoney();
    });
  }
  if (can.erase)
    at(start + Math.floor(days * 0.7) * day + 1000, () => happen.eraseProduct(world, variants[0].productId));

  const dayOfMoney = (): void => {
    const id = world.nextId();
    world.payouts.set(id, { id, at: world.now, amount: random.whole(100, 90_000), status: 'SCHEDULED' });
    at(world.now + 2 * day, () => {
      const payout = world.payouts.get(id);
      if (payout) payout.status = random.chance(0.9) ? 'PAID' : 'FAILED';
    });
    const paid = [...world.orders.values()].filter(
      (order) => acceptedAt(order) !== null && order.paidAt !== null,
    );
    const [first, ...rest] = paid;
    if (!first || !random.chance(0.3)) return;
    const dispute = world.nextId();
    const order = random.pick([first, ...rest]);
    world.disputes.set(dispute, {
      id: dispute,
      order: order.id,
      at: world.now,
      amount: 1000,
      closedAt: null,
    });
    if (random.chance(0.5))
      at(world.now + 3 * day, () => {
        const open = world.disputes.get(dispute);
        if (open) open.closedAt = world.now;
      });
  };

  return { world, until: (time) => schedule.until(world, time) };
};
