import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interpret } from '#src/language/interpret.ts';
import type { Answerable, Context, Interpretation, Question } from '#src/language/interpretation.ts';
import type { Department } from '#src/lib/departments.ts';
import { boundText } from '#src/lib/time-range.ts';
import { isMetric, metric } from '#src/metrics/catalogue.ts';
import type { Filter, MetricQuery } from '#src/metrics/query.ts';
import { cpuMilliseconds } from '#test/support/cpu-time.ts';

type ExpectedFilter = {
  readonly dimension: string;
  readonly op: string;
  readonly value: string | readonly string[];
  readonly metric?: string;
};

type Range = { readonly from: string; readonly to: string };

/** What a question must be understood as; a field that is left out is not compared. */
export type Expected = {
  readonly kind: readonly string[];
  readonly intent?: string;
  readonly metrics?: readonly string[];
  readonly filters?: readonly ExpectedFilter[];
  readonly groupBy?: readonly string[];
  readonly time?: Range;
  readonly comparison?: Range | { readonly kind: readonly string[] };
  readonly order?: 'asc' | 'desc';
  readonly limit?: number;
  readonly number?: string;
  readonly parts?: number;
  readonly store?: string;
};

/** One line of test/questions: asked at 2026-11-18T10:30 in Berlin; lines of one thread follow on each other. */
export type Item = {
  readonly id: string;
  readonly department: Department;
  readonly text: string;
  readonly thread?: string;
  readonly expect: Expected;
  readonly alternatives?: readonly Partial<Expected>[];
};

export type Outcome = {
  readonly item: Item;
  /** `right`; `wrong` = answered with another meaning; `asked` = a needless question back; `declined` = not answered. */
  readonly verdict: 'right' | 'wrong' | 'asked' | 'declined' | 'waiting';
  readonly got: readonly Interpretation[];
  readonly differs: readonly string[];
  readonly ms: number;
};

export const now = Temporal.Instant.from('2026-11-18T10:30:00+01:00');

