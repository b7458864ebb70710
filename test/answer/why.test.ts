import { beforeAll, expect, test } from 'vitest';
import { answer } from '#src/answer/answer.ts';
import { renderJson } from '#src/answer/render-json.ts';
import { renderText } from '#src/answer/render-text.ts';
import type { Reply } from '#src/answer/reply.ts';
import { openDesk } from '#src/compose.ts';
import type { Department } from '#src/lib/departments.ts';
import { createLogger } from '#src/lib/log.ts';
import { useDatabase } from '#test/support/database.ts';
import { company, loadShop, mainShop, shopNow } from '#test/support/random-shop/index.ts';
import { steadyShop } from '#test/support/steady-shop.ts';

const database = useDatabase();

beforeAll(async () => {
  const rows = steadyShop('2026-11-17', 120, (date) => {
    const isQuiet = date.toString() >= '2026-11-09' && date.toString() < '2026-11-16';
    return { orders: { DE: isQuiet ? 3 : 6, FR: 4 }, visits: 100 };
  });
  await loadShop(database(), mainShop, {
    ...rows,
    calendarEvents: [
      {
        id: 'e',
        kind: 'campaign',
        title: '<!channel> Winter warm-up',
        startsAt: '2026-11-10T00:00:00Z',
        endsAt: '2026-11-12T00:00:00Z',
      },
    ],
  });
  await loadShop(database(), company, {
    incidents: [
      {
        id: 'i',
        ref: 'OUT-7',
        origin: 'own',
        title: 'Checkout fails',
        capability: 'checkout',
        severity: 'major',
        startedAt: '2026-11-11T10:00:00Z',
        resolvedAt: '2026-11-11T12:00:00Z',
      },
    ],
  });
});

const ask = async (text: string, departments: readonly Department[] = ['marketing']): Promise<Reply> =>
  answer(
    {
      text,
      asker: { id: 'U1', departments, roles: [], locale: 'en' },
      place: { kind: 'direct' },
      thread: null,
      stores: [],
      now: shopNow,
    },
    await openDesk({ database: database(), log: createLogger('silent'), sources: [], model: null }),
  );

test('why revenue fell is told with the usual range, the terms, the country and what happened at the same time', async () => {
  const reply = await ask('why did revenue drop last week');
  expect(renderText(reply)).toMatchInlineSnapshot(`
    "Net sales last week: €490.00, down 30% (−€210.00) on €700.00 (2–8 Nov 2026).
    That is less than usual (€665.00 to €735.00, going by the 8 periods like it before).
    Of the change: orders per visit −€210.00, nothing from visits, order value, cancellations and refunds.
    By country: Germany −€210.00 (100%) and 1 other ±€0.00.
    At the same time: major incident OUT-7 (Checkout fails); campaign <!channel> Winter warm-up.
    What happened at the same time need not be the cause.
    Country   Before      Now  Part of the change
    Germany  €420.00  €210.00            −€210.00
    1 other                                ±€0.00
    9–15 Nov 2026, Berlin time · Main shop · data as of 18 Nov 2026, 10:30"
  `);
  const json = renderJson(reply, 'q', 1);
  expect(json).toMatchObject({
    kind: 'answer',
    intent: 'why',
    interpretation: { metrics: ['sales.net_sales'] },
  });
  expect(json.facts).toContainEqual(
    expect.objectContaining({ value: '210.00', group: { country: 'DE' }, from: '2026-11-09' }),
  );
  expect(json.derived).toContainEqual(
    expect.objectContaining({ kind: 'change', value: '-210.00', unit: 'money', group: { country: 'DE' } }),
  );
});

test('a figure that did not change unusually is not given a reason', async () => {
  const text = renderText(await ask('why are orders down in the week of 2 november'));
  expect(text).toContain('within the usual range');
});

test('why a figure that nobody records changed cannot be told, and what is missing is named', async () => {
  await database().client`delete from coverage where family = 'returns'`;
  const reply = await ask('why did returns go up last month');
  expect(reply).toMatchObject({ kind: 'no_data', facts: [] });
  expect(renderText(reply)).toContain('Not recorded: no connected source brings returns');
});
