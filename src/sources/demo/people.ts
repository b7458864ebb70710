import type { Random } from './random.ts';

/** The customers of a demo shop, by number; nothing else is known of them but where they live and how often they ordered. */
export type People = {
  /** A customer for an order: somebody new with the given likelihood, else somebody who ordered before. */
  readonly choose: (random: Random, newShare: number, country: number) => Customer;
};

type Customer = { readonly person: number; readonly country: number; readonly order: number };

export const createPeople = (): People => {
  const countries: number[] = [];
  const orders: number[] = [];
  const next = (person: number): Customer => {
    const order = (orders[person] ?? 0) + 1;
    orders[person] = order;
    return { person, country: countries[person] ?? 0, order };
  };
  return {
    choose: (random, newShare, country) => {
      if (countries.length < 20 || random.chance(newShare)) {
        countries.push(country);
        return next(countries.length - 1);
      }
      const back = Math.floor(countries.length * random.next() ** 2.2);
      return next(countries.length - 1 - back);
    },
  };
};
