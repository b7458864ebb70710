import type { RowsName } from './formats/all.ts';
import { formatOf, rowsNames } from './formats/all.ts';
import type { Format } from './formats/column.ts';
import { cancellations, persons } from './formats/orders.ts';
import { eventDays, touchAllDays, touchStagedDays } from './load/days.ts';
import { deleteRows, dropUnchanged } from './load/prune.ts';
import type { LoadSession } from './load/session.ts';
import { hasRows, makeStage, tuple } from './load/session.ts';
import { rederive, writeStaged } from './load/write.ts';

/**
 * Booking: what METRICS.md's first section says about orders, as SQL over the orders a load touched. An order counts
 * on the day it was placed (or paid), for ever; a cancellation and a refund count on their own days; a refund at or
 * after the cancellation is part of it. `bookOrders` runs before the staged rows are written, since they are written
 * with what it finds; `settleOrders` after, for cancellations, persons and rows stored before.
 */

/** Whether every row that the store has in a table is staged, or was just written from there. */
type IsNew = (format: Format) => boolean;

/** Tables whose rows carry something derived from their order. */
export const bookedFormats = [
  formatOf('orders'),
  formatOf('orderLines'),
  formatOf('refunds'),
  formatOf('returns'),
];

/** Makes the stages that booking reads, also where the batch brings nothing for them. */
export const makeBookingStages = async (session: LoadSession): Promise<void> => {
  for (const format of [...bookedFormats, cancellations, persons]) await makeStage(session, format);
};

/** Marks the orders to book again: those of staged rows, and all orders of their persons (an older order may have arrived). */
export const touchStagedOrders = async ({ tx, storeId }: LoadSession): Promise<void> => {
  await tx.unsafe(`
    insert into touched_orders
    select id from stage_orders
    union all
    select distinct order_id from (
      select order_id from stage_order_lines
      union all select order_id from stage_refunds
      union all select order_id from stage_returns) r
    where not exists (select 1 from stage_orders s where s.id = r.order_id)
    on conflict do nothing`);
  await tx.unsafe(
    `insert into touched_persons
     select person_key from stage_orders where person_key is not null
     union
     select o.person_key from touched_orders t join orders o on o.store_id = $1 and o.id = t.id
     where o.person_key is not null
     on conflict do nothing`,
    [storeId],
  );
  await tx.unsafe(
    `insert into touched_orders
     select o.id from touched_persons p join orders o on o.store_id = $1 and o.person_key = p.person_key
     on conflict do nothing`,
    [storeId],
  );
};

/** Marks every order of the store. */
export const touchAllOrders = async ({ tx, storeId }: LoadSession): Promise<void> => {
  await tx.unsafe(`insert into touched_orders select id from orders where store_id = $1`, [storeId]);
  await tx.unsafe(
    `insert into touched_persons select distinct person_key from orders where store_id = $1 and person_key is not null`,
    [storeId],
  );
};

/**
 * The touched rows of a table as they will be: staged ones, and stored ones that are not staged. Where every row of the
 * store is staged (`isNew`), the stored ones need not be looked through: a third of the time of a first import.
 */
const effective =
  (rows: RowsName, key: readonly string[], order: string, columns: string) =>
  (isNew: IsNew): string => {
    const format = formatOf(rows);
    const staged = `select ${columns} from stage_${format.table} r`;
    const isSame = key.map((k) => `s.${k} = r.${k}`).join(' and ');
    return isNew(format)
      ? staged
      : `${staged}
  union all
  select ${columns} from touched_orders t join ${format.table} r on r.store_id = $1 and r.${order} = t.id
  where not exists (select 1 from stage_${format.table} s where ${isSame})`;
  };

const effectiveOrders = effective(
  'orders',
  ['id'],
  'id',
  `r.id, r.kind, r.accepted, r.placed_at, r.paid_at, r.cancelled_at, r.cancel_date_known, r.person_key,
   r.person_order_index, r.currency, r.shipping_minor, r.tax_minor`,
);
const effectiveLines = effective(
  'orderLines',
  ['order_id', 'line_id'],
  'order_id',
  `r.order_id, r.line_id, r.kind, r.variant_id, r.product_id, r.sku, r.quantity, r.currency, r.gross_minor,
   r.discount_minor, r.unit_cost_minor`,
);
const effectiveRefunds = effective(
  'refunds',
  ['id'],
  'order_id',
  `r.order_id, r.line_id, r.quantity, r.amount_minor, r.shipping_minor, r.tax_minor, r.refunded_at`,
);

/** Finds, for each touched order, when it counts, since when it is cancelled, its discount and its kind of customer. */
export const bookOrders = async ({ tx, storeId, basis }: LoadSession, isNew: IsNew): Promise<void> => {
  await tx.unsafe(
    `insert into booked_orders
     with counted as (
       select e.*, case when e.accepted and e.kind = 'order' then e.${basis}_at end as sold_at
       from (${effectiveOrders(isNew)}) e),
     numbered as (
       select c.*, row_number() over (partition by person_key order by sold_at nulls last, id) as nth from counted c),
     discounts as (
       select order_id, sum(discount_minor) as discount_minor from (${effectiveLines(isNew)}) l
       where l.kind = 'product' group by order_id)
     select n.id, n.kind, n.sold_at, (n.sold_at at time zone store.zone)::date,
       case when n.cancelled_at is not null and not n.cancel_date_known then coalesce(n.sold_at, n.cancelled_at)
         else n.cancelled_at end,
       coalesce(d.discount_minor, 0), n.person_key,
       case when n.sold_at is null then null
         when n.person_order_index is not null
           then case when n.person_order_index = 1 then 'new' else 'returning' end
         when n.person_key is null then null
         when n.nth = 1 then 'new' else 'returning' end
     from numbered n join stores store on store.id = $1 left join discounts d on d.order_id = n.id`,
    [storeId],
  );
  await tx.unsafe('analyze touched_orders, booked_orders');
};

