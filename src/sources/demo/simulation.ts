import { createShelf } from './basket.ts';
import type { LostCart } from './carts.ts';
import { addLostCartRows, lostCartsOf } from './carts.ts';
import { createCatalogue } from './catalogue.ts';
import type { Rows, Window } from './collect.ts';
import { within } from './collect.ts';
import { addAdRows, addSessionRows } from './daily-rows.ts';
import { createDays } from './days.ts';
import type { Arrivals } from './demand.ts';
import { arrivalsOf } from './demand.ts';
import type { Life } from './life.ts';
import type { World } from './order.ts';
import { createOrder } from './order.ts';
import { addOrderRows } from './order-rows.ts';
import { createGiftCards } from './pay.ts';
import type { Payout } from './payouts.ts';
import { addPayoutRow, payoutsOf } from './payouts.ts';
import { createPeople } from './people.ts';
import type { Campaign, Plan } from './plan.ts';
import { campaignsOn, createPlan } from './plan.ts';
import { createRandom } from './random.ts';
import type { Shop } from './shops.ts';
import { firstSpecial } from './special.ts';
import { createStock } from './stock.ts';
import { createSupply } from './supply.ts';
import { addMoveRow, addPurchaseRows } from './supply-rows.ts';
import type { Tally } from './tally.ts';
import { createTally, tallyCart, tallyOrder } from './tally.ts';

/** What makes one demo shop differ from another: with the same seed, anchor and size it is the same, row for row. */
export type DemoWorld = {
  readonly seed: number;
  /** The instant the shop was made for; its plan (outage, campaign ahead, order due tomorrow) is relative to it. */
  readonly anchor: Temporal.Instant;
  /** Days of history before the day of the anchor. */
  readonly days: number;
  /** Orders per day, next to the full size. */
  readonly scale: number;
};

/** A shop being lived: each call of `live` goes on where the last one stopped. */
export type Simulation = World & {
  /**
   * Lives up to the end of the window and adds the rows of what happened in it; without `rows` it only catches up.
   * Yields after each day.
   */
  readonly live: (window: Window, rows: Rows | null) => Generator<number>;
  /** Ids of variants whose stock has moved since the last time. */
  readonly takeMoved: () => ReadonlySet<string>;
};

type Today = {
  readonly day: number;
  readonly arrivals: Arrivals;
  readonly campaigns: readonly Campaign[];
  readonly carts: readonly LostCart[];
  readonly tally: Tally;
  next: number;
};

/** Orders before the special ones on their day. */
const beforeSpecial = 40;

/** Numbers run on from the day the shop moved to its present system; older orders keep the old system's numbers. */
const firstOwnNumber = 10_001;

