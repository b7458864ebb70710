import { sql } from 'drizzle-orm';
import { cancellations, orderLines, refunds } from '#src/database/schema/sales.ts';
import type { Metric } from './define.ts';
import { cancelledLines, refundedLines, soldLines } from './tables/sales.ts';

const base = {
  sensitivity: 'open',
  departments: ['marketing', 'finance', 'leadership', 'warehouse'],
  owner: 'finance',
  tolerancePercent: 1,
  maxAgeMinutes: 60,
  defaultPeriod: 'last_30_days',
} as const;

const goods = sql`${orderLines.kind} = 'product'`;

export const grossSales: Metric = {
  ...base,
  id: 'sales.gross_sales',
  label: 'gross sales',
  formula:
    'unit price × quantity of everything ordered, excluding tax, before discounts, cancellations, refunds and shipping',
  unit: { kind: 'money' },
  good: 'up',
  synonyms: {
    en: ['gross sales', 'gross revenue', 'gross turnover', 'gross'],
    de: ['bruttoumsatz'],
    es: ['ventas brutas'],
  },
  neighbours: [{ id: 'sales.net_sales', difference: 'after discounts, cancellations and refunds' }],
  compute: {
    kind: 'measure',
    table: soldLines,
    take: { kind: 'sum', of: sql`${orderLines.grossMinor}` },
    where: goods,
  },
  examples: ['gross sales last month', 'what was gross revenue yesterday'],
};

export const discounts: Metric = {
  ...base,
  id: 'sales.discounts',
  label: 'discounts',
  formula: 'discounts given on what was ordered, excluding tax, on the day it was ordered',
  unit: { kind: 'money' },
  good: 'neutral',
  synonyms: {
    en: ['discounts', 'discount amount', 'discounts given', 'promo cost', 'promotion cost', 'markdowns'],
    de: ['rabatte'],
    es: ['descuentos'],
  },
  neighbours: [{ id: 'sales.discount_rate', difference: 'as a share of gross sales' }],
  compute: {
    kind: 'measure',
    table: soldLines,
    take: { kind: 'sum', of: sql`${orderLines.discountMinor}` },
    where: goods,
  },
  examples: ['how much discount did we give last week', 'discounts in October'],
};

const discountRate: Metric = {
  ...base,
  id: 'sales.discount_rate',
  isLever: true,
  label: 'discount rate',
  formula: 'discounts / gross sales',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: [
      'discount rate',
      'discount share',
      'discount percentage',
      'discounts as percent of gross sales',
      'discounts as percent of sales',
      'discounts as percent of revenue',
      'discounts in percent',
    ],
    de: ['rabattquote'],
    es: ['tasa de descuento'],
  },
  compute: { kind: 'ratio', of: discounts, by: grossSales },
  examples: ['discount rate last month'],
};

const cancelledAmount: Metric = {
  ...base,
  id: 'sales.cancellations',
  label: 'cancellations',
  asCount: 'sales.cancelled_orders',
  formula:
    'gross sales less discounts of cancelled lines, less what had been refunded before, on the day of the cancellation',
  unit: { kind: 'money' },
  good: 'down',
  synonyms: {
    en: [
      'cancellations',
      'cancelled value',
      'cancelled sales',
      'value of cancellations',
      'cancellation value',
    ],
    de: ['stornos', 'stornierungen'],
    es: ['cancelaciones'],
  },
  neighbours: [
    { id: 'sales.cancelled_orders', difference: 'how many orders' },
    { id: 'sales.cancellation_rate', difference: 'as a share of the orders placed' },
  ],
  compute: {
    kind: 'measure',
    table: cancelledLines,
    take: { kind: 'sum', of: sql`${cancellations.amountMinor}` },
  },
  examples: ['value of cancellations last week'],
};

