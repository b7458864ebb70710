import type { Answerable } from '#src/language/interpretation.ts';
import type { Exact } from '#src/lib/exact.ts';
import { absolute, compare, divide, subtract, zero } from '#src/lib/exact.ts';
import { clean, listOf, plural } from '#src/lib/text.ts';
import { metric as metricOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Change } from '#src/query/drivers/explain-change.ts';
import type { Happening } from '#src/query/drivers/happenings.ts';
import type { Element, Split } from '#src/query/drivers/splits.ts';
import type { Estate } from '#src/query/stores.ts';
import { explainFigures, subject } from './explain-figures.ts';
import type { Derived, Reply, Table } from './reply.ts';
import { sayName } from './words/names.ts';
import { sayRange } from './words/periods.ts';
import { percent, sayValue } from './words/values.ts';

type Asked = Extract<Answerable, { readonly kind: 'metrics' | 'why' }>;

type Teller = { readonly metric: Metric; readonly currency: string | null };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A change with its sign: `+€1,200.00`, `−14 orders`, `+0.4 points`. */
const sayChange = (change: Exact, { metric: { unit }, currency }: Teller): string => {
  const sign = change.n < 0n ? '−' : change.n === 0n ? '±' : '+';
  const size = absolute(change);
  if (unit.kind === 'percent') {
    const points = percent(size, 2).replace('%', ' points');
    return points === '0 points' ? '±0 points' : `${sign}${points}`;
  }
  return `${sign}${sayValue(size, unit, currency)}`;
};

const shareOf = (part: Exact, change: Exact): string | null => {
  const share = divide(part, change);
  return share ? percent(share, 0) : null;
};

const headline = (change: Change, teller: Teller): string => {
  const { column, figures } = change;
  const { metric, currency } = teller;
  const [now, before] = [column.total?.value, column.compared?.total?.value];
  if (!now || !before || !column.compared) return '';
  const difference = subtract(now, before);
  const start = `${subject(metric, figures)}: ${sayValue(now, metric.unit, currency)}`;
  const then = `${sayValue(before, metric.unit, currency)} (${sayRange(column.compared.period)})`;
  if (compare(difference, zero) === 0) return `${start}, unchanged from ${then}.`;
  const relative = metric.unit.kind === 'percent' ? null : divide(absolute(difference), absolute(before));
  const direction = compare(difference, zero) > 0 ? 'up' : 'down';
  const size = relative
    ? `${percent(relative)} (${sayChange(difference, teller)})`
    : sayChange(difference, teller).slice(1).replace(' points', ' percentage points');
  return `${start}, ${direction} ${size} on ${then}.`;
};

/** Whether there is anything to explain: the figure against the range it usually lies in. */
const sayUsual = ({ usual, column }: Change, { metric: { unit }, currency }: Teller): string => {
  const now = column.total?.value;
  if (!usual || !now) return 'There is too little history to say whether that is unusual.';
  const range = `${sayValue(usual.low, unit, currency)} to ${sayValue(usual.high, unit, currency)}`;
  const from = `going by the ${usual.periods} periods like it before`;
  if (compare(now, usual.low) < 0) return `That is less than usual (${range}, ${from}).`;
  if (compare(now, usual.high) > 0) return `That is more than usual (${range}, ${from}).`;
  return `That is within the usual range (${range}, ${from}), so no single reason need be behind it.`;
};

/** The terms that moved the figure, and the names of those that did not. */
const sayTerms = ({ terms }: Change, teller: Teller): string | null => {
  const moving = terms.filter(({ amount }) => amount.n !== 0n);
  if (moving.length === 0) return null;
  const still = terms.filter(({ amount }) => amount.n === 0n).map(({ label }) => label);
  const rest = still.length > 0 ? `, nothing from ${listOf(still)}` : '';
  return `Of the change: ${listOf(moving.map(({ label, amount }) => `${label} ${sayChange(amount, teller)}`))}${rest}.`;
};

/** A ratio's part says how much is its own and how much the weight it has among all. */
const sayElement = (id: Split['dimension'], element: Element, change: Exact, teller: Teller): string => {
  const name = sayName(id, element.value);
  const amount = sayChange(element.change, teller);
  if (element.mix && element.rate)
    return `${name} ${amount} (${sayChange(element.rate, teller)} by itself, ${sayChange(element.mix, teller)} by its share of all)`;
  const share = shareOf(element.change, change);
  return share && compare(element.change, zero) !== 0 ? `${name} ${amount} (${share})` : `${name} ${amount}`;
};

const saySplit = (split: Split, change: Exact, teller: Teller): string => {
  const named = split.elements.map((element) => sayElement(split.dimension, element, change, teller));
  const { count } = split.others;
  const others =
    count > 0
      ? [`${count} ${plural(count, 'other', 'others')} ${sayChange(split.others.change, teller)}`]
      : [];
  return `By ${dimension(split.dimension).label}: ${listOf([...named, ...others])}.`;
};

/** Parts of both signs can each be larger than the change. */
const sayOffset = (splits: readonly Split[], change: Exact): string | null => {
  const isAgainst = ({ change: part }: { readonly change: Exact }): boolean => part.n * change.n < 0n;
  return splits.some(({ elements, others }) => [...elements, others].some(isAgainst))
    ? 'Parts of different sign offset each other, so a part can be larger than the change.'
    : null;
};

