import { sql } from 'drizzle-orm';
import { checkouts, webSessions } from '#src/database/schema/web.ts';
import type { Metric, Moment } from './define.ts';
import { sessionDays, startedCheckouts } from './tables/web.ts';
import { instantOf } from './tables.ts';
import { purchaseSessions } from './traffic.ts';

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

const cartSessions: Metric = {
  ...base,
  id: 'carts.cart_sessions',
  label: 'sessions with a cart',
  formula: 'web sessions in which something was put into the cart',
  unit: { kind: 'count', one: 'session', many: 'sessions' },
  good: 'up',
  maxAgeMinutes: 36 * 60,
  synonyms: { en: ['sessions with a cart', 'cart sessions', 'add to cart sessions'] },
  compute: {
    kind: 'measure',
    table: sessionDays,
    take: { kind: 'sum', of: sql`${webSessions.cartSessions}` },
  },
  examples: [],
};

/** What answers where no shop records checkouts but an analytics tool counts carts. */
const abandonedSessions: Metric = {
  ...base,
  id: 'carts.abandoned_sessions',
  label: 'sessions with an abandoned cart',
  formula: 'web sessions with something in the cart and no purchase, as the analytics tool counts them',
  unit: { kind: 'count', one: 'session', many: 'sessions' },
  good: 'down',
  maxAgeMinutes: 36 * 60,
  synonyms: { en: [] },
  compute: { kind: 'combination', plus: [cartSessions], minus: [purchaseSessions] },
  examples: [],
};

const abandonedSessionRate: Metric = {
  ...abandonedSessions,
  id: 'carts.abandoned_session_rate',
  label: 'share of carts abandoned in a session',
  formula:
    'web sessions with something in the cart and no purchase / web sessions with something in the cart',
  unit: { kind: 'percent' },
  compute: { kind: 'ratio', of: abandonedSessions, by: cartSessions },
  minimumSample: 20,
};

const abandoned: Metric = {
  ...base,
  id: 'carts.abandoned',
  judged: 'hourly',
  label: 'abandoned carts',
  formula: 'checkouts with contact details that were not completed within an hour, on the day they began',
  unit: { kind: 'count', one: 'cart', many: 'carts' },
  good: 'down',
  synonyms: {
    en: [
      'abandoned carts',
      'abandoned checkouts',
      'checkouts abandoned',
      'abandoned',
      'carts abandoned',
      'lost carts',
      'abandoned baskets',
    ],
    de: ['abgebrochene warenkoerbe', 'abgebrochene warenkorbe', 'warenkorbabbrueche', 'warenkorbabbruche'],
    es: ['carritos abandonados', 'compras abandonadas'],
  },
  compute: { kind: 'measure', table: startedCheckouts, take: { kind: 'count' }, where: isAbandoned },
  fallback: abandonedSessions,
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
  label: 'cart abandonment rate',
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
  fallback: abandonedSessionRate,
  minimumSample: 20,
  examples: ['cart abandonment rate last week', 'abandonment rate by device last month'],
};

export const cartMetrics: readonly Metric[] = [
  abandoned,
  abandonedValue,
  started,
  abandonmentRate,
  cartSessions,
  abandonedSessions,
  abandonedSessionRate,
];
