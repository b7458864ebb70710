import { beforeAll, expect, test } from 'vitest';
import { answer } from '#src/answer/answer.ts';
import { renderJson } from '#src/answer/render-json.ts';
import { renderText } from '#src/answer/render-text.ts';
import type { Reply } from '#src/answer/reply.ts';
import { openDesk } from '#src/compose.ts';
import { createLogger } from '#src/lib/log.ts';
import { useDatabase } from '#test/support/database.ts';
import { company, loadShop, mainShop, shopNow } from '#test/support/random-shop/index.ts';
import { steadyShop } from '#test/support/steady-shop.ts';

const database = useDatabase();

/** Twenty shirts a day at 10.00, but none on the Friday on which nobody could pay. */
beforeAll(async () => {
  await loadShop(database(), mainShop, {
    ...steadyShop('2026-11-17', 140, (date) => ({
      orders: { DE: date.toString() === '2026-11-13' ? 0 : 20 },
    })),
    locations: [{ id: 'l', name: 'Berlin' }],
    stockLevels: [
      {
        variantId: 'v',
        locationId: 'l',
        available: 200,
        onHand: 200,
        committed: 0,
        asOf: '2026-11-18T09:30:00Z',
      },
    ],
    purchaseOrders: [
      {
        id: 'po',
        number: 'PO-1',
        locationId: 'l',
        orderedAt: '2026-11-01T08:00:00Z',
        expectedOn: '2026-11-23',
      },
    ],
    purchaseOrderLines: [{ purchaseOrderId: 'po', lineId: '1', variantId: 'v', orderedQuantity: 100 }],
    targets: [{ metric: 'sales.net_sales', month: '2026-11-01', currency: 'EUR', amount: '5000' }],
  });
  await loadShop(database(), company, {
    incidents: [
      {
        id: 'i',
        ref: 'OUT-9',
        origin: 'own',
        title: 'Nobody can pay',
        capability: 'checkout',
        severity: 'critical',
        startedAt: '2026-11-13T07:00:00Z',
        resolvedAt: '2026-11-13T17:00:00Z',
      },
    ],
  });
});

const ask = async (text: string): Promise<Reply> =>
  answer(
    {
      text,
      asker: { id: 'U1', departments: ['leadership'], roles: [], locale: 'en' },
      place: { kind: 'direct' },
      thread: null,
      stores: [],
      now: shopNow,
    },
    await openDesk({ database: database(), log: createLogger('silent'), sources: [], model: null }),
  );

test('what a month will bring is told with its range, the target, what there is so far, and how it was worked out', async () => {
  const reply = await ask('forecast revenue for this month');
  expect(renderText(reply)).toMatchInlineSnapshot(`
    "Net sales this month: about €5,700 (between €5,620 and €5,790 in four of five cases).
    The target of €5,000.00 will probably be reached. That takes €138 a day for the 13 days left; the last four weeks brought €193 a day.
    So far: €3,200.00 (1 Nov 2026 – 18 Nov 2026, 10:30).
    An estimate from the level of the last four weeks and the shape of the week; at the last 12 times it could have been made it was off by 0% as a rule.
    1–30 Nov 2026, Berlin time · Main shop · data as of 18 Nov 2026, 10:30"
  `);
  expect(renderJson(reply, null, 1)).toMatchObject({ kind: 'answer', intent: 'forecast' });
});

test('an amount to reach is set against the range', async () => {
  expect(renderText(await ask('will we make 4k in december'))).toContain(
    '€4,000.00 will probably be reached',
  );
  expect(renderText(await ask('will we make 250k in december'))).toContain(
    '€250,000.00 will probably be missed',
  );
});

test('a target of a month that is over was reached or not', async () => {
  await database().client`update targets set month = '2026-10-01'`;
  expect(renderText(await ask('did we hit the revenue target in october'))).toContain(
    'Net sales October 2026: €6,200.00.\nThe target of €5,000.00 was reached.',
  );
});

test('how long an item lasts counts what is due to arrive', async () => {
  const reply = await ask('how long will SHI last');
  expect(reply.headline).toMatch(
    /^SHI lasts for about 16 days \(\d+ to \d+ in four of five cases\), until around Fri 4 Dec 2026: 200 left at (19|20) a day, with 100 more due in 5 days\.$/,
  );
});

test('what an outage cost is the sales its hours used to bring', async () => {
  const reply = await ask('what did the outage cost last week');
  expect(reply.headline).toBe('Outages last week: about €200 of sales less than usual.');
  expect(reply.lines[0]).toContain('OUT-9 (Nobody can pay, Fri 13 Nov 2026, 08:00–18:00)');
});

test('a rate cannot be foreseen, and a peak not without the year before', async () => {
  expect(renderText(await ask('forecast conversion rate for this month'))).toContain('cannot be estimated');
  expect(renderText(await ask('peak plan for black friday'))).toContain('cannot be estimated');
});
