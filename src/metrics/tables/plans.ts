import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { exchangeRates } from '#src/database/schema/money.ts';
import { purchaseOrderLines, purchaseOrders } from '#src/database/schema/stock.ts';
import { calendarEvents } from '#src/database/schema/web.ts';
import type { Moment } from '../define.ts';
import type { FactTable } from '../tables.ts';
import { dayIn, instantOf } from '../tables.ts';

/** Columns of a row of `plannedEvents`. */
export const planned = {
  kind: sql`event.kind`,
  startsAt: sql`event.starts_at`,
  endsAt: sql`event.ends_at`,
  code: sql`event.discount_code`,
} as const;

/** Everything planned that touches the time asked for: calendar entries, and purchase orders on the day they are expected. */
const eventsIn = (at: Moment): SQL => sql`(
  select * from (
    select store_id, source, id, kind, title, starts_at, ends_at, campaign, discount_code
    from ${calendarEvents} where cancelled_at is null
    union all
    select p.store_id, p.source, p.id, 'delivery', p.number, p.expected_on::timestamp at time zone s.zone,
      (p.expected_on + 1)::timestamp at time zone s.zone, null, null
    from ${purchaseOrders} p join stores s on s.id = p.store_id
    where p.expected_on is not null and p.cancelled_at is null and exists (
      select 1 from ${purchaseOrderLines} l where l.store_id = p.store_id and l.purchase_order_id = p.id
        and l.received_quantity < l.ordered_quantity)) as plan
  where plan.starts_at < ${instantOf(at.asOf)} and plan.ends_at > ${instantOf(at.from)})`;

/** Planned events that touch the time asked for. */
export const plannedEvents: FactTable = {
  id: 'planned_events',
  family: 'calendar',
  alsoFrom: ['purchase_orders'],
  from: (at) => sql`${eventsIn(at)} as event`,
  storeId: sql`event.store_id`,
  sourceId: sql`event.source`,
  over: 'period',
  joins: {},
  dimensions: {
    event: { of: sql`event.title` },
    event_kind: { of: sql`event.kind` },
    campaign: { of: sql`event.campaign` },
    discount_code: { of: sql`event.discount_code` },
  },
};

/** Pairs of planned events that overlap and get in each other's way: work on the systems or the stock, and busy days. */
export const plannedClashes: FactTable = {
  ...plannedEvents,
  id: 'planned_clashes',
  from: (at) => sql`(
    select work.store_id, work.source, work.kind, busy.campaign, busy.discount_code,
      work.title || ' – ' || busy.title as title,
      greatest(work.starts_at, busy.starts_at) as starts_at, least(work.ends_at, busy.ends_at) as ends_at
    from ${eventsIn(at)} as work join ${eventsIn(at)} as busy
      on work.starts_at < busy.ends_at and busy.starts_at < work.ends_at
    where work.kind in ('maintenance', 'migration', 'change', 'stock_take')
      and busy.kind in ('campaign', 'launch', 'sale', 'delivery')) as event`,
  dimensions: {
    clash: { of: sql`event.title` },
    event_kind: { of: sql`event.kind` },
    campaign: { of: sql`event.campaign` },
    discount_code: { of: sql`event.discount_code` },
  },
};

/** The rate of each pair of currencies that stood on a day: the last one published. */
export const standingRates: FactTable = {
  id: 'exchange_rates',
  family: 'exchange_rates',
  from: (at) => sql`(
    select distinct on (r.store_id, r.source, r.base, r.quote) r.* from ${exchangeRates} r
    where r.day <= ${dayIn(at.asOf, sql`r.store_id`)}
    order by r.store_id, r.source, r.base, r.quote, r.day desc) as standing`,
  storeId: sql`standing.store_id`,
  sourceId: sql`standing.source`,
  joins: {},
  dimensions: { currency_pair: { of: sql`standing.base || '/' || standing.quote` } },
};
