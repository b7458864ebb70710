import { sql } from 'drizzle-orm';
import { cloudCost } from '#src/database/schema/tech.ts';
import type { Metric } from './define.ts';
import { cloudCharges } from './tables/cloud.ts';

const cost: Metric = {
  id: 'cloud.cost',
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
  unit: { kind: 'money' },
  good: 'down',
  sensitivity: 'open',
  financeOnlyBy: ['cloud_account', 'team'],
  departments: ['it', 'finance', 'leadership'],
  owner: 'it',
  tolerancePercent: 2,
  maxAgeMinutes: 36 * 60,
  defaultPeriod: 'this_month',
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
  compute: {
    kind: 'measure',
    table: cloudCharges,
    take: { kind: 'sum', of: sql`${cloudCost.effectiveMinor}` },
    where: sql`${cloudCost.category} in ('usage', 'purchase') and ${cloudCost.correction} = 'no'`,
  },
  examples: ['cloud cost last month', 'hosting cost by service this month', 'AWS bill in October'],
};

export const cloudMetrics: readonly Metric[] = [cost];
