import type { RowOf } from '#src/sources/rows.ts';
import type { Goods } from './goods.ts';
import type { Random } from './random.ts';

export type Sales = {
  readonly orders: readonly RowOf<'orders'>[];
  readonly orderLines: readonly RowOf<'orderLines'>[];
  readonly refunds: readonly RowOf<'refunds'>[];
  readonly parcels: readonly RowOf<'parcels'>[];
  readonly returns: readonly RowOf<'returns'>[];
  readonly payments: readonly RowOf<'payments'>[];
};

type Order = RowOf<'orders'>;

const later = (at: string, hours: number): string => Temporal.Instant.from(at).add({ hours }).toString();

const makeOrder = (
  id: string,
  currency: string,
  random: Random,
  instant: (daysBefore: number) => string,
): Order => {
  const placedAt = instant(random.whole(0, 75));
  const paidAt = random.chance(0.9) ? later(placedAt, random.whole(0, 60)) : null;
  const cancelledAt = random.chance(0.12) ? later(placedAt, random.whole(1, 240)) : null;
  const shippedAt = random.chance(0.75) ? later(placedAt, random.whole(4, 200)) : null;
  const deliveredAt = shippedAt && random.chance(0.8) ? later(shippedAt, random.whole(10, 150)) : null;
  return {
    id,
    number: `N${id}`,
    kind: random.chance(0.03) ? 'credit_note' : 'order',
    accepted: random.chance(0.95),
    placedAt,
    paidAt,
    cancelledAt,
    cancelDateKnown: random.chance(0.8),
    shippedAt,
    deliveredAt,
    promisedOn: random.chance(0.8) ? later(placedAt, 24 * random.whole(2, 8)).slice(0, 10) : null,
    dueOn: random.chance(0.3) ? later(placedAt, 24 * random.whole(5, 40)).slice(0, 10) : null,
    currency,
    shippingMinor: BigInt(random.whole(0, 900)),
    taxMinor: BigInt(random.whole(0, 3000)),
    totalMinor: BigInt(random.whole(1000, 90_000)),
    outstandingMinor: paidAt ? 0n : random.chance(0.5) ? BigInt(random.whole(100, 1000)) : null,
    personKey: random.chance(0.85) ? `person${random.whole(1, 40)}` : null,
    country: random.chance(0.95) ? random.pick(['DE', 'FR', 'AT']) : null,
    salesChannel: random.pick(['web', 'pos']),
    paymentMethod: random.pick(['card', 'paypal', 'invoice']),
    shippingMethod: random.pick(['Standard', 'Express']),
    locationId: random.pick(['ber', 'rtm']),
    discountCodes: random.chance(0.3) ? random.pick([['WELCOME10'], ['VIP', 'WELCOME10'], ['VIP']]) : [],
    device: random.pick(['mobile', 'desktop']),
    attributedSource: random.pick(['Google', 'Email', null]),
    attributedPlatform: random.pick(['Google Ads', null]),
    attributedCampaign: random.pick(['Brand Search', null]),
    waitingForStockSince: random.chance(0.1) ? later(placedAt, 2) : null,
  };
};

const linesOf = (order: Order, { variants }: Goods, random: Random): readonly RowOf<'orderLines'>[] =>
  Array.from({ length: random.whole(1, 3) }, (_, index) => {
    const variant = random.pick(variants as [(typeof variants)[0], ...typeof variants]);
    const quantity = random.whole(1, 4);
    const gross = BigInt(quantity) * (variant.priceMinor ?? 0n);
    return {
      orderId: order.id,
      lineId: String(index),
      kind: random.chance(0.05) ? ('gift_card' as const) : ('product' as const),
      variantId: variant.id,
      productId: variant.productId,
      sku: variant.sku ?? null,
      quantity,
      currency: order.currency,
      grossMinor: gross,
      discountMinor: random.chance(0.3) ? gross / 10n : 0n,
      unitCostMinor: variant.unitCostMinor ?? null,
    };
  });

