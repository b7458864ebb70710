import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { cancellations, orders, refunds } from '#src/database/schema/sales.ts';
import type { Metric } from './define.ts';
import { netSales } from './sales.ts';
import { cancelledLines, refundedLines, soldOrders } from './tables/sales.ts';
import type { FactTable } from './tables.ts';

const base = {
  sensitivity: 'open',
  departments: ['finance', 'leadership'],
  owner: 'finance',
  tolerancePercent: 1,
  maxAgeMinutes: 60,
  defaultPeriod: 'last_30_days',
  unit: { kind: 'money' },
  good: 'neutral',
} as const;

/** A term of a sum that nobody asks for by itself. */
const term = (id: string, label: string, table: FactTable, column: SQL): Metric => ({
  ...base,
  id,
  label,
  formula: label,
  synonyms: { en: [] },
  compute: { kind: 'measure', table, take: { kind: 'sum', of: column } },
  examples: [],
});

export const shippingCharged: Metric = {
  ...base,
  id: 'sales.shipping_charged',
  label: 'shipping charged',
  formula: 'shipping charged to customers, excluding tax, less refunded and cancelled shipping',
  needs: ['shipping_charges'],
  synonyms: {
    en: ['shipping charged', 'shipping income', 'shipping revenue', 'delivery charges', 'postage charged'],
    de: ['versanderloese', 'versanderlose'],
    es: ['ingresos por envio'],
  },
  neighbours: [{ id: 'fulfilment.shipping_cost', difference: 'what carriers charge us' }],
  compute: {
    kind: 'combination',
    plus: [
      term('sales.shipping_of_orders', 'shipping of orders placed', soldOrders, sql`${orders.shippingMinor}`),
    ],
    minus: [
      term(
        'sales.shipping_cancelled',
        'shipping of cancelled orders',
        cancelledLines,
        sql`${cancellations.shippingMinor}`,
      ),
      term('sales.shipping_refunded', 'refunded shipping', refundedLines, sql`${refunds.shippingMinor}`),
    ],
  },
  examples: ['shipping income last month'],
};

const taxCollected: Metric = {
  ...base,
  id: 'sales.tax_collected',
  label: 'tax collected',
  formula: 'tax charged to customers, less the tax of refunds and cancellations',
  needs: ['taxes'],
  sensitivity: 'finance',
  synonyms: {
    en: [
      'tax collected',
      'vat',
      'vat collected',
      'sales tax',
      'tax charged',
      'vat charge',
      'vat charged',
      'tax charge',
      'vat due',
    ],
    de: ['umsatzsteuer', 'mehrwertsteuer', 'mwst'],
    es: ['iva', 'impuestos'],
  },
  compute: {
    kind: 'combination',
    plus: [term('sales.tax_of_orders', 'tax of orders placed', soldOrders, sql`${orders.taxMinor}`)],
    minus: [
      term('sales.tax_cancelled', 'tax of cancelled orders', cancelledLines, sql`${cancellations.taxMinor}`),
      term('sales.tax_refunded', 'refunded tax', refundedLines, sql`${refunds.taxMinor}`),
    ],
  },
  examples: ['VAT last quarter', 'tax collected in October'],
};

const totalSales: Metric = {
  ...base,
  id: 'sales.total_sales',
  label: 'total sales',
  formula: 'net sales + shipping charged + tax collected',
  good: 'up',
  synonyms: {
    en: [
      'total sales',
      'takings',
      'total takings',
      'sales including tax',
      'revenue including tax',
      'revenue incl tax',
      'sales including vat',
      'revenue including vat',
      'total sales including vat',
      'total sales including tax',
      'sales including tax and shipping',
      'gross takings',
      'what did we take',
      'how much did we take',
      'including tax and shipping',
    ],
    de: ['gesamtumsatz'],
    es: ['ventas totales'],
  },
  neighbours: [{ id: 'sales.net_sales', difference: 'without shipping and tax' }],
  compute: { kind: 'combination', plus: [netSales, shippingCharged, taxCollected], minus: [] },
  examples: ['total sales last week', 'takings yesterday'],
};

export const takingsMetrics: readonly Metric[] = [shippingCharged, taxCollected, totalSales];
