import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Papers } from '#src/sources/magento/orders.ts';
import { orderRows } from '#src/sources/magento/orders.ts';
import type { MagentoItem, MagentoOrder } from '#src/sources/magento/shapes.ts';
import { orderShape } from '#src/sources/magento/shapes.ts';
import { shaped } from '#src/sources/shop/reading.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const noPapers: Papers = { invoices: [], memos: [], shipments: [] };
const context = { personKey: (identity: string) => `key of ${identity}` };

const item = (over: Partial<MagentoItem> = {}): MagentoItem => ({
  item_id: 11,
  product_id: 101,
  product_type: 'simple',
  sku: 'HL-001',
  qty_ordered: 2,
  base_row_total: 80,
  base_tax_amount: 15.2,
  ...over,
});

/** An order of 80.00 and 5.00 for shipping, 19 % tax, not paid yet. */
const order = (over: Partial<MagentoOrder> = {}): MagentoOrder => ({
  entity_id: 7,
  increment_id: '000000007',
  state: 'new',
  created_at: '2026-11-20 22:58:10',
  updated_at: '2026-11-21 06:00:00',
  base_currency_code: 'EUR',
  base_grand_total: 101.15,
  base_tax_amount: 16.15,
  base_shipping_amount: 5,
  base_total_due: 101.15,
  items: [item()],
  ...over,
});

const rowsOf = (one: MagentoOrder, papers = noPapers) => orderRows(one, papers, context, undefined);

test('times without a zone are UTC', () => {
  expect(rowsOf(order()).order.placedAt).toBe('2026-11-20T22:58:10Z');
});

test.each([
  ['new', true],
  ['processing', true],
  ['holded', true],
  ['payment_review', true],
  ['closed', true],
  ['pending_payment', false],
  ['canceled', false],
])('an order in state %s counts: %s', (state, counts) => {
  expect(rowsOf(order({ state })).order.accepted).toBe(counts);
});

test('a cancelled order that had an invoice was one; the day of it is not known', () => {
  const { accepted, cancelledAt, cancelDateKnown } = rowsOf(
    order({ state: 'canceled', base_total_invoiced: 101.15, base_total_due: 0 }),
  ).order;
  expect([accepted, cancelledAt, cancelDateKnown]).toEqual([true, '2026-11-20T22:58:10Z', false]);
});

test('a configurable product is one line with its variant’s stock, and counts once', () => {
  const parent = item({ item_id: 21, product_id: 500, product_type: 'configurable', sku: 'TJ-S-BLK' });
  const child = item({ item_id: 22, parent_item_id: 21, product_id: 501, sku: 'TJ-S-BLK', base_cost: 12.5 });
  const { lines } = rowsOf(order({ items: [parent, { ...child, base_row_total: 0, base_tax_amount: 0 }] }));
  expect(lines).toMatchObject([
    {
      lineId: '21',
      variantId: '501',
      productId: '500',
      quantity: 2,
      grossMinor: 8000n,
      unitCostMinor: 1250n,
    },
  ]);
});

test('discount and tax of a bundle stand with its parts, what it costs too', () => {
  const parent = item({
    item_id: 31,
    product_type: 'bundle',
    base_row_total: 68,
    base_tax_amount: 0,
    qty_ordered: 2,
  });
  const part = (id: number, discount: number, cost: number) =>
    item({
      item_id: id,
      parent_item_id: 31,
      base_row_total: 34,
      base_discount_amount: discount,
      base_tax_amount: 3,
      base_cost: cost,
      qty_ordered: 2,
    });
  const { lines } = rowsOf(order({ items: [parent, part(32, 2, 10), part(33, 1.5, 5)] }));
  expect(lines).toMatchObject([
    { grossMinor: 6800n, discountMinor: 350n, taxMinor: 600n, unitCostMinor: 1500n },
  ]);
});

test('where prices include tax, a discount is told without it', () => {
  const one = item({ base_discount_amount: 23.8, base_discount_tax_compensation_amount: 3.8 });
  expect(rowsOf(order({ items: [one] })).lines[0]?.discountMinor).toBe(2000n);
});

test('a credit memo gives back what its visible rows are worth, and the rest as loose merchandise', () => {
  const memo = {
    entity_id: 70,
    order_id: 7,
    state: 2,
    created_at: '2026-11-22 10:00:00',
    base_grand_total: 62.6,
    base_tax_amount: 7.6,
    base_shipping_amount: 5,
    items: [
      { order_item_id: 11, qty: 1, base_row_total: 40 },
      { order_item_id: 99, qty: 1, base_row_total: 0 },
    ],
  };
  const { refunds } = rowsOf(order(), { ...noPapers, memos: [memo] });
  expect(refunds).toMatchObject([
    { lineId: '11', quantity: 1, amountMinor: 4000n, refundedAt: '2026-11-22T10:00:00Z' },
    { amountMinor: 1000n, shippingMinor: 500n, taxMinor: 760n },
  ]);
});

test('pieces cancelled of an order that goes on are taken off on the day of the order', () => {
  const { refunds } = rowsOf(order({ state: 'processing', items: [item({ qty_canceled: 1 })] }));
  expect(refunds).toMatchObject([{ quantity: 1, amountMinor: 4000n, refundedAt: '2026-11-20T22:58:10Z' }]);
});

test('it is paid when its paid invoices reach its total', () => {
  const invoice = (id: number, at: string, total: number, state = 2) => ({
    entity_id: id,
    order_id: 7,
    state,
    created_at: at,
    base_grand_total: total,
  });
  const invoices = [
    invoice(2, '2026-11-22 09:00:00', 51.15),
    invoice(1, '2026-11-21 09:00:00', 50),
    invoice(3, '2026-11-20 23:00:00', 101.15, 3),
  ];
  expect(rowsOf(order(), { ...noPapers, invoices }).order.paidAt).toBe('2026-11-22T09:00:00Z');
});

test('it has been sent when nothing is left to send', () => {
  const shipments = [{ entity_id: 5, order_id: 7, created_at: '2026-11-21 15:00:00', tracks: null }];
  const sent = (shipped: number, refunded = 0) =>
    rowsOf(order({ items: [item({ qty_shipped: shipped, qty_refunded: refunded })] }), {
      ...noPapers,
      shipments,
    }).order.shippedAt;
  expect([sent(1), sent(1, 1), sent(2)]).toEqual([null, '2026-11-21T15:00:00Z', '2026-11-21T15:00:00Z']);
});

test('a gift card pays, it does not make the order smaller', () => {
  const extension_attributes = { base_gift_cards_amount: 20 };
  expect(rowsOf(order({ base_grand_total: 81.15, extension_attributes })).order.totalMinor).toBe(10_115n);
});

test('the person is a key, made of the e-mail address', () => {
  const { personKey } = rowsOf(order({ customer_email: 'a@example.test', customer_id: 3 })).order;
  expect(personKey).toBe('key of a@example.test');
});

describe.runIf(hasShared)('a real order with a bundle and a configurable product', () => {
  test('is worth its subtotal, not the sum of all its rows', () => {
    const file = join(shared, 'fixtures/magento/order-3-full.json');
    const json = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    const { lines, order: row } = rowsOf(shaped(orderShape, json));
    const gross = lines.reduce((sum, line) => sum + line.grossMinor, 0n);
    const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
    expect([gross, pieces, row.totalMinor, row.country]).toEqual([16_000n, 4, 16_500n, 'US']);
  });
});
