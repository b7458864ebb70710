import { sql } from 'drizzle-orm';
import { returns } from '#src/database/schema/fulfilment.ts';
import type { Metric } from './define.ts';
import { unitsSold } from './pieces.ts';
import { receivedReturns, returnsOfCohort } from './tables/fulfilment.ts';

const base = {
  sensitivity: 'open',
  departments: ['warehouse', 'marketing', 'finance', 'support', 'leadership'],
  owner: 'warehouse',
  tolerancePercent: 2,
  maxAgeMinutes: 24 * 60,
  defaultPeriod: 'last_30_days',
  unit: { kind: 'count', one: 'piece', many: 'pieces' },
} as const;

const returnedUnits: Metric = {
  ...base,
  id: 'returns.units',
  judged: 'daily',
  label: 'returned pieces',
  reasons: 'returns.reasons',
  ranks: 'product',
  formula: 'pieces received back, on the day they were received',
  good: 'down',
  synonyms: {
    en: [
      'returns',
      'returned items',
      'returned units',
      'returned pieces',
      'items returned',
      'units returned',
      'pieces returned',
      'sent back',
      'came back',
      'goods returned',
      'returned',
      'send back',
      'sent us back',
      'people returning',
      'customers returning',
      'people return',
      'people send back',
      'customers send back',
      'customers return',
      'being returned',
      'get returned',
      'gets returned',
      'returned products',
    ],
    de: ['retouren', 'ruecksendungen', 'rucksendungen', 'zurueckgeschickt', 'retournierte artikel'],
    es: ['devoluciones', 'articulos devueltos', 'unidades devueltas'],
  },
  neighbours: [
    { id: 'sales.refunds', difference: 'money given back' },
    { id: 'returns.rate', difference: 'as a share of what was sold' },
    { id: 'customers.returning_customers', difference: 'people who order again' },
  ],
  compute: { kind: 'measure', table: receivedReturns, take: { kind: 'sum', of: sql`${returns.units}` } },
  examples: ['how many returns last week', 'returns by category last month'],
};

const returnedOfCohort: Metric = {
  ...base,
  id: 'returns.units_of_cohort',
  label: 'pieces of the period that came back',
  formula: 'of the pieces ordered in the period, those received back so far',
  good: 'down',
  synonyms: { en: [] },
  compute: { kind: 'measure', table: returnsOfCohort, take: { kind: 'sum', of: sql`${returns.units}` } },
  examples: [],
};

const returnRate: Metric = {
  ...base,
  id: 'returns.rate',
  label: 'return rate',
  ranks: 'product',
  formula: 'of the pieces ordered in the period, the share received back so far',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: ['return rate', 'returns rate', 'share of returns', 'return percentage', 'percentage returned'],
    de: ['retourenquote', 'ruecksendequote'],
    es: ['tasa de devolucion', 'tasa de devoluciones'],
  },
  compute: { kind: 'ratio', of: returnedOfCohort, by: unitsSold },
  minimumSample: 20,
  examples: ['return rate last month', 'return rate by product last quarter'],
};

const returnReasons: Metric = {
  ...base,
  id: 'returns.reasons',
  label: 'returns by reason',
  formula: 'pieces received back, by the reason given',
  good: 'down',
  synonyms: {
    en: [
      'return reasons',
      'returns by reason',
      'reasons for returns',
      'why are things returned',
      'why do people return',
      'why do customers return',
    ],
    de: ['retourengruende', 'retourengrunde', 'warum wird retourniert'],
    es: ['motivos de devolucion', 'razones de devolucion'],
  },
  compute: { kind: 'measure', table: receivedReturns, take: { kind: 'sum', of: sql`${returns.units}` } },
  listBy: 'return_reason',
  examples: ['return reasons last month', 'why do customers return the Trail Runner 2'],
};

export const returnMetrics: readonly Metric[] = [returnedUnits, returnedOfCohort, returnRate, returnReasons];
