import { currencyExponent } from '#src/lib/money.ts';
import type { Batch, PullContext } from '../define.ts';
import { ordersBatch } from '../shop/order-rows.ts';
import type { ReadList } from '../shop/reading.ts';
import { byId, readEach, shaped } from '../shop/reading.ts';
import type { WooApi } from './api.ts';
import { gather } from './lists.ts';
import { attributionKeys, orderRows } from './orders.ts';
import type { WooOrder, WooRefund } from './shapes.ts';
import { orderFields, orderShape, refundFields, refundShape } from './shapes.ts';
import type { OrderRules } from './status.ts';
import { isCustomStatus } from './status.ts';

/** Decimal places as the currency has them: the shop may show fewer. */
const places = (context: PullContext): string => String(currencyExponent(context.store.currency));

/** What every list of orders is asked for: no fields but those read, no meta data but the attribution. */
export const orderQuery = (context: PullContext): Readonly<Record<string, string>> => ({
  dp: places(context),
  _fields: orderFields,
  include_meta: attributionKeys.join(','),
});

const refundsOf = async (
  api: WooApi,
  orders: readonly WooOrder[],
  context: PullContext,
): Promise<ReadList<WooRefund>> => {
  const parents = orders.filter((order) => order.refunds.length > 0).map((order) => order.id);
  if (parents.length === 0) return { read: [], unreadable: [] };
  const items = await gather(
    api,
    'refunds',
    { parent: parents.join(','), dp: places(context), _fields: refundFields },
    context.signal,
  );
  return readEach(items, { family: 'orders', reference: byId('refunds') }, (item) =>
    shaped(refundShape, item),
  );
};

/** Whether rules about this order look at what was seen before. */
const needsMemory = (order: WooOrder): boolean =>
  order.status === 'cancelled' || isCustomStatus(order.status);

export type OrdersRead = Pick<Batch, 'rows' | 'replaces' | 'unreadable'> & {
  /** Statuses of plug-ins that did not count as an order. */
  readonly unknownStatuses: readonly string[];
};

/** Orders as they came, as rows, together with their refunds. */
export const readOrders = async (
  api: WooApi,
  rules: OrderRules,
  items: readonly unknown[],
  context: PullContext,
): Promise<OrdersRead> => {
  const orders = readEach(items, { family: 'orders', reference: byId('orders') }, (item) =>
    shaped(orderShape, item),
  );
  const refunds = await refundsOf(api, orders.read, context);
  const byParent = Map.groupBy(refunds.read, (refund) => refund.parent_id);
  const remembered = orders.read.filter(needsMemory).map((order) => String(order.id));
  const stored = await context.storedOrders(remembered);
  const rows = readEach(orders.read, { family: 'orders', reference: byId('orders') }, (item) => {
    const order = item as WooOrder;
    return orderRows(order, byParent.get(order.id) ?? [], rules, context, stored.get(String(order.id)));
  });
  const left = new Set(rows.read.filter(({ order }) => !order.accepted).map(({ order }) => order.id));
  return {
    ...ordersBatch(rows.read),
    unreadable: [...orders.unreadable, ...refunds.unreadable, ...rows.unreadable],
    unknownStatuses: [
      ...new Set(
        orders.read
          .filter((order) => isCustomStatus(order.status) && left.has(String(order.id)))
          .map((order) => order.status),
      ),
    ],
  };
};
