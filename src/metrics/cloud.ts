import { sql } from 'drizzle-orm';
import { cloudCost } from '#src/database/schema/tech.ts';
import type { Metric } from './define.ts';
import { ordersPlaced } from './orders.ts';
import { budgeted, cloudBudgets, cloudCharges, cloudInvoices, providerBudgets } from './tables/cloud.ts';

const base = {
  unit: { kind: 'money' },
  good: 'down',
  sensitivity: 'open',
  restrictedSplits: { by: ['cloud_account', 'team'], sensitivity: 'finance' },
  departments: ['it', 'finance', 'leadership'],
  owner: 'it',
  tolerancePercent: 2,
  maxAgeMinutes: 36 * 60,
  defaultPeriod: 'this_month',
} as const;

const effective = { kind: 'sum', of: sql`${cloudCost.effectiveMinor}` } as const;
const isRegular = sql`${cloudCost.correction} = 'no'`;

export const cost: Metric = {
  ...base,
  id: 'cloud.cost',
  redFlag: { for: ['it', 'finance'], over: 'yesterday', of: 'change', op: '>', limit: '40' },
  label: 'cloud cost',
  vague: {
    words: [
      'cost',
      'costs',
      'bill',
      'bills',
      'spend',
      'spending',
      'charge',
      'charges',
      'invoice',
      'kosten',
      'rechnung',
      'coste',
      'gasto',
    ],
    by: ['cloud_provider', 'cloud_service', 'cloud_account', 'team'],
  },
  formula:
    'usage and purchases of all cloud providers at effective (amortised) cost, by charge day; tax, credits and corrections of earlier months are apart',
  synonyms: {
    en: [
      'cloud cost',
      'cloud costs',
      'cloud spend',
      'cloud bill',
      'hosting',
      'hosting cost',
      'hosting costs',
      'hosting bill',
      'infrastructure cost',
      'infrastructure costs',
      'server costs',
      'server cost',
      'cloud spending',
    ],
    de: ['cloudkosten', 'cloud-kosten', 'hostingkosten', 'serverkosten', 'hosting'],
    es: ['coste de la nube', 'gasto en la nube', 'costes de nube', 'coste de hosting'],
  },
  neighbours: [{ id: 'cloud.billed', difference: 'what stands on the invoice of a month' }],
  compute: {
    kind: 'measure',
    table: cloudCharges,
    take: effective,
    where: sql`${cloudCost.category} in ('usage', 'purchase') and ${isRegular}`,
  },
  beside: ['cloud.tax', 'cloud.credits', 'cloud.corrections'],
  examples: ['cloud cost last month', 'hosting cost by service this month', 'AWS bill in October'],
};

const billed: Metric = {
  ...base,
  id: 'cloud.billed',
  label: 'cloud invoices',
  formula:
    'billed cost of the billing periods that begin in the period: everything on their invoices, tax and credits included',
  synonyms: {
    en: [
      'cloud invoice',
      'cloud invoices',
      'billed cloud cost',
      'aws invoice',
      'invoice from the cloud provider',
    ],
    de: ['cloudrechnung', 'cloudrechnungen'],
    es: ['factura de la nube', 'facturas de la nube'],
  },
  neighbours: [{ id: 'cloud.cost', difference: 'what the days cost, purchases spread over their use' }],
  compute: {
    kind: 'measure',
    table: cloudInvoices,
    take: { kind: 'sum', of: sql`${cloudCost.billedMinor}` },
  },
  examples: ['cloud invoice last month', 'cloud invoices by provider last quarter'],
};

const tax: Metric = {
  ...base,
  id: 'cloud.tax',
  label: 'tax on cloud cost',
  formula: 'tax that cloud providers charge, by charge day',
  synonyms: { en: ['tax on cloud cost', 'cloud tax'] },
  compute: {
    kind: 'measure',
    table: cloudCharges,
    take: effective,
    where: sql`${cloudCost.category} = 'tax' and ${isRegular}`,
  },
  examples: [],
};

