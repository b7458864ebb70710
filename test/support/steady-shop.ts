import type { FactRows } from '#src/sources/rows.ts';

/** What a day brings: orders per country, each with one shirt at the price, and visits. */
export type SteadyDay = {
  readonly orders: Readonly<Record<string, number>>;
  readonly priceMinor?: number;
  readonly visits?: number;
};

/**
 * A shop with the given days, the last of them on `last` (ISO date): orders at noon in UTC, shipped never, one shirt
 * each. The same every time.
 */
export const steadyShop = (
  last: string,
  days: number,
  dayOf: (date: Temporal.PlainDate, daysAgo: number) => SteadyDay,
): FactRows => {
  const dates = Array.from({ length: days }, (_, index) => {
    const daysAgo = days - 1 - index;
    return { daysAgo, date: Temporal.PlainDate.from(last).subtract({ days: daysAgo }) };
  });
  const sold = dates.flatMap(({ date, daysAgo }) => {
    const { orders, priceMinor = 1000 } = dayOf(date, daysAgo);
    return Object.entries(orders).flatMap(([country, count]) =>
      Array.from({ length: count }, (_, index) => ({
        id: `${date}-${country}-${index}`,
        country,
        placedAt: `${date}T${String(8 + (index % 8)).padStart(2, '0')}:00:00Z`,
        gross: BigInt(priceMinor),
      })),
    );
  });
  return {
    products: [{ id: 'p', title: 'Shirt', category: 'Shirts' }],
    variants: [{ id: 'v', productId: 'p', sku: 'SHI', title: 'Shirt' }],
    orders: sold.map(({ id, country, placedAt, gross }) => ({
      id,
      number: id,
      accepted: true,
      placedAt,
      currency: 'EUR',
      country,
      shippingMinor: 0n,
      taxMinor: 0n,
      totalMinor: gross,
    })),
    orderLines: sold.map(({ id, gross }) => ({
      orderId: id,
      lineId: '1',
      variantId: 'v',
      productId: 'p',
      sku: 'SHI',
      quantity: 1,
      currency: 'EUR',
      grossMinor: gross,
      discountMinor: 0n,
    })),
    webSessions: dates.map(({ date, daysAgo }) => ({
      day: date.toString(),
      sessions: dayOf(date, daysAgo).visits ?? 100,
    })),
  };
};
