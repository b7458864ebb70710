import { sql } from 'drizzle-orm';
import { disputes, payouts } from '#src/database/schema/money.ts';
import type { Metric, Moment } from './define.ts';
import { disputeStates, payoutEvents, payoutStates } from './tables/money.ts';
import { happened, instantOf, pending } from './tables.ts';

const base = {
  sensitivity: 'finance',
  departments: ['finance', 'leadership'],
  owner: 'finance',
  tolerancePercent: 1,
  maxAgeMinutes: 24 * 60,
  defaultPeriod: 'last_30_days',
} as const;

const money = { kind: 'money' } as const;

const payoutsMetric: Metric = {
  ...base,
  id: 'payments.payouts',
  label: 'payouts',
  formula: 'money the payment providers paid out to the bank, by the day the payout was made',
  unit: money,
  good: 'neutral',
  synonyms: {
    en: ['payouts', 'payout', 'paid out', 'bank payouts', 'settlements'],
    de: ['auszahlungen', 'auszahlung'],
    es: ['liquidaciones', 'pagos recibidos'],
  },
  compute: {
    kind: 'measure',
    table: payoutEvents,
    take: { kind: 'sum', of: sql`${payouts.amountMinor}` },
    where: (at) => pending(sql`${payouts.failedAt}`, at),
  },
  details: [
    { title: 'Provider', of: sql`${payouts.provider}`, as: 'text' },
    { title: 'Made out', of: sql`${payouts.createdAt}`, as: 'time' },
    { title: 'Expected', of: sql`${payouts.expectedOn}`, as: 'day' },
    { title: 'Arrived', of: sql`${payouts.paidAt}`, as: 'time' },
  ],
  beside: ['payments.payouts_open', 'payments.payouts_failed'],
  examples: ['payouts last week', 'payouts by provider last month', 'payouts by status this month'],
};

const openPayouts: Metric = {
  ...base,
  id: 'payments.payouts_open',
  label: 'payouts on their way',
  formula: 'payouts made out that have neither arrived nor failed',
  unit: money,
  good: 'neutral',
  defaultPeriod: 'now',
  synonyms: {
    en: [
      'expected payouts',
      'payouts expected',
      'payouts in transit',
      'payouts on the way',
      'open payouts',
      'next payout',
      'when is the next payout',
      'when do we get paid',
      'when does the next payout',
      'pending payouts',
    ],
    de: ['erwartete auszahlungen', 'ausstehende auszahlungen'],
    es: ['pagos pendientes de recibir', 'proxima liquidacion'],
  },
  compute: {
    kind: 'state',
    table: payoutStates,
    take: { kind: 'sum', of: sql`${payouts.amountMinor}` },
    where: (at) =>
      sql`${happened(sql`${payouts.createdAt}`, at)} and ${pending(sql`${payouts.paidAt}`, at)} and ${pending(sql`${payouts.failedAt}`, at)}`,
    since: sql`${payouts.createdAt}`,
  },
  listBy: 'payout',
  details: [
    { title: 'Provider', of: sql`${payouts.provider}`, as: 'text' },
    { title: 'Expected', of: sql`${payouts.expectedOn}`, as: 'day' },
  ],
  examples: ['which payouts are expected', 'payouts in transit'],
};

const failedPayouts: Metric = {
  ...base,
  id: 'payments.payouts_failed',
  label: 'failed payouts',
  formula: 'payouts made out in the period that failed',
  unit: money,
  good: 'down',
  synonyms: {
    en: ['failed payouts', 'payouts that failed', 'returned payouts'],
    de: ['fehlgeschlagene auszahlungen'],
    es: ['liquidaciones fallidas'],
  },
  compute: {
    kind: 'measure',
    table: payoutEvents,
    take: { kind: 'sum', of: sql`${payouts.amountMinor}` },
    where: (at) => happened(sql`${payouts.failedAt}`, at),
  },
  examples: ['failed payouts last month'],
};

const isOpenDispute = (at: Moment) =>
  sql`${happened(sql`${disputes.openedAt}`, at)} and ${pending(sql`${disputes.closedAt}`, at)}`;

const openDisputes: Metric = {
  ...base,
  id: 'payments.disputes',
  label: 'open disputes',
  formula: 'chargebacks that are not closed',
  unit: { kind: 'count', one: 'dispute', many: 'disputes' },
  good: 'down',
  defaultPeriod: 'now',
  synonyms: {
    en: ['disputes', 'open disputes', 'chargebacks', 'charge backs', 'payment disputes'],
    de: ['rueckbuchungen', 'ruckbuchungen', 'streitfaelle', 'streitfalle'],
    es: ['disputas', 'contracargos'],
  },
  asMoney: 'payments.disputed_amount',
  compute: {
    kind: 'state',
    table: disputeStates,
    take: { kind: 'count' },
    where: isOpenDispute,
    since: sql`${disputes.openedAt}`,
  },
  details: [
    { title: 'Reason', of: sql`${disputes.reason}`, as: 'text' },
    { title: 'Answer by', of: sql`${disputes.dueBy}`, as: 'time' },
  ],
  beside: ['payments.disputed_amount', 'payments.next_dispute_deadline'],
  examples: ['how many open disputes', 'chargebacks by provider'],
};

const disputedAmount: Metric = {
  ...base,
  id: 'payments.disputed_amount',
  label: 'disputed amount',
  formula: 'what the open disputes are about',
  unit: money,
  good: 'down',
  defaultPeriod: 'now',
  synonyms: {
    en: ['disputed amount', 'amount in dispute', 'chargeback amount'],
    de: ['strittiger betrag'],
    es: ['importe en disputa'],
  },
  compute: {
    kind: 'state',
    table: disputeStates,
    take: { kind: 'sum', of: sql`${disputes.amountMinor}` },
    where: isOpenDispute,
    since: sql`${disputes.openedAt}`,
  },
  examples: ['how much money is in dispute'],
};

const nextDeadline: Metric = {
  ...base,
  id: 'payments.next_dispute_deadline',
  label: 'time to the next dispute deadline',
  formula: 'time left until the first open dispute must be answered',
  unit: { kind: 'duration' },
  good: 'neutral',
  defaultPeriod: 'now',
  synonyms: { en: ['next dispute deadline', 'dispute deadline'] },
  compute: {
    kind: 'state',
    table: disputeStates,
    take: {
      kind: 'least',
      of: (at) =>
        sql`case when ${disputes.dueBy} > ${instantOf(at.asOf)} then extract(epoch from ${disputes.dueBy} - ${instantOf(at.asOf)}) end`,
    },
    where: isOpenDispute,
  },
  examples: ['next dispute deadline'],
};

export const settlementMetrics: readonly Metric[] = [
  payoutsMetric,
  openPayouts,
  failedPayouts,
  openDisputes,
  disputedAmount,
  nextDeadline,
];
