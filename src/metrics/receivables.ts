import { sql } from 'drizzle-orm';
import { orders } from '#src/database/schema/sales.ts';
import type { Metric, Moment } from './define.ts';
import { unpaidOrders as unpaidOrdersAt } from './tables/fulfilment.ts';
import { owed, owedByUs, owedToUs } from './tables/money.ts';
import { happened, pending, today } from './tables.ts';

const base = {
  sensitivity: 'finance',
  departments: ['finance', 'leadership'],
  owner: 'finance',
  tolerancePercent: 1,
  maxAgeMinutes: 24 * 60,
  defaultPeriod: 'now',
} as const;

const money = { kind: 'money' } as const;

const amount = { kind: 'sum', of: owed.amount } as const;

const outstanding: Metric = {
  ...base,
  id: 'payments.outstanding',
  label: 'outstanding payments',
  formula: 'what customers still owe on open invoices and on orders that are not paid',
  unit: money,
  good: 'down',
  synonyms: {
    en: [
      'outstanding',
      'outstanding payments',
      'outstanding invoices',
      'open invoices',
      'unpaid invoices',
      'receivables',
      'accounts receivable',
      'who owes us',
      'owe us',
      'owes us',
      'customers owe us',
      'customers owe',
      'owed to us',
      'what are we owed',
      'money owed to us',
      'open receivables',
    ],
    de: ['offene rechnungen', 'forderungen', 'aussenstaende', 'aussenstande'],
    es: ['facturas pendientes', 'cuentas por cobrar', 'pendiente de cobro'],
  },
  neighbours: [
    { id: 'payments.overdue', difference: 'only what is past its due day' },
    { id: 'payments.unpaid_orders', difference: 'orders that are not paid' },
  ],
  compute: {
    kind: 'state',
    table: owedToUs,
    take: amount,
  },
  beside: ['payments.overdue', 'payments.unpaid_orders'],
  examples: ['how much is outstanding', 'what are we owed'],
};

const isOverdue = (at: Moment) => sql`${owed.dueOn} < ${today(at, sql`owed.store_id`)}`;

const overdue: Metric = {
  ...base,
  id: 'payments.overdue',
  label: 'overdue payments',
  formula: 'what customers still owe on invoices and orders past their due day',
  unit: money,
  good: 'down',
  synonyms: {
    en: [
      'overdue',
      'overdue invoices',
      'overdue payments',
      'past due',
      'late invoices',
      'late payments',
      'late payers',
    ],
    de: ['ueberfaellig', 'uberfallig', 'ueberfaellige rechnungen', 'uberfallige rechnungen'],
    es: ['vencido', 'facturas vencidas', 'pagos vencidos'],
  },
  neighbours: [{ id: 'payments.outstanding', difference: 'everything owed, due or not' }],
  compute: {
    kind: 'state',
    table: owedToUs,
    take: amount,
    where: isOverdue,
    since: sql`(${owed.dueOn} + 1)::timestamp at time zone (select s.zone from stores s where s.id = owed.store_id)`,
  },
  listBy: 'invoice',
  details: [{ title: 'Due', of: owed.dueOn, as: 'day' }],
  examples: ['which invoices are overdue', 'how much is overdue'],
};

const ageing: Metric = {
  ...base,
  id: 'payments.ageing',
  label: 'outstanding payments by age',
  formula: 'what customers still owe, by how many days past the due day',
  unit: money,
  good: 'down',
  synonyms: {
    en: [
      'ageing',
      'aging',
      'aged receivables',
      'receivables by age',
      'ageing of receivables',
      'aging of receivables',
      'receivables ageing',
      'receivables aging',
      'age of receivables',
      'age of open invoices',
      'ageing report',
      'aging report',
      'aged debt',
    ],
    de: ['faelligkeitsstruktur', 'falligkeitsstruktur', 'altersstruktur der forderungen'],
    es: ['antiguedad de saldos'],
  },
  compute: {
    kind: 'state',
    table: owedToUs,
    take: amount,
  },
  listBy: 'age_band',
  examples: ['receivables by age', 'ageing report'],
};

const unpaidOrders: Metric = {
  ...base,
  id: 'payments.unpaid_orders',
  label: 'unpaid orders',
  formula: 'orders accepted, not cancelled and not paid yet',
  unit: { kind: 'count', one: 'order', many: 'orders' },
  good: 'down',
  synonyms: {
    en: [
      'unpaid orders',
      'orders not paid',
      'orders awaiting payment',
      'orders waiting for payment',
      'orders without payment',
    ],
    de: ['unbezahlte bestellungen', 'nicht bezahlte bestellungen'],
    es: ['pedidos sin pagar', 'pedidos impagados'],
  },
  compute: {
    kind: 'state',
    table: unpaidOrdersAt,
    take: { kind: 'count' },
    where: (at) =>
      sql`${orders.accepted} and ${orders.kind} = 'order' and ${happened(sql`${orders.placedAt}`, at)}
        and ${pending(sql`${orders.cancelledAt}`, at)} and ${pending(sql`${orders.paidAt}`, at)}`,
    since: sql`${orders.placedAt}`,
  },
  examples: ['how many unpaid orders', 'unpaid orders by country'],
};

const payables: Metric = {
  ...base,
  id: 'payments.payables',
  label: 'open supplier bills',
  formula: 'what we still owe suppliers on open bills',
  unit: money,
  good: 'down',
  synonyms: {
    en: [
      'payables',
      'accounts payable',
      'open bills',
      'supplier bills',
      'what do we owe',
      'we owe',
      'owe suppliers',
      'what do we owe suppliers',
      'what do we owe our suppliers',
      'owe to suppliers',
      'unpaid bills',
      'bills to pay',
    ],
    de: ['verbindlichkeiten', 'offene lieferantenrechnungen'],
    es: ['cuentas por pagar', 'facturas de proveedores'],
  },
  compute: {
    kind: 'state',
    table: owedByUs,
    take: amount,
  },
  beside: ['payments.payables_overdue'],
  examples: ['what do we owe suppliers', 'open supplier bills'],
};

const payablesOverdue: Metric = {
  ...payables,
  id: 'payments.payables_overdue',
  label: 'overdue supplier bills',
  formula: 'what we still owe suppliers on bills past their due day',
  synonyms: {
    en: ['overdue payables', 'overdue bills', 'overdue supplier bills', 'bills we are late on'],
    de: ['ueberfaellige lieferantenrechnungen', 'uberfallige lieferantenrechnungen'],
    es: ['facturas de proveedores vencidas'],
  },
  compute: {
    kind: 'state',
    table: owedByUs,
    take: amount,
    where: isOverdue,
  },
  beside: [],
  examples: ['overdue supplier bills'],
};

export const receivableMetrics: readonly Metric[] = [
  outstanding,
  overdue,
  ageing,
  unpaidOrders,
  payables,
  payablesOverdue,
];