const credits: Metric = {
  ...tax,
  id: 'cloud.credits',
  label: 'cloud credits',
  formula: 'credits and adjustments that cloud providers grant, by charge day',
  good: 'neutral',
  synonyms: { en: ['cloud credits'] },
  compute: {
    kind: 'measure',
    table: cloudCharges,
    take: effective,
    where: sql`${cloudCost.category} in ('credit', 'adjustment') and ${isRegular}`,
  },
};

const corrections: Metric = {
  ...tax,
  id: 'cloud.corrections',
  label: 'corrections of earlier cloud bills',
  formula: 'what cloud providers put right of periods already invoiced, by charge day',
  good: 'neutral',
  synonyms: { en: ['cloud corrections', 'cloud bill corrections'] },
  compute: {
    kind: 'measure',
    table: cloudCharges,
    take: effective,
    where: sql`${cloudCost.correction} = 'yes'`,
  },
};

const costChange: Metric = {
  ...base,
  id: 'cloud.cost_change',
  label: 'change of cloud cost',
  formula: 'cloud cost against the period before, and what moved it',
  synonyms: {
    en: ['cloud cost change', 'change in cloud cost', 'cloud cost increase', 'cloud cost drivers'],
    de: ['veraenderung der cloudkosten', 'veranderung der cloudkosten'],
    es: ['cambio del coste de la nube'],
  },
  compute: { kind: 'change', of: cost },
  examples: ['change in cloud cost last month'],
};

const forecast: Metric = {
  ...base,
  id: 'cloud.forecast',
  label: 'cloud cost forecast',
  formula: 'estimate: cloud cost so far and what the rest of the period will add, with the 80 % range',
  future: true,
  synonyms: {
    en: [
      'cloud cost forecast',
      'cloud forecast',
      'expected cloud cost',
      'projected cloud cost',
      'month-end cloud cost',
    ],
    de: ['cloudkosten prognose', 'erwartete cloudkosten'],
    es: ['prevision de coste de la nube'],
  },
  compute: { kind: 'estimate', method: 'period_end', inputs: [cost] },
  examples: ['cloud cost forecast this month'],
};

const budget: Metric = {
  ...base,
  id: 'cloud.budget',
  label: 'cloud budget',
  formula: 'budgets set for the months of the period, each whole',
  good: 'neutral',
  synonyms: {
    en: ['cloud budget', 'budget for cloud', 'hosting budget'],
    de: ['cloudbudget'],
    es: ['presupuesto de la nube'],
  },
  compute: {
    kind: 'state',
    table: cloudBudgets,
    take: { kind: 'sum', of: budgeted },
    otherwise: { table: providerBudgets, take: { kind: 'sum', of: budgeted } },
  },
  examples: ['cloud budget this month'],
};

const budgetUsed: Metric = {
  ...base,
  id: 'cloud.budget_used',
  label: 'cloud budget used',
  formula: 'cloud cost of the period / the whole budgets of its months',
  unit: { kind: 'percent' },
  synonyms: {
    en: [
      'cloud budget used',
      'budget used',
      'share of cloud budget',
      'used of the cloud budget',
      'cloud budget spent',
    ],
    de: ['cloudbudget verbraucht', 'anteil am cloudbudget'],
    es: ['presupuesto de la nube usado'],
  },
  compute: { kind: 'ratio', of: cost, by: budget },
  beside: ['cloud.cost', 'cloud.budget'],
  examples: ['cloud budget used this month'],
};

const costPerOrder: Metric = {
  ...base,
  id: 'cloud.cost_per_order',
  label: 'cloud cost per order',
  formula: 'cloud cost / orders',
  synonyms: {
    en: [
      'cloud cost per order',
      'cost per order cloud',
      'hosting cost per order',
      'infrastructure cost per order',
    ],
    de: ['cloudkosten pro bestellung'],
    es: ['coste de la nube por pedido'],
  },
  compute: { kind: 'ratio', of: cost, by: ordersPlaced },
  examples: ['cloud cost per order last month'],
};

export const cloudMetrics: readonly Metric[] = [
  cost,
  billed,
  tax,
  credits,
  corrections,
  costChange,
  forecast,
  budget,
  budgetUsed,
  costPerOrder,
];
