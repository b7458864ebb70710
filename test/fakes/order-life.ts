import * as happen from './happen.ts';
import type { Random } from './random.ts';
import type { Order, Refund, World } from './world.ts';
import { isOnline } from './world.ts';

/** What a platform can do: edit orders after they were placed, put them in a trash, delete them, refund without lines. */
export type Abilities = {
  readonly edit: boolean;
  readonly trash: boolean;
  readonly erase: boolean;
  readonly loose: boolean;
};

const minute = 60_000;
const hour = 60 * minute;

type At = (time: number, run: () => void) => void;

/** A refund of what is there to refund, of a random kind. */
const someRefund = (random: Random, order: Order, canBeLoose: boolean): Omit<Refund, 'id' | 'at'> | null => {
  const kinds = ['lines', 'lines', 'lines', 'rest'] as const;
  const kind = canBeLoose && random.chance(0.2) ? ('loose' as const) : random.pick(kinds);
  const none = { lines: [], loose: 0, shipping: false, restock: false } as const;
  if (kind === 'loose') return { ...none, kind, loose: random.whole(1, 40) * 10 };
  if (kind === 'rest') return { ...none, kind };
  const back = order.refunds.flatMap((one) => one.lines);
  const open = order.lines
    .map((line) => ({
      line: line.id,
      left:
        line.quantity -
        back.filter((one) => one.line === line.id).reduce((sum, one) => sum + one.quantity, 0),
    }))
    .filter((one) => one.left > 0);
  const [first, ...rest] = open;
  if (!first) return null;
  const chosen = random.pick([first, ...rest]);
  return {
    ...none,
    kind,
    lines: [{ line: chosen.line, quantity: random.whole(1, chosen.left) }],
    shipping: order.shipping > 0 && order.refunds.every((one) => !one.shipping) && random.chance(0.3),
    restock: order.parcels.length > 0 && random.chance(0.6),
  };
};

/** Whether an order is paid, and when. Returns false for one that never becomes an order. */
const livePayment = (world: World, random: Random, order: Order, at: At): boolean => {
  const { id, placedAt: t } = order;
  if (!isOnline(order.method)) {
    if (random.chance(0.85)) at(t + random.whole(20, 90) * hour, () => happen.pay(world, id));
    return true;
  }
  if (random.chance(0.9)) {
    at(t + random.whole(5, 50) * 1000, () => happen.pay(world, id));
    return true;
  }
  if (random.chance(0.5)) at(t + 2 * minute, () => happen.failPayment(world, id));
  else at(t + hour, () => happen.cancel(world, id));
  return false;
};

/** Whether an order comes to nothing after all. */
const liveEnd = (
  world: World,
  chance: number,
  order: Order,
  can: Abilities,
  after: number,
  at: At,
): boolean => {
  const { id } = order;
  if (chance < 0.07) at(after, () => happen.cancel(world, id));
  else if (can.erase && chance < 0.085) at(after, () => happen.erase(world, id));
  else if (can.trash && chance < 0.1) at(after, () => happen.trash(world, id));
  else return false;
  return true;
};

const liveParcels = (world: World, random: Random, id: number, sent: number, at: At): void => {
  if (random.chance(0.2)) at(sent - 2 * hour, () => happen.ship(world, id, 'half'));
  at(sent, () => happen.ship(world, id, 'all'));
  if (random.chance(0.85)) at(sent + random.whole(20, 100) * hour, () => happen.deliver(world, id));
};

/** What becomes of an order, as chance has it. */
export const liveOrder = (world: World, random: Random, order: Order, can: Abilities, at: At): void => {
  const { id, placedAt: t } = order;
  at(t, () => happen.place(world, order));
  if (!livePayment(world, random, order, at)) return;
  const chance = random.next();
  if (liveEnd(world, chance, order, can, t + random.whole(5, 70) * hour, at)) return;
  if (can.edit && chance < 0.2) at(t + random.whole(1, 3) * hour, () => happen.edit(world, id));
  const sent = t + random.whole(4, 70) * hour;
  liveParcels(world, random, id, sent, at);
  const backs = random.chance(0.2) ? random.whole(1, 2) : 0;
  for (let n = 0; n < backs; n += 1)
    at(sent + random.whole(10, 200) * hour, () => {
      const given = someRefund(random, order, can.loose);
      if (given) happen.refund(world, id, given);
    });
};
