import { beforeAll, describe, expect, test } from 'vitest';
import { add, subtract, toNumber, zero } from '#src/lib/exact.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Change } from '#src/query/drivers/explain-change.ts';
import { explainChange } from '#src/query/drivers/explain-change.ts';
import { readEstate } from '#src/query/stores.ts';
import { useDatabase } from '#test/support/database.ts';
import { periodOf, queryOf } from '#test/support/query.ts';
import { company, loadShop, mainShop, randomShop, shopNow, ukShop } from '#test/support/random-shop/index.ts';
import { steadyShop } from '#test/support/steady-shop.ts';

const database = useDatabase();
const steady = { id: 'steady', name: 'Steady shop', currency: 'EUR', zone: 'Europe/Berlin' } as const;

/** Ten orders a day, but for the second week of November: Germany orders half as much, with as many visits. */
const steadyRows = steadyShop('2026-11-17', 120, (date) => {
  const isQuiet = date.toString() >= '2026-11-09' && date.toString() < '2026-11-16';
  return { orders: { DE: isQuiet ? 3 : 6, FR: 4 }, visits: 100 };
});

const dear = { id: 'dear', name: 'Dear shop', currency: 'EUR', zone: 'Europe/Berlin' } as const;

/** The shirt costs a fifth more from 9 November on, has sold out since, and three times as much went into ads. */
const dearRows = steadyShop('2026-11-17', 20, (date) => ({
  orders: { DE: 5 },
  priceMinor: date.toString() >= '2026-11-09' ? 1200 : 1000,
}));

beforeAll(async () => {
  await loadShop(database(), mainShop, randomShop(11, mainShop, 200));
  await loadShop(database(), ukShop, randomShop(12, ukShop, 40));
  await loadShop(database(), company, randomShop(13, company));
  await loadShop(database(), steady, steadyRows);
  await loadShop(database(), dear, {
    ...dearRows,
    locations: [{ id: 'l', name: 'Berlin' }],
    stockLevels: [
      {
        variantId: 'v',
        locationId: 'l',
        available: 0,
        onHand: 0,
        committed: 0,
        asOf: '2026-11-18T09:30:00Z',
      },
    ],
    adSpend: ['2026-11-03', '2026-11-10'].map((day, index) => ({
      day,
      platform: 'Google Ads',
      campaign: 'Brand',
      currency: 'EUR',
      spendMinor: index === 0 ? '1000' : '3000',
    })),
  });
});

const week = (from: string, to: string) => periodOf(from, to, { unit: 'week', count: 1 });

const changeOf = async (
  metric: string,
  period = week('2026-11-09', '2026-11-16'),
  over = {},
): Promise<Change> => {
  const query = queryOf({ metrics: [metric], period, ...over });
  const found = await explainChange(
    { database: database(), estate: await readEstate(database().fast), now: shopNow },
    query,
  );
  if (found.kind !== 'change') throw new Error(`no change: ${JSON.stringify(found)}`);
  return found;
};

const difference = ({ column }: Change) =>
  subtract(column.total?.value ?? zero, column.compared?.total?.value ?? zero);

const weeks = ['2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19'].map((from) =>
  week(from, Temporal.PlainDate.from(from).add({ weeks: 1 }).toString()),
);

