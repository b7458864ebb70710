import type { Rows } from '../collect.ts';
import { randomOf } from '../random.ts';

/** One line of the cloud bills: what it costs a day in cents, at the end of the history; how weekends and growth touch it. */
type Charge = {
  readonly provider: 'AWS' | 'Google Cloud';
  readonly service: string;
  readonly account: string;
  readonly team: string;
  readonly perDay: number;
  readonly weekend: number;
  readonly growth: number;
};

const charges: readonly Charge[] = [
  {
    provider: 'AWS',
    service: 'Amazon EC2',
    account: 'production',
    team: 'Shop',
    perDay: 6400,
    weekend: 1,
    growth: 0.5,
  },
  {
    provider: 'AWS',
    service: 'Amazon RDS',
    account: 'production',
    team: 'Shop',
    perDay: 4300,
    weekend: 1,
    growth: 0.4,
  },
  {
    provider: 'AWS',
    service: 'Amazon OpenSearch Service',
    account: 'production',
    team: 'Search',
    perDay: 3600,
    weekend: 1,
    growth: 0.3,
  },
  {
    provider: 'AWS',
    service: 'Amazon CloudFront',
    account: 'production',
    team: 'Shop',
    perDay: 1900,
    weekend: 1.12,
    growth: 0.7,
  },
  {
    provider: 'AWS',
    service: 'Amazon S3',
    account: 'production',
    team: 'Platform',
    perDay: 820,
    weekend: 1,
    growth: 0.8,
  },
  {
    provider: 'AWS',
    service: 'AWS Lambda',
    account: 'production',
    team: 'Platform',
    perDay: 390,
    weekend: 0.9,
    growth: 0.7,
  },
  {
    provider: 'AWS',
    service: 'Amazon EC2',
    account: 'staging',
    team: 'Platform',
    perDay: 1250,
    weekend: 0.35,
    growth: 0.2,
  },
  {
    provider: 'AWS',
    service: 'Amazon RDS',
    account: 'staging',
    team: 'Platform',
    perDay: 640,
    weekend: 0.8,
    growth: 0.1,
  },
  {
    provider: 'Google Cloud',
    service: 'BigQuery',
    account: 'analytics',
    team: 'Data',
    perDay: 2700,
    weekend: 0.6,
    growth: 0.8,
  },
  {
    provider: 'Google Cloud',
    service: 'Cloud Run',
    account: 'analytics',
    team: 'Data',
    perDay: 760,
    weekend: 0.9,
    growth: 0.5,
  },
  {
    provider: 'Google Cloud',
    service: 'Cloud Storage',
    account: 'analytics',
    team: 'Data',
    perDay: 410,
    weekend: 1,
    growth: 0.6,
  },
  {
    provider: 'Google Cloud',
    service: 'Vertex AI',
    account: 'recommendations',
    team: 'Data',
    perDay: 1500,
    weekend: 0.95,
    growth: 0.9,
  },
];

/** The jump everybody asks about: a reindexing that was never switched off, eight days before the anchor. */
const jump = { service: 'Amazon OpenSearch Service', daysBefore: 8, factor: 3.1 };

/** Commitments bought each month: billed on its first day, used up evenly. Cents a month. */
const commitment = { provider: 'AWS', service: 'Amazon EC2', account: 'production', perMonth: 61_000 };

/** A charge day (UTC) of the bills; `before` counts days back from the anchor's day. */
export type ChargeDay = {
  readonly date: Temporal.PlainDate;
  readonly before: number;
  readonly history: number;
};

export const addCloudRows = (rows: Rows, seed: number, day: ChargeDay): void => {
  const { date, before } = day;
  const month = date.with({ day: 1 });
  const random = randomOf(seed, before + 100_000, 44);
  const isWeekend = date.dayOfWeek > 5;
  for (const charge of charges) {
    const age = Math.max(0, before) / day.history;
    const grown = charge.perDay * (1 - charge.growth * age);
    const leaps = charge.service === jump.service && before <= jump.daysBefore ? jump.factor : 1;
    const amount = grown * leaps * (isWeekend ? charge.weekend : 1) * Math.exp(0.045 * random.normal());
    const isCommitted = charge.service === commitment.service && charge.account === commitment.account;
    const amortised = isCommitted ? commitment.perMonth / date.daysInMonth : 0;
    add(rows, charge, month, date, 'usage', amount + amortised, amount);
  }
  if (date.day === 1) addMonthStart(rows, month);
  if (date.day === date.daysInMonth) addMonthEnd(rows, month, date, random.between(0.9, 1.1));
};

const add = (
  rows: Rows,
  of: Pick<Charge, 'provider' | 'service' | 'account' | 'team'>,
  month: Temporal.PlainDate,
  date: Temporal.PlainDate,
  category: 'usage' | 'purchase' | 'tax' | 'credit' | 'adjustment',
  effective: number,
  billed: number,
  correction: 'no' | 'yes' = 'no',
): void =>
  rows.add('cloudCost', {
    provider: of.provider,
    billingPeriod: month.toString(),
    day: date.toString(),
    service: of.service,
    account: of.account,
    team: of.team,
    category,
    correction,
    currency: 'EUR',
    effectiveMinor: effective.toFixed(4),
    billedMinor: billed.toFixed(4),
  });

const aws = { provider: 'AWS', service: 'Amazon EC2', account: 'production', team: 'Shop' } as const;

const addMonthStart = (rows: Rows, month: Temporal.PlainDate): void =>
  add(rows, aws, month, month, 'purchase', 0, commitment.perMonth);

/** Tax and credits come with the invoice; once a quarter an earlier month is corrected. */
const addMonthEnd = (
  rows: Rows,
  month: Temporal.PlainDate,
  date: Temporal.PlainDate,
  about: number,
): void => {
  const google = {
    provider: 'Google Cloud',
    service: 'BigQuery',
    account: 'analytics',
    team: 'Data',
  } as const;
  add(rows, aws, month, date, 'tax', 112_000 * about, 112_000 * about);
  add(rows, google, month, date, 'tax', 31_000 * about, 31_000 * about);
  add(rows, google, month, date, 'credit', -4500, -4500);
  if (month.month % 3 === 0) add(rows, aws, month, date, 'adjustment', -2150 * about, -2150 * about, 'yes');
};
