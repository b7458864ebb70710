import type { Answerable } from '#src/language/interpretation.ts';
import type { Exact } from '#src/lib/exact.ts';
import { add, exact, zero } from '#src/lib/exact.ts';
import { clean, listOf, plural } from '#src/lib/text.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { Cover, CoverItem } from '#src/query/estimates/days-of-cover.ts';
import type { PeakPlan } from '#src/query/estimates/peak-plan.ts';
import type { OutageRisk, Risk } from '#src/query/estimates/revenue-at-risk.ts';
import type { Estate } from '#src/query/stores.ts';
import { estimateReply } from './estimate-reply.ts';
import type { Reply } from './reply.ts';
import { plainReply } from './reply.ts';
import { sayRange, sayWeekday } from './words/periods.ts';
import { sayRough } from './words/values.ts';

type Asked = Extract<Answerable, { readonly kind: 'metrics' | 'forecast' }>;
type Context = { readonly estate: Estate; readonly now: Temporal.Instant };

const mostRows = 15;
const secondsPerDay = 86_400;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const definitionOf = (id: string) => ({ label: metricOf(id).label, formula: metricOf(id).formula });

const days = (count: number | null): string => {
  if (count === null) return 'over a year';
  return count < 1 ? 'less than 1' : String(Math.floor(count));
};

const dayAt = (cover: Cover, inDays: number | null): string =>
  inDays === null ? 'not within a year' : sayWeekday(cover.today.add({ days: Math.floor(inDays) }));

const pace = (perDay: number): string => `${Number(perDay.toPrecision(2))} a day`;

const comes = ({ arriving }: CoverItem): string => {
  const units = arriving.reduce((sum, one) => sum + one.units, 0);
  return units > 0
    ? `, with ${units} more due in ${listOf(arriving.map(({ inDays }) => String(inDays)))} days`
    : '';
};

/** How long one SKU lasts: `about 12 days (9 to 16), until around Mon 30 Nov 2026`. */
const sayItem = (cover: Cover, item: CoverItem): string => {
  const name = clean(item.sku, 40);
  switch (item.kind) {
    case 'sold_out':
      return `${name} is sold out already.`;
    case 'not_selling':
      return `${name} is not selling: ${item.available} ${plural(item.available, 'piece', 'pieces')} left and none sold in the last four weeks on the shelf.`;
    case 'too_little':
      return `${name} has ${item.available} ${plural(item.available, 'piece', 'pieces')} left, but too few days on the shelf to say how fast it sells.`;
    case 'lasts': {
      const left = `${item.available} left at ${pace(item.perDay)}${comes(item)}`;
      if (item.value === null) return `${name} lasts for more than a year: ${left}.`;
      return `${name} lasts for ${item.value < 1 ? '' : 'about '}${days(item.value)} ${plural(Math.max(1, Math.floor(item.value)), 'day', 'days')} (${days(item.low)} to ${days(item.high)} in four of five cases), until around ${dayAt(cover, item.value)}: ${left}.`;
    }
    default:
      return item satisfies never;
  }
};

const coverRow = (cover: Cover, item: CoverItem): readonly string[] => {
  const lasts = item.kind === 'lasts' ? item : null;
  const words = { sold_out: 'sold out', not_selling: 'not selling', too_little: 'not known', lasts: '' };
  return [
    clean(item.sku, 40),
    String(item.available),
    lasts ? pace(lasts.perDay) : '–',
    lasts ? `${days(lasts.value)} (${days(lasts.low)}–${days(lasts.high)})` : words[item.kind],
    lasts ? dayAt(cover, lasts.value) : '–',
  ];
};

const explainCover = (asked: Asked, cover: Cover, context: Context): Reply => {
  const [first, ...others] = cover.items;
  if (!first)
    return plainReply('no_data', asked, 'None of what was asked for has stock and sales to tell by.');
  const table = {
    caption: 'How long stock lasts',
    columns: ['SKU', 'Available', 'Sells', 'Days', 'Until around'].map((title, index) => ({
      title,
      align: index === 1 ? ('right' as const) : ('left' as const),
    })),
    rows: cover.items.slice(0, mostRows).map((item) => coverRow(cover, item)),
    of: cover.of,
  };
  return estimateReply(asked, cover, context, {
    headline: others.length === 0 ? sayItem(cover, first) : `Soonest: ${sayItem(cover, first)}`,
    lines: [
      'An estimate from the sales of the last twelve weeks (days without stock left out), the shape of the week and what is due to arrive.',
    ],
    definitions: [definitionOf(cover.metric)],
    table: others.length > 0 ? table : null,
    facts: cover.items.map((item) => ({
      metric: cover.metric,
      value:
        item.kind === 'lasts' && item.value !== null ? exact(Math.round(item.value * secondsPerDay)) : null,
      unit: 'duration',
      currency: null,
      range: cover.period,
      group: { sku: item.sku },
    })),
  });
};