describe('the parts of a change', () => {
  test('net sales are visits, orders per visit, order value, cancellations and refunds, to the cent', async () => {
    for (const period of weeks.slice(0, 3)) {
      const change = await changeOf('sales.net_sales', period);
      expect(change.terms.map(({ metric }) => metric).filter((id) => id !== 'marketing.sessions')).toEqual([
        'sales.orders',
        'sales.ordered_value',
        'sales.cancellations',
        'sales.refunds',
      ]);
      expect(change.terms.map(({ amount }) => amount).reduce(add, zero)).toEqual(difference(change));
      expect(change.terms.every(({ amount }) => amount.d === 1n)).toBe(true);
    }
  });

  test.each(['finance.gross_profit', 'sales.total_sales', 'sales.units_sold', 'marketing.ad_spend'])(
    'of %s sum to it by every split and by its terms',
    async (metric) => {
      for (const period of weeks.slice(3, 4)) {
        const change = await changeOf(metric, period);
        for (const { elements, others } of change.splits) {
          const sum = elements.reduce((all, one) => add(all, one.change), others.change);
          expect(sum).toEqual(difference(change));
          expect(elements.length).toBeLessThanOrEqual(3);
        }
        if (change.terms.length > 0)
          expect(change.terms.map(({ amount }) => amount).reduce(add, zero)).toEqual(difference(change));
      }
    },
  );

  test.each(['sales.average_order_value', 'sales.discount_rate', 'finance.gross_margin'])(
    'of the ratio %s are mix and rate, and sum exactly to it',
    async (metric) => {
      const change = await changeOf(metric, weeks[1]);
      expect(change.splits.length).toBeGreaterThan(0);
      for (const { elements, others } of change.splits) {
        expect(elements.reduce((all, one) => add(all, one.change), others.change)).toEqual(
          difference(change),
        );
        for (const one of elements) expect(add(one.mix ?? zero, one.rate ?? zero)).toEqual(one.change);
      }
    },
  );

  test('are told by the split that was asked for, and never by one that fewer people may see', async () => {
    const asked = await changeOf('sales.net_sales', weeks[2], { groupBy: ['device'] });
    expect(asked.splits.map(({ dimension }) => dimension)).toEqual(['device']);
    const cloud = await changeOf('cloud.cost', weeks[2]);
    const hidden: readonly DimensionId[] = ['cloud_account', 'team'];
    expect(cloud.splits.some(({ dimension }) => hidden.includes(dimension))).toBe(false);
  });
});

describe('a week in which Germany orders half as much', () => {
  const stores = [steady.id];

  test('is less than usual, and Germany alone made it', async () => {
    const change = await changeOf('sales.net_sales', week('2026-11-09', '2026-11-16'), { stores });
    expect(toNumber(difference(change))).toBe(-21_000);
    expect(toNumber(change.usual?.low ?? zero)).toBeGreaterThan(49_000);
    expect(change.splits[0]).toMatchObject({
      dimension: 'country',
      elements: [{ value: 'DE', change: { n: -21_000n, d: 1n } }],
      others: { count: 1, change: zero },
    });
    const terms = Object.fromEntries(change.terms.map(({ metric, amount }) => [metric, toNumber(amount)]));
    expect(terms).toMatchObject({
      'marketing.sessions': 0,
      'sales.orders': -21_000,
      'sales.ordered_value': 0,
    });
  });

  test('has nothing to explain the week before, which is as usual', async () => {
    const change = await changeOf('sales.orders', week('2026-11-02', '2026-11-09'), { stores });
    expect(toNumber(difference(change))).toBe(0);
    expect(change.terms).toEqual([]);
    expect(change.splits).toEqual([]);
    const { low, high } = change.usual ?? { low: zero, high: zero };
    expect(toNumber(low)).toBeLessThan(70);
    expect(toNumber(high)).toBeGreaterThan(70);
  });

  test('is told without visits where the period ends within a day that they do not cover', async () => {
    const period = periodOf('2026-11-16', '2026-11-17T11:00+01:00', { unit: 'week', count: 1, toDate: true });
    const change = await changeOf('sales.net_sales', period, { stores });
    expect(change.terms.map(({ label }) => label)).toEqual([
      'number of orders',
      'order value',
      'cancellations',
      'refunds',
    ]);
  });
});

test('prices, ads and empty shelves of the same time are told beside the change', async () => {
  const { happenings } = await changeOf('sales.net_sales', undefined, { stores: [dear.id] });
  const own = happenings.filter(({ kind }) => kind !== 'incident' && kind !== 'deploys');
  expect(own).toEqual([
    { kind: 'moved', metric: 'marketing.ad_spend', now: { n: 3000n, d: 1n }, before: { n: 1000n, d: 1n } },
    { kind: 'sold_out', skus: ['SHI'], of: 1 },
    { kind: 'price', product: 'Shirt', now: { n: 1200n, d: 1n }, before: { n: 1000n, d: 1n } },
  ]);
});