const sayHappening = (one: Happening, currency: string | null): string => {
  switch (one.kind) {
    case 'incident':
      return `${one.severity} incident ${clean(one.ref, 40)} (${clean(one.title, 80)})`;
    case 'event':
      return `${one.what.replaceAll('_', ' ')} ${clean(one.title, 80)}`;
    case 'deploys': {
      const failed = one.failed > 0 ? `, ${one.failed} of them failed` : '';
      return `${one.count} ${plural(one.count, 'release', 'releases')}${failed}`;
    }
    case 'moved': {
      const { label, unit } = metricOf(one.metric);
      return `${label} went from ${sayValue(one.before, unit, currency)} to ${sayValue(one.now, unit, currency)}`;
    }
    case 'sold_out':
      return `${one.skus.length} of the ${one.of} best sellers of the time before ${plural(one.skus.length, 'was', 'were')} sold out at the end (${clean(listOf(one.skus.slice(0, 3)), 120)})`;
    case 'price':
      return `${clean(one.product, 80)} cost ${sayValue(one.now, { kind: 'money' }, currency)} a piece instead of ${sayValue(one.before, { kind: 'money' }, currency)}`;
    default:
      return one satisfies never;
  }
};

const sayHappenings = ({ happenings }: Change, currency: string | null): readonly string[] =>
  happenings.length === 0
    ? []
    : [
        `At the same time: ${happenings.map((one) => sayHappening(one, currency)).join('; ')}.`,
        'What happened at the same time need not be the cause.',
      ];

const sayLeft = (left: readonly string[], { stores }: Estate): string =>
  `Without ${listOf(left.map((id) => stores.find((store) => store.id === id)?.name ?? id))}, which counts in another currency.`;

/** The leading split as a table: before, now, what it brought. */
const tableOf = (split: Split, teller: Teller, caption: string): Table => {
  const { metric, currency } = teller;
  const text = (value: Exact | null): string => (value ? sayValue(value, metric.unit, currency) : '–');
  const { others } = split;
  return {
    caption,
    columns: [
      { title: capital(dimension(split.dimension).label), align: 'left' },
      ...['Before', 'Now', 'Part of the change'].map((title) => ({ title, align: 'right' as const })),
    ],
    rows: [
      ...split.elements.map((element) => [
        sayName(split.dimension, element.value),
        text(element.before),
        text(element.now),
        sayChange(element.change, teller),
      ]),
      ...(others.count > 0
        ? [
            [
              `${others.count} ${plural(others.count, 'other', 'others')}`,
              '',
              '',
              sayChange(others.change, teller),
            ],
          ]
        : []),
    ],
    of: split.elements.length + (others.count > 0 ? 1 : 0),
  };
};

const derivedOf = (change: Change, { metric, currency }: Teller): readonly Derived[] => {
  const base = { kind: 'change', unit: metric.unit.kind, currency } as const;
  return [
    ...change.terms.map(({ metric: of, amount }) => ({ ...base, of, value: amount, group: {} })),
    ...change.splits.flatMap(({ dimension: id, elements }) =>
      elements.map(({ value, change: part }) => ({
        ...base,
        of: metric.id,
        value: part,
        group: { [id]: value },
      })),
    ),
  ];
};

const factsOf = ({ splits, column }: Change, { metric, currency }: Teller): Reply['facts'] =>
  splits.flatMap(({ dimension: id, elements }) =>
    elements.flatMap(({ value, now, before }) =>
      [
        { range: column.period, value: now },
        { range: column.compared?.period ?? column.period, value: before },
      ].map((one) => ({
        ...one,
        metric: metric.id,
        unit: metric.unit.kind,
        currency,
        group: { [id]: value },
      })),
    ),
  );

/**
 * Says why a figure changed: whether it did and whether that is unusual, the terms and the few names that make up the
 * change, and what happened at the same time. What cannot be taken apart is told as a figure.
 */
export const explainChange = (
  asked: Asked,
  change: Change,
  context: { readonly estate: Estate; readonly now: Temporal.Instant },
): Reply => {
  const { column, figures, splits } = change;
  const plain = explainFigures(asked, figures, { ...context, beside: [] });
  const [now, before] = [column.total?.value, column.compared?.total?.value];
  if (!now || !before) return plain;
  const teller = { metric: metricOf(column.metric), currency: column.currency };
  const difference = subtract(now, before);
  const isSplit = compare(difference, zero) !== 0;
  const [leading] = splits;
  return {
    ...plain,
    headline: headline(change, teller),
    lines: [
      sayUsual(change, teller),
      sayTerms(change, teller),
      ...(isSplit ? splits.map((split) => saySplit(split, difference, teller)) : []),
      isSplit ? sayOffset(splits, difference) : null,
      ...sayHappenings(change, teller.currency),
      change.left.length > 0 ? sayLeft(change.left, context.estate) : null,
    ].filter((line) => line !== null),
    table: leading ? tableOf(leading, teller, plain.headline) : null,
    facts: [...plain.facts, ...factsOf(change, teller)],
    derived: [...plain.derived, ...derivedOf(change, teller)],
  };
};