const sayOutage = (outage: OutageRisk, currency: string | null): string => {
  const { from, to, missed } = outage;
  const start = `${clean(outage.ref, 40)} (${clean(outage.title, 80)}, ${sayRange({ from, to })})`;
  const say = (value: Exact): string => sayRough(value, { kind: 'money' }, currency);
  switch (missed.kind) {
    case 'about':
      return `${start}: about ${say(missed.value)} (between ${say(missed.low)} and ${say(missed.high)}) less than usual.`;
    case 'nothing':
      return `${start}: no less than usual was sold in ${currency ?? 'that time'}.`;
    case 'too_few':
      return `${start}: too few orders to estimate in ${currency ?? 'those hours'}; sales of the same hours on other days differ by more than what is missing.`;
    case 'too_long':
      return `${start}: too long to be compared with the same hours of other days.`;
    default:
      return missed satisfies never;
  }
};

const explainRisk = (asked: Asked, risk: Risk, context: Context): Reply => {
  const { outages, currency, period } = risk;
  const told = outages.flatMap(({ missed }) => (missed.kind === 'about' ? [missed] : []));
  const sum = told.reduce((all, { value }) => add(all, value), zero);
  const when = period.label;
  const headline =
    outages.length === 0
      ? `There was no major outage of our own ${when}.`
      : told.length === 0
        ? `What the outages ${when} cost cannot be estimated.`
        : `Outages ${when}: about ${sayRough(sum, { kind: 'money' }, currency)} of sales less than usual.`;
  return estimateReply(asked, risk, context, {
    headline,
    lines: [
      ...outages.map((outage) => sayOutage(outage, currency)),
      told.length > 0
        ? 'An estimate from the same hours of the six weeks before, at the level of the hours just before; the ranges hold in four of five cases. Part of it may have been bought later.'
        : null,
    ],
    definitions: [definitionOf(risk.metric)],
    facts:
      told.length === 0
        ? []
        : [{ metric: risk.metric, value: sum, unit: 'money', currency, range: period, group: {} }],
  });
};

const explainPeak = (asked: Asked, plan: PeakPlan, context: Context): Reply => {
  const rows = plan.items.map(({ metric: id, currency, value, low, high, perDay }) => {
    const { unit, label } = metricOf(id);
    const say = (one: Exact): string => sayRough(one, unit, currency);
    return [capital(label), `about ${say(value)}`, `${say(low)} to ${say(high)}`, say(perDay)];
  });
  const [orders] = plan.items;
  const headline = orders
    ? `${capital(plan.period.label)}: about ${sayRough(orders.value, metricOf(orders.metric).unit, null)} (between ${sayRough(orders.low, metricOf(orders.metric).unit, null)} and ${sayRough(orders.high, metricOf(orders.metric).unit, null)} in four of five cases).`
    : '';
  const short = plan.short ?? [];
  return estimateReply(asked, plan, context, {
    headline,
    lines: [
      plan.short === null
        ? 'What will not last cannot be told: stock, or last year’s sales by SKU, are not recorded.'
        : short.length === 0
          ? 'Everything that sold then is there in sufficient number.'
          : `Will not last: ${short.map(({ sku, available, wanted }) => `${clean(sku, 40)} (${Math.max(0, available)} there, about ${wanted} asked for)`).join(', ')}.`,
      'An estimate from the same days of last year (364 days earlier) at today’s level: the last four weeks against the same ones then.',
    ],
    definitions: [definitionOf(plan.metric)],
    table: {
      caption: `What to expect: ${plan.period.label}`,
      columns: ['What', 'In all', 'Four times of five', 'Busiest day'].map((title, index) => ({
        title,
        align: index === 0 ? ('left' as const) : ('right' as const),
      })),
      rows,
      of: rows.length,
    },
    facts: plan.items.map(({ metric: id, currency, value }) => ({
      metric: id,
      value,
      unit: metricOf(id).unit.kind,
      currency,
      range: plan.period,
      group: {},
    })),
  });
};

/** Says an estimate other than a plain forecast. */
export const explainEstimate = (asked: Asked, found: Cover | Risk | PeakPlan, context: Context): Reply => {
  switch (found.kind) {
    case 'cover':
      return explainCover(asked, found, context);
    case 'risk':
      return explainRisk(asked, found, context);
    case 'peak_plan':
      return explainPeak(asked, found, context);
    default:
      return found satisfies never;
  }
};
