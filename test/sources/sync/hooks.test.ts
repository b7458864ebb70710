import { beforeEach, expect, test } from 'vitest';
import { forgetCustomer } from '#src/sources/sync/forget.ts';
import { openHooks } from '#src/sources/sync/hooks.ts';
import { runSources } from '#src/sources/sync/run.ts';
import { useDatabase } from '#test/support/database.ts';
import { pretendDesk, pretended, pretendSource, signed } from '#test/support/pretend-source.ts';

const database = useDatabase();

beforeEach(async () => {
  await database().client`truncate stores, cursors, coverage, orders, changes, seen_deliveries, settings`;
});

const open = async () => {
  const shop = pretended('1');
  const desk = pretendDesk(database(), [pretendSource('a', { shop })]);
  await runSources(desk);
  const hooks = openHooks(desk);
  const deliver = async (delivery: ReturnType<typeof signed>, store = 'shop') => {
    const status = await hooks.handle({ ...delivery, source: 'a', store });
    await hooks.settled();
    return status;
  };
  return { shop, desk, deliver };
};

const fetched = (asked: readonly string[]) => asked.filter((one) => one.startsWith('fetch'));

test('a genuine delivery is answered at once and read from the shop, not from its body', async () => {
  const { shop, deliver } = await open();
  shop.orders.set('7', { email: 'seven@example.test' });
  expect(await deliver(signed('7', 'd1'))).toBe(202);
  expect(fetched(shop.asked)).toEqual(['fetch 7']);
});

test('a repeated delivery is work once', async () => {
  const { shop, deliver } = await open();
  expect([await deliver(signed('1', 'd1')), await deliver(signed('1', 'd1'))]).toEqual([202, 200]);
  expect(fetched(shop.asked)).toHaveLength(1);
});

test('a forged, an unsigned and a homeless delivery do nothing', async () => {
  const { shop, deliver } = await open();
  expect(await deliver(signed('1', 'd1', 'another secret'))).toBe(401);
  expect(await deliver({ ...signed('1', 'd2'), headers: {} as never })).toBe(401);
  expect(await deliver(signed('1', 'd3'), 'elsewhere')).toBe(404);
  expect(fetched(shop.asked)).toEqual([]);
});

test('a body that is too large is not even verified', async () => {
  const { deliver } = await open();
  expect(await deliver(signed('x'.repeat(1_048_577), 'd1'))).toBe(413);
});

test('a forgotten customer stays forgotten, whoever brings the order again', async () => {
  const { shop, desk, deliver } = await open();
  const keys = async () =>
    (await database().client`select person_key as key from orders`).map((row) => row['key']);
  expect(await keys()).not.toEqual([null]);
  expect(await forgetCustomer(desk, 'BUYER1@example.test')).toEqual({ orders: 1, notAsked: [] });
  expect(await keys()).toEqual([null]);
  await deliver(signed('1', 'd1'));
  expect([await keys(), fetched(shop.asked)]).toEqual([[null], ['fetch 1']]);
});
