import * as tables from '#src/database/schema/web.ts';
import { describe } from './column.ts';
import { dayOf } from './derive.ts';

export const checkouts = describe(tables.checkouts, {
  what: 'Checkouts begun in the shop.',
  family: 'checkouts',
  dated: 'startedAt',
  events: { checkouts: ['startedDay'] },
  derived: { startedDay: dayOf('r.started_at') },
  columns: {
    id: 'The checkout at its source.',
    startedAt: 'When it began.',
    completedAt: 'When it became an order.',
    hasContact: 'Whether the customer had left a way to be reached.',
    currency: 'Currency of its value.',
    valueMinor: 'Value of what is in it.',
    country: { what: 'Where it would be shipped to.', dimension: 'country' },
    device: { what: 'What it was begun on.', dimension: 'device' },
    trafficSource: { what: 'Where the visit came from.', dimension: 'traffic_source' },
    updatedAt: 'When this row last changed.',
  },
});

export const webSessions = describe(tables.webSessions, {
  what: 'Web sessions as the analytics tool counts them, per its own day.',
  family: 'sessions',
  dated: 'day',
  events: { sessions: ['day'] },
  columns: {
    day: 'The day, in the tool’s own zone.',
    trafficSource: { what: 'Where the visits came from.', dimension: 'traffic_source' },
    campaign: { what: 'Campaign.', dimension: 'campaign' },
    device: { what: 'Device.', dimension: 'device' },
    country: { what: 'Country of the visitors.', dimension: 'country' },
    landingPage: { what: 'First page.', dimension: 'landing_page' },
    sessions: 'Sessions.',
    bounces: 'Sessions that left at once.',
    cartSessions: 'Sessions that put something into the cart.',
    checkoutSessions: 'Sessions that began a checkout.',
    purchaseSessions: 'Sessions that bought.',
  },
});

export const adSpend = describe(tables.adSpend, {
  what: 'What ad platforms report, per account day and campaign.',
  family: 'ad_spend',
  dated: 'day',
  events: { ad_spend: ['day'] },
  columns: {
    day: 'The day, in the account’s own zone.',
    platform: { what: 'Ad platform.', dimension: 'ad_platform' },
    account: 'Ad account.',
    campaign: { what: 'Campaign.', dimension: 'campaign' },
    currency: 'Currency of its amounts.',
    spendMinor: 'Money spent.',
    impressions: 'Impressions.',
    clicks: 'Clicks.',
    conversions: 'Purchases the platform claims.',
    attributedMinor: 'Revenue the platform claims.',
  },
});

export const calendarEvents = describe(tables.calendarEvents, {
  what: 'What is planned.',
  family: 'calendar',
  events: { calendar: ['startsAt', 'endsAt'] },
  columns: {
    id: 'The event at its source.',
    kind: 'What it is.',
    title: 'Its name.',
    startsAt: 'When it begins.',
    endsAt: 'When it ends.',
    campaign: { what: 'Campaign it belongs to.', dimension: 'campaign' },
    discountCode: { what: 'Discount code of it.', dimension: 'discount_code' },
    skus: { what: 'SKUs it is about.', dimension: 'sku' },
    cancelledAt: 'When it was called off.',
  },
});
