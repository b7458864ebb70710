import { dayOf } from '../books.ts';
import { givenBack, goodsOf, moneyOf, orderTaxOf, totalOf } from '../world.ts';
import { statusOf } from './json.ts';
import type { WooShop } from './server.ts';

/** One day of `wc-analytics/reports/revenue/stats`, in cents. */
export type RevenueDay = {
  readonly orders_count: number;
  readonly gross_sales: number;
  readonly coupons: number;
  readonly refunds: number;
  readonly taxes: number;
  readonly shipping: number;
  readonly net_revenue: number;
  readonly total_sales: number;
};

/** A row of WooCommerce's table wc_order_stats. */
type StatsRow = {
  readonly parent: number;
  readonly day: string;
  readonly total: number;
  readonly tax: number;
  readonly shipping: number;
  readonly net: number;
  readonly coupons: number;
};

const excluded = new Set(['pending', 'failed', 'cancelled', 'checkout-draft', 'trash']);

/**
 * The rows as Orders\Stats\DataStore::update writes them (11.x): an order by the day it was paid, a refund by the day it
 * was made; a full refund by status takes tax and shipping of its order.
 */
const statsRows = (shop: WooShop): readonly StatsRow[] =>
  [...shop.world.orders.values()]
    .filter((order) => order.deletedAt === null && !excluded.has(statusOf(order)))
    .flatMap((order) => {
      const given = givenBack(order);
      const coupons = order.lines.reduce((sum, line) => sum + line.discountEach * line.quantity, 0);
      const own =
        order.paidAt === null
          ? []
          : [
              {
                parent: 0,
                day: dayOf(order.paidAt, shop.zone),
                total: totalOf(order),
                tax: orderTaxOf(order),
                shipping: order.shipping,
                net: goodsOf(order),
                coupons,
              },
            ];
      const refunds = order.refunds.flatMap((refund) => {
        const one = given.get(refund.id);
        if (!one) return [];
        const total = -moneyOf(one);
        return [
          {
            parent: order.id,
            day: dayOf(refund.at, shop.zone),
            total,
            tax: -one.tax,
            shipping: -one.shipping,
            net: total + one.tax + one.shipping,
            coupons: 0,
          },
        ];
      });
      return [...own, ...refunds];
    });

/** Sums per day as DataStore::assign_report_columns has them. */
export const revenueStats = (shop: WooShop): ReadonlyMap<string, RevenueDay> => {
  const days = new Map<string, RevenueDay>();
  for (const [day, rows] of Map.groupBy(statsRows(shop), (row) => row.day)) {
    const sum = (of: (row: StatsRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
    const back = Math.abs(sum((row) => (row.net < 0 ? row.net : 0)));
    days.set(day, {
      orders_count: rows.filter((row) => row.parent === 0).length,
      total_sales: sum((row) => row.total),
      coupons: sum((row) => row.coupons),
      taxes: sum((row) => row.tax),
      shipping: sum((row) => row.shipping),
      net_revenue: sum((row) => row.net),
      refunds: Math.abs(sum((row) => (row.net < 0 ? row.total : 0))),
      gross_sales:
        sum((row) => row.total) +
        sum((row) => row.coupons) -
        sum((row) => row.tax) -
        sum((row) => row.shipping) +
        back,
    });
  }
  return days;
};
