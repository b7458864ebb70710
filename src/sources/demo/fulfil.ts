import type { Days } from './days.ts';
import { hourMs, never } from './days.ts';
import type { Parcel } from './life.ts';
import type { Random } from './random.ts';
import type { Country } from './shops.ts';

/** How quickly a carrier delivers, in working days, how often it is late, and what a parcel costs in cents. */
const carriers: Readonly<
  Record<string, { readonly days: readonly [number, number]; readonly late: number; readonly cost: number }>
> = {
  DHL: { days: [1, 2], late: 0.06, cost: 395 },
  UPS: { days: [2, 4], late: 0.11, cost: 690 },
  PostNL: { days: [1, 2], late: 0.04, cost: 445 },
};

export const isWorkday = (days: Days, day: number): boolean => days.weekday(day) <= 5;

/** The next day from `day` on with the given property. */
const nextDay = (day: number, fits: (day: number) => boolean): number => {
  let next = day;
  while (!fits(next)) next += 1;
  return next;
};

/** When the warehouse hands over what is ready at an instant: the same working day in the afternoon, or the next ones. */
export const handOver = (days: Days, random: Random, ready: number): number => {
  const day = days.of(ready);
  const hour = (ready - days.start(day)) / hourMs;
  const sameDay = isWorkday(days, day) && hour < 13 && random.chance(0.8);
  const slips = random.chance(0.06) ? random.whole(1, 3) : 0;
  if (sameDay && slips === 0) {
    return Math.floor(days.start(day) + random.between(Math.max(hour + 1.5, 11), 17.8) * hourMs);
  }
  let next = day;
  for (let left = 1 + slips; left > 0; left -= 1) next = nextDay(next + 1, (one) => isWorkday(days, one));
  return Math.floor(days.start(next) + random.between(9.5, 17.5) * hourMs);
};

/** Parcels of an order that leaves at an instant. One in 300 never arrives. */
export const sendParcels = (options: {
  readonly days: Days;
  readonly random: Random;
  readonly number: string;
  readonly country: Country;
  readonly isExpress: boolean;
  readonly priceFactor: number;
  readonly shipped: number;
}): readonly Parcel[] => {
  const { days, random, country, isExpress, shipped } = options;
  const names = Object.keys(country.carriers);
  const carrier = names[random.weighted(Object.values(country.carriers))] ?? 'DHL';
  const habits = carriers[carrier] ?? { days: [1, 3], late: 0.08, cost: 500 };
  const count = random.chance(0.05) ? 2 : 1;
  return Array.from({ length: count }, (_, n): Parcel => {
    const handedOver = n === count - 1 ? shipped : shipped - Math.floor(random.between(0.2, 1.5) * hourMs);
    return {
      id: `${options.number}-${n + 1}`,
      carrier,
      tracking: trackingOf(carrier, random),
      handedOver,
      delivered: random.chance(0.0033) ? never : arrival(days, random, habits, isExpress, handedOver),
      cost: Math.round(
        (habits.cost + (isExpress ? 420 : 0)) * options.priceFactor * random.between(0.9, 1.25),
      ),
    };
  });
};

const trackingOf = (carrier: string, random: Random): string =>
  `${carrier.slice(0, 2).toUpperCase()}${String(random.whole(1, 999_999_999)).padStart(9, '0')}`;

const arrival = (
  days: Days,
  random: Random,
  habits: { readonly days: readonly [number, number]; readonly late: number },
  isExpress: boolean,
  handedOver: number,
): number => {
  const [least, most] = habits.days;
  let left = isExpress ? 1 : random.whole(least, most);
  if (random.chance(habits.late)) left += random.whole(2, 5);
  let day = days.of(handedOver);
  for (; left > 0; left -= 1) day = nextDay(day + 1, (one) => days.weekday(one) <= 6);
  return Math.floor(days.start(day) + random.between(9, 19.5) * hourMs);
};
