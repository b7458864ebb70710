import { sql } from 'drizzle-orm';
import type { Metric } from './define.ts';
import { ordersPlaced } from './orders.ts';
import { planned, plannedClashes, plannedEvents, standingRates } from './tables/plans.ts';

const everybody = ['marketing', 'finance', 'warehouse', 'support', 'leadership', 'it'] as const;

const base = {
  sensitivity: 'open',
  departments: everybody,
  tolerancePercent: 0,
  maxAgeMinutes: 24 * 60,
  good: 'neutral',
} as const;

const when = [
  { title: 'Begins', of: planned.startsAt, as: 'time' },
  { title: 'Ends', of: planned.endsAt, as: 'time' },
] as const;

const events: Metric = {
  ...base,
  id: 'calendar.events',
  label: 'planned events',
  formula:
    'campaigns, launches, sales events, maintenance, migrations, changes, stock takes, holidays and expected deliveries that touch the period',
  unit: { kind: 'count', one: 'event', many: 'events' },
  owner: 'marketing',
  defaultPeriod: 'next_30_days',
  future: true,
  synonyms: {
    en: [
      'planned events',
      'what is planned',
      'whats planned',
      'what is coming up',
      'coming up',
      'calendar',
      'events',
      'upcoming events',
      'events planned',
      'is planned',
      'planned',
      'scheduled',
      'planned maintenance',
      'planned campaigns',
      'upcoming campaigns',
      'campaigns coming up',
      'campaigns are coming up',
      'campaigns planned',
      'campaign calendar',
      'schedule of events',
    ],
    de: ['was ist geplant', 'geplante aktionen', 'termine', 'kalender'],
    es: ['eventos previstos', 'que hay planeado', 'calendario'],
  },
  compute: { kind: 'state', table: plannedEvents, take: { kind: 'count' } },
  listBy: 'event',
  details: [
    { title: 'Kind', of: planned.kind, as: 'text' },
    ...when,
    { title: 'Code', of: planned.code, as: 'text' },
  ],
  beside: ['calendar.clashes'],
  examples: ['what is planned next week', 'planned maintenance this month'],
};

const clashes: Metric = {
  ...base,
  id: 'calendar.clashes',
  label: 'clashes of plans',
  formula:
    'pairs of planned events at the same time of which one is work (maintenance, migration, change, stock take) and one makes busy days (campaign, launch, sale, delivery)',
  unit: { kind: 'count', one: 'clash', many: 'clashes' },
  owner: 'it',
  defaultPeriod: 'next_30_days',
  future: true,
  synonyms: {
    en: ['clashes', 'conflicts', 'clashing events', 'events that clash', 'calendar conflicts'],
    de: ['terminkonflikte', 'ueberschneidungen', 'uberschneidungen'],
    es: ['conflictos de calendario', 'solapamientos'],
  },
  compute: { kind: 'state', table: plannedClashes, take: { kind: 'count' } },
  listBy: 'clash',
  details: when,
  examples: ['clashes next month'],
};

const peakPlan: Metric = {
  ...base,
  id: 'calendar.peak_plan',
  label: 'peak plan',
  formula:
    'estimate for the days of a planned event: orders, parcels, traffic, stock that will not last and cloud cost, from last year’s shape at today’s level, with 80 % ranges',
  unit: { kind: 'count', one: 'order', many: 'orders' },
  owner: 'leadership',
  defaultPeriod: 'next_30_days',
  future: true,
  synonyms: {
    en: [
      'peak plan',
      'plan for the peak',
      'peak planning',
      'what should we expect',
      'what to expect',
      'how busy will it be',
      'are we ready',
    ],
    de: ['spitzenplanung', 'was erwartet uns'],
    es: ['plan de picos', 'que nos espera'],
  },
  compute: { kind: 'estimate', method: 'peak_plan', inputs: [ordersPlaced] },
  examples: ['peak plan for Black Friday'],
};

const exchangeRate: Metric = {
  ...base,
  id: 'data.exchange_rate',
  label: 'exchange rates',
  formula: 'the last stored rate of the day: how much of the second currency one unit of the first is worth',
  unit: { kind: 'times', decimals: 4 },
  departments: ['finance', 'leadership'],
  owner: 'finance',
  maxAgeMinutes: 72 * 60,
  defaultPeriod: 'now',
  synonyms: {
    en: [
      'exchange rate',
      'exchange rates',
      'which rate',
      'currency rate',
      'conversion rate of currencies',
      'fx rate',
    ],
    de: ['wechselkurs', 'wechselkurse'],
    es: ['tipo de cambio', 'tipos de cambio'],
  },
  compute: { kind: 'state', table: standingRates, take: { kind: 'sum', of: sql`standing.rate` } },
  listBy: 'currency_pair',
  noTotal: true,
  details: [
    { title: 'Day', of: sql`standing.day`, as: 'day' },
    { title: 'From', of: sql`standing.source`, as: 'text' },
  ],
  examples: ['which exchange rate do you use', 'exchange rates yesterday'],
};

export const planMetrics: readonly Metric[] = [events, clashes, peakPlan, exchangeRate];
