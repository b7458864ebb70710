import type { Exact } from '#src/lib/exact.ts';
import { add, compare, divide, exact, fraction, negate, subtract, zero } from '#src/lib/exact.ts';
import { metric as metricOf, partsOf } from '#src/metrics/catalogue.ts';
import type { Drivers, Metric } from '#src/metrics/define.ts';
import type { Runtime } from '../run-metric.ts';
import { partsOfProduct, roundTogether } from './parts-of-product.ts';
import type { Changed, Pair } from './read-pair.ts';
import { readPair } from './read-pair.ts';

/** One of the terms that a change is the sum of, in the unit of the metric; `metric` is what it comes from. */
export type Term = { readonly label: string; readonly metric: string; readonly amount: Exact };

type Link = { readonly metric: string; readonly label: string; readonly pair: Pair };

/** The smallest step in which changes of a unit are told: a minor unit, one piece, a hundredth of a percentage point. */
export const stepOf = ({ unit }: Metric): Exact =>
  unit.kind === 'money' || unit.kind === 'duration'
    ? exact(1)
    : unit.kind === 'percent'
      ? fraction(1n, 10_000n)
      : unit.kind === 'times'
        ? fraction(1n, 100n)
        : fraction(1n, 10n ** BigInt(unit.decimals ?? 0));

const shown = (metric: Metric, part: Metric): boolean =>
  part.sensitivity === 'open' || part.sensitivity === metric.sensitivity;

const together = (metric: Metric, terms: readonly Term[]): readonly Term[] => {
  const rounded = roundTogether(
    terms.map(({ amount }) => amount),
    stepOf(metric),
  );
  return terms.map((term, index) => ({ ...term, amount: rounded[index] ?? term.amount }));
};

/** Each link as so many of the one before it; null where one of them is 0 and its successor therefore no multiple of it. */
const factorsOf = (links: readonly Link[], at: keyof Pair): readonly Exact[] | null => {
  const factors = links.map(({ pair }, index) => {
    const previous = links[index - 1];
    return previous ? divide(pair[at], previous.pair[at]) : pair[at];
  });
  return factors.every((one) => one !== null) ? factors : null;
};

/** What each link of a chain brought to the change of its last one; links that cannot be told are left out from the front. */
const chainTerms = (links: readonly Link[], { chain }: Drivers): readonly Term[] => {
  const [before, now] = [factorsOf(links, 'before'), factorsOf(links, 'now')];
  if (!before || !now) return chainTerms(links.slice(1), { chain, minus: [] });
  const amounts = partsOfProduct(before, now);
  return links.map(({ metric, label }, index) => ({
    metric,
    label: index === 0 ? label : (chain.find((one) => one.metric === metric)?.per ?? label),
    amount: amounts[index] ?? zero,
  }));
};

const readLinks = async (runtime: Runtime, { chain }: Drivers, asked: Changed): Promise<readonly Link[]> => {
  const read = await Promise.all(
    chain.map(async ({ metric, label }) => ({
      metric,
      label,
      pair: await readPair(runtime, metricOf(metric), asked),
    })),
  );
  const from = read.findLastIndex(({ pair }) => pair === null) + 1;
  return read.slice(from).flatMap(({ pair, ...link }) => (pair ? [{ ...link, pair }] : []));
};

const partTerms = async (
  runtime: Runtime,
  parts: readonly { readonly part: Metric; readonly sign: 1 | -1 }[],
  asked: Changed,
): Promise<readonly Term[]> =>
  Promise.all(
    parts.map(async ({ part, sign }) => {
      const pair = await readPair(runtime, part, asked);
      const change = pair ? subtract(pair.now, pair.before) : zero;
      return { metric: part.id, label: part.label, amount: sign === 1 ? change : negate(change) };
    }),
  );

const rawTerms = async (runtime: Runtime, metric: Metric, asked: Changed): Promise<readonly Term[]> => {
  const { compute, drivers } = metric;
  if (drivers) {
    const links = await readLinks(runtime, drivers, asked);
    const own = partsOf(metric);
    const minus = drivers.minus.map((id) => ({
      part: own.find((part) => part.id === id) ?? metricOf(id),
      sign: -1 as const,
    }));
    return links.length > 0
      ? [...chainTerms(links, drivers), ...(await partTerms(runtime, minus, asked))]
      : [];
  }
  if (compute.kind === 'combination') {
    const parts = [
      ...compute.plus.map((part) => ({ part, sign: 1 as const })),
      ...compute.minus.map((part) => ({ part, sign: -1 as const })),
    ];
    return parts.every(({ part }) => shown(metric, part)) ? partTerms(runtime, parts, asked) : [];
  }
  return compute.kind === 'ratio' && shown(metric, compute.of) && shown(metric, compute.by)
    ? ratioTerms(runtime, { of: compute.of, by: compute.by }, asked)
    : [];
};

/** A ratio moves with what it is of and, the other way round, with what it is divided by. */
const ratioTerms = async (
  runtime: Runtime,
  { of, by }: { readonly of: Metric; readonly by: Metric },
  asked: Changed,
): Promise<readonly Term[]> => {
  const [above, below] = await Promise.all([of, by].map((part) => readPair(runtime, part, asked)));
  if (!above || !below) return [];
  const inverse = { before: divide(exact(1), below.before), now: divide(exact(1), below.now) };
  if (!inverse.before || !inverse.now) return [];
  const [first, second] = partsOfProduct([above.before, inverse.before], [above.now, inverse.now]);
  return [
    { metric: of.id, label: of.label, amount: first ?? zero },
    { metric: by.id, label: by.label, amount: second ?? zero },
  ];
};

/**
 * The terms a change is the sum of: the links of the metric's chain, or the parts it is computed from. They sum exactly
 * to the change, also as rounded here; none where they would not, or where fewer people may see a part.
 */
export const readTerms = async (
  runtime: Runtime,
  metric: Metric,
  asked: Changed,
  change: Exact,
): Promise<readonly Term[]> => {
  const terms = await rawTerms(runtime, metric, asked);
  const sum = terms.map(({ amount }) => amount).reduce(add, zero);
  return terms.length > 1 && compare(sum, change) === 0 ? together(metric, terms) : [];
};
