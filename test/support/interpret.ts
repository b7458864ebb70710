import { interpret } from '#src/language/interpret.ts';
import type { Answerable, Context, Interpretation } from '#src/language/interpretation.ts';
import type { Department } from '#src/lib/departments.ts';
import { boundText } from '#src/lib/time-range.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { indexNames } from '#src/query/names/find-names.ts';
import { shopNames } from './shop-names.ts';

/** What the rules know in tests: the shop of shop-names.ts, a company in Berlin, weeks from Monday, days before months. */
export const testContext: Omit<Context, 'previous'> = {
  zone: 'Europe/Berlin',
  weekStart: 1,
  fiscalYearStart: 1,
  dayFirst: true,
  stores: [
    { id: 'eu', name: 'Meridian EU', zone: 'Europe/Berlin' },
    { id: 'uk', name: 'Meridian UK', zone: 'Europe/London' },
  ],
  findNames: indexNames(shopNames()),
  ownWords: {},
};

/** Wednesday, half past ten in Berlin. */
export const testNow = Temporal.Instant.from('2026-11-18T10:30:00+01:00');

/** Asks the rules one message, as somebody of a department. */
export const understand = (
  text: string,
  options: {
    readonly previous?: Answerable | null;
    readonly department?: Department;
    readonly stores?: readonly string[];
    readonly context?: Partial<Context>;
  } = {},
): readonly Interpretation[] =>
  interpret(
    {
      text,
      asker: { id: 'someone', departments: [options.department ?? 'leadership'], roles: [], locale: 'en' },
      place: { kind: 'direct' },
      thread: null,
      stores: options.stores ?? [],
      now: testNow,
    },
    { ...testContext, ...options.context, previous: options.previous ?? null },
  );

/** The one query of a message; throws with what came instead. */
export const queryOf = (meanings: readonly Interpretation[]): MetricQuery => {
  const [only, ...more] = meanings;
  if (only && more.length === 0 && 'query' in only && only.query) return only.query;
  throw new Error(`no single query but ${meanings.map((one) => JSON.stringify(one)).join(' + ')}`);
};

/** A query in one line: what tests compare. */
export const brief = (query: MetricQuery): string => {
  const filters = query.filters.map((one) =>
    one.kind === 'dimension'
      ? `${one.dimension}${one.op === 'is' ? '=' : '≠'}${one.values.join('|')}`
      : one.kind === 'age'
        ? `age${one.op}${one.seconds}`
        : `${one.metric}${one.op}${one.value}`,
  );
  return [
    query.metrics.join('+'),
    ...filters,
    ...(query.groupBy.length > 0 ? [`by ${query.groupBy.join('+')}`] : []),
    `${boundText(query.period.from)}..${boundText(query.period.to)}`,
    ...(query.comparison
      ? [
          `vs ${query.comparison.kind} ${boundText(query.comparison.period.from)}..${boundText(query.comparison.period.to)}`,
        ]
      : []),
    ...(query.order ? [`${query.order.direction}${query.limit ? ` ${query.limit}` : ''}`] : []),
    ...(query.stores.length > 0 ? [`in ${query.stores.join('+')}`] : []),
  ].join(' ');
};
