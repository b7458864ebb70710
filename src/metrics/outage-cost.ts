import type { Metric } from './define.ts';
import { orderedValue } from './sales.ts';

/** What an outage kept from being sold: always a range, never a certainty. */
export const revenueAtRisk: Metric = {
  sensitivity: 'open',
  owner: 'it',
  tolerancePercent: 0,
  maxAgeMinutes: 30,
  id: 'tech.revenue_at_risk',
  label: 'sales missed in an outage',
  formula:
    'estimate: sales expected in the hours of the outage − sales made, affected share only, with the 80 % range; part may come back later',
  unit: { kind: 'money' },
  good: 'down',
  departments: ['leadership', 'finance', 'marketing', 'it'],
  defaultPeriod: 'last_7_days',
  synonyms: {
    en: [
      'revenue at risk',
      'sales missed in an outage',
      'cost of the outage',
      'what did the outage cost',
      'outage cost',
      'cost of the last outage',
      'last outage cost',
      'how much did the last outage cost',
      'how much did the outage cost',
      'revenue missed in the outage',
    ],
    de: ['kosten des ausfalls', 'was hat der ausfall gekostet'],
    es: ['coste de la caida', 'cuanto costo la caida'],
  },
  neighbours: [{ id: 'tech.downtime', difference: 'how long it lasted' }],
  compute: { kind: 'estimate', method: 'revenue_at_risk', inputs: [orderedValue] },
  examples: ['what did the outage cost last week'],
};
