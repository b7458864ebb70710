import type { Rows } from '../collect.ts';
import type { Days } from '../days.ts';
import { hourMs, iso } from '../days.ts';
import type { Plan } from '../plan.ts';
import { randomOf } from '../random.ts';

/** Campaigns and sales of a shop, past and planned, as calendar events. */
export const addCampaignRows = (rows: Rows, days: Days, plan: Plan): void => {
  for (const campaign of plan.campaigns) {
    rows.add('calendarEvents', {
      id: campaign.id,
      kind: campaign.kind,
      title: campaign.title,
      startsAt: iso(days.start(campaign.from)),
      endsAt: iso(days.start(campaign.to)),
      campaign: campaign.title,
      discountCode: campaign.code,
      skus: [...campaign.skus],
      cancelledAt: null,
    });
  }
};

type Kind = 'maintenance' | 'migration' | 'launch' | 'stock_take' | 'change' | 'holiday';

/** What else is planned around the anchor, [day after it, hour, length in hours, kind, title]. */
const events: readonly (readonly [number, number, number, Kind, string, readonly string[]])[] = [
  [-24, 3, 2, 'maintenance', 'Database maintenance', []],
  [-11, 9, 3, 'change', 'New prices for Outdoor', []],
  [4, 10, 1.5, 'maintenance', 'Checkout maintenance', []],
  [8, 6, 10, 'stock_take', 'Stock take in the Berlin warehouse', []],
  [12, 22, 5, 'migration', 'Move of the search service', []],
  [15, 9, 1, 'launch', 'Launch of the Atlas winter line', []],
  [33, 3, 2, 'maintenance', 'Database maintenance', []],
];

const holidays = [
  [1, 1, 'New Year'],
  [5, 1, 'Labour Day'],
  [10, 3, 'Day of German Unity'],
  [12, 25, 'Christmas Day'],
  [12, 26, 'Boxing Day'],
] as const;

/** Maintenance, launches and holidays of the company; deliveries are the purchase orders. */
export const addEventRows = (rows: Rows, days: Days): void => {
  const add = (
    id: string,
    kind: Kind,
    title: string,
    from: number,
    to: number,
    skus: readonly string[],
  ): void =>
    rows.add('calendarEvents', {
      id,
      kind,
      title,
      startsAt: iso(from),
      endsAt: iso(to),
      campaign: null,
      discountCode: null,
      skus: [...skus],
      cancelledAt: null,
    });
  for (const [after, hour, length, kind, title, skus] of events) {
    const day = days.today + after;
    const from = days.start(day) + hour * hourMs;
    add(`${kind}-${days.text(day)}`, kind, title, from, from + length * hourMs, skus);
  }
  for (let day = Math.max(0, days.today - 370); day < days.today + 370; day += 1) {
    const date = days.date(day);
    const holiday = holidays.find(([month, dayOfMonth]) => date.month === month && date.day === dayOfMonth);
    if (holiday)
      add(`holiday-${days.text(day)}`, 'holiday', holiday[2], days.start(day), days.start(day + 1), []);
  }
};

/** Rates of the euro on a day: slow waves and a little noise around a usual rate. */
export const addRateRows = (rows: Rows, days: Days, seed: number, day: number): void => {
  const usual = { GBP: 0.861, USD: 1.094, CHF: 0.949, BRL: 5.92 };
  for (const [n, [quote, rate]] of Object.entries(usual).entries()) {
    const random = randomOf(seed, day, n, 45);
    const wave = Math.sin(day / (61 + n * 17)) * 0.018 + Math.sin(day / (11 + n)) * 0.004;
    rows.add('exchangeRates', {
      day: days.text(day),
      base: 'EUR',
      quote,
      rate: (rate * (1 + wave + 0.0015 * random.normal())).toFixed(5),
    });
  }
};

/** Budgets by month, from a year before the anchor to a year after; amounts in major units. */
export const addCloudBudgets = (rows: Rows, days: Days): void => {
  for (const [n, month] of monthsAround(days).entries()) {
    const grows = 1 + (n - 12) * 0.012;
    const budget = (value: string, amount: number): void =>
      rows.add('targets', {
        metric: 'cloud.cost',
        month,
        dimension: value === '' ? '' : 'cloud_provider',
        value,
        currency: 'EUR',
        amount: String(Math.round((amount * grows) / 100) * 100),
      });
    budget('', 8200);
    budget('AWS', 6500);
    budget('Google Cloud', 1900);
  }
};

/** Targets of a shop by month, scaled to what it sells at the end of its history. */
export const addShopTargets = (
  rows: Rows,
  days: Days,
  shop: { readonly currency: string; readonly ordersPerDay: { readonly last: number } },
): void => {
  const perMonth = shop.ordersPerDay.last * 30 * 72;
  for (const [n, month] of monthsAround(days).entries()) {
    const grows = 1 + (n - 12) * 0.03;
    const target = (metric: string, dimension: string, value: string, amount: number): void =>
      rows.add('targets', {
        metric,
        month,
        dimension,
        value,
        currency: shop.currency,
        amount: String(Math.round((amount * grows) / 1000) * 1000),
      });
    target('sales.net_sales', '', '', perMonth);
    target('marketing.ad_spend', '', '', perMonth * 0.085);
    target('marketing.ad_spend', 'ad_platform', 'Google Ads', perMonth * 0.04);
    target('marketing.ad_spend', 'ad_platform', 'Meta Ads', perMonth * 0.03);
    target('marketing.ad_spend', 'ad_platform', 'TikTok Ads', perMonth * 0.015);
  }
};

const monthsAround = (days: Days): readonly string[] => {
  const first = days.date(days.today).with({ day: 1 }).subtract({ months: 12 });
  return Array.from({ length: 25 }, (_, n) => first.add({ months: n }).toString());
};
