import { sql } from 'drizzle-orm';
import { webSessions } from '#src/database/schema/web.ts';
import type { Metric } from './define.ts';
import { sessionDays } from './tables/web.ts';

const base = {
  sensitivity: 'open',
  departments: ['marketing', 'finance', 'leadership'],
  owner: 'marketing',
  tolerancePercent: 3,
  maxAgeMinutes: 36 * 60,
  defaultPeriod: 'last_30_days',
} as const;

export const sessions: Metric = {
  ...base,
  id: 'marketing.sessions',
  judged: 'daily',
  label: 'web sessions',
  formula: 'visits as the analytics tool counts them',
  unit: { kind: 'count', one: 'session', many: 'sessions' },
  good: 'up',
  synonyms: {
    en: [
      'sessions',
      'web sessions',
      'traffic',
      'visits',
      'site visits',
      'website visits',
      'web traffic',
      'visitors',
      'website traffic',
      'site traffic',
    ],
    de: ['besuche', 'sitzungen', 'besucher', 'seitenbesuche'],
    es: ['sesiones', 'visitas', 'trafico', 'visitas a la web'],
  },
  compute: { kind: 'measure', table: sessionDays, take: { kind: 'sum', of: sql`${webSessions.sessions}` } },
  examples: ['traffic last week', 'sessions by source yesterday'],
};

const bounces: Metric = {
  ...base,
  id: 'marketing.bounces',
  label: 'bounced sessions',
  formula: 'sessions without engagement, as the analytics tool defines it',
  unit: { kind: 'count', one: 'session', many: 'sessions' },
  good: 'down',
  synonyms: { en: ['bounces', 'bounced sessions'] },
  compute: { kind: 'measure', table: sessionDays, take: { kind: 'sum', of: sql`${webSessions.bounces}` } },
  examples: [],
};

const judgedSessions: Metric = {
  ...base,
  id: 'marketing.sessions_judged',
  label: 'sessions known to have bounced or not',
  formula: 'sessions of which the analytics tool says whether they bounced',
  unit: { kind: 'count', one: 'session', many: 'sessions' },
  good: 'up',
  synonyms: { en: [] },
  compute: {
    kind: 'measure',
    table: sessionDays,
    take: {
      kind: 'sum',
      of: sql`case when ${webSessions.bounces} is not null then ${webSessions.sessions} end`,
    },
  },
  examples: [],
};

const bounceRate: Metric = {
  ...base,
  id: 'marketing.bounce_rate',
  label: 'bounce rate',
  formula: 'bounced sessions / sessions, as the analytics tool defines a bounce',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: ['bounce rate', 'bounce', 'share of bounces'],
    de: ['absprungrate'],
    es: ['tasa de rebote', 'rebote'],
  },
  compute: { kind: 'ratio', of: bounces, by: judgedSessions },
  minimumSample: 100,
  examples: ['bounce rate last week', 'bounce rate by landing page last month'],
};

export const purchaseSessions: Metric = {
  ...base,
  id: 'marketing.purchase_sessions',
  label: 'sessions with a purchase',
  formula: 'sessions in which something was bought',
  unit: { kind: 'count', one: 'session', many: 'sessions' },
  good: 'up',
  synonyms: { en: ['sessions with a purchase', 'purchase sessions', 'converting sessions'] },
  compute: {
    kind: 'measure',
    table: sessionDays,
    take: { kind: 'sum', of: sql`${webSessions.purchaseSessions}` },
  },
  examples: [],
};

const conversionRate: Metric = {
  ...base,
  id: 'marketing.conversion_rate',
  label: 'conversion rate',
  formula: 'sessions with a purchase / sessions, as the analytics tool counts them',
  unit: { kind: 'percent' },
  good: 'up',
  synonyms: {
    en: [
      'conversion rate',
      'conversion',
      'cvr',
      'conversions rate',
      'converts',
      'convert',
      'converted',
      'converting',
      'cr',
      'share of visitors who buy',
    ],
    de: ['konversionsrate', 'conversionrate', 'konversion'],
    es: ['tasa de conversion', 'conversion'],
  },
  compute: { kind: 'ratio', of: purchaseSessions, by: sessions },
  minimumSample: 100,
  examples: ['conversion rate last week', 'conversion by device last month'],
};

export const trafficMetrics: readonly Metric[] = [
  sessions,
  bounces,
  judgedSessions,
  bounceRate,
  purchaseSessions,
  conversionRate,
];