/** What a row of another table is split by that its order says. */
const orderSplits = [
  ...formatOf('orders')
    .columns.filter((column) => column.dimension)
    .map((column) => column.name),
  'location_id',
];

/** Rows that stand under an order and are split by what it says. */
const dependents: readonly Format[] = [
  ...rowsNames.map(formatOf).filter((format) => format.splitBy.includes('orders')),
  cancellations,
];

/** Touches the days of refunds, parcels, returns… of orders that now say something else to split by. Before writing. */
export const touchResplitDays = async ({ tx, storeId }: LoadSession): Promise<void> => {
  const days = dependents.map(
    (format) => `
      select e.family, e.day from resplit c join ${format.table} r on r.store_id = $1 and r.order_id = c.id
      join stores store on store.id = $1, ${eventDays(format)}`,
  );
  await tx.unsafe(
    `with resplit as (
       select o.id from booked_orders b
       join orders o on o.store_id = $1 and o.id = b.id
       left join stage_orders s on s.id = o.id
       where o.customer_type is distinct from b.customer_type
         or (s.id is not null and ${tuple('s', orderSplits)} is distinct from ${tuple('o', orderSplits)}))
     insert into touched_days ${days.join(' union ')}`,
    [storeId],
  );
};

/** Stages what the touched orders' cancellations should be: see METRICS.md and the columns' meanings in formats/orders.ts. */
const stageCancellations = async ({ tx, storeId }: LoadSession, isNew: IsNew): Promise<void> => {
  await tx.unsafe(
    `insert into stage_cancellations
       (order_id, line_id, variant_id, product_id, sku, quantity, currency, amount_minor, shipping_minor, tax_minor,
        cost_minor, cancelled_at, cancelled_day, sold_day)
     with cancelled as (
       select b.id, b.cancelled_at, (b.cancelled_at at time zone store.zone)::date as cancelled_day, b.sold_day
       from booked_orders b join stores store on store.id = $1
       where b.cancelled_at is not null and b.sold_at is not null),
     lines as (
       select l.*, c.cancelled_at, c.cancelled_day, c.sold_day
       from cancelled c join (${effectiveLines(isNew)}) l on l.order_id = c.id and l.kind = 'product'),
     before as (
       select r.order_id, l.line_id, sum(r.quantity) as quantity, sum(r.amount_minor) as amount,
         sum(r.shipping_minor) as shipping, sum(r.tax_minor) as tax
       from cancelled c
       join (${effectiveRefunds(isNew)}) r on r.order_id = c.id and r.refunded_at < c.cancelled_at
       left join lines l on l.order_id = r.order_id and l.line_id = r.line_id
       group by r.order_id, l.line_id),
     whole as (
       select order_id, sum(amount) filter (where line_id is null) as amount, sum(shipping) as shipping, sum(tax) as tax
       from before group by order_id)
     select l.order_id, l.line_id, l.variant_id, l.product_id, l.sku,
       greatest(0, l.quantity - coalesce(f.quantity, 0)), l.currency,
       l.gross_minor - l.discount_minor - coalesce(f.amount, 0), 0, 0,
       l.unit_cost_minor * greatest(0, l.quantity - coalesce(f.quantity, 0)),
       l.cancelled_at, l.cancelled_day, l.sold_day
     from lines l left join before f on f.order_id = l.order_id and f.line_id = l.line_id
     union all
     select o.id, '', null, null, null, 0, o.currency, -coalesce(w.amount, 0),
       o.shipping_minor - coalesce(w.shipping, 0), o.tax_minor - coalesce(w.tax, 0), null,
       c.cancelled_at, c.cancelled_day, c.sold_day
     from cancelled c join (${effectiveOrders(isNew)}) o on o.id = c.id left join whole w on w.order_id = c.id`,
    [storeId],
  );
};

const stagePersons = async ({ tx }: LoadSession): Promise<void> => {
  await tx.unsafe(
    `insert into stage_persons (person_key, first_sold_at, first_sold_day)
     select person_key, min(sold_at), min(sold_day) from booked_orders
     where person_key is not null and sold_at is not null
     group by person_key`,
  );
};

const worked = [
  { format: cancellations, from: 'touched_orders w', where: 'w.id = t.order_id' },
  { format: persons, from: 'touched_persons w', where: 'w.person_key = t.person_key' },
];

/**
 * Writes cancellations and persons as they should be now, and brings stored rows of touched orders up to date;
 * tables of which every row was just written (`isNew`) are so already.
 */
export const settleOrders = async (
  session: LoadSession,
  which: 'touched' | 'all',
  isNew: IsNew,
): Promise<void> => {
  await stageCancellations(session, isNew);
  await stagePersons(session);
  for (const { format, from, where } of worked) {
    await deleteRows(session, format, { from, where });
    await dropUnchanged(session, format);
    const isFirst = !(await hasRows(session, format));
    if (!isFirst) await touchStagedDays(session, format);
    await writeStaged(session, format, isFirst);
    await (isFirst ? touchAllDays : touchStagedDays)(session, format);
  }
  for (const format of bookedFormats) if (!isNew(format)) await rederive(session, format, which);
};
