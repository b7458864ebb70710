import { liveOn, refundRest } from './after.ts';
import type { Item, Shelf } from './basket.ts';
import { fillBasket } from './basket.ts';
import type { Catalogue } from './catalogue.ts';
import type { Days } from './days.ts';
import { hourMs, minuteMs, never } from './days.ts';
import { isOutage } from './demand.ts';
import { handOver, sendParcels } from './fulfil.ts';
import type { GiftCardEntry, Life } from './life.ts';
import { eventsOf } from './life.ts';
import type { GiftCards, Paid } from './pay.ts';
import { chooseMethod, payOrder } from './pay.ts';
import type { People } from './people.ts';
import type { Campaign, Plan } from './plan.ts';
import { priceBasket } from './price.ts';
import type { Random, Restartable } from './random.ts';
import { settle } from './settle.ts';
import type { Country, Shop } from './shops.ts';
import { makeSpecial, specialItems, specialOf } from './special.ts';
import type { Stock } from './stock.ts';
import type { Supply } from './supply.ts';
import { chooseChannel, chooseCode, newShare, sourceOf } from './visit.ts';

/** Everything an order depends on. */
export type World = {
  readonly shop: Shop;
  readonly seed: number;
  readonly days: Days;
  readonly plan: Plan;
  readonly catalogue: Catalogue;
  readonly shelf: Shelf;
  readonly stock: Stock;
  readonly supply: Supply;
  readonly people: People;
  readonly giftCards: GiftCards;
  /** Set anew for each order. */
  readonly random: Restartable;
  readonly shares: readonly number[];
};

/** Shared by all lives to which nothing of the kind has happened. */
const none: readonly never[] = [];

/** The first location that has what the order is about; the nearest one where none has. */
const chooseLocation = (world: World, country: Country, items: readonly Item[]): number => {
  const places = world.shop.locations.map(
    (_, place) => (country.location + place) % world.shop.locations.length,
  );
  const has = (location: number): boolean =>
    items.every(
      ({ variant, quantity }) => !variant.tracked || world.stock.promisable(variant, location) >= quantity,
    );
  return places.find(has) ?? country.location;
};

/** Somebody who comes to order: when, as the how-manieth of the day, under which number. */
export type Arrival = {
  readonly placed: number;
  readonly day: number;
  readonly place: number;
  readonly number: string;
  readonly campaigns: readonly Campaign[];
};

/** Places one order and lives its life to the end; null when nothing the customer wanted was there. */
export const createOrder = (world: World, visit: Arrival): Life | null => {
  const { shop, days, shares } = world;
  const { placed, number, day, campaigns } = visit;
  const random = world.random.restart(world.seed, shop.key, day, visit.place, 2);
  const special = shop.numberPrefix === '' ? specialOf(number) : null;
  const channel = special ? 'Web shop' : chooseChannel(random, (placed - days.start(day)) / hourMs);
  const customer =
    channel === 'Marketplace'
      ? null
      : world.people.choose(random, newShare(days, day), random.weighted(shares));
  const at = customer?.country ?? random.weighted(shares);
  const country = countryOf(shop, special?.country ?? null, at);
  const isWholesale = channel === 'Wholesale';
  const arrival = (item: Item['variant']): number => world.supply.nextArrival(item, country.location, placed);
  const filled = special
    ? { items: specialItems(special, world.catalogue), waitsUntil: 0 }
    : fillBasket(world, { random, day, location: country.location, campaigns, isWholesale, arrival });
  const items = withExtras(world, random, channel, filled.items);
  if (items.length === 0) return null;
  const location = filled.waitsUntil > 0 ? country.location : chooseLocation(world, country, items);
  const isExpress = special?.isExpress ?? random.chance(0.13);
  const code = chooseCode(random, channel, customer?.order === 1, campaigns);
  const priced = priceBasket({ shop, country, items, percentOff: code.percentOff, isExpress, isWholesale });
  const method = methodOf(world, random, channel, country, placed, special !== null);
  const paid = payOrder({ number, method, placed, total: priced.total }, channel, random, world);
  const life: Life = {
    number,
    channel,
    country,
    location,
    person: customer?.person ?? null,
    personOrder: customer?.order ?? null,
    ...sourceOf(random, campaigns),
    codes: code.codes,
    method,
    shippingMethod: isExpress ? 'Express' : 'Standard',
    ...priced,
    placed,
    paid: paid.paid,
    cancelled: never,
    shipped: never,
    delivered: never,
    waiting: filled.waitsUntil > 0 ? placed : never,
    promisedOn: promise(days, country, isExpress, placed),
    dueOn: paid.dueOn,
    payments: paid.payments,
    refunds: none,
    parcels: none,
    returns: none,
    giftCards: issuedAnd(paid.giftCards, priced.lines, number, placed),
    dispute: null,
    checkoutStarted: placed - Math.floor(random.between(1.5, 11) * minuteMs),
    events: none,
    last: placed,
  };
  fulfil(world, life, random, paid, filled.waitsUntil);
  if (special) makeSpecial(life, special, days);
  life.events = eventsOf(life);
  life.last = Math.max(...life.events);
  settle(world, life);
  return life;
};

