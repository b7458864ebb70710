import type { LoadTarget } from '#src/sources/load.ts';
import type { RowOf } from '#src/sources/rows.ts';

/** A shop in Berlin that counts in euros. */
export const berlin = { id: 'shop', name: 'Shop', currency: 'EUR', zone: 'Europe/Berlin' } as const;

export const targetAt = (now: string, over: Partial<LoadTarget> = {}): LoadTarget => ({
  store: berlin,
  source: 'test',
  now: Temporal.Instant.from(now),
  ...over,
});

/** An accepted order of 9 November 2026, 10:00 in Berlin, of 120.00 with tax and shipping. */
export const order = (id: string, over: Partial<RowOf<'orders'>> = {}): RowOf<'orders'> => ({
  id,
  number: id,
  accepted: true,
  placedAt: '2026-11-09T09:00:00Z',
  currency: 'EUR',
  shippingMinor: 500n,
  taxMinor: 1900n,
  totalMinor: 12_400n,
  ...over,
});

/** Two pieces at 50.00 each. */
export const line = (
  orderId: string,
  lineId: string,
  over: Partial<RowOf<'orderLines'>> = {},
): RowOf<'orderLines'> => ({
  orderId,
  lineId,
  sku: 'SKU-1',
  quantity: 2,
  currency: 'EUR',
  grossMinor: 10_000n,
  discountMinor: 0n,
  ...over,
});

/** 10.00 given back for no single line on 10 November 2026, noon in Berlin. */
export const refund = (
  id: string,
  orderId: string,
  over: Partial<RowOf<'refunds'>> = {},
): RowOf<'refunds'> => ({
  id,
  orderId,
  quantity: 0,
  currency: 'EUR',
  amountMinor: 1000n,
  shippingMinor: 0n,
  taxMinor: 0n,
  refundedAt: '2026-11-10T11:00:00Z',
  ...over,
});
