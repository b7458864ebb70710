import type { Order } from '../world.ts';
import { acceptedAt } from '../world.ts';
import { orderJson } from './orders.ts';
import { productJson, variantJson } from './products.ts';
import type { Indexed } from './search.ts';
import { bag, connect, gid, time } from './shapes.ts';
import type { ShopifyShop } from './shop.ts';

/** An order exists in Shopify once it is one: a payment that failed leaves a checkout. */
export const isVisible = (order: Order, now: number): boolean =>
  order.deletedAt === null && (order.isTest || acceptedAt(order) !== null) && order.placedAt <= now;

export const indexedOrders = ({ world }: ShopifyShop): readonly Indexed[] =>
  [...world.orders.values()]
    .filter((order) => isVisible(order, world.now))
    .map((order) => ({
      id: order.id,
      updated: order.updatedAt,
      processed: order.placedAt,
      name: `#${order.id}`,
      json: () => orderJson(world, order),
    }));

export const indexedProducts = ({ world }: ShopifyShop): readonly Indexed[] =>
  [...world.products.values()]
    .filter((product) => product.deletedAt === null)
    .map((product) => ({
      id: product.id,
      updated: product.orderedAt,
      processed: product.createdAt,
      name: product.title,
      json: () => productJson(world, product),
    }));

export const indexedVariants = ({ world }: ShopifyShop): readonly Indexed[] =>
  [...world.variants.values()]
    .filter((variant) => world.products.get(variant.productId)?.deletedAt === null)
    .map((variant) => ({
      id: variant.id,
      updated: 0,
      processed: 0,
      name: variant.sku,
      json: () => variantJson(variant),
    }));

const tenMinutes = 600_000;

export const indexedCheckouts = ({ world }: ShopifyShop): readonly Indexed[] =>
  [...world.checkouts.values()]
    .filter((one) => one.startedAt <= world.now - tenMinutes)
    .filter((one) => one.completedAt === null || one.completedAt > one.startedAt + tenMinutes)
    .map((one) => ({
      id: one.id,
      updated: Math.max(one.updatedAt, one.startedAt + tenMinutes),
      processed: one.startedAt,
      name: '',
      json: () => ({
        id: gid('AbandonedCheckout', one.id),
        createdAt: time(one.startedAt),
        updatedAt: time(Math.max(one.updatedAt, one.startedAt + tenMinutes)),
        completedAt: time(one.completedAt),
        abandonedCheckoutUrl: `https://shop.example.test/checkouts/ac/checkout${one.id}/recover?key=s3cret`,
        totalPriceSet: bag(one.value),
        shippingAddress: { countryCodeV2: one.country },
      }),
    }));

export const paymentsAccount = (shop: ShopifyShop) => {
  if (!shop.usesPayments) return null;
  const { payouts, disputes } = shop.world;
  const newest = <T extends { readonly at: number }>(of: Iterable<T>): readonly T[] =>
    [...of].toSorted((a, b) => b.at - a.at);
  return {
    id: gid('ShopifyPaymentsAccount', 1),
    payouts: connect(
      newest(payouts.values()).map((one) => ({
        id: gid('ShopifyPaymentsPayout', one.id),
        issuedAt: time(one.at),
        status: one.status,
        net: bag(one.amount).shopMoney,
      })),
    ),
    disputes: connect(
      newest(disputes.values()).map((one) => ({
        id: gid('ShopifyPaymentsDispute', one.id),
        status: one.closedAt === null ? 'NEEDS_RESPONSE' : 'WON',
        initiatedAt: time(one.at),
        evidenceDueBy: time(one.at + 7 * 86_400_000),
        finalizedOn: time(one.closedAt),
        amount: bag(one.amount).shopMoney,
        order: { id: gid('Order', one.order) },
        reasonDetails: { reason: 'FRAUDULENT' },
      })),
    ),
  };
};
