import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '#src/sources/define.ts';
import { loadBatch } from '#src/sources/load.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import { line, order, refund, targetAt } from '#test/support/rows.ts';

const database = useDatabase();
const load = (rows: Batch['rows']): Promise<unknown> =>
  loadBatch(database(), targetAt('2026-12-01T12:00:00Z'), { rows });
const ask = (query: string): Promise<readonly string[]> => askRows(database(), query);
const customers = () => ask('select id, customer_type from orders order by id');

beforeEach(async () => {
  await database().client`truncate stores, orders, order_lines, refunds, cancellations, persons`;
});

describe('new and returning customers', () => {
  const of = (id: string, person: string, day: string, over = {}) =>
    order(id, { personKey: person, placedAt: `2026-11-${day}T09:00:00Z`, ...over });

  test('are told apart by the first order that counts, also when an older one arrives later', async () => {
    await load({ orders: [of('b', 'ada', '10'), of('c', 'ada', '12'), of('x', 'bob', '10')] });
    expect(await customers()).toEqual(['b | new', 'c | returning', 'x | new']);
    await load({ orders: [of('a', 'ada', '02')] });
    expect(await customers()).toEqual(['a | new', 'b | returning', 'c | returning', 'x | new']);
    expect(await ask('select person_key, first_sold_day::text from persons order by 1')).toEqual([
      'ada | 2026-11-02',
      'bob | 2026-11-10',
    ]);
  });

  test('an order that does not count makes nobody a customer', async () => {
    await load({ orders: [of('a', 'ada', '02', { accepted: false }), of('b', 'ada', '10')] });
    expect(await customers()).toEqual(['a | null', 'b | new']);
  });

  test('follow the order when it turns out to be somebody else’s', async () => {
    await load({ orders: [of('a', 'ada', '02'), of('b', 'ada', '10')] });
    await load({ orders: [of('a', 'bob', '02')] });
    expect(await customers()).toEqual(['a | new', 'b | new']);
    expect(await ask('select person_key, first_sold_day::text from persons order by 1')).toEqual([
      'ada | 2026-11-10',
      'bob | 2026-11-02',
    ]);
  });

  test('the platform’s own count of a customer’s orders goes before our history', async () => {
    await load({
      orders: [of('a', 'ada', '02', { personOrderIndex: 7 }), of('b', 'bob', '03', { personOrderIndex: 1 })],
    });
    expect(await customers()).toEqual(['a | returning', 'b | new']);
  });

  test('a guest is neither', async () => {
    await load({ orders: [order('a')] });
    expect(await customers()).toEqual(['a | null']);
  });
});

test('the order in which events arrive makes no difference to what is booked', async () => {
  const minute = (n: number): string => new Date(Date.UTC(2026, 10, 1, 0, n * 97)).toISOString();
  const version = (n: number, at: number) =>
    order(`o${n}`, {
      personKey: `p${n % 3}`,
      placedAt: minute(n * 3),
      updatedAt: minute(100 + at),
      ...(at > 0 && n % 2 === 0 && { cancelledAt: minute(40 + n) }),
      ...(at > 1 && n % 4 === 0 && { country: 'AT' }),
    });
  const events: readonly Batch['rows'][] = [0, 1, 2, 3, 4, 5].flatMap((n) => [
    { orders: [version(n, 0)] },
    { orders: [version(n, 1)] },
    { orders: [version(n, 2)] },
    { orderLines: [line(`o${n}`, 'a', { discountMinor: BigInt(n) }), line(`o${n}`, 'b')] },
    { refunds: [refund(`r${n}`, `o${n}`, { lineId: 'a', refundedAt: minute(36 + n * 2) })] },
  ]);
  const booked = async (): Promise<unknown> => [
    await ask(
      `select id, country, sold_at, sold_day, cancelled_at, discount_minor, customer_type from orders order by 1`,
    ),
    await ask(`select order_id, line_id, sold_at, sold_day from order_lines order by 1, 2`),
    await ask(`select id, refunded_day, counted from refunds order by 1`),
    await ask(`select * from cancellations order by order_id, line_id`),
    await ask(`select * from persons order by person_key`),
  ];
  await load({
    orders: events.flatMap((rows) => rows.orders ?? []),
    orderLines: events.flatMap((rows) => rows.orderLines ?? []),
    refunds: events.flatMap((rows) => rows.refunds ?? []),
  });
  const expected = await booked();
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...events], { minLength: events.length }), async (shuffled) => {
      await database().client`truncate orders, order_lines, refunds, cancellations, persons`;
      for (const rows of shuffled) await load(rows);
      expect(await booked()).toEqual(expected);
    }),
    { numRuns: 2, seed: 7 },
  );
});
