import { cancelledIn, refundsIn, soldHere, soldIn } from './book.ts';
import type { Oracle, World } from './world.ts';
import { by, ratio, sum, sumKnown } from './world.ts';

const lines = (world: World) => soldIn(world).flatMap(({ goods }) => goods);
const gross: Oracle = (world) => sum(lines(world), ({ grossMinor }) => grossMinor);
const discounts: Oracle = (world) => sum(lines(world), ({ discountMinor }) => discountMinor);
const ordered = (world: World): number => (gross(world) ?? 0) - (discounts(world) ?? 0);
const cancelled = (world: World): number => sum(cancelledIn(world), ({ amount }) => amount);
const refunded = (world: World): number => sum(refundsIn(world), ({ amountMinor }) => amountMinor);
const net = (world: World): number => ordered(world) - cancelled(world) - refunded(world);
const orders: Oracle = (world) => soldIn(world).length;
const laterCancelled: Oracle = (world) =>
  soldIn(world).filter(({ cancelledAt }) => by(world.now, cancelledAt)).length;
const units: Oracle = (world) => sum(lines(world), ({ quantity }) => quantity);
const shipping = (world: World): number =>
  sum(soldIn(world), ({ order }) => order.shippingMinor) -
  sum(cancelledIn(world), (one) => one.shipping) -
  sum(refundsIn(world), ({ shippingMinor }) => shippingMinor);
const tax = (world: World): number =>
  sum(soldIn(world), ({ order }) => order.taxMinor) -
  sum(cancelledIn(world), (one) => one.tax) -
  sum(refundsIn(world), ({ taxMinor }) => taxMinor);
const discounted: Oracle = (world) =>
  soldIn(world).filter(
    ({ order, goods }) =>
      (order.discountCodes ?? []).length > 0 || sum(goods, ({ discountMinor }) => discountMinor) > 0,
  ).length;

const persons = (world: World): readonly string[] =>
  soldIn(world).flatMap(({ order }) => order.personKey ?? []);
const customers: Oracle = (world) => new Set(persons(world)).size;
const newCustomers: Oracle = (world) => soldIn(world).filter(({ isNew }) => isNew).length;
const repeated: Oracle = (world) =>
  [...Map.groupBy(persons(world), (person) => person).values()].filter((of) => of.length >= 2).length;
const everRepeated: Oracle = (world) => {
  const known = soldHere({ ...world, country: null }).filter(({ order }) => by(world.now, order.placedAt));
  return [...new Set(persons(world))].filter(
    (person) => known.filter(({ order }) => order.personKey === person).length >= 2,
  ).length;
};

const costOfSold: Oracle = (world) =>
  sumKnown(lines(world), ({ unitCostMinor, quantity }) =>
    unitCostMinor == null ? null : Number(unitCostMinor) * quantity,
  );
const costOfCancelled = (world: World): number => sum(cancelledIn(world), ({ cost }) => cost);

export const salesOracles: Readonly<Record<string, Oracle>> = {
  'sales.gross_sales': gross,
  'sales.discounts': discounts,
  'sales.discount_rate': (world) => ratio(discounts(world), gross(world)),
  'sales.cancellations': cancelled,
  'sales.refunds': refunded,
  'sales.refund_rate': (world) => ratio(refunded(world), ordered(world)),
  'sales.net_sales': net,
  'sales.shipping_charged': shipping,
  'sales.tax_collected': tax,
  'sales.total_sales': (world) => net(world) + shipping(world) + tax(world),
  'sales.orders': orders,
  'sales.orders_later_cancelled': laterCancelled,
  'sales.cancelled_orders': (world) => cancelledIn(world).length,
  'sales.cancellation_rate': (world) => ratio(laterCancelled(world), orders(world)),
  'sales.units_sold': units,
  'sales.units_per_order': (world) => ratio(units(world), orders(world)),
  'sales.average_order_value': (world) => ratio(ordered(world), orders(world)),
  'sales.discounted_orders': discounted,
  'sales.discounted_order_rate': (world) => ratio(discounted(world), orders(world)),
  'sales.largest_orders': (world) => sum(soldIn(world), ({ order }) => order.totalMinor),
  'customers.customers': customers,
  'customers.new_customers': newCustomers,
  'customers.returning_customers': (world) => (customers(world) ?? 0) - (newCustomers(world) ?? 0),
  'customers.repeat_customers': repeated,
  'customers.repeat_rate': (world) => ratio(repeated(world), customers(world)),
  'customers.ever_repeated': everRepeated,
  'customers.repeat_rate_ever': (world) => ratio(everRepeated(world), customers(world)),
  'finance.cost_of_goods_sold': costOfSold,
  'finance.cost_of_cancelled': costOfCancelled,
};

export { costOfCancelled, costOfSold, net, newCustomers, orders, shipping, units };
