import type { Compared } from './compare.ts';

const between = (column: string, from: string, to: string): string =>
  `${column} >= '${from}' and ${column} < '${to}'`;

/** Countries whose name in the data is not the English one of their code. */
const code = `case country when 'EIRE' then 'IE' when 'United Kingdom' then 'GB' when 'Germany' then 'DE'
  when 'France' then 'FR' when 'Netherlands' then 'NL' when 'Spain' then 'ES' when 'Belgium' then 'BE'
  when 'Switzerland' then 'CH' when 'Australia' then 'AU' when 'Portugal' then 'PT' when 'Norway' then 'NO'
  when 'Unspecified' then null when 'Channel Islands' then null when 'European Community' then null else country end`;

const net = (from: string, to: string, where = 'true'): string =>
  `select round(coalesce((select sum(amount) from l where ${where} and ${between('placed', from, to)}), 0)
    + coalesce((select sum(amount) from c where ${where} and ${between('placed', from, to)}), 0), 2)`;

/** Asked on 10 December 2011 unless a question says otherwise. */
export const retailNow = '2011-12-10T12:00:00Z';

export const retailQuestions: readonly Compared[] = [
  {
    text: 'how many orders in october 2011',
    metric: 'sales.orders',
    sql: `select count(*) from o where ${between('placed', '2011-10-01', '2011-11-01')}`,
  },
  {
    text: 'orders from Germany in 2011 by quarter',
    metric: 'sales.orders',
    now: '2011-10-01T00:00:00+01:00',
    sql: `select strftime(date_trunc('quarter', placed), '%Y-%m-%d'), count(*) from o where country = 'Germany' and ${between('placed', '2011-01-01', '2011-10-01')} group by 1`,
  },
  {
    text: 'orders by hour in may 2011',
    metric: 'sales.orders',
    sql: `select lpad(h::text, 2, '0'), count(o.invoice) from range(24) hours(h) left join o on hour(placed) = h and ${between('placed', '2011-05-01', '2011-06-01')} group by 1`,
  },
  {
    text: 'gross sales in november 2011',
    metric: 'sales.gross_sales',
    sql: `select sum(amount) from l where ${between('placed', '2011-11-01', '2011-12-01')}`,
  },
  {
    text: 'refunds in april 2011',
    metric: 'sales.refunds',
    sql: `select -sum(amount) from c where ${between('placed', '2011-04-01', '2011-05-01')}`,
  },
  {
    text: 'refund rate in august 2011',
    metric: 'sales.refund_rate',
    sql: `select -100 * (select sum(amount) from c where ${between('placed', '2011-08-01', '2011-09-01')}) / (select sum(amount) from l where ${between('placed', '2011-08-01', '2011-09-01')})`,
  },
  { text: 'turnover september 2011', metric: 'sales.net_sales', sql: net('2011-09-01', '2011-10-01') },
  {
    text: 'revenue from France in q3 2011',
    metric: 'sales.net_sales',
    sql: net('2011-07-01', '2011-10-01', `country = 'France'`),
  },
  {
    text: 'net sales in Norway and Sweden in june 2011',
    metric: 'sales.net_sales',
    sql: net('2011-06-01', '2011-07-01', `country in ('Norway', 'Sweden')`),
  },
  {
    text: 'revenue outside the United Kingdom in march 2011',
    metric: 'sales.net_sales',
    sql: net('2011-03-01', '2011-04-01', `country <> 'United Kingdom'`),
  },
  {
    text: 'top 5 countries by gross sales in Q3 2011',
    metric: 'sales.gross_sales',
    sql: `select ${code}, sum(amount) from l where ${between('placed', '2011-07-01', '2011-10-01')} group by 1 order by 2 desc limit 5`,
  },
  {
    text: 'gross sales per month in 2011',
    metric: 'sales.gross_sales',
    now: '2011-12-01T00:00:00Z',
    sql: `select strftime(placed, '%Y-%m-01'), sum(amount) from l where ${between('placed', '2011-01-01', '2011-12-01')} group by 1`,
  },
  {
    text: 'shipping income in february 2011',
    metric: 'sales.shipping_charged',
    sql: `select (select sum(amount) from s where ${between('placed', '2011-02-01', '2011-03-01')}) + coalesce((select sum(amount) from kept where invoice like 'C%' and kind = 'shipping' and ${between('placed', '2011-02-01', '2011-03-01')}), 0)`,
  },
  {
    text: 'average order value in march 2011',
    metric: 'sales.average_order_value',
    sql: `select round((select sum(amount) from l where ${between('placed', '2011-03-01', '2011-04-01')}) / (select count(*) from o where ${between('placed', '2011-03-01', '2011-04-01')}), 2)`,
  },
  {
    text: 'average order value of Germany in july 2011',
    metric: 'sales.average_order_value',
    sql: `select round((select sum(amount) from l where country = 'Germany' and ${between('placed', '2011-07-01', '2011-08-01')}) / (select count(*) from o where country = 'Germany' and ${between('placed', '2011-07-01', '2011-08-01')}), 2)`,
  },
  {
    text: 'how many pieces did we sell in november 2011',
    metric: 'sales.units_sold',
    sql: `select sum(quantity) from l where ${between('placed', '2011-11-01', '2011-12-01')}`,
  },
  {
    text: 'pieces sold of 85123A in november 2011',
    metric: 'sales.units_sold',
    sql: `select sum(quantity) from l where code = '85123A' and ${between('placed', '2011-11-01', '2011-12-01')}`,
  },
  {
    text: 'how many regency cakestand 3 tier did we sell in june 2011',
    metric: 'sales.units_sold',
    sql: `select sum(quantity) from l where code = '22423' and ${between('placed', '2011-06-01', '2011-07-01')}`,
  },
  {
    text: 'units sold of jumbo bag red retrospot per month in the first quarter of 2011',
    metric: 'sales.units_sold',
    sql: `select strftime(placed, '%Y-%m-01'), sum(quantity) from l where code = '85099B' and ${between('placed', '2011-01-01', '2011-04-01')} group by 1`,
  },
  {
    text: 'pieces per order in january 2011',
    metric: 'sales.units_per_order',
    sql: `select (select sum(quantity) from l where ${between('placed', '2011-01-01', '2011-02-01')})::double / (select count(*) from o where ${between('placed', '2011-01-01', '2011-02-01')})`,
  },
  {
    text: 'how many customers in october 2011',
    metric: 'customers.customers',
    sql: `select count(distinct person) from o where ${between('placed', '2011-10-01', '2011-11-01')}`,
  },
  {
    text: 'customers by country in q2 2011 top 3',
    metric: 'customers.customers',
    sql: `select ${code}, count(distinct person) from o where ${between('placed', '2011-04-01', '2011-07-01')} group by 1 order by 2 desc limit 3`,
  },
  {
    text: 'repeat rate in q1 2011',
    metric: 'customers.repeat_rate',
    sql: `select 100.0 * count(*) filter (n > 1) / count(*) from (select person, count(*) as n from o where person is not null and ${between('placed', '2011-01-01', '2011-04-01')} group by 1)`,
  },
  {
    text: 'orders on 5 december 2011',
    metric: 'sales.orders',
    sql: `select count(*) from o where placed::date = '2011-12-05'`,
  },
  {
    text: 'how many orders last month',
    metric: 'sales.orders',
    sql: `select count(*) from o where ${between('placed', '2011-11-01', '2011-12-01')}`,
  },
  {
    text: 'orders in the last 7 days',
    metric: 'sales.orders',
    now: '2011-12-08T12:00:00Z',
    sql: `select count(*) from o where ${between('placed', '2011-12-01', '2011-12-08')}`,
  },
  {
    text: 'orders last 3 months by month',
    metric: 'sales.orders',
    sql: `select strftime(placed, '%Y-%m-01'), count(*) from o where ${between('placed', '2011-09-01', '2011-12-01')} group by 1`,
  },
  {
    text: 'gross sales week of 14 november 2011',
    metric: 'sales.gross_sales',
    sql: `select sum(amount) from l where ${between('placed', '2011-11-14', '2011-11-21')}`,
  },
  {
    text: 'gross sales on 17 nov 2011 before noon',
    metric: 'sales.gross_sales',
    sql: `select sum(amount) from l where ${between('placed', '2011-11-17', '2011-11-17 12:00')}`,
  },
  {
    text: 'orders from Portugal since september 2011',
    metric: 'sales.orders',
    now: '2011-12-09T12:00:00Z',
    sql: `select count(*) from o where country = 'Portugal' and ${between('placed', '2011-09-01', '2011-12-09 12:00')}`,
  },
  {
    text: 'pieces sold of 85123a in november 2011',
    metric: 'sales.units_sold',
    sql: `select code, sum(quantity) from l where upper(code) = '85123A' and ${between('placed', '2011-11-01', '2011-12-01')} group by 1`,
  },
];
