import { createHash } from 'node:crypto';
import { metric } from '#src/metrics/catalogue.ts';
import type { Metric, Rows } from '#src/metrics/define.ts';
import type { DimensionId } from '#src/metrics/dimensions.ts';
import { dimension, isDimension } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { handedOverParcels, promisedOrders, receivedReturns, returnsOfCohort, shippedOrders } from '#src/metrics/tables/fulfilment.ts';
import { paymentAttempts } from '#src/metrics/tables/money.ts';
import { cancelledLines, cancelledOrders, refundedLines, soldLines, soldOrders } from '#src/metrics/tables/sales.ts';
import { startedCheckouts } from '#src/metrics/tables/web.ts';
import type { FactTable } from '#src/metrics/tables.ts';

/** One summed figure: a part of metrics, and the rows it is of. */
export type Summed = { readonly id: string; readonly rows: Omit<Rows, 'otherwise'>; readonly unit: Metric['unit'] };

/**
 * Sums of one table that are kept per day. `daily` are the dimensions they are kept by, one at a time; `monthly` those
 * with too many values for that, kept per whole month only. `families` are whose changes make a day's sums stale. A
 * count of different things adds up over days because each of them happens on one day only.
 */
export type RollUp = {
  readonly id: string;
  readonly table: FactTable;
  readonly sums: readonly Summed[];
  readonly daily: readonly DimensionId[];
  readonly monthly: readonly DimensionId[];
  readonly families: readonly FactFamily[];
};

/** Dimensions with a value for each thing that is sold. */
const perThing: readonly DimensionId[] = ['product', 'variant', 'sku'];

const isEvery = (table: FactTable, id: DimensionId): boolean =>
  dimension(id).kind !== 'id' && !perThing.includes(id) && table.dimensions[id] !== undefined;

const rowsOn = (one: Metric, table: FactTable): Omit<Rows, 'otherwise'> => {
  const { compute } = one;
  if (compute.kind !== 'measure') throw new TypeError(`${one.id} is no sum of events`);
  const { otherwise, ...first } = compute;
  const rows = [first, ...(otherwise ? [otherwise] : [])].find((of) => of.table.id === table.id);
  if (!rows) throw new TypeError(`${one.id} is not read from ${table.id}`);
  return rows;
};

/** Dimensions that tell what became of an order: they are only summed for orders themselves, whose changes touch their own day. */
const ofLife: readonly DimensionId[] = ['order_status', 'payment_status'];

const declare = (
  table: FactTable,
  families: readonly FactFamily[],
  ids: readonly string[],
  over: { readonly id?: string; readonly only?: readonly DimensionId[]; readonly withLife?: boolean } = {},
): RollUp => {
  const named = Object.keys(table.dimensions).filter(isDimension);
  const every = named.filter((id) => isEvery(table, id) && (over.withLife === true || !ofLife.includes(id)));
  const wanted = (id: DimensionId): boolean => over.only === undefined || over.only.includes(id);
  return {
    id: over.id ?? table.id,
    table,
    sums: ids.map((id) => ({ id, rows: rowsOn(metric(id), table), unit: metric(id).unit })),
    daily: [...every, ...(table.at ? (['hour'] as const) : [])].filter(wanted),
    monthly: named.filter((id) => perThing.includes(id) && wanted(id)),
    families,
  };
};

const ofGoods: readonly DimensionId[] = ['category', 'colour', 'size', ...perThing];

export const rollUps: readonly RollUp[] = [
  declare(
    soldLines,
    ['orders'],
    ['sales.gross_sales', 'sales.discounts', 'sales.units_sold', 'finance.cost_of_goods_sold'],
    { withLife: true },
  ),
  declare(soldLines, ['orders'], ['sales.orders'], { id: 'orders_of_lines', only: ofGoods }),
  declare(
    soldOrders,
    ['orders'],
    [
      'sales.orders',
      'sales.orders_later_cancelled',
      'sales.discounted_orders',
      'sales.shipping_of_orders',
      'sales.tax_of_orders',
      'customers.new_customers',
    ],
    { withLife: true },
  ),
  declare(
    cancelledLines,
    ['orders'],
    ['sales.cancellations', 'sales.shipping_cancelled', 'sales.tax_cancelled', 'finance.cost_of_cancelled'],
  ),
  declare(cancelledOrders, ['orders'], ['sales.cancelled_orders']),
  declare(cancelledLines, ['orders'], ['sales.cancelled_orders'], { id: 'cancelled_of_lines', only: ofGoods }),
  declare(refundedLines, ['orders'], ['sales.refunds', 'sales.shipping_refunded', 'sales.tax_refunded']),
  declare(shippedOrders, ['fulfilment'], ['fulfilment.shipped_orders']),
  declare(
    handedOverParcels,
    ['fulfilment', 'deliveries', 'shipping_costs'],
    ['fulfilment.parcels', 'fulfilment.shipping_cost'],
  ),
  declare(promisedOrders, ['deliveries'], ['fulfilment.due', 'fulfilment.on_time', 'fulfilment.late'], {
    withLife: true,
  }),
  declare(receivedReturns, ['returns'], ['returns.units', 'returns.reasons']),
  declare(returnsOfCohort, ['returns'], ['returns.units_of_cohort']),
  declare(
    paymentAttempts,
    ['payments', 'fees'],
    ['payments.processed', 'sales.payment_mix', 'payments.fees', 'payments.failed', 'payments.attempts'],
  ),
  declare(startedCheckouts, ['checkouts'], ['carts.checkouts']),
];

/** Dimensions whose values are names of products, or of locations: a new name makes all their sums stale. */
export const namedBy = (table: FactTable, id: DimensionId): 'products' | 'locations' | null => {
  const joins = table.dimensions[id]?.joins ?? [];
  if (joins.includes('product') || joins.includes('variant')) return 'products';
  return joins.includes('location') ? 'locations' : null;
};

/** A mark of a text: the same for the same text. */
export const markOf = (text: string): string => createHash('md5').update(text).digest('hex');