const refundsOf = (
  order: Order,
  lines: readonly RowOf<'orderLines'>[],
  random: Random,
): readonly RowOf<'refunds'>[] => {
  if (!random.chance(0.2)) return [];
  const line = random.chance(0.7) ? lines[0] : undefined;
  return [
    {
      id: `r${order.id}`,
      orderId: order.id,
      lineId: line?.lineId ?? null,
      variantId: line?.variantId ?? null,
      productId: line?.productId ?? null,
      sku: line?.sku ?? null,
      quantity: line ? 1 : 0,
      currency: order.currency,
      amountMinor: BigInt(random.whole(100, 900)),
      shippingMinor: random.chance(0.2) ? 100n : 0n,
      taxMinor: BigInt(random.whole(0, 200)),
      refundedAt: later(order.placedAt, random.whole(2, 300)),
    },
  ];
};

const parcelsOf = (order: Order, random: Random): readonly RowOf<'parcels'>[] =>
  order.shippedAt
    ? Array.from({ length: random.whole(1, 2) }, (_, index) => ({
        id: `${order.id}-${index}`,
        orderId: order.id,
        locationId: order.locationId ?? null,
        carrier: random.pick(['DHL', 'UPS']),
        shippingMethod: order.shippingMethod ?? null,
        handedOverAt: order.shippedAt ?? null,
        deliveredAt: order.deliveredAt ?? null,
        currency: order.currency,
        costMinor: random.chance(0.9) ? BigInt(random.whole(300, 900)) : null,
      }))
    : [];

const returnsOf = (
  order: Order,
  lines: readonly RowOf<'orderLines'>[],
  random: Random,
): readonly RowOf<'returns'>[] => {
  const [line] = lines;
  if (!line || !order.deliveredAt || !random.chance(0.25)) return [];
  return [
    {
      id: `ret${order.id}`,
      orderId: order.id,
      lineId: line.lineId,
      variantId: line.variantId ?? null,
      productId: line.productId ?? null,
      sku: line.sku ?? null,
      units: random.whole(1, line.quantity),
      reason: random.pick(['too small', 'broken', null]),
      restocked: random.pick([true, false]),
      receivedAt: later(order.deliveredAt, random.whole(24, 400)),
    },
  ];
};

const paymentsOf = (order: Order, random: Random): readonly RowOf<'payments'>[] => {
  const attempt = (suffix: string, over: Partial<RowOf<'payments'>>): RowOf<'payments'> => ({
    id: `pay${order.id}${suffix}`,
    orderId: order.id,
    at: order.placedAt,
    method: order.paymentMethod ?? null,
    provider: random.pick(['Stripe', 'PayPal']),
    status: 'paid',
    currency: order.currency,
    amountMinor: order.totalMinor,
    feeMinor: random.chance(0.9) ? BigInt(random.whole(10, 200)) : null,
    ...over,
  });
  const failed = random.chance(0.15)
    ? [
        attempt('f', {
          status: 'failed',
          feeMinor: null,
          declineReason: random.pick(['no funds', 'stolen card']),
          orderId: random.chance(0.5) ? order.id : null,
        }),
      ]
    : [];
  if (!order.paidAt) return failed;
  const half = order.totalMinor / 2n;
  const paid = random.chance(0.2)
    ? [
        attempt('a', { amountMinor: half, at: order.paidAt }),
        attempt('b', { amountMinor: order.totalMinor - half, at: order.paidAt, method: 'voucher' }),
      ]
    : [attempt('', { at: order.paidAt })];
  return [...failed, ...paid];
};

/** Orders of the last seventy-five days with all that happens to orders, in every order and combination. */
export const makeSales = (
  count: number,
  prefix: string,
  currency: string,
  goods: Goods,
  random: Random,
  instant: (daysBefore: number) => string,
): Sales => {
  const made = Array.from({ length: count }, (_, index) => {
    const order = makeOrder(`${prefix}${index}`, currency, random, instant);
    const lines = linesOf(order, goods, random);
    return { order, lines };
  });
  return {
    orders: made.map(({ order }) => order),
    orderLines: made.flatMap(({ lines }) => lines),
    refunds: made.flatMap(({ order, lines }) => refundsOf(order, lines, random)),
    parcels: made.flatMap(({ order }) => parcelsOf(order, random)),
    returns: made.flatMap(({ order, lines }) => returnsOf(order, lines, random)),
    payments: made.flatMap(({ order }) => paymentsOf(order, random)),
  };
};
