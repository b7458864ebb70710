import type { FactRows } from '#src/sources/rows.ts';
import type { Random } from './random.ts';

type Times = {
  readonly instant: (daysBefore: number) => string;
  readonly day: (daysBefore: number) => string;
};

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const daily = <T>(days: number, make: (daysBefore: number) => readonly T[]): readonly T[] =>
  many(days, make).flat();

/** What belongs to a shop besides its orders: checkouts, web sessions, ads, payouts, disputes, gift cards, plans. */
export const makeShopBooks = (currency: string, random: Random, { instant, day }: Times): FactRows => ({
  checkouts: many(60, (index) => {
    const startedAt = instant(random.whole(0, 40));
    const minutes = random.pick([10, 50, 90, 3000]);
    return {
      id: `c${index}`,
      startedAt,
      completedAt: random.chance(0.5) ? Temporal.Instant.from(startedAt).add({ minutes }).toString() : null,
      hasContact: random.chance(0.8),
      currency,
      valueMinor: BigInt(random.whole(500, 9000)),
      country: random.pick(['DE', 'FR']),
      device: random.pick(['mobile', 'desktop']),
      trafficSource: random.pick(['Google', 'Email']),
    };
  }),
  webSessions: daily(50, (before) =>
    (['Google', 'Email'] as const).flatMap((trafficSource) =>
      (['mobile', 'desktop'] as const).map((device) => ({
        day: day(before),
        trafficSource,
        campaign: trafficSource === 'Google' ? 'Brand Search' : '',
        device,
        country: 'DE',
        landingPage: random.pick(['/', '/sale']),
        sessions: random.whole(20, 200),
        bounces: random.chance(0.9) ? random.whole(5, 20) : null,
        cartSessions: random.whole(6, 15),
        checkoutSessions: random.whole(3, 6),
        purchaseSessions: random.whole(0, 3),
      })),
    ),
  ),
  adSpend: daily(50, (before) =>
    (['Brand Search', 'Retargeting'] as const).map((campaign) => ({
      day: day(before),
      platform: campaign === 'Retargeting' ? 'Meta Ads' : 'Google Ads',
      account: 'a',
      campaign,
      currency,
      spendMinor: `${random.whole(100, 5000)}.${random.whole(0, 9)}`,
      impressions: BigInt(random.whole(100, 9000)),
      clicks: BigInt(random.whole(1, 90)),
      attributedMinor: random.chance(0.9) ? String(random.whole(0, 20_000)) : null,
    })),
  ),
  payouts: many(10, (index) => ({
    id: `out${index}`,
    provider: random.pick(['Stripe', 'PayPal']),
    currency,
    amountMinor: BigInt(random.whole(1000, 50_000)),
    createdAt: instant(random.whole(0, 30)),
    expectedOn: day(random.whole(-3, 28)),
    paidAt: random.chance(0.6) ? instant(random.whole(0, 2)) : null,
    failedAt: random.chance(0.2) ? instant(0) : null,
  })),
  disputes: many(6, (index) => ({
    id: `d${index}`,
    orderId: null,
    provider: random.pick(['Stripe', 'PayPal']),
    currency,
    amountMinor: BigInt(random.whole(1000, 9000)),
    reason: 'fraud',
    openedAt: instant(random.whole(2, 40)),
    dueBy: instant(-random.whole(1, 10)),
    closedAt: random.chance(0.4) ? instant(1) : null,
  })),
  giftCardEntries: many(12, (index) => ({
    id: `g${index}`,
    cardId: `card${index % 4}`,
    kind: index < 4 ? 'issued' : 'redeemed',
    at: instant(random.whole(0, 40)),
    currency,
    deltaMinor: index < 4 ? 5000n : -BigInt(random.whole(100, 600)),
  })),
  calendarEvents: many(8, (index) => ({
    id: `e${index}`,
    kind: random.pick(['campaign', 'maintenance', 'sale', 'holiday', 'migration']),
    title: `Event ${index}`,
    startsAt: instant(-random.whole(0, 20)),
    endsAt: instant(-random.whole(21, 30)),
    cancelledAt: random.chance(0.2) ? instant(1) : null,
  })),
  invoices: many(20, (index) => {
    const amount = random.whole(1000, 90_000);
    const isClosed = random.chance(0.3);
    return {
      id: `i${index}`,
      kind: random.pick(['receivable', 'payable']),
      number: `INV-${index}`,
      issuedOn: day(random.whole(10, 150)),
      dueOn: random.chance(0.9) ? day(random.whole(-20, 120)) : null,
      currency,
      amountMinor: BigInt(amount),
      paidMinor: isClosed ? BigInt(amount) : BigInt(random.whole(0, 900)),
      closedAt: isClosed ? instant(random.whole(0, 9)) : null,
    };
  }),
});

/** What belongs to the company: cloud cost and budgets, incidents, deploys, advisories, exchange rates. */
export const makeCompanyBooks = (random: Random, { instant, day }: Times): FactRows => ({
  cloudCost: daily(60, (before) =>
    (['AWS', 'Google Cloud'] as const).flatMap((provider) =>
      (['usage', 'purchase', 'tax', 'credit'] as const).map((category) => ({
        provider,
        billingPeriod: `${day(before).slice(0, 7)}-01`,
        day: day(before),
        service: random.pick(['Compute', 'Storage', '']),
        account: 'main',
        team: random.pick(['web', '']),
        category,
        correction: random.chance(0.1) ? 'yes' : 'no',
        currency: 'EUR',
        effectiveMinor: `${random.whole(category === 'credit' ? -500 : 0, 5000)}.${random.whole(0, 99)}`,
        billedMinor: `${random.whole(0, 5000)}.5`,
      })),
    ),
  ),
  targets: ['2026-10-01', '2026-11-01'].flatMap((month) => [
    { metric: 'cloud.cost', month, currency: 'EUR', amount: '1500.00' },
    {
      metric: 'cloud.cost',
      month,
      dimension: 'cloud_provider',
      value: 'AWS',
      currency: 'EUR',
      amount: '900',
    },
  ]),
  incidents: many(15, (index) => {
    const startedAt = instant(random.whole(0, 45));
    return {
      id: `inc${index}`,
      ref: `INC-${index}`,
      origin: random.pick(['own', 'vendor']),
      title: `Incident ${index}`,
      capability: random.pick(['checkout', 'search']),
      severity: random.pick(['minor', 'major', 'critical']),
      startedAt,
      resolvedAt: random.chance(0.8)
        ? Temporal.Instant.from(startedAt)
            .add({ minutes: random.whole(5, 600) })
            .toString()
        : null,
    };
  }),
  deploys: many(40, (index) => ({
    id: `dep${index}`,
    service: random.pick(['web', 'api']),
    version: `1.${index}`,
    environment: random.pick(['production', 'staging']),
    status: 'success',
    at: instant(random.whole(0, 45)),
  })),
  advisories: many(10, (index) => ({
    id: `adv${index}`,
    package: `lib${index}`,
    title: `Advisory ${index}`,
    severity: random.pick(['low', 'moderate', 'high', 'critical']),
    scope: random.pick(['runtime', 'development']),
    openedAt: instant(random.whole(1, 120)),
    closedAt: random.chance(0.4) ? instant(random.whole(0, 1)) : null,
  })),
  exchangeRates: daily(100, (before) => [
    { day: day(before), base: 'EUR', quote: 'GBP', rate: `0.8${random.whole(10, 99)}` },
    { day: day(before), base: 'EUR', quote: 'JPY', rate: `16${random.whole(0, 9)}.5` },
  ]),
});