export const createSimulation = (shop: Shop, world: DemoWorld): Simulation => {
  const { seed, scale } = world;
  const days = createDays(shop.zone, world.anchor, world.days);
  const plan = createPlan(days, seed);
  const catalogue = createCatalogue(shop, seed, world.days);
  const stock = createStock(days, catalogue.variants.length, shop.locations.length);
  const supply = createSupply(shop, days, catalogue, stock, seed);
  const shared = { shop, seed, days, plan, catalogue, stock, supply };
  const inside: World = {
    ...shared,
    shelf: createShelf(catalogue),
    people: createPeople(),
    giftCards: createGiftCards(),
    random: createRandom(),
    shares: shop.countries.map((country) => country.share),
  };
  const arrivals = (day: number): Arrivals => arrivalsOf(shop, days, plan, seed, scale, day);
  const keptFrom = days.start(plan.keptFrom);
  const offset = numberOffset(shop, plan, arrivals);
  const pending = { lives: [] as Life[], payouts: [] as Payout[] };
  let moved = new Set<string>();
  let placed = 0;
  let today = begin(shared, arrivals(0), 0);
  supply.open();

  const placeOrders = (until: number): void => {
    for (; today.next < today.arrivals.placed.length; today.next += 1) {
      const at = today.arrivals.placed[today.next] ?? until + 1;
      if (at > until) return;
      const number = numberOf(shop, placed, offset);
      const life = createOrder(inside, { placed: at, place: today.next, number, ...today });
      placed += 1;
      if (!life) continue;
      pending.lives.push(life);
      tallyOrder(today.tally, life);
    }
  };

  const addMoves = (until: number, rows: Rows | null): void => {
    for (const move of stock.take(until)) {
      moved.add(move.variant.id);
      if (rows && move.at >= keptFrom) addMoveRow(rows, shop, move);
    }
  };

  /** Hands out orders that nothing more happens to; keeps the others. */
  const finish = (until: number, window: Window, rows: Rows | null): void => {
    const kept: Life[] = [];
    for (const life of pending.lives) {
      if (life.last > until) kept.push(life);
      else if (rows) addOrderRows(rows, shop, days, life, window, keptFrom);
    }
    pending.lives = kept;
  };

  const closeDay = (window: Window, rows: Rows | null): void => {
    const { day, tally, carts } = today;
    const end = days.start(day + 1) - 1;
    for (const cart of carts) {
      tallyCart(tally, cart);
      if (rows && day >= plan.keptFrom) addLostCartRows(rows, shop, cart, window);
    }
    pending.payouts.push(...payoutsOf(shop, days, seed, day, tally));
    if (rows && day >= 0) {
      addSessionRows(rows, shop, days, seed, day, tally);
      addAdRows(rows, shop, days, seed, day, tally);
    }
    stock.closeDay(day);
    supply.endOfDay(day);
    addMoves(end, rows);
    finish(end, window, rows);
    today = begin(shared, arrivals(day + 1), day + 1);
  };

  /** What is not over at the end of the window shows as it stands then. */
  const addRest = (window: Window, rows: Rows): void => {
    for (const life of pending.lives) addOrderRows(rows, shop, days, life, window, keptFrom);
    for (const cart of today.carts) addLostCartRows(rows, shop, cart, window);
    for (const order of supply.orders()) addPurchaseRows(rows, shop, days, order, window);
    for (const payout of pending.payouts) {
      const events = [payout.created, payout.paid, payout.failed];
      if (payout.created <= window.until && events.some((at) => within(at, window))) {
        addPayoutRow(rows, shop, payout, window.until);
      }
    }
  };

  function* live(window: Window, rows: Rows | null): Generator<number> {
    for (;;) {
      placeOrders(window.until);
      if (window.until < days.start(today.day + 1)) break;
      closeDay(window, rows);
      yield today.day;
    }
    addMoves(window.until, rows);
    if (rows) addRest(window, rows);
    finish(window.until, window, null);
    pending.payouts = pending.payouts.filter((payout) => Math.min(payout.paid, payout.failed) > window.until);
  }

  const takeMoved = (): ReadonlySet<string> => {
    const taken = moved;
    moved = new Set();
    return taken;
  };

  return { ...inside, live, takeMoved };
};

const begin = (
  { shop, days, seed, plan }: Pick<World, 'shop' | 'days' | 'seed' | 'plan'>,
  arrivals: Arrivals,
  day: number,
): Today => ({
  day,
  arrivals,
  campaigns: campaignsOn(plan, day),
  carts: lostCartsOf(shop, days, seed, day, arrivals),
  tally: createTally(),
  next: 0,
});

/** What to add to the count of orders so that the special ones get their numbers. */
const numberOffset = (shop: Shop, plan: Plan, arrivals: (day: number) => Arrivals): number => {
  if (shop.numberPrefix !== '') return 50_001;
  let before = 0;
  for (let day = 0; day < plan.specialDay; day += 1) before += arrivals(day).placed.length;
  const onDay = arrivals(plan.specialDay).placed.length;
  return firstSpecial - before - Math.min(beforeSpecial, Math.floor(onDay / 5));
};

const numberOf = (shop: Shop, count: number, offset: number): string => {
  const number = count + offset;
  if (shop.numberPrefix !== '' || number >= firstOwnNumber) return `${shop.numberPrefix}${number}`;
  return `L-${100_001 + count}`;
};
