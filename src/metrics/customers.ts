import { sql } from 'drizzle-orm';
import { orders } from '#src/database/schema/sales.ts';
import type { Metric } from './define.ts';
import { soldLines, soldOrders } from './tables/sales.ts';
import { instantOf } from './tables.ts';

const base = {
  sensitivity: 'open',
  departments: ['marketing', 'leadership', 'finance'],
  owner: 'marketing',
  tolerancePercent: 1,
  maxAgeMinutes: 60,
  defaultPeriod: 'last_30_days',
  unit: { kind: 'count', one: 'customer', many: 'customers' },
  needs: ['customers'],
} as const;

const person = { kind: 'distinct', of: sql`${orders.personKey}` } as const;
const isNew = sql`${orders.personKey} is not null and ${orders.customerType} = 'new'`;

const customers: Metric = {
  ...base,
  id: 'customers.customers',
  label: 'customers',
  saysWhose: true,
  formula: 'different people who placed an order (a person counts once, however many orders)',
  good: 'up',
  synonyms: {
    en: [
      'customers',
      'buyers',
      'number of customers',
      'shoppers',
      'unique customers',
      'people who bought',
      'customers bought',
      'people bought',
      'how many people',
      'people ordered',
      'customers ordered',
    ],
    de: ['kunden', 'kaeufer', 'kaufer', 'anzahl kunden'],
    es: ['clientes', 'compradores'],
  },
  neighbours: [{ id: 'sales.orders', difference: 'orders, however many by the same person' }],
  compute: {
    kind: 'measure',
    table: soldOrders,
    take: person,
    otherwise: { table: soldLines, take: person, joins: ['order'] },
  },
  examples: ['how many customers last month', 'customers by country last week'],
};

export const newCustomers: Metric = {
  ...base,
  id: 'customers.new_customers',
  label: 'new customers',
  formula: 'people whose first order ever was placed in the period',
  good: 'up',
  synonyms: {
    en: [
      'new customers',
      'first-time customers',
      'first time customers',
      'first-time buyers',
      'first time buyers',
      'new buyers',
      'acquired customers',
    ],
    de: ['neukunden', 'neue kunden'],
    es: ['clientes nuevos', 'nuevos clientes'],
  },
  compute: {
    kind: 'measure',
    table: soldOrders,
    take: { kind: 'count' },
    where: isNew,
    otherwise: { table: soldLines, take: person, where: isNew, joins: ['order'] },
  },
  historyMonths: 12,
  examples: ['how many new customers last month', 'new customers by country this month'],
};

const returningCustomers: Metric = {
  ...base,
  id: 'customers.returning_customers',
  label: 'returning customers',
  formula: 'people with an order in the period who had ordered before it',
  good: 'up',
  synonyms: {
    en: [
      'returning customers',
      'repeat customers',
      'existing customers',
      'customers who came back',
      'returning buyers',
    ],
    de: ['bestandskunden', 'wiederkehrende kunden', 'stammkunden'],
    es: ['clientes recurrentes', 'clientes que repiten'],
  },
  neighbours: [{ id: 'returns.units', difference: 'goods sent back' }],
  compute: { kind: 'combination', plus: [customers], minus: [newCustomers] },
  historyMonths: 12,
  examples: ['returning customers last month'],
};

const repeatCustomers: Metric = {
  ...base,
  id: 'customers.repeat_customers',
  label: 'customers with two orders or more',
  formula: 'people with at least two orders in the period',
  good: 'up',
  synonyms: {
    en: [
      'customers who bought twice',
      'customers bought twice',
      'people bought twice',
      'bought twice',
      'bought again',
      'customers with two orders',
    ],
  },
  compute: {
    kind: 'measure',
    table: soldOrders,
    take: { ...person, kind: 'repeated', atLeast: 2 },
  },
  examples: [],
};

const everRepeated: Metric = {
  ...base,
  id: 'customers.ever_repeated',
  label: 'customers who have ordered twice or more',
  formula: 'people with an order in the period whose orders so far, in all, are two or more',
  good: 'up',
  synonyms: { en: [] },
  compute: {
    kind: 'measure',
    table: soldOrders,
    take: person,
    where: (at) => sql`exists (
      select 1 from orders other
      where other.store_id = ${orders.storeId} and other.person_key = ${orders.personKey}
        and other.id <> ${orders.id} and other.sold_at <= ${instantOf(at.asOf)})`,
  },
  examples: [],
};

const everRepeatRate: Metric = {
  ...base,
  id: 'customers.repeat_rate_ever',
  label: 'repeat rate, ever',
  formula:
    'people with an order in the period who have ordered at least twice so far / people with an order in it',
  unit: { kind: 'percent' },
  good: 'up',
  synonyms: {
    en: [
      'repeat rate ever',
      'ever bought twice',
      'customers ever bought twice',
      'share of customers who ever bought twice',
      'lifetime repeat rate',
    ],
    de: ['wiederkaufrate insgesamt'],
    es: ['tasa de recompra historica'],
  },
  neighbours: [{ id: 'customers.repeat_rate', difference: 'two orders within the period' }],
  compute: { kind: 'ratio', of: everRepeated, by: customers },
  minimumSample: 20,
  examples: ['what share of customers ever bought twice'],
};

const repeatRate: Metric = {
  ...base,
  id: 'customers.repeat_rate',
  label: 'repeat rate',
  formula: 'people with at least two orders in the period / people with an order in it',
  unit: { kind: 'percent' },
  good: 'up',
  synonyms: {
    en: [
      'repeat rate',
      'repeat purchase rate',
      'repurchase rate',
      'share of repeat customers',
      'customer retention',
    ],
    de: ['wiederkaufrate', 'wiederkaufsrate'],
    es: ['tasa de recompra', 'tasa de repeticion'],
  },
  neighbours: [{ id: 'customers.repeat_rate_ever', difference: 'counting all their orders so far' }],
  compute: { kind: 'ratio', of: repeatCustomers, by: customers },
  minimumSample: 20,
  examples: ['repeat rate last quarter', 'what share of customers bought twice last year'],
};

export const customerMetrics: readonly Metric[] = [
  customers,
  newCustomers,
  returningCustomers,
  repeatCustomers,
  repeatRate,
  everRepeated,
  everRepeatRate,
];
