import { beforeAll, expect, test } from 'vitest';
import { toNumber } from '#src/lib/exact.ts';
import { metric } from '#src/metrics/catalogue.ts';
import { estimate } from '#src/query/estimates/estimate.ts';
import { runRecord } from '#src/query/record.ts';
import { readEstate } from '#src/query/stores.ts';
import { useDatabase } from '#test/support/database.ts';
import { figuresOf, periodOf, queryOf } from '#test/support/query.ts';
import { loadShop, mainShop, shopNow } from '#test/support/random-shop/index.ts';
import { steadyShop } from '#test/support/steady-shop.ts';

const database = useDatabase();

/** Two orders a day last year and four since the summer; sixteen on the Friday of the event last year. */
beforeAll(async () => {
  await loadShop(database(), mainShop, {
    ...steadyShop('2026-11-17', 530, (date) => {
      if (date.toString() === '2025-11-28') return { orders: { DE: 16 } };
      return { orders: { DE: date.toString() < '2026-05-01' ? 2 : 4 } };
    }),
    locations: [{ id: 'l', name: 'Berlin' }],
    stockLevels: [
      {
        variantId: 'v',
        locationId: 'l',
        available: 10,
        onHand: 10,
        committed: 0,
        asOf: '2026-11-18T09:30:00Z',
      },
    ],
    adSpend: [
      { day: '2026-10-10', platform: 'Meta Ads', campaign: 'Spring', currency: 'EUR', spendMinor: '5000' },
      { day: '2026-10-10', platform: 'Meta Ads', campaign: 'Other', currency: 'EUR', spendMinor: '900' },
    ],
    calendarEvents: [
      {
        id: 'e',
        kind: 'campaign',
        title: 'Spring days',
        campaign: 'Spring',
        discountCode: 'SPRING',
        skus: ['SHI'],
        startsAt: '2026-10-01T00:00:00Z',
        endsAt: '2026-10-20T00:00:00Z',
      },
    ],
  });
});

const runtime = async () => ({
  database: database(),
  estate: await readEstate(database().fast),
  now: shopNow,
});

test('a peak is last year’s day at today’s level, with what will not last', async () => {
  const period = periodOf('2026-11-27', '2026-11-28', { unit: 'day', label: 'Black Friday 2026' });
  const found = await estimate(await runtime(), queryOf({ metrics: ['calendar.peak_plan'], period }));
  const [plan] = found.kind === 'estimates' ? found.each : [];
  if (plan?.kind !== 'peak_plan') throw new Error(`no plan: ${JSON.stringify(found)}`);
  const orders = plan.items.find(({ metric: id }) => id === 'sales.orders');
  expect(toNumber(orders?.value ?? { n: 0n, d: 1n })).toBe(32);
  expect(plan.short).toEqual([{ sku: 'SHI', available: 10, wanted: 32 }]);
});

test('a campaign is told by its ads, its code and its products, whichever of them it is asked by', async () => {
  const { compute } = metric('marketing.campaign_performance');
  if (compute.kind !== 'record') throw new Error('no record');
  for (const [dimension, value] of [
    ['campaign', 'Spring'],
    ['discount_code', 'SPRING'],
  ] as const) {
    const filters = [{ kind: 'dimension', dimension, op: 'is', values: [value] }] as const;
    const query = queryOf({ metrics: ['marketing.campaign_performance'], filters });
    const { columns } = figuresOf(await runRecord(await runtime(), query, compute.parts));
    const told = columns.map(({ metric: id, total }) => [id, total?.value ? toNumber(total.value) : null]);
    expect(told).toContainEqual(['marketing.ad_spend', 5000]);
    expect(told).toContainEqual(['stock.available', 10]);
    expect(told).toContainEqual(['sales.orders', 0]);
  }
});
