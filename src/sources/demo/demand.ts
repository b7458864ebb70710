import type { Days } from './days.ts';
import { hourMs } from './days.ts';
import type { Plan } from './plan.ts';
import { campaignsOn } from './plan.ts';
import { randomOf } from './random.ts';
import type { Shop } from './shops.ts';

/** When orders of a day come in, and when customers gave up because card payments did not work. Epoch milliseconds, in order. */
export type Arrivals = { readonly placed: readonly number[]; readonly lost: readonly number[] };

const weekdays = [1.05, 1.01, 0.99, 1, 0.95, 0.9, 1.1];
const months = [0.95, 0.94, 0.97, 1, 1.01, 1, 0.96, 0.95, 1, 1.03, 1.1, 1.15];
const hours = [6, 3, 2, 1, 1, 3, 9, 20, 34, 42, 48, 52, 56, 52, 48, 47, 49, 54, 62, 72, 78, 66, 40, 17];

/** Share of the day's orders that come in each hour, by the clock of the shop. */
export const hourShares: readonly number[] = hours;

/** Of the customers who come while cards do not work, the share that leaves. */
const leaveInOutage = 0.68;

/** Orders per day without season: quick growth from the beginning to the year before the anchor, less quick from there on. */
const pace = (shop: Shop, { today }: Days, day: number): number => {
  const { first, yearBefore, last } = shop.ordersPerDay;
  const turn = Math.max(0, today - 365);
  return day < turn
    ? first * (yearBefore / first) ** (day / turn)
    : yearBefore * (last / yearBefore) ** ((day - turn) / (today - turn));
};

/** How many orders a day would bring on average. */
export const expectedOrders = (shop: Shop, days: Days, plan: Plan, day: number): number => {
  const grown = pace(shop, days, Math.min(day, days.today));
  const since = 1.0003 ** Math.max(0, day - days.today);
  const uplift = campaignsOn(plan, day).reduce((product, campaign) => product * campaign.uplift, 1);
  const season = (weekdays[days.weekday(day) - 1] ?? 1) * (months[days.date(day).month - 1] ?? 1);
  return grown * since * season * uplift;
};

/** An instant of the day by the shop's hours. */
export const timeOfDay = (days: Days, day: number, hour: number, share: number): number =>
  Math.min(Math.floor(days.start(day) + (hour + share) * hourMs), days.start(day + 1) - 1000);

/** The arrivals of a day: the same whenever it is asked. */
export const arrivalsOf = (
  shop: Shop,
  days: Days,
  plan: Plan,
  seed: number,
  scale: number,
  day: number,
): Arrivals => {
  const random = randomOf(seed, shop.key, day, 1);
  const mean = expectedOrders(shop, days, plan, day) * scale * Math.exp(0.05 * random.normal());
  const times = Array.from({ length: random.poisson(mean) }, () =>
    timeOfDay(days, day, random.weighted(hours), random.next()),
  ).sort((a, b) => a - b);
  const outages = plan.outages.filter((outage) => outage.day === day);
  if (outages.length === 0) return { placed: times, lost: [] };
  const leaves = times.map(
    (at) => outages.some(({ from, to }) => from <= at && at < to) && random.chance(leaveInOutage),
  );
  return {
    placed: times.filter((_, place) => !leaves[place]),
    lost: times.filter((_, place) => leaves[place]),
  };
};

/** Whether cards do not work at an instant. */
export const isOutage = (plan: Plan, at: number): boolean =>
  plan.outages.some(({ from, to }) => from <= at && at < to);