export const refundedAmount: Metric = {
  ...base,
  id: 'sales.refunds',
  label: 'refunds',
  formula:
    'merchandise refunded, excluding tax, on the day of the refund; refunds that belong to a cancellation are in it',
  unit: { kind: 'money' },
  good: 'down',
  synonyms: {
    en: ['refunds', 'refunded', 'refund amount', 'money refunded', 'refunded amount', 'money back'],
    de: ['erstattungen', 'gutschriften', 'rueckerstattungen', 'ruckerstattungen'],
    es: ['reembolsos'],
  },
  neighbours: [
    { id: 'returns.units', difference: 'goods that came back' },
    { id: 'sales.refund_rate', difference: 'as a share of sales' },
  ],
  compute: { kind: 'measure', table: refundedLines, take: { kind: 'sum', of: sql`${refunds.amountMinor}` } },
  needs: ['refunds'],
  examples: ['refunds last week', 'how much did we refund yesterday'],
};

/** Where nobody records refunds, net sales are without them, and that is said. */
const refundsIfRecorded: Metric = { ...refundedAmount, ifRecorded: true };

/** Gross sales less discounts: what the orders of the period were worth when they were placed. */
export const orderedValue: Metric = {
  ...base,
  id: 'sales.ordered_value',
  label: 'gross sales less discounts',
  formula: 'gross sales − discounts',
  unit: { kind: 'money' },
  good: 'up',
  synonyms: { en: [] },
  compute: { kind: 'combination', plus: [grossSales], minus: [discounts] },
  examples: [],
};

const refundRate: Metric = {
  ...base,
  id: 'sales.refund_rate',
  label: 'refund rate',
  formula: 'refunds / (gross sales − discounts) of the same period',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: ['refund rate', 'refund share', 'refund percentage'],
    de: ['erstattungsquote'],
    es: ['tasa de reembolso'],
  },
  compute: { kind: 'ratio', of: refundedAmount, by: orderedValue },
  examples: ['refund rate last month'],
};

export const netSales: Metric = {
  ...base,
  id: 'sales.net_sales',
  isMeantByGoals: true,
  label: 'net sales',
  ranks: 'product',
  formula: 'gross sales − discounts − cancellations − refunds, excluding tax and shipping',
  unit: { kind: 'money' },
  good: 'up',
  synonyms: {
    en: [
      'net sales',
      'revenue',
      'net revenue',
      'sales',
      'turnover',
      'sales revenue',
      'income from sales',
      'sold for',
      'sales figures',
      'sales numbers',
      'how much did we make',
      'how much will we make',
      'how much will we sell',
      'how much do we make',
      'how much did we sell',
      'how much money did we make',
      'how much have we made',
      'money made',
      'we made',
      'sales volume',
      'net turnover',
      'how are we doing',
      'how did we do',
      'how is business',
    ],
    de: ['umsatz', 'nettoumsatz', 'umsaetze', 'umsatze', 'erloes', 'erlos'],
    es: [
      'cuanto vendimos',
      'cuanto hemos vendido',
      'hemos vendido',
      'vendimos',
      'ventas',
      'ventas netas',
      'ingresos',
      'facturacion',
    ],
  },
  neighbours: [
    { id: 'sales.gross_sales', difference: 'before discounts, cancellations and refunds' },
    { id: 'sales.total_sales', difference: 'with shipping and tax' },
  ],
  compute: {
    kind: 'combination',
    plus: [grossSales],
    minus: [discounts, cancelledAmount, refundsIfRecorded],
  },
  drivers: {
    chain: [
      { metric: 'marketing.sessions', label: 'visits', per: 'visits' },
      { metric: 'sales.orders', label: 'number of orders', per: 'orders per visit' },
      { metric: 'sales.ordered_value', label: 'gross sales less discounts', per: 'order value' },
    ],
    minus: ['sales.cancellations', 'sales.refunds'],
  },
  examples: ['revenue yesterday', 'net sales last month by country', 'what was our turnover in October'],
};

export const salesMetrics: readonly Metric[] = [
  grossSales,
  discounts,
  discountRate,
  cancelledAmount,
  refundedAmount,
  orderedValue,
  refundRate,
  netSales,
];
