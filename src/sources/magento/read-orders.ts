import type { Batch, PullContext } from '../define.ts';
import { ordersBatch, removedOrders } from '../shop/order-rows.ts';
import type { ReadList } from '../shop/reading.ts';
import { byId, readEach, shaped } from '../shop/reading.ts';
import type { MagentoApi } from './api.ts';
import type { Search } from './lists.ts';
import { gatherByIds, ofViews } from './lists.ts';
import type { Papers } from './orders.ts';
import { orderRows } from './orders.ts';
import type { MagentoOrder } from './shapes.ts';
import {
  invoiceFields,
  invoiceShape,
  memoFields,
  memoShape,
  orderFields,
  orderShape,
  shipmentFields,
  shipmentShape,
} from './shapes.ts';

/** All orders, or those of some store views where a shop has several websites. */
export const orderSearch = (views: readonly string[]): Search => ({
  path: 'orders',
  fields: orderFields,
  where: ofViews(views),
});

type Paper = { readonly order_id: number };

const positive = (value: string | number | null | undefined): boolean => Number(value ?? 0) > 0;

const wasSent = (order: MagentoOrder): boolean => order.items.some((item) => positive(item.qty_shipped));

/** The papers of several orders, asked for only where an order says that it has some. */
const readPapers = async (
  api: MagentoApi,
  orders: readonly MagentoOrder[],
  signal: AbortSignal,
): Promise<{ readonly of: (id: number) => Papers; readonly unreadable: ReadList<Paper>['unreadable'] }> => {
  const read = async <T extends Paper>(
    path: string,
    fields: string,
    shape: Parameters<typeof shaped<T>>[0],
    has: (order: MagentoOrder) => boolean,
  ): Promise<ReadList<T>> => {
    const ids = orders.filter(has).map((order) => String(order.entity_id));
    if (ids.length === 0) return { read: [], unreadable: [] };
    const items = await gatherByIds(api, { path, fields }, 'order_id', ids, signal);
    const as = { family: 'orders', reference: byId(path, 'entity_id') } as const;
    return readEach(items, as, (item) => shaped(shape, item));
  };
  const [invoices, memos, shipments] = await Promise.all([
    read('invoices', invoiceFields, invoiceShape, (order) => positive(order.base_total_invoiced)),
    read('creditmemos', memoFields, memoShape, (order) => positive(order.base_total_refunded)),
    read('shipments', shipmentFields, shipmentShape, wasSent),
  ]);
  const group = <T extends Paper>({ read: papers }: ReadList<T>): ReadonlyMap<number, readonly T[]> =>
    Map.groupBy(papers, (paper) => paper.order_id);
  const [byInvoice, byMemo, byShipment] = [group(invoices), group(memos), group(shipments)];
  return {
    of: (id) => ({
      invoices: byInvoice.get(id) ?? [],
      memos: byMemo.get(id) ?? [],
      shipments: byShipment.get(id) ?? [],
    }),
    unreadable: [...invoices.unreadable, ...memos.unreadable, ...shipments.unreadable],
  };
};

export type OrdersRead = Pick<Batch, 'rows' | 'replaces' | 'unreadable'>;

/** Orders as they came, as rows, together with their papers. */
export const readOrders = async (
  api: MagentoApi,
  items: readonly unknown[],
  context: PullContext,
): Promise<OrdersRead> => {
  const as = { family: 'orders', reference: byId('orders', 'entity_id') } as const;
  const orders = readEach(items, as, (item) => shaped(orderShape, item));
  const [papers, stored] = await Promise.all([
    readPapers(api, orders.read, context.signal),
    context.storedOrders(orders.read.map((order) => String(order.entity_id))),
  ]);
  const rows = readEach(orders.read, as, (item) => {
    const order = item as MagentoOrder;
    return orderRows(order, papers.of(order.entity_id), context, stored.get(String(order.entity_id)));
  });
  return {
    ...ordersBatch(rows.read),
    unreadable: [...orders.unreadable, ...papers.unreadable, ...rows.unreadable],
  };
};

/** Orders by id as they are now; those that are gone are removed. */
export const fetchOrders = async (
  api: MagentoApi,
  ids: readonly string[],
  context: PullContext,
): Promise<Batch> => {
  const items = await gatherByIds(api, orderSearch([]), 'entity_id', ids, context.signal);
  const read = await readOrders(api, items, context);
  const there = new Set(items.map((item) => String(Reflect.get(Object(item), 'entity_id'))));
  return {
    ...read,
    replaces: [...(read.replaces ?? []), ...removedOrders(ids.filter((id) => !there.has(id)))],
  };
};
