import { beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '#src/sources/define.ts';
import type { LoadTarget } from '#src/sources/load.ts';
import { loadBatch, rebookStore } from '#src/sources/load.ts';
import { companyKey } from '#src/state/company.ts';
import { writeSetting } from '#src/state/settings.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import { berlin, line, order, refund, targetAt } from '#test/support/rows.ts';

const database = useDatabase();
const now = '2026-12-01T12:00:00Z';
const load = (rows: Batch['rows'], over: Partial<LoadTarget> = {}): Promise<unknown> =>
  loadBatch(database(), targetAt(now, over), { rows });
const ask = (query: string): Promise<readonly string[]> => askRows(database(), query);

const soldDays = () => ask('select id, sold_day::text from orders order by id');
const cancelled = () =>
  ask(`select order_id, line_id, quantity, amount_minor, shipping_minor, tax_minor, cost_minor, cancelled_day::text
    from cancellations order by order_id, line_id desc`);
const counted = () => ask('select id, refunded_day::text, counted from refunds order by id');

beforeEach(async () => {
  await database()
    .client`truncate stores, orders, order_lines, refunds, returns, parcels, payments, checkouts,
    cancellations, persons, coverage, changes`;
});

describe('the day an order counts on', () => {
  test('is the day it was placed in the zone of its store, also when the clocks change', async () => {
    await load({
      orders: [
        order('a', { placedAt: '2026-11-09T23:30:00Z' }),
        order('b', { placedAt: '2026-10-24T21:59:59Z' }),
        order('c', { placedAt: '2026-10-24T22:00:00Z' }),
        order('d', { placedAt: '2026-10-25T22:59:59Z' }),
        order('e', { placedAt: '2026-10-25T23:00:00Z' }),
        order('f', { placedAt: '2026-03-28T23:00:00Z' }),
        order('g', { placedAt: '2026-03-29T21:59:59Z' }),
        order('h', { placedAt: '2026-03-29T22:00:00Z' }),
      ],
    });
    expect(await soldDays()).toEqual([
      'a | 2026-11-10',
      'b | 2026-10-24',
      'c | 2026-10-25',
      'd | 2026-10-25',
      'e | 2026-10-26',
      'f | 2026-03-29',
      'g | 2026-03-29',
      'h | 2026-03-30',
    ]);
  });

  test('is none for what was not accepted, and for credit notes', async () => {
    await load({
      orders: [order('draft', { accepted: false }), order('note', { kind: 'credit_note' })],
      orderLines: [line('draft', '1'), line('note', '1')],
    });
    expect(await soldDays()).toEqual(['draft | null', 'note | null']);
    expect(await ask('select sold_at from order_lines')).toEqual(['null', 'null']);
  });

  test('is the day it was paid where that is the basis', async () => {
    const rows = {
      orders: [order('paid', { paidAt: '2026-11-12T09:00:00Z' }), order('unpaid')],
      orderLines: [line('paid', '1'), line('unpaid', '1')],
    };
    await load(rows, { basis: 'paid' });
    expect(await soldDays()).toEqual(['paid | 2026-11-12', 'unpaid | null']);
    await rebookStore(database(), targetAt(now));
    expect(await soldDays()).toEqual(['paid | 2026-11-09', 'unpaid | 2026-11-09']);
    expect(await ask('select order_id, sold_day::text from order_lines order by 1')).toEqual([
      'paid | 2026-11-09',
      'unpaid | 2026-11-09',
    ]);
  });

  test('moves for every order with the next load when the company chooses another basis', async () => {
    await load({ orders: [order('old', { paidAt: '2026-11-12T09:00:00Z' })] });
    expect(await soldDays()).toEqual(['old | 2026-11-09']);
    const at = Temporal.Instant.from(now);
    await writeSetting(database().fast, { key: companyKey, value: { dateBasis: 'paid' }, by: 'test', at });
    await load({ orders: [order('new', { paidAt: '2026-11-13T09:00:00Z' })] });
    expect(await soldDays()).toEqual(['new | 2026-11-13', 'old | 2026-11-12']);
    expect(await ask('select date_basis from stores')).toEqual(['paid']);
    await database().client`delete from settings`;
  });

  test('moves with the zone of the store, and so do all its other days', async () => {
    const at = '2026-11-09T23:30:00Z';
    const rows = {
      orders: [order('1', { placedAt: at, shippedAt: at, deliveredAt: at })],
      orderLines: [line('1', 'a')],
      refunds: [refund('r', '1', { refundedAt: at })],
      parcels: [{ id: 'p', orderId: '1', handedOverAt: at, deliveredAt: at }],
      returns: [{ id: 't', orderId: '1', units: 1, receivedAt: at }],
      checkouts: [{ id: 'c', startedAt: at, hasContact: true, currency: 'EUR', valueMinor: 1n }],
      payments: [{ id: 'y', at, status: 'paid' as const, currency: 'EUR', amountMinor: 1n }],
    };
    await load(rows);
    const days = () =>
      ask(`select o.sold_day::text, o.shipped_day::text, o.delivered_day::text, l.sold_day::text, r.refunded_day::text,
        p.handed_over_day::text, p.delivered_day::text, t.received_day::text, t.sold_day::text, c.started_day::text,
        y.day::text from orders o, order_lines l, refunds r, parcels p, returns t, checkouts c, payments y`);
    expect(await days()).toEqual([Array(11).fill('2026-11-10').join(' | ')]);
    await load({}, { store: { ...berlin, zone: 'America/New_York' } });
    expect(await days()).toEqual([Array(11).fill('2026-11-09').join(' | ')]);
  });
});

describe('a cancellation', () => {
  const cancelledAt = '2026-11-12T23:30:00Z';

  test('takes off what each line was worth, and shipping and tax on a line of its own, on its own day', async () => {
    await load({
      orders: [order('1', { cancelledAt })],
      orderLines: [
        line('1', 'a', { discountMinor: 1500n, unitCostMinor: 2000n }),
        line('1', 'b', { quantity: 1, grossMinor: 900n }),
        line('1', 'card', { kind: 'gift_card', grossMinor: 5000n }),
      ],
    });
    expect(await cancelled()).toEqual([
      '1 | b | 1 | 900 | 0 | 0 | null | 2026-11-13',
      '1 | a | 2 | 8500 | 0 | 0 | 4000 | 2026-11-13',
      '1 |  | 0 | 0 | 500 | 1900 | null | 2026-11-13',
    ]);
    expect(await ask('select discount_minor, sold_day::text from orders')).toEqual(['1500 | 2026-11-09']);
  });

  test('leaves out what was refunded before, and makes refunds from then on part of itself', async () => {
    await load({
      orders: [order('1', { cancelledAt })],
      orderLines: [line('1', 'a', { unitCostMinor: 2000n })],
      refunds: [
        refund('1-before', '1', {
          lineId: 'a',
          quantity: 1,
          amountMinor: 4000n,
          shippingMinor: 100n,
          taxMinor: 700n,
        }),
        refund('2-goodwill', '1', { amountMinor: 300n }),
        refund('3-same-instant', '1', { refundedAt: cancelledAt, lineId: 'a', amountMinor: 5700n }),
        refund('4-later', '1', { refundedAt: '2026-11-20T12:00:00Z', amountMinor: 50n }),
      ],
    });
    expect(await cancelled()).toEqual([
      '1 | a | 1 | 6000 | 0 | 0 | 2000 | 2026-11-13',
      '1 |  | 0 | -300 | 400 | 1200 | null | 2026-11-13',
    ]);
    expect(await counted()).toEqual([
      '1-before | 2026-11-10 | true',
      '2-goodwill | 2026-11-10 | true',
      '3-same-instant | 2026-11-13 | false',
      '4-later | 2026-11-20 | false',
    ]);
  });

  test('whose date is not known is booked on the day the order counts', async () => {
    const unknown = { cancelledAt: '2026-11-30T09:00:00Z', cancelDateKnown: false };
    await load({
      orders: [order('1', unknown)],
      orderLines: [line('1', 'a')],
      refunds: [refund('r', '1')],
    });
    expect(await cancelled()).toEqual([
      '1 | a | 2 | 10000 | 0 | 0 | null | 2026-11-09',
      '1 |  | 0 | 0 | 500 | 1900 | null | 2026-11-09',
    ]);
    expect(await counted()).toEqual(['r | 2026-11-10 | false']);
  });

  test('of what does not count takes nothing off', async () => {
    await load({
      orders: [order('1', { accepted: false, cancelledAt })],
      orderLines: [line('1', 'a')],
      refunds: [refund('r', '1')],
    });
    expect(await cancelled()).toEqual([]);
    expect(await counted()).toEqual(['r | 2026-11-10 | false']);
  });

  test('that is taken back goes, and the refunds count again', async () => {
    const rows = { orderLines: [line('1', 'a')], refunds: [refund('r', '1', { refundedAt: cancelledAt })] };
    await load({ ...rows, orders: [order('1', { cancelledAt, updatedAt: '2026-11-13T09:00:00Z' })] });
    expect(await counted()).toEqual(['r | 2026-11-13 | false']);
    await load({ orders: [order('1', { updatedAt: '2026-11-14T09:00:00Z' })] });
    expect(await cancelled()).toEqual([]);
    expect(await counted()).toEqual(['r | 2026-11-13 | true']);
    await load({ orders: [order('1', { cancelledAt, updatedAt: '2026-11-13T09:00:00Z' })] });
    expect(await cancelled()).toEqual([]);
  });

  test('that arrives after a partial refund is worked out from both', async () => {
    await load({ orders: [order('1')], orderLines: [line('1', 'a')] });
    await load({ refunds: [refund('r', '1', { lineId: 'a', quantity: 1, amountMinor: 2500n })] });
    await load({ orders: [order('1', { cancelledAt })] });
    expect(await cancelled()).toEqual([
      '1 | a | 1 | 7500 | 0 | 0 | null | 2026-11-13',
      '1 |  | 0 | 0 | 500 | 1900 | null | 2026-11-13',
    ]);
    await load({ refunds: [refund('r', '1', { lineId: 'a', quantity: 1, amountMinor: 2600n })] });
    expect(await cancelled()).toContain('1 | a | 1 | 7400 | 0 | 0 | null | 2026-11-13');
  });
});

describe('rows that come before their order', () => {
  test('count from the moment the order is there', async () => {
    await load({
      orderLines: [line('1', 'a', { discountMinor: 700n })],
      refunds: [refund('r', '1')],
      returns: [{ id: 't', orderId: '1', units: 1, receivedAt: '2026-11-15T09:00:00Z' }],
    });
    expect(await counted()).toEqual(['r | 2026-11-10 | false']);
    await load({ orders: [order('1')] });
    expect(await counted()).toEqual(['r | 2026-11-10 | true']);
    expect(
      await ask(
        'select l.sold_day::text, t.sold_day::text, t.received_day::text from order_lines l, returns t',
      ),
    ).toEqual(['2026-11-09 | 2026-11-09 | 2026-11-15']);
    expect(await ask('select discount_minor from orders')).toEqual(['700']);
  });

  test('a refund on a credit note always counts', async () => {
    await load({ orders: [order('note', { kind: 'credit_note' })], refunds: [refund('r', 'note')] });
    expect(await counted()).toEqual(['r | 2026-11-10 | true']);
  });

  test('an order that is gone at its source takes what stood on it along', async () => {
    await load({
      orders: [
        order('1', { personKey: 'ada' }),
        order('2', { personKey: 'ada', placedAt: '2026-11-20T09:00:00Z' }),
      ],
      orderLines: [line('1', 'a')],
      refunds: [refund('r', '1')],
    });
    await loadBatch(database(), targetAt(now), {
      rows: {},
      replaces: [{ rows: 'orders', where: { id: '1' } }],
    });
    expect(await ask('select id, customer_type from orders')).toEqual(['2 | new']);
    expect(await counted()).toEqual(['r | 2026-11-10 | false']);
    expect(await ask('select sold_day from order_lines')).toEqual(['null']);
    expect(await ask('select first_sold_day::text from persons')).toEqual(['2026-11-20']);
  });
});
