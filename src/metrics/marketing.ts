import { sql } from 'drizzle-orm';
import { adSpend } from '#src/database/schema/web.ts';
import { newCustomers } from './customers.ts';
import type { Metric } from './define.ts';
import { adDays } from './tables/web.ts';

const base = {
  sensitivity: 'open',
  departments: ['marketing', 'finance', 'leadership'],
  owner: 'marketing',
  tolerancePercent: 3,
  maxAgeMinutes: 36 * 60,
  defaultPeriod: 'last_30_days',
} as const;

export const spend: Metric = {
  ...base,
  id: 'marketing.ad_spend',
  isLever: true,
  label: 'ad spend',
  vague: {
    words: [
      'spend',
      'spent',
      'spending',
      'cost',
      'costs',
      'money',
      'how much money',
      'money went',
      'money go',
      'kosten',
      'ausgaben',
      'ausgegeben',
      'gasto',
      'gastado',
    ],
    by: ['ad_platform', 'campaign'],
  },
  formula: 'what the ad platforms report as spent, per account day',
  unit: { kind: 'money' },
  good: 'neutral',
  synonyms: {
    en: [
      'ad spend',
      'ads spend',
      'advertising spend',
      'ad cost',
      'ad costs',
      'advertising cost',
      'marketing spend',
      'spend on ads',
      'spent on ads',
      'ad budget spent',
      'media spend',
      'spent on advertising',
      'spent on marketing',
      'spend on advertising',
      'spend on marketing',
      'advertising spending',
      'marketing cost',
      'marketing costs',
    ],
    de: ['werbeausgaben', 'werbekosten', 'anzeigenkosten'],
    es: ['gasto en publicidad', 'gasto publicitario', 'inversion publicitaria'],
  },
  compute: { kind: 'measure', table: adDays, take: { kind: 'sum', of: sql`${adSpend.spendMinor}` } },
  examples: [
    'ad spend last week',
    'ad spend by platform last month',
    'how much did we spend on ads yesterday',
  ],
};

const impressions: Metric = {
  ...base,
  id: 'marketing.impressions',
  label: 'ad impressions',
  formula: 'how often ads were shown, as the ad platforms report',
  unit: { kind: 'count', one: 'impression', many: 'impressions' },
  good: 'up',
  synonyms: {
    en: ['impressions', 'ad impressions', 'ad views'],
    de: ['impressionen', 'einblendungen'],
    es: ['impresiones'],
  },
  compute: { kind: 'measure', table: adDays, take: { kind: 'sum', of: sql`${adSpend.impressions}` } },
  examples: ['impressions last week by campaign'],
};

const clicks: Metric = {
  ...base,
  id: 'marketing.clicks',
  label: 'ad clicks',
  formula: 'clicks on ads, as the ad platforms report',
  unit: { kind: 'count', one: 'click', many: 'clicks' },
  good: 'up',
  synonyms: { en: ['clicks', 'ad clicks', 'clicked'], de: ['klicks', 'anzeigenklicks'], es: ['clics'] },
  neighbours: [{ id: 'marketing.sessions', difference: 'visits to the shop' }],
  compute: { kind: 'measure', table: adDays, take: { kind: 'sum', of: sql`${adSpend.clicks}` } },
  examples: ['clicks last week by platform'],
};

const clickThroughRate: Metric = {
  ...base,
  id: 'marketing.click_through_rate',
  label: 'click-through rate',
  formula: 'ad clicks / ad impressions',
  unit: { kind: 'percent' },
  good: 'up',
  synonyms: {
    en: ['click-through rate', 'click through rate', 'ctr', 'clickthrough rate'],
    de: ['klickrate'],
    es: ['tasa de clics'],
  },
  compute: { kind: 'ratio', of: clicks, by: impressions },
  minimumSample: 100,
  examples: ['CTR last week by campaign'],
};

const costPerClick: Metric = {
  ...base,
  id: 'marketing.cost_per_click',
  label: 'cost per click',
  formula: 'ad spend / ad clicks',
  unit: { kind: 'money' },
  good: 'down',
  synonyms: {
    en: ['cost per click', 'cpc', 'click cost'],
    de: ['kosten pro klick', 'klickpreis'],
    es: ['coste por clic'],
  },
  compute: { kind: 'ratio', of: spend, by: clicks },
  examples: ['CPC last month by platform'],
};

export const attributedRevenue: Metric = {
  ...base,
  id: 'marketing.attributed_revenue',
  label: 'ad-attributed revenue',
  formula: 'sales value the ad platforms credit to their ads; platforms overlap and count the same sale',
  unit: { kind: 'money' },
  good: 'up',
  synonyms: {
    en: [
      'attributed revenue',
      'ad revenue',
      'ad-attributed revenue',
      'revenue from ads',
      'attributed sales',
      'ads revenue',
    ],
    de: ['werbeumsatz', 'zugeschriebener umsatz'],
    es: ['ingresos atribuidos', 'ventas atribuidas'],
  },
  neighbours: [{ id: 'sales.net_sales', difference: 'what the shop sold in all' }],
  compute: { kind: 'measure', table: adDays, take: { kind: 'sum', of: sql`${adSpend.attributedMinor}` } },
  examples: ['attributed revenue last month by platform'],
};

const returnOnAdSpend: Metric = {
  ...base,
  id: 'marketing.return_on_ad_spend',
  label: 'return on ad spend',
  formula: 'ad-attributed revenue / ad spend, as the platforms attribute it',
  unit: { kind: 'times' },
  good: 'up',
  synonyms: {
    en: ['return on ad spend', 'roas', 'ad return', 'return on ads'],
    de: ['werberendite'],
    es: ['retorno publicitario', 'retorno de la inversion publicitaria'],
  },
  compute: { kind: 'ratio', of: attributedRevenue, by: spend },
  examples: ['ROAS last month', 'ROAS by campaign last week'],
};

const acquisitionCost: Metric = {
  ...base,
  id: 'marketing.customer_acquisition_cost',
  label: 'customer acquisition cost',
  formula: 'ad spend / new customers of the shop (fees, agency and staff are not in it)',
  unit: { kind: 'money' },
  good: 'down',
  synonyms: {
    en: [
      'customer acquisition cost',
      'cac',
      'acquisition cost',
      'cost per new customer',
      'cost of a new customer',
      'cost per acquisition',
    ],
    de: ['kundenakquisekosten', 'kosten pro neukunde'],
    es: ['coste de adquisicion', 'coste por nuevo cliente'],
  },
  compute: { kind: 'ratio', of: spend, by: newCustomers },
  minimumSample: 10,
  examples: ['CAC last month', 'customer acquisition cost last quarter by platform'],
};

export const marketingMetrics: readonly Metric[] = [
  spend,
  impressions,
  clicks,
  clickThroughRate,
  costPerClick,
  attributedRevenue,
  returnOnAdSpend,
  acquisitionCost,
];
