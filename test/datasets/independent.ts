import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Computes over the raw files of a dataset, with nothing of the product between: another engine, SQL of its own. */
export type Independent = {
  /** Rows of text, null where there is none. */
  readonly rows: (sql: string) => Promise<readonly (readonly (string | null)[])[]>;
  readonly close: () => void;
};

/** Views over Olist: `o` accepted orders (cancelled ones are marked), `l` their items, `p` their payments. */
const olistViews = (folder: string): readonly string[] => [
  ...(
    [
      ['raw_orders', 'olist_orders_dataset'],
      ['raw_items', 'olist_order_items_dataset'],
      ['raw_payments', 'olist_order_payments_dataset'],
      ['raw_customers', 'olist_customers_dataset'],
      ['raw_products', 'olist_products_dataset'],
      ['raw_english', 'product_category_name_translation'],
    ] as const
  ).map(
    ([table, file]) =>
      `create table ${table} as select * from read_csv('${join(folder, file)}.csv.zst', header = true, all_varchar = true)`,
  ),
  `create table o as
    select order_id, customer_unique_id as person, order_purchase_timestamp::timestamp as placed,
      order_approved_at::timestamp as paid, order_delivered_carrier_date::timestamp as shipped,
      order_delivered_customer_date::timestamp as delivered, order_estimated_delivery_date::date as promised,
      order_status in ('canceled', 'unavailable') as cancelled
    from raw_orders join raw_customers using (customer_id)
    where order_status <> 'created'
      and not (order_status in ('canceled', 'unavailable') and order_approved_at is null)`,
  `create table l as
    select o.*, price::decimal(18, 2) as price, product_id,
      coalesce(product_category_name_english, product_category_name) as category
    from o join raw_items using (order_id) join raw_products using (product_id)
      left join raw_english using (product_category_name)`,
  `create table f as
    select o.order_id, placed, cancelled, sum(freight_value::decimal(18, 2)) as freight
    from o join raw_items using (order_id) group by all`,
  `create table p as
    select o.*, payment_type as method, payment_value::decimal(18, 2) as amount
    from o join raw_payments using (order_id)`,
];

/** Views over Online Retail: `o` invoices, `l` their lines of goods, `c` lines of credit notes. */
const retailViews = (folder: string): readonly string[] => [
  `create table raw as select InvoiceNo as invoice, StockCode as code, Description as description,
      Quantity::int as quantity, InvoiceDate::timestamp as moment, UnitPrice::double as price,
      round(Quantity::int * round(UnitPrice::double * 100)) / 100 as amount,
      nullif(CustomerID, '') as person, Country as country
    from read_csv('${join(folder, 'online_retail')}.csv.zst', header = true, all_varchar = true)`,
  `create table kept as select *, min(moment) over (partition by invoice) as placed,
      case when code in ('POST', 'C2', 'DOT') then 'shipping' when code = 'D' then 'discount'
        when code in ('BANK CHARGES', 'AMAZONFEE', 'CRUK') then 'charge'
        when code like 'gift\\_%' escape '\\' then 'gift' else 'goods' end as kind
    from raw qualify bool_or(price <> 0) over (partition by invoice)`,
  `create table o as select distinct invoice, placed, person, country from kept where regexp_matches(invoice, '^[0-9]')`,
  `create table l as select * from kept where regexp_matches(invoice, '^[0-9]') and kind = 'goods'`,
  `create table s as select * from kept where regexp_matches(invoice, '^[0-9]') and kind = 'shipping'`,
  `create table c as select * from kept where invoice like 'C%' and kind in ('goods', 'discount')`,
];

/** Opens a dataset's raw files in an engine of its own. */
export const independently = async (dataset: 'olist' | 'retail', folder: string): Promise<Independent> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  for (const view of dataset === 'olist' ? olistViews(folder) : retailViews(folder))
    await connection.run(view);
  return {
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowsJson().map((row) => row.map((value) => (value === null ? null : String(value))));
    },
    close: () => connection.closeSync(),
  };
};
