import type { Interpretation } from '#src/language/interpretation.ts';
import type { Exact } from '#src/lib/exact.ts';
import { exact, multiply, toNumber } from '#src/lib/exact.ts';
import { toMajor } from '#src/lib/money.ts';
import { boundText } from '#src/lib/time-range.ts';
import type { Unit } from '#src/metrics/define.ts';
import type { Filter, MetricQuery } from '#src/metrics/query.ts';
import { topicOf } from '#src/status/book/topics.ts';
import type { AnswerJson } from './contract.ts';
import { renderText } from './render-text.ts';
import type { Reply } from './reply.ts';

type Meaning = AnswerJson['interpretation'];

const nothing: Meaning = {
  metrics: [],
  filters: [],
  groupBy: [],
  order: null,
  limit: null,
  time: null,
  comparison: null,
};

const filterJson = (filter: Filter): Meaning['filters'][number] => {
  switch (filter.kind) {
    case 'dimension': {
      const [only, ...more] = filter.values;
      if (more.length === 0)
        return { dimension: filter.dimension, op: filter.op === 'is' ? '=' : '!=', value: only ?? '' };
      return {
        dimension: filter.dimension,
        op: filter.op === 'is' ? 'in' : 'not in',
        value: [...filter.values],
      };
    }
    case 'value':
      return { dimension: filter.metric, op: filter.op, value: Number(filter.value) };
    case 'age':
      return { dimension: 'age', op: filter.op, value: filter.seconds };
    default:
      return filter satisfies never;
  }
};

const queryJson = (query: MetricQuery): Meaning => ({
  metrics: [...query.metrics],
  filters: query.filters.map(filterJson),
  groupBy: [...query.groupBy],
  order: query.order,
  limit: query.limit,
  time: { from: boundText(query.period.from), to: boundText(query.period.to), label: query.period.label },
  comparison: query.comparison && {
    kind: query.comparison.kind,
    from: boundText(query.comparison.period.from),
    to: boundText(query.comparison.period.to),
  },
});

/** The ids by which look-ups, status and freshness are known. */
const recordIds = { order: 'order.lookup', purchase_order: 'purchase_order.lookup' } as const;

const statusJson = ({
  capability,
  period,
}: Extract<Interpretation, { readonly kind: 'status' }>): Meaning => {
  const topic = topicOf(capability);
  return {
    ...nothing,
    metrics: ['tech.incidents'],
    filters: topic ? [{ dimension: 'capability', op: 'in', value: [...topic.capabilities] }] : [],
    time: period && { from: boundText(period.from), to: boundText(period.to), label: period.label },
  };
};

const meaningOf = (interpretation: Interpretation): Meaning => {
  switch (interpretation.kind) {
    case 'metrics':
    case 'why':
    case 'forecast':
    case 'watch':
      return queryJson(interpretation.query);
    case 'lookup':
      return {
        ...nothing,
        metrics: [recordIds[interpretation.what]],
        filters: [{ dimension: interpretation.what, op: '=', value: interpretation.number }],
      };
    case 'status':
      return statusJson(interpretation);
    case 'freshness':
      return { ...nothing, metrics: ['data.freshness'] };
    case 'define':
      return { ...nothing, metrics: [interpretation.metric] };
    default:
      return nothing;
  }
};

const valueJson = (
  value: Exact | null,
  unit: Unit['kind'],
  currency: string | null,
): string | number | null => {
  if (value === null) return null;
  if (unit === 'money') return toMajor(value, currency ?? '');
  return toNumber(unit === 'percent' ? multiply(value, exact(100)) : value);
};

/** The reply in the shape of the contract; `ms` is how long it took, `id` the batch line's. */
export const renderJson = (reply: Reply, id: string | null, ms: number): AnswerJson => ({
  id,
  kind: reply.kind,
  intent: reply.interpretation.kind,
  interpretation: mergedMeaning(reply),
  facts: allOf(reply, (one) => one.facts).map(({ metric, value, unit, currency, range, group }) => ({
    metric,
    value: valueJson(value, unit, currency),
    unit,
    currency,
    from: boundText(range.from),
    to: boundText(range.to),
    group: Object.fromEntries(Object.entries(group).map(([key, name]) => [key, name ?? null])),
  })),
  derived: allOf(reply, (one) => one.derived).map(({ kind, of, value, unit, currency, group }) => ({
    kind,
    of,
    value: valueJson(value, unit, currency),
    unit,
    group: Object.fromEntries(Object.entries(group).map(([key, name]) => [key, name ?? null])),
  })),
  text: renderText(reply),
  assumptions: allOf(reply, (one) => one.assumptions),
  caveats: allOf(reply, (one) => one.caveats),
  choices: allOf(reply, (one) => one.choices).map(({ label, interpretation }) => ({
    label,
    interpretation: meaningOf(interpretation),
  })),
  sources: allOf(reply, (one) => one.sources).map(({ id: source, asOf, completeTo }) => ({
    id: source,
    asOf: asOf.toString({ smallestUnit: 'second' }),
    completeTo: completeTo.toString({ smallestUnit: 'second' }),
  })),
  ...(reply.parts.length > 0 && { parts: reply.parts.map((part) => renderJson(part, null, ms)) }),
  ms: Math.round(ms * 10) / 10,
});

const allOf = <T>(reply: Reply, get: (one: Reply) => readonly T[]): T[] =>
  [reply, ...reply.parts].flatMap((one) => [...get(one)]);

/** With several parts: the first one's meaning with the metrics of all. */
const mergedMeaning = (reply: Reply): Meaning => {
  const parts =
    reply.parts.length > 0
      ? reply.parts.map((part) => meaningOf(part.interpretation))
      : [meaningOf(reply.interpretation)];
  const [first = nothing] = parts;
  return { ...first, metrics: [...new Set(parts.flatMap(({ metrics }) => metrics))] };
};
