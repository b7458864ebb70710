import type { Answerable } from '#src/language/interpretation.ts';
import type { Exact } from '#src/lib/exact.ts';
import { compare, exact } from '#src/lib/exact.ts';
import { plural } from '#src/lib/text.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { Forecast } from '#src/query/estimates/forecast.ts';
import type { Estate } from '#src/query/stores.ts';
import { estimateReply } from './estimate-reply.ts';
import type { Reply } from './reply.ts';
import { sayFilter } from './words/names.ts';
import { sayRange } from './words/periods.ts';
import { percent, sayRough, sayValue } from './words/values.ts';

type Asked = Extract<Answerable, { readonly kind: 'metrics' | 'forecast' }>;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type Say = (value: Exact) => string;

/** Whether the goal lies under, in or over the range. */
const sayGoal = (
  { goal, low, high, needed, perDay, daysLeft, metric }: Forecast,
  say: Say,
  exactly: Say,
): string | null => {
  if (!goal) return null;
  const name = goal.from === 'target' ? `The target of ${exactly(goal.amount)}` : exactly(goal.amount);
  const isLimit = metricOf(metric).good === 'down';
  const words = isLimit
    ? ['will probably be kept', 'may or may not be kept', 'will probably be exceeded']
    : ['will probably be missed', 'may or may not be reached', 'will probably be reached'];
  const place = compare(goal.amount, high) > 0 ? 0 : compare(goal.amount, low) < 0 ? 2 : 1;
  const pace = needed
    ? ` That ${isLimit ? 'leaves' : 'takes'} ${say(needed)} a day for the ${daysLeft} ${plural(daysLeft, 'day', 'days')} left; the last four weeks brought ${say(perDay)} a day.`
    : '';
  const isOver = daysLeft === 0;
  const done = isLimit
    ? ['was kept', 'was kept', 'was exceeded']
    : ['was missed', 'was reached', 'was reached'];
  return `${name} ${(isOver ? done : words)[place]}.${pace}`;
};

/** The figure of a period that is over is measured, and said as such. */
const sayMethod = ({ method, trials, typicalError, daysLeft }: Forecast): string | null =>
  daysLeft === 0
    ? null
    : `An estimate from ${method}; at the last ${trials} times it could have been made it was off by ${percent(exact(typicalError.toFixed(3)))} as a rule.`;

/** Says what a figure will be: about how much, the range it lies in four times of five, how that was worked out, and what it means for a goal. */
export const explainForecast = (
  asked: Asked,
  found: Forecast,
  context: { readonly estate: Estate; readonly now: Temporal.Instant },
): Reply => {
  const { unit, label, formula } = metricOf(found.metric);
  const say: Say = (value) => sayRough(value, unit, found.currency);
  const exactly: Say = (value) => sayValue(value, unit, found.currency);
  const filters = asked.query.filters.filter(({ kind }) => kind === 'dimension').map(sayFilter);
  const name = [`${capital(label)} ${found.period.label}`, ...filters].join(', ');
  return estimateReply(asked, found, context, {
    headline:
      found.daysLeft === 0
        ? `${name}: ${exactly(found.value)}.`
        : `${name}: about ${say(found.value)} (between ${say(found.low)} and ${say(found.high)} in four of five cases).`,
    lines: [
      sayGoal(found, say, exactly),
      found.soFar && found.daysLeft > 0
        ? `So far: ${exactly(found.soFar.value)} (${sayRange({ from: found.period.from, to: found.soFar.to })}).`
        : null,
      sayMethod(found),
    ],
    definitions: [{ label, formula }],
    facts: [
      ...(found.soFar && found.daysLeft > 0
        ? [{ value: found.soFar.value, range: { from: found.period.from, to: found.soFar.to } }]
        : []),
      { value: found.value, range: found.period },
    ].map((one) => ({
      ...one,
      metric: found.metric,
      unit: unit.kind,
      currency: found.currency,
      group: {},
    })),
  });
};
