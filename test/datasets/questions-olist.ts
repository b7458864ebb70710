import type { Compared } from './compare.ts';

const between = (column: string, from: string, to: string): string =>
  `${column} >= '${from}' and ${column} < '${to}'`;

/** Asked on 1 September 2018 unless a question says otherwise. */
export const olistNow = '2018-09-01T12:00:00-03:00';

export const olistQuestions: readonly Compared[] = [
  {
    text: 'how many orders in 2017',
    metric: 'sales.orders',
    sql: `select count(*) from o where year(placed) = 2017`,
  },
  {
    text: 'orders in november 2017 by day',
    metric: 'sales.orders',
    sql: `select strftime(placed, '%Y-%m-%d'), count(*) from o where ${between('placed', '2017-11-01', '2017-12-01')} group by 1`,
  },
  {
    text: 'how many orders on black friday 2017',
    metric: 'sales.orders',
    sql: `select count(*) from o where placed::date = '2017-11-24'`,
  },
  {
    text: 'orders per month in H1 2018',
    metric: 'sales.orders',
    sql: `select strftime(placed, '%Y-%m-01'), count(*) from o where ${between('placed', '2018-01-01', '2018-07-01')} group by 1`,
  },
  {
    text: 'orders by weekday in q1 2018',
    metric: 'sales.orders',
    sql: `select isodow(placed), count(*) from o where ${between('placed', '2018-01-01', '2018-04-01')} group by 1`,
  },
  {
    text: 'orders yesterday',
    metric: 'sales.orders',
    sql: `select count(*) from o where placed::date = '2018-08-31'`,
  },
  {
    text: 'how many orders did we get last week',
    metric: 'sales.orders',
    now: '2018-08-22T09:00:00-03:00',
    sql: `select count(*) from o where ${between('placed', '2018-08-13', '2018-08-20')}`,
  },
  {
    text: 'gross sales in march 2018',
    metric: 'sales.gross_sales',
    sql: `select sum(price) from l where ${between('placed', '2018-03-01', '2018-04-01')}`,
  },
  {
    text: 'net sales in November 2017 by category',
    metric: 'sales.net_sales',
    sql: `select category, sum(price) filter (not cancelled) from l where ${between('placed', '2017-11-01', '2017-12-01')} group by 1`,
  },
  {
    text: 'revenue in q2 2018',
    metric: 'sales.net_sales',
    sql: `select sum(price) from l where not cancelled and ${between('placed', '2018-04-01', '2018-07-01')}`,
  },
  {
    text: 'top 5 categories by net sales in may 2018',
    metric: 'sales.net_sales',
    sql: `select category, sum(price) from l where not cancelled and ${between('placed', '2018-05-01', '2018-06-01')} group by 1 order by 2 desc limit 5`,
  },
  {
    text: 'net sales of health_beauty per month in 2018',
    metric: 'sales.net_sales',
    now: '2018-08-01T00:00:00-03:00',
    sql: `select strftime(placed, '%Y-%m-01'), sum(price) from l where not cancelled and category = 'health_beauty' and ${between('placed', '2018-01-01', '2018-08-01')} group by 1`,
  },
  {
    text: 'value of cancellations in 2017',
    metric: 'sales.cancellations',
    sql: `select sum(price) from l where cancelled and year(placed) = 2017`,
  },
  {
    text: 'how many orders were cancelled in february 2018',
    metric: 'sales.cancelled_orders',
    sql: `select count(*) from o where cancelled and ${between('placed', '2018-02-01', '2018-03-01')}`,
  },
  {
    text: 'cancellation rate in Q1 2018',
    metric: 'sales.cancellation_rate',
    sql: `select 100.0 * count(*) filter (cancelled) / count(*) from o where ${between('placed', '2018-01-01', '2018-04-01')}`,
  },
  {
    text: 'shipping charged in june 2018',
    metric: 'sales.shipping_charged',
    sql: `select sum(freight) from f where not cancelled and ${between('placed', '2018-06-01', '2018-07-01')}`,
  },
  {
    text: 'AOV in december 2017',
    metric: 'sales.average_order_value',
    sql: `select round((select sum(price) from l where ${between('placed', '2017-12-01', '2018-01-01')}) / (select count(*) from o where ${between('placed', '2017-12-01', '2018-01-01')}), 2)`,
  },
  {
    text: 'average basket value per quarter in 2017',
    metric: 'sales.average_order_value',
    sql: `select a.q, round(a.v / b.n, 2) from (select strftime(date_trunc('quarter', placed), '%Y-%m-%d') as q, sum(price) as v from l where year(placed) = 2017 group by 1) a join (select strftime(date_trunc('quarter', placed), '%Y-%m-%d') as q, count(*) as n from o where year(placed) = 2017 group by 1) b using (q)`,
  },
  {
    text: 'units sold in july 2018',
    metric: 'sales.units_sold',
    sql: `select count(*) from l where ${between('placed', '2018-07-01', '2018-08-01')}`,
  },
  {
    text: 'pieces sold of toys between 1 and 15 december 2017',
    metric: 'sales.units_sold',
    sql: `select count(*) from l where category = 'toys' and ${between('placed', '2017-12-01', '2017-12-16')}`,
  },
  {
    text: 'units per order in april 2018',
    metric: 'sales.units_per_order',
    sql: `select (select count(*) from l where ${between('placed', '2018-04-01', '2018-05-01')})::double / (select count(*) from o where ${between('placed', '2018-04-01', '2018-05-01')})`,
  },
  {
    text: 'how many customers bought in 2017',
    metric: 'customers.customers',
    sql: `select count(distinct person) from o where year(placed) = 2017`,
  },
  {
    text: 'repeat rate in 2017',
    metric: 'customers.repeat_rate',
    sql: `select 100.0 * count(*) filter (n > 1) / count(*) from (select person, count(*) as n from o where year(placed) = 2017 group by 1)`,
  },
  {
    text: 'new customers in march 2018',
    metric: 'customers.new_customers',
    sql: `select count(*) from (select person, min(placed) as first from o group by 1) where ${between('first', '2018-03-01', '2018-04-01')}`,
  },
  {
    text: 'returning customers in march 2018',
    metric: 'customers.returning_customers',
    sql: `select count(distinct person) from o where ${between('placed', '2018-03-01', '2018-04-01')} and person in (select person from o where placed < '2018-03-01')`,
  },
  {
    text: 'late deliveries in march 2018',
    metric: 'fulfilment.late',
    sql: `select count(*) from o where not cancelled and ${between('promised', '2018-03-01', '2018-04-01')} and (delivered is null or delivered::date > promised)`,
  },
  {
    text: 'on-time rate in may 2018',
    metric: 'fulfilment.on_time_rate',
    sql: `select 100.0 * count(*) filter (delivered::date <= promised) / count(*) from o where not cancelled and ${between('promised', '2018-05-01', '2018-06-01')}`,
  },
  {
    text: 'how many orders were shipped in june 2018',
    metric: 'fulfilment.shipped_orders',
    sql: `select count(*) from o where ${between('shipped', '2018-06-01', '2018-07-01')}`,
  },
  {
    text: 'median time to ship in january 2018',
    metric: 'fulfilment.time_to_ship',
    sql: `select median(epoch(shipped) - epoch(placed)) from o where ${between('shipped', '2018-01-01', '2018-02-01')}`,
  },
  {
    text: 'open orders at the end of 31 december 2017',
    metric: 'fulfilment.unfulfilled',
    sql: `select count(*) from o where placed < '2018-01-01' and not cancelled and (shipped is null or shipped >= '2018-01-01')`,
  },
  {
    text: 'orders by payment method in may 2018',
    metric: 'sales.orders',
    sql: `select method, count(distinct order_id) from (select order_id, placed, arg_max(method, amount) as method from p group by 1, 2) where ${between('placed', '2018-05-01', '2018-06-01')} group by 1`,
  },
];