const countryOf = (shop: Shop, code: string | null, place: number): Country => {
  const found = code === null ? shop.countries[place] : shop.countries.find((one) => one.code === code);
  if (!found) throw new RangeError(`no country ${code ?? place}`);
  return found;
};

const methodOf = (
  world: World,
  random: Random,
  channel: Life['channel'],
  country: Country,
  placed: number,
  isSpecial: boolean,
): string => {
  if (channel !== 'Web shop') return channel === 'Wholesale' ? 'Invoice' : 'Marketplace';
  return isSpecial ? 'Card' : chooseMethod(random, country.code, isOutage(world.plan, placed));
};

/** Gift wrap goes with some orders, a gift card with a few, alone or beside goods. */
const withExtras = (
  world: World,
  random: Random,
  channel: Life['channel'],
  items: readonly Item[],
): readonly Item[] => {
  if (channel !== 'Web shop' || items.length === 0) return items;
  const one = (sku: string): Item => ({ variant: world.catalogue.bySku(sku), quantity: 1 });
  if (random.chance(0.009)) return random.chance(0.6) ? [one('GIF-CAR')] : [...items, one('GIF-CAR')];
  return random.chance(0.045) ? [...items, one('GIF-WRA')] : items;
};

/** The gift cards an order sells, after those it was paid with. */
const issuedAnd = (
  entries: readonly GiftCardEntry[],
  lines: Life['lines'],
  number: string,
  placed: number,
): readonly GiftCardEntry[] => {
  const line = lines.find(({ variant }) => variant.kind === 'gift_card');
  if (!line) return entries;
  const entry = { id: `${number}-issued`, card: `gc-${number}`, at: placed, delta: line.gross };
  return [...entries, { ...entry, kind: 'issued' }];
};

const promise = (days: Days, country: Country, isExpress: boolean, placed: number): string => {
  const day = days.of(placed) + (isExpress ? Math.min(3, country.promiseDays - 2) : country.promiseDays);
  return days.text(days.weekday(day) === 7 ? day + 1 : day);
};

/** Sends the order when it is paid and there, unless it is cancelled first. */
const fulfil = (world: World, life: Life, random: Random, paid: Paid, waitsUntil: number): void => {
  const { days } = world;
  if (paid.released === never) {
    life.cancelled = days.start(days.of(life.placed) + 8) + 6 * hourMs;
    return;
  }
  if (life.lines.every((line) => line.variant.kind === 'gift_card')) {
    life.shipped = paid.released + 5 * minuteMs;
    life.delivered = life.shipped;
    return;
  }
  const shipped = handOver(days, random, Math.max(paid.released, waitsUntil));
  if (random.chance(life.channel === 'Wholesale' ? 0.005 : 0.021)) {
    const before = Math.min(shipped - paid.released - 20 * minuteMs, 22 * hourMs);
    life.cancelled = paid.released + Math.floor(random.between(0.1, 0.9) * Math.max(hourMs, before));
    cancel(life);
    return;
  }
  const isExpress = life.shippingMethod === 'Express';
  const { country, number } = life;
  const { priceFactor } = world.shop;
  life.parcels = sendParcels({ days, random, number, country, isExpress, priceFactor, shipped });
  life.shipped = shipped;
  life.delivered = Math.max(...life.parcels.map((parcel) => parcel.delivered));
  liveOn(life, random, days);
};

/** Money that came in goes back; what was to come never does; gift cards bought with it are void. */
const cancel = (life: Life): void => {
  if (life.paid <= life.cancelled) refundRest(life, { reason: 'Cancelled', at: life.cancelled + hourMs });
  else {
    life.payments = [];
    life.paid = never;
  }
  const sold = life.giftCards.filter((entry) => entry.kind === 'issued');
  if (sold.length === 0) return;
  const voided = sold.map((entry) => ({
    ...entry,
    id: `${entry.id}-void`,
    kind: 'expired' as const,
    at: life.cancelled,
    delta: -entry.delta,
  }));
  life.giftCards = [...life.giftCards, ...voided];
};
