import type { Batch, PullContext } from '../define.ts';
import { ordersBatch, removedOrders } from '../shop/order-rows.ts';
import { byId, readEach, readEachLater, shaped } from '../shop/reading.ts';
import type { ShopifyApi } from './api.ts';
import { gidOf, numberOf } from './ids.ts';
import { checkoutOf, orderRows } from './orders.ts';
import type { Sizes } from './pages.ts';
import { gatherAll, nodesById } from './pages.ts';
import type { ShopifyEdits, ShopifyOrder, ShopifyRefund } from './shapes.ts';
import { editsShape, lineShape, orderShape, refundLineShape } from './shapes.ts';
import type { Rights } from './shop.ts';

/** What reading orders works with. `sizes` are the page sizes found to be affordable. */
export type OrderReader = { readonly api: ShopifyApi; readonly sizes: Sizes; readonly rights: Rights };

/** Lines, and entries of lists without a cursor, that are asked for with an order; those with more are asked for alone. */
const few = { lines: 25, some: 8 } as const;
const many = { lines: 100, some: 100 } as const;

export const orderVariables = ({ rights }: OrderReader, size: 'few' | 'many' = 'few') => ({
  ...(size === 'few' ? few : many),
  customers: rights.customers,
  inventory: rights.inventory,
});

const isFull = (order: ShopifyOrder): boolean =>
  [order.refunds, order.fulfillments, order.transactions].some((list) => list.length >= few.some);

/** Orders whose lists may go on are read again with room for all of it. */
const completeLists = async (
  reader: OrderReader,
  orders: readonly ShopifyOrder[],
  signal: AbortSignal,
): Promise<readonly ShopifyOrder[]> => {
  const full = orders.filter(isFull);
  if (full.length === 0) return orders;
  const again = new Map<string, ShopifyOrder>();
  for (const { id } of full) {
    const [node] = await nodesById(
      reader.api,
      reader.sizes,
      'orders-by-id',
      [id],
      orderVariables(reader, 'many'),
      signal,
    );
    if (node) again.set(id, shaped(orderShape, node));
  }
  return orders.map((order) => again.get(order.id) ?? order);
};

const moreOf = (
  reader: OrderReader,
  name: 'order-lines' | 'refund-lines',
  id: string,
  after: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> =>
  gatherAll(
    reader.api,
    reader.sizes,
    {
      name,
      path: name === 'order-lines' ? ['order', 'lineItems'] : ['refund', 'refundLineItems'],
      most: 250,
      variables: { id, ...(name === 'order-lines' && { inventory: reader.rights.inventory }) },
      after,
    },
    signal,
  );

type Connection = {
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null } | undefined;
};

const restFrom = ({ pageInfo }: Connection): string | null =>
  pageInfo?.hasNextPage ? pageInfo.endCursor : null;

const completeRefund = async (
  reader: OrderReader,
  refund: ShopifyRefund,
  signal: AbortSignal,
): Promise<ShopifyRefund> => {
  const lines = refund.refundLineItems;
  const after = lines ? restFrom(lines) : null;
  if (!lines || after === null) return refund;
  const more = await moreOf(reader, 'refund-lines', refund.id, after, signal);
  const nodes = [...lines.nodes, ...more.map((line) => shaped(refundLineShape, line))];
  return { ...refund, refundLineItems: { nodes } };
};

/** Brings the lines that did not fit into the order's own answer. */
const completeLines = async (
  reader: OrderReader,
  order: ShopifyOrder,
  signal: AbortSignal,
): Promise<ShopifyOrder> => {
  const after = restFrom(order.lineItems);
  const more = after === null ? [] : await moreOf(reader, 'order-lines', order.id, after, signal);
  const refunds: ShopifyRefund[] = [];
  for (const refund of order.refunds) refunds.push(await completeRefund(reader, refund, signal));
  return {
    ...order,
    refunds,
    lineItems: { nodes: [...order.lineItems.nodes, ...more.map((line) => shaped(lineShape, line))] },
  };
};

const editsOf = async (
  reader: OrderReader,
  orders: readonly ShopifyOrder[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ShopifyEdits>> => {
  const edited = orders.filter((order) => order.edited).map((order) => order.id);
  const nodes = await nodesById(reader.api, reader.sizes, 'order-edits', edited, {}, signal);
  const found = new Map<string, ShopifyEdits>();
  for (const node of nodes) {
    const edits = node ? editsShape.safeParse(node) : null;
    if (edits?.success) found.set(edits.data.id, edits.data);
  }
  return found;
};

const parsed = (items: readonly unknown[]) =>
  readEach(items, { family: 'orders', reference: referenceOf }, (item) => shaped(orderShape, item));

const referenceOf = (item: unknown): string => {
  const gid = byId('orders')(item);
  return `orders/${numberOf(gid)}`;
};

/** Orders as they came, as rows, with whatever of them did not fit into one answer. */
export const readOrders = async (
  reader: OrderReader,
  items: readonly unknown[],
  context: PullContext,
): Promise<Pick<Batch, 'rows' | 'replaces' | 'unreadable'>> => {
  const { signal } = context;
  const { read, unreadable } = parsed(items);
  const listed = await completeLists(reader, read, signal);
  const whole = await readEachLater(listed, { family: 'orders', reference: referenceOf }, (order) =>
    completeLines(reader, order, signal),
  );
  const orders = whole.read;
  const edits = await editsOf(reader, orders, signal);
  const stored = reader.rights.inventory
    ? await context.storedOrders(orders.map((order) => numberOf(order.id)))
    : new Map();
  const rows = readEach(orders, { family: 'orders', reference: referenceOf }, (item) => {
    const order = item as ShopifyOrder;
    const parts = orderRows(order, edits.get(order.id), context, stored.get(numberOf(order.id)));
    return { parts, checkouts: checkoutOf(order, parts.order) };
  });
  const batch = ordersBatch(rows.read.map(({ parts }) => parts));
  return {
    rows: { ...batch.rows, checkouts: rows.read.flatMap(({ checkouts }) => checkouts) },
    replaces: batch.replaces,
    unreadable: [...unreadable, ...whole.unreadable, ...rows.unreadable],
  };
};

/** Orders by id as they are now; those that are gone are removed. */
export const fetchOrders = async (
  reader: OrderReader,
  ids: readonly string[],
  context: PullContext,
): Promise<Batch> => {
  const gids = ids.map((id) => gidOf('Order', id));
  const nodes = await nodesById(
    reader.api,
    reader.sizes,
    'orders-by-id',
    gids,
    orderVariables(reader),
    context.signal,
  );
  const batch = await readOrders(
    reader,
    nodes.filter((node) => node !== null),
    context,
  );
  const gone = gids.filter((_, index) => nodes[index] === null).map(numberOf);
  return { ...batch, replaces: [...(batch.replaces ?? []), ...removedOrders(gone)] };
};
