import { bigint, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { currency, day, instant, minor, minorNumeric, source, storeId } from './columns.ts';

/** Checkouts begun in the shop. Abandoned = with contact and not completed an hour after it began. */
export const checkouts = pgTable(
  'checkouts',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    startedAt: instant('started_at').notNull(),
    completedAt: instant('completed_at'),
    hasContact: boolean('has_contact').notNull(),
    currency: currency(),
    valueMinor: minor('value_minor').notNull(),
    country: text('country'),
    device: text('device'),
    trafficSource: text('traffic_source'),
    updatedAt: instant('updated_at'),
    source: source(),
    startedDay: day('started_day'),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), index('checkouts_by_day').on(t.storeId, t.startedDay)],
);

/** Web sessions counted by the analytics tool, per its own day and the dimensions it was asked for. */
export const webSessions = pgTable(
  'web_sessions',
  {
    storeId: storeId(),
    day: day('day').notNull(),
    trafficSource: text('traffic_source').notNull().default(''),
    campaign: text('campaign').notNull().default(''),
    device: text('device').notNull().default(''),
    country: text('country').notNull().default(''),
    landingPage: text('landing_page').notNull().default(''),
    sessions: integer('sessions').notNull(),
    bounces: integer('bounces'),
    cartSessions: integer('cart_sessions'),
    checkoutSessions: integer('checkout_sessions'),
    purchaseSessions: integer('purchase_sessions'),
    source: source(),
  },
  (t) => [
    primaryKey({
      columns: [t.storeId, t.source, t.day, t.trafficSource, t.campaign, t.device, t.country, t.landingPage],
    }),
    index('web_sessions_by_day').on(t.storeId, t.day),
  ],
);

/** What the ad platform reports, per account day and campaign. Amounts may hold parts of a cent. */
export const adSpend = pgTable(
  'ad_spend',
  {
    storeId: storeId(),
    day: day('day').notNull(),
    platform: text('platform').notNull(),
    account: text('account').notNull().default(''),
    campaign: text('campaign').notNull().default(''),
    currency: currency(),
    spendMinor: minorNumeric('spend_minor').notNull(),
    impressions: bigint('impressions', { mode: 'bigint' }),
    clicks: bigint('clicks', { mode: 'bigint' }),
    conversions: minorNumeric('conversions'),
    attributedMinor: minorNumeric('attributed_minor'),
    source: source(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.platform, t.account, t.campaign, t.day, t.currency] }),
    index('ad_spend_by_day').on(t.storeId, t.day),
  ],
);

/** What is planned: campaigns, launches, sales events, maintenance, migrations, deliveries, stock takes, holidays. */
export const calendarEvents = pgTable(
  'calendar_events',
  {
    storeId: storeId(),
    id: text('id').notNull(),
    kind: text('kind', {
      enum: [
        'campaign',
        'launch',
        'sale',
        'maintenance',
        'migration',
        'delivery',
        'stock_take',
        'holiday',
        'change',
      ],
    }).notNull(),
    title: text('title').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    campaign: text('campaign'),
    discountCode: text('discount_code'),
    skus: text('skus').array().notNull().default([]),
    cancelledAt: instant('cancelled_at'),
    source: source(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] })],
);
