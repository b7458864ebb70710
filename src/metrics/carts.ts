import { sql } from 'drizzle-orm';
import { checkouts } from '#src/database/schema/web.ts';
import type { Metric, Moment } from './define.ts';
import { startedCheckouts } from './tables/web.ts';
import { instantOf } from './tables.ts';

const base = {
  sensitivity: 'open',
  departments: ['marketing', 'leadership'],
  owner: 'marketing',
  tolerancePercent: 3,
  maxAgeMinutes: 120,
  defaultPeriod: 'last_30_days',
} as const;

/** With contact, begun more than an hour ago, and not completed within that hour. */
const isAbandoned = (at: Moment) => sql`${checkouts.hasContact}
  and ${checkouts.startedAt} <= ${instantOf(at.asOf)} - interval '1 hour'
  and (${checkouts.completedAt} is null or ${checkouts.completedAt} > ${checkouts.startedAt} + interval '1 hour')`;

const abandoned: Metric = {
  ...base,
  id: 'carts.abandoned',
  label: 'abandoned checkouts',
  formula: 'checkouts with contact details that were not completed within an hour, on the day they began',
  unit: { kind: 'count', one: 'checkout', many: 'checkouts' },
  good: 'down',
  synonyms: {
    en: [
      'abandoned carts',
      'abandoned checkouts',
      'abandoned',
      'carts abandoned',
      'lost carts',
      'abandoned baskets',
    ],
    de: ['abgebrochene warenkoerbe', 'abgebrochene warenkorbe', 'warenkorbabbrueche', 'warenkorbabbruche'],
    es: ['carritos abandonados', 'compras abandonadas'],
  },
  compute: { kind: 'measure', table: startedCheckouts, take: { kind: 'count' }, where: isAbandoned },
  beside: ['carts.abandoned_value'],
  examples: ['abandoned carts yesterday', 'abandoned checkouts last week by device'],
};

const abandonedValue: Metric = {
  ...base,
  id: 'carts.abandoned_value',
  label: 'value of abandoned checkouts',
  formula: 'what was in the abandoned checkouts',
  unit: { kind: 'money' },
  good: 'down',
  synonyms: {
    en: [
      'abandoned cart value',
      'value of abandoned carts',
      'abandoned value',
      'value of abandoned checkouts',
      'money left in carts',
      'value left in carts',
      'left in carts',
      'worth of abandoned carts',
    ],
    de: ['wert abgebrochener warenkoerbe', 'wert abgebrochener warenkorbe'],
    es: ['valor de carritos abandonados'],
  },
  compute: {
    kind: 'measure',
    table: startedCheckouts,
    take: { kind: 'sum', of: sql`${checkouts.valueMinor}` },
    where: isAbandoned,
  },
  examples: ['value of abandoned carts last week'],
};

const started: Metric = {
  ...base,
  id: 'carts.checkouts',
  label: 'checkouts begun',
  formula: 'checkouts with contact details, on the day they began',
  unit: { kind: 'count', one: 'checkout', many: 'checkouts' },
  good: 'up',
  synonyms: { en: ['checkouts', 'checkouts started', 'checkouts begun', 'started checkouts'] },
  compute: {
    kind: 'measure',
    table: startedCheckouts,
    take: { kind: 'count' },
    where: sql`${checkouts.hasContact}`,
  },
  examples: [],
};

const abandonmentRate: Metric = {
  ...base,
  id: 'carts.abandonment_rate',
  label: 'checkout abandonment rate',
  formula: 'abandoned checkouts / checkouts begun (the shop counts checkouts with contact details)',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: [
      'cart abandonment rate',
      'abandonment rate',
      'cart abandonment',
      'checkout abandonment',
      'checkout abandonment rate',
      'abandonment',
    ],
    de: ['abbruchquote', 'warenkorbabbruchrate', 'abbruchrate'],
    es: ['tasa de abandono', 'abandono del carrito', 'tasa de abandono del carrito'],
  },
  compute: { kind: 'ratio', of: abandoned, by: started },
  minimumSample: 20,
  examples: ['cart abandonment rate last week', 'abandonment rate by device last month'],
};

export const cartMetrics: readonly Metric[] = [abandoned, abandonedValue, started, abandonmentRate];
