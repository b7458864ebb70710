import { sql } from 'drizzle-orm';
import { payments } from '#src/database/schema/money.ts';
import type { Metric } from './define.ts';
import { paymentAttempts } from './tables/money.ts';

const base = {
  sensitivity: 'finance',
  departments: ['finance', 'leadership'],
  owner: 'finance',
  tolerancePercent: 1,
  maxAgeMinutes: 24 * 60,
  defaultPeriod: 'last_30_days',
} as const;

const money = { kind: 'money' } as const;
const attempt = { kind: 'count', one: 'attempt', many: 'attempts' } as const;

export const fees: Metric = {
  ...base,
  id: 'payments.fees',
  label: 'payment fees',
  vague: {
    words: ['cost', 'costs', 'charge', 'charged', 'charges', 'keep', 'kosten', 'coste'],
    by: ['payment_provider', 'payment_method'],
  },
  formula: 'what payment providers keep of the payments of the period',
  unit: money,
  good: 'down',
  needs: ['fees'],
  synonyms: {
    en: ['payment fees', 'transaction fees', 'provider fees', 'processing fees', 'fees'],
    de: ['zahlungsgebuehren', 'zahlungsgebuhren', 'gebuehren', 'gebuhren'],
    es: ['comisiones', 'comisiones de pago'],
  },
  compute: {
    kind: 'measure',
    table: paymentAttempts,
    take: { kind: 'sum', of: sql`${payments.feeMinor}` },
    where: sql`${payments.status} = 'paid'`,
  },
  examples: ['payment fees last month', 'fees by provider last month'],
};

const processed: Metric = {
  ...base,
  id: 'payments.processed',
  label: 'processed payments',
  formula: 'payments that went through',
  unit: money,
  good: 'up',
  synonyms: { en: ['processed payments', 'payment volume', 'processed amount', 'payments received'] },
  compute: {
    kind: 'measure',
    table: paymentAttempts,
    take: { kind: 'sum', of: sql`${payments.amountMinor}` },
    where: sql`${payments.status} = 'paid'`,
  },
  examples: [],
};

const feeRate: Metric = {
  ...base,
  id: 'payments.fee_rate',
  label: 'payment fee rate',
  formula: 'payment fees / processed payments',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: ['fee rate', 'payment fee rate', 'fees as a share', 'fee percentage'],
    de: ['gebuehrenquote', 'gebuhrenquote'],
    es: ['tasa de comision'],
  },
  compute: { kind: 'ratio', of: fees, by: processed },
  examples: ['payment fee rate last month'],
};

const open = {
  sensitivity: 'open',
  departments: ['finance', 'support', 'it', 'marketing', 'leadership'],
  maxAgeMinutes: 60,
} as const;

const failed: Metric = {
  ...base,
  ...open,
  id: 'payments.failed',
  label: 'failed payments',
  formula: 'attempts to pay that failed or were declined',
  unit: attempt,
  good: 'down',
  synonyms: {
    en: [
      'failed payments',
      'declined payments',
      'payment failures',
      'payments declined',
      'payments failed',
      'payments fail',
      'payments failing',
      'fail',
      'fails',
      'failing',
      'declines',
      'failed payment attempts',
      'rejected payments',
    ],
    de: ['fehlgeschlagene zahlungen', 'abgelehnte zahlungen'],
    es: ['pagos fallidos', 'pagos rechazados'],
  },
  compute: {
    kind: 'measure',
    table: paymentAttempts,
    take: { kind: 'count' },
    where: sql`${payments.status} = 'failed'`,
  },
  examples: ['failed payments yesterday', 'failed payments by reason last week'],
};

const attempts: Metric = {
  ...base,
  ...open,
  id: 'payments.attempts',
  label: 'payment attempts',
  formula: 'attempts to pay, failed ones included',
  unit: attempt,
  good: 'neutral',
  synonyms: { en: ['payment attempts', 'attempted payments'] },
  compute: { kind: 'measure', table: paymentAttempts, take: { kind: 'count' } },
  examples: [],
};

const failedRate: Metric = {
  ...base,
  ...open,
  id: 'payments.failed_rate',
  redFlag: { for: ['finance', 'it'], over: 'today', of: 'value', op: '>', limit: '15' },
  label: 'payment failure rate',
  formula: 'failed attempts / all attempts',
  unit: { kind: 'percent' },
  good: 'down',
  synonyms: {
    en: [
      'payment failure rate',
      'failed payment rate',
      'decline rate',
      'failure rate of payments',
      'share of failed payments',
    ],
    de: ['ablehnungsquote', 'fehlerquote zahlungen'],
    es: ['tasa de pagos fallidos'],
  },
  compute: { kind: 'ratio', of: failed, by: attempts },
  minimumSample: 20,
  examples: ['payment failure rate last week'],
};

const paymentMix: Metric = {
  ...base,
  id: 'sales.payment_mix',
  label: 'payments by method',
  formula: 'payments that went through, by payment method',
  unit: money,
  good: 'neutral',
  synonyms: {
    en: [
      'payment mix',
      'payments by method',
      'share of payment methods',
      'payment method mix',
      'how do people pay',
      'how do customers pay',
      'payment split',
    ],
    de: ['zahlungsarten', 'anteil zahlungsarten', 'zahlungsmix'],
    es: ['reparto de metodos de pago', 'mezcla de pagos'],
  },
  compute: {
    kind: 'measure',
    table: paymentAttempts,
    take: { kind: 'sum', of: sql`${payments.amountMinor}` },
    where: sql`${payments.status} = 'paid'`,
  },
  listBy: 'payment_method',
  beside: ['payments.paid_orders'],
  examples: ['payment mix last month', 'share of payment methods last quarter'],
};

const paidOrders: Metric = {
  ...base,
  id: 'payments.paid_orders',
  label: 'orders paid',
  formula: 'different orders with a payment that went through',
  unit: { kind: 'count', one: 'order', many: 'orders' },
  good: 'up',
  synonyms: { en: ['orders paid'] },
  compute: {
    kind: 'measure',
    table: paymentAttempts,
    take: { kind: 'distinct', of: sql`${payments.orderId}` },
    where: sql`${payments.status} = 'paid'`,
  },
  examples: [],
};

export const paymentMetrics: readonly Metric[] = [
  paymentMix,
  paidOrders,
  fees,
  processed,
  feeRate,
  failed,
  attempts,
  failedRate,
];
