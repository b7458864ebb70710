import type { Metric } from './define.ts';
import { attributedRevenue, spend } from './marketing.ts';
import { ordersPlaced } from './orders.ts';
import { discounts, netSales } from './sales.ts';
import { available } from './stock.ts';

/** What a campaign did, by all the names it goes by: its ads, its discount code, its products. */
const performance: Metric = {
  id: 'marketing.campaign_performance',
  label: 'campaign performance',
  formula:
    'ad spend and ad-attributed revenue of the campaign, orders, net sales and discounts with its code, and what is left of its products',
  unit: { kind: 'money' },
  good: 'up',
  sensitivity: 'open',
  departments: ['marketing', 'leadership', 'warehouse'],
  owner: 'marketing',
  tolerancePercent: 3,
  maxAgeMinutes: 36 * 60,
  defaultPeriod: 'last_30_days',
  synonyms: {
    en: [
      'campaign performance',
      'performance of the campaign',
      'how did the campaign do',
      'how is the campaign doing',
      'campaign results',
      'how did it do',
      'results of the campaign',
    ],
    de: ['kampagnenergebnis', 'wie lief die kampagne'],
    es: ['rendimiento de la campana', 'resultados de la campana'],
  },
  vague: {
    words: [
      'how did … do',
      'how is … doing',
      'how was … doing',
      'how did … go',
      'how is … going',
      'how did … perform',
      'how is … performing',
      'how did … work',
      'how is … working',
      'did … work',
      'is … working',
      'did … do anything',
      'performance',
      'performance of',
      'results of',
      'results',
      'ergebnis',
      'resultados',
      'wie lief',
      'wie laeuft',
      'como fue',
      'como va',
    ],
    by: ['campaign', 'discount_code'],
  },
  compute: {
    kind: 'record',
    parts: [
      { metric: netSales, by: 'discount_code' },
      { metric: ordersPlaced, by: 'discount_code' },
      { metric: discounts, by: 'discount_code' },
      { metric: spend, by: 'campaign' },
      { metric: attributedRevenue, by: 'campaign' },
      { metric: available, by: 'sku' },
    ],
  },
  examples: ['how did the campaign BFCM Warmup do', 'campaign performance of WELCOME10 last month'],
};

export const campaignMetrics: readonly Metric[] = [performance];
