import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hundredths, major, readPacked, writeCsv } from './shared.ts';

/**
 * Olist (Brazilian marketplace orders, BRL, local time of São Paulo) as the import format. How it maps:
 *
 * | in the data | becomes |
 * |---|---|
 * | status created | not accepted: still waiting for its payment |
 * | status canceled or unavailable, never approved | not accepted |
 * | status canceled or unavailable, approved | an order, cancelled; the time is not recorded, so it is booked on the day it was placed |
 * | any other status | an order |
 * | purchase, approved, carrier, customer date | placed, paid, shipped, delivered, as recorded (also where they contradict each other) |
 * | estimated delivery | the day it was promised for |
 * | each item | a line of one piece; its price is the line's value |
 * | freight of the items | shipping of the order |
 * | payments | payments: paid once the order was approved, else pending; the order's method is that of its largest payment |
 * | total of the order | the sum of its payments; of items and freight where it has none (1 order) |
 * | customer_unique_id | the customer (customer_id is a new one per order) |
 * | category | as translated; the two without translation and the 610 missing ones as they are |
 *
 * Products have no names: they are called by category and the first eight characters of their id. Tax, discounts,
 * refunds, stock and carriers are not in the data. All orders go to Brazil. Sellers, places and the two files of the
 * marketing funnel are not used.
 */
export const olistStore = { id: 'olist', name: 'Olist', currency: 'BRL', zone: 'America/Sao_Paulo' };

type Fields = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, string | number>>;

const readAll = (dataset: string, name: string): readonly Fields[] => {
  const rows: Fields[] = [];
  readPacked(join(dataset, `${name}.csv.zst`), (record) => rows.push(record));
  return rows;
};

const of = (row: Fields, name: string): string => row[name] ?? '';
const groupBy = (rows: readonly Fields[], name: string): ReadonlyMap<string, readonly Fields[]> =>
  Map.groupBy(rows, (row) => of(row, name));
const sum = (rows: readonly Fields[], name: string): number =>
  rows.reduce((total, row) => total + hundredths(of(row, name)), 0);

const isOff = (order: Fields): boolean => ['canceled', 'unavailable'].includes(of(order, 'order_status'));
const isAccepted = (order: Fields): boolean =>
  of(order, 'order_status') !== 'created' && !(isOff(order) && of(order, 'order_approved_at') === '');

const toOrder = (
  order: Fields,
  customer: string,
  items: readonly Fields[],
  payments: readonly Fields[],
): Row => {
  const freight = sum(items, 'freight_value');
  const total = payments.length > 0 ? sum(payments, 'payment_value') : freight + sum(items, 'price');
  const largest = payments.toSorted((a, b) => Number(b['payment_value']) - Number(a['payment_value']))[0];
  const cancelled = isAccepted(order) && isOff(order);
  return {
    id: of(order, 'order_id'),
    number: of(order, 'order_id'),
    accepted: isAccepted(order) ? 'yes' : 'no',
    placed_at: of(order, 'order_purchase_timestamp'),
    paid_at: of(order, 'order_approved_at'),
    cancelled_at: cancelled ? of(order, 'order_purchase_timestamp') : '',
    cancel_date_known: cancelled ? 'no' : 'yes',
    shipped_at: of(order, 'order_delivered_carrier_date'),
    delivered_at: of(order, 'order_delivered_customer_date'),
    promised_on: of(order, 'order_estimated_delivery_date').slice(0, 10),
    shipping: major(freight),
    total: major(total),
    customer,
    country: 'BR',
    payment_method: methodOf(largest),
  };
};

const methodOf = (payment: Fields | undefined): string => {
  const type = payment ? of(payment, 'payment_type') : '';
  return type === 'not_defined' ? '' : type;
};

const toLine = (item: Fields): Row => ({
  order_id: of(item, 'order_id'),
  line_id: of(item, 'order_item_id'),
  variant_id: of(item, 'product_id'),
  product_id: of(item, 'product_id'),
  sku: of(item, 'product_id'),
  quantity: 1,
  gross: of(item, 'price'),
});

const toPayment = (payment: Fields, order: Fields): Row => ({
  id: `${of(payment, 'order_id')}-${of(payment, 'payment_sequential')}`,
  order_id: of(payment, 'order_id'),
  at: of(order, 'order_approved_at') || of(order, 'order_purchase_timestamp'),
  method: methodOf(payment),
  status: of(order, 'order_approved_at') === '' ? 'pending' : 'paid',
  amount: of(payment, 'payment_value'),
});

/** Writes the files of the store into `out`. */
export const convertOlist = async (dataset: string, out: string): Promise<void> => {
  mkdirSync(out, { recursive: true });
  const orders = readAll(dataset, 'olist_orders_dataset');
  const items = readAll(dataset, 'olist_order_items_dataset');
  const payments = readAll(dataset, 'olist_order_payments_dataset');
  const products = readAll(dataset, 'olist_products_dataset');
  const persons = new Map(
    readAll(dataset, 'olist_customers_dataset').map((row) => [
      of(row, 'customer_id'),
      of(row, 'customer_unique_id'),
    ]),
  );
  const english = new Map(
    readAll(dataset, 'product_category_name_translation').map((row) => [
      of(row, 'product_category_name'),
      of(row, 'product_category_name_english'),
    ]),
  );
  const itemsOf = groupBy(items, 'order_id');
  const paymentsOf = groupBy(payments, 'order_id');
  await writeCsv(
    join(out, 'orders.csv'),
    orders.map((order) => {
      const id = of(order, 'order_id');
      const customer = persons.get(of(order, 'customer_id')) ?? '';
      return toOrder(order, customer, itemsOf.get(id) ?? [], paymentsOf.get(id) ?? []);
    }),
  );
  await writeCsv(join(out, 'order_lines.csv'), items.map(toLine));
  const orderOf = new Map(orders.map((order) => [of(order, 'order_id'), order]));
  await writeCsv(
    join(out, 'payments.csv'),
    payments.map((payment) => toPayment(payment, orderOf.get(of(payment, 'order_id')) ?? {})),
  );
  const catalogue = products.map((product) => {
    const id = of(product, 'product_id');
    const portuguese = of(product, 'product_category_name');
    const category = english.get(portuguese) ?? portuguese;
    return { id, title: `${category || 'product'} ${id.slice(0, 8)}`, category };
  });
  await writeCsv(join(out, 'products.csv'), catalogue);
  await writeCsv(
    join(out, 'variants.csv'),
    catalogue.map(({ id, title }) => ({ id, product_id: id, sku: id, title })),
  );
  const { id: _, ...store } = olistStore;
  writeFileSync(join(out, 'store.json'), JSON.stringify(store));
};
