import type { Days } from './days.ts';
import { hourMs, minuteMs } from './days.ts';
import { randomOf } from './random.ts';

/** A span in which card payments do not work, in epoch milliseconds. */
export type Outage = {
  readonly ref: string;
  readonly day: number;
  readonly from: number;
  readonly to: number;
};

/** A planned or past push of sales: days [from, to), what it lifts orders by, and the code that goes with it. */
export type Campaign = {
  readonly id: string;
  readonly title: string;
  readonly kind: 'campaign' | 'sale';
  readonly code: string;
  readonly percent: number;
  readonly from: number;
  readonly to: number;
  readonly uplift: number;
  readonly skus: readonly string[];
};

/** What happens to the demo shop by plan, all of it relative to the day of its anchor. */
export type Plan = {
  readonly outages: readonly Outage[];
  readonly campaigns: readonly Campaign[];
  /** The day on which orders 100482, 100517 and 100518 are placed. */
  readonly specialDay: number;
  /** The first day of which moves of stock and checkouts are kept. */
  readonly keptFrom: number;
};

/** How far ahead a demo shop that is kept running is planned, in days. */
const horizon = 400;

/** The outage everybody talks about is the last one before the anchor, on a working day of the last ten. */
const outageDays = (days: Days): readonly number[] => {
  const recent = [4, 5, 6].map((back) => days.today - back).find((day) => days.weekday(day) <= 5);
  const later = Array.from({ length: Math.floor(horizon / 9) }, (_, n) => days.today + 6 + n * 9);
  return [days.today - 173, days.today - 61, recent ?? days.today - 4, ...later].filter((day) => day >= 0);
};

const recentRef = 31;

const outagesOf = (days: Days, seed: number): readonly Outage[] => {
  const list = outageDays(days);
  const recent = list.findLastIndex((day) => day < days.today);
  return list.map((day, place) => {
    const random = randomOf(seed, day, 11);
    const isRecent = place === recent;
    const from = days.start(day) + (isRecent ? 9 * hourMs + 10 * minuteMs : random.between(8, 19) * hourMs);
    const lasts = isRecent ? 135 * minuteMs : random.whole(25, 110) * minuteMs;
    const ref = `OUT-${recentRef + (place - recent) * (place > recent ? 3 : 2)}`;
    return { ref, day, from, to: from + lasts };
  });
};

const seasonTitle = (month: number): readonly [string, string] =>
  month <= 2
    ? ['Winter Sale', 'WINTER']
    : month <= 5
      ? ['Spring Sale', 'SPRING']
      : month <= 8
        ? ['Summer Sale', 'SUMMER']
        : ['Autumn Sale', 'AUTUMN'];

const seasonSales = (days: Days): readonly Campaign[] => {
  const starts = Array.from({ length: 40 }, (_, n) => days.today + 152 - n * 46);
  return starts
    .filter((from) => from >= 0)
    .map((from, place) => {
      const [title, code] = seasonTitle(days.date(from).month);
      const percent = place % 2 === 0 ? 15 : 20;
      const year = days.date(from).year;
      return {
        id: `sale-${days.text(from)}`,
        title: `${title} ${year}`,
        kind: 'sale',
        code: `${code}${percent}`,
        percent,
        from,
        to: from + 7,
        uplift: percent === 15 ? 1.24 : 1.33,
        skus: [],
      };
    });
};

const blackFridays = (days: Days): readonly Campaign[] => {
  const years = [0, 1, 2, 3, 4].map((n) => days.date(0).year + n);
  return years.flatMap((year) => {
    const november = Temporal.PlainDate.from({ year, month: 11, day: 1 });
    const friday = november.add({ days: ((12 - november.dayOfWeek) % 7) + 21 });
    const from = days.date(0).until(friday, { largestUnit: 'day' }).days;
    if (from < 0 || from > days.today + horizon) return [];
    return [
      {
        id: `bfcm-${year}`,
        title: `Black Friday ${year}`,
        kind: 'sale' as const,
        code: 'BLACK20',
        percent: 20,
        from,
        to: from + 4,
        uplift: 1.7,
        skus: [],
      },
    ];
  });
};

/** The campaign ahead, about products of which little is left, and the one a year before. */
const warmups = (days: Days): readonly Campaign[] =>
  [days.today + 3, days.today + 3 - 364]
    .filter((from) => from >= 0)
    .map((from) => ({
      id: `warmup-${days.text(from)}`,
      title: 'BFCM Warmup',
      kind: 'campaign',
      code: 'WARMUP15',
      percent: 15,
      from,
      to: from + 6,
      uplift: 1.2,
      skus: ['MER-BEA-CHA', 'MER-BEA-RUS', 'FRI-HOO-M'],
    }));

/** For how many days before the anchor the shop keeps what is bulky: single moves of stock, and checkouts. */
const keptFor = 125;

export const createPlan = (days: Days, seed: number): Plan => ({
  outages: outagesOf(days, seed),
  campaigns: [...seasonSales(days), ...blackFridays(days), ...warmups(days)].sort((a, b) => a.from - b.from),
  specialDay: days.today - 3,
  keptFrom: Math.max(0, days.today - keptFor),
});

/** Campaigns that run on a day. */
export const campaignsOn = (plan: Plan, day: number): readonly Campaign[] =>
  plan.campaigns.filter((campaign) => campaign.from <= day && day < campaign.to);