export const readItems = (name: string): readonly Item[] =>
  readFileSync(join(import.meta.dirname, '..', 'questions', `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Item);

const kindOf = (one: Interpretation): string => {
  if (one.kind === 'help' || one.kind === 'smalltalk') return 'help';
  if (one.kind === 'schedule' || one.kind === 'watch' || one.kind === 'announce') return 'proposal';
  if (one.kind === 'clarify' || one.kind === 'refuse' || one.kind === 'no_data' || one.kind === 'unknown')
    return one.kind;
  return 'answer';
};

const queryOf = (one: Interpretation | undefined): MetricQuery | null =>
  one && (one.kind === 'metrics' || one.kind === 'why' || one.kind === 'forecast') ? one.query : null;

const records: Readonly<Record<string, string>> = {
  order: 'order.lookup',
  purchase_order: 'purchase_order.lookup',
};

const metricsOf = (one: Interpretation | undefined): readonly string[] => {
  if (!one) return [];
  if (one.kind === 'status') return ['tech.incidents'];
  if (one.kind === 'freshness') return ['data.freshness'];
  if (one.kind === 'lookup') return [records[one.what] ?? ''];
  if (one.kind === 'define') return [one.metric];
  return queryOf(one)?.metrics ?? [];
};

const filterKey = (filter: Filter): string => {
  if (filter.kind === 'dimension')
    return `${filter.dimension} ${filter.op} ${filter.values.toSorted().join('|')}`;
  if (filter.kind === 'age') return `age ${filter.op} ${filter.seconds}`;
  return `value ${filter.metric} ${filter.op} ${filter.value}`;
};

const expectedFilterKey = (filter: ExpectedFilter): string => {
  const value = typeof filter.value === 'string' ? filter.value : filter.value.toSorted().join('|');
  if (filter.dimension === 'value') return `value ${filter.metric} ${filter.op} ${value}`;
  return `${filter.dimension} ${filter.op} ${value}`;
};

const sorted = (list: readonly string[]): string => list.toSorted().join(', ');

/** Splits as they are carried out: a list that shows its own rows needs no split. */
const groupsOf = (query: MetricQuery): readonly string[] => {
  const [id] = query.metrics;
  const listBy = id === undefined ? undefined : metric(id).listBy;
  return query.groupBy.length === 1 && query.groupBy[0] === listBy ? [] : query.groupBy;
};

const expectedGroups = (expect: Expected): readonly string[] => {
  const [id = ''] = expect.metrics ?? [];
  const listBy = isMetric(id) ? metric(id).listBy : undefined;
  const groups = expect.groupBy ?? [];
  return groups.length === 1 && groups[0] === listBy ? [] : groups;
};

const differencesIn = (expect: Expected, query: MetricQuery): readonly string[] => {
  const differs: string[] = [];
  const differ = (slot: string, wanted: string, got: string): void => {
    if (wanted !== got) differs.push(`${slot}: wanted ${wanted || '–'}, got ${got || '–'}`);
  };
  if (expect.metrics) {
    differ(
      'filters',
      sorted((expect.filters ?? []).map(expectedFilterKey)),
      sorted(query.filters.map(filterKey)),
    );
    differ('split', sorted(expectedGroups(expect)), sorted(groupsOf(query)));
  }
  const range = (at: Range): string => `${at.from}..${at.to}`;
  const got = (at: MetricQuery['period']): string => `${boundText(at.from)}..${boundText(at.to)}`;
  if (expect.time) differ('time', range(normal(expect.time)), got(query.period));
  if (expect.comparison && 'kind' in expect.comparison) {
    const kind = query.comparison?.kind ?? 'none';
    if (!expect.comparison.kind.includes(kind)) differ('comparison', expect.comparison.kind.join('/'), kind);
  } else if (expect.comparison)
    differ(
      'comparison',
      range(normal(expect.comparison)),
      query.comparison ? got(query.comparison.period) : 'none',
    );
  if (expect.store) differ('store', expect.store, query.stores.join());
  return differs;
};

const normal = ({ from, to }: Range): Range => ({ from: bound(from), to: bound(to) });

const bound = (text: string): string =>
  text.includes('T') ? boundText(Temporal.Instant.from(text).toZonedDateTimeISO('Europe/Berlin')) : text;

const intentMatches = (expect: Expected, one: Interpretation | undefined): boolean => {
  if (expect.intent === 'any' || !one) return true;
  if (expect.intent) return one.kind === expect.intent;
  return expect.kind.includes('answer') ? one.kind === 'metrics' : true;
};

/** How an interpretation differs from what was expected; empty = as expected. */
const compare = (expect: Expected, got: readonly Interpretation[]): readonly string[] => {
  const answers = got.filter((one) => kindOf(one) === 'answer');
  const [first] = answers.length > 0 ? answers : got;
  const kind = first ? kindOf(first) : 'none';
  if (got.length !== (expect.parts ?? 1)) return [`parts: wanted ${expect.parts ?? 1}, got ${got.length}`];
  if (!expect.kind.includes(kind)) return [`kind: wanted ${expect.kind.join('/')}, got ${kind}`];
  if (kind !== 'answer' || (expect.parts !== undefined && !expect.metrics)) return [];
  return intentMatches(expect, first)
    ? answerDiffers(expect, first)
    : [`intent: wanted ${expect.intent ?? 'metrics'}, got ${first?.kind}`];
};

const answerDiffers = (expect: Expected, first: Interpretation | undefined): readonly string[] => {
  const metrics = sorted(metricsOf(first));
  const query = queryOf(first);
  const number = first?.kind === 'lookup' ? first.number : undefined;
  return [
    ...(expect.metrics && sorted(expect.metrics) !== metrics
      ? [`metrics: wanted ${sorted(expect.metrics)}, got ${metrics}`]
      : []),
    ...(expect.number !== undefined && number !== expect.number ? [`number: ${number}`] : []),
    ...(query ? [...differencesIn(expect, query), ...orderDiffers(expect, query)] : []),
  ];
};

const orderDiffers = (expect: Expected, query: MetricQuery): readonly string[] => [
  ...(expect.order && query.order?.direction !== expect.order
    ? [`order: wanted ${expect.order}, got ${query.order?.direction}`]
    : []),
  ...(expect.limit !== undefined && query.limit !== expect.limit
    ? [`limit: wanted ${expect.limit}, got ${query.limit}`]
    : []),
];

const verdictOf = (
  item: Item,
  got: readonly Interpretation[],
  differs: readonly string[],
): Outcome['verdict'] => {
  if (differs.length === 0) return 'right';
  const kinds = got.map(kindOf);
  if (kinds.includes('answer')) return 'wrong';
  if (item.expect.kind.includes('answer') && kinds.includes('clarify')) return 'asked';
  return 'declined';
};

const isWaiting = (item: Item): boolean =>
  (item.expect.metrics ?? []).some(
    (id) =>
      !isMetric(id) &&
      !['order.lookup', 'purchase_order.lookup', 'data.freshness', 'tech.incidents'].includes(id),
  );

const judge = (item: Item, got: readonly Interpretation[], ms: number): Outcome => {
  const wanted = [item.expect, ...(item.alternatives ?? []).map((other) => ({ ...item.expect, ...other }))];
  const tries = wanted.map((expect) => compare(expect, got));
  const differs = tries.find((one) => one.length === 0) ?? tries[0] ?? [];
  const verdict = differs.length > 0 && isWaiting(item) ? 'waiting' : verdictOf(item, got, differs);
  return { item, verdict, got, differs, ms };
};

const isFollowable = (one: Interpretation): one is Answerable => queryOf(one) !== null;

/** Asks every question in order, threads with what was answered before, and judges each. */
export const score = (items: readonly Item[], context: Omit<Context, 'previous'>): readonly Outcome[] => {
  const threads = new Map<string, Answerable>();
  return items.map((item) => {
    const question: Question = {
      text: item.text,
      asker: { id: 'test', departments: [item.department], roles: [], locale: 'en' },
      place: { kind: 'direct' },
      thread: item.thread ?? null,
      stores: [],
      now,
    };
    const previous = item.thread === undefined ? null : (threads.get(item.thread) ?? null);
    let got: readonly Interpretation[] = [];
    const ms = cpuMilliseconds(() => {
      got = interpret(question, { ...context, previous });
    });
    const answered = got.findLast(isFollowable);
    if (item.thread !== undefined && answered) threads.set(item.thread, answered);
    return judge(item, got, ms);
  });
};

/** Milliseconds of processor time each question takes, the best of several rounds: the first compiles the program. */
export const bestTimes = (
  items: readonly Item[],
  context: Omit<Context, 'previous'>,
  rounds: number,
): readonly number[] => {
  const runs = Array.from({ length: rounds }, () => score(items, context));
  return items.map((_, i) => Math.min(...runs.map((run) => run[i]?.ms ?? Number.POSITIVE_INFINITY)));
};
