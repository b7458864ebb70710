import { sayName } from '#src/answer/words/names.ts';
import { sayValue } from '#src/answer/words/values.ts';
import type { Exact } from '#src/lib/exact.ts';
import { absolute, add, compare, divide, exact, multiply, subtract, toNumber } from '#src/lib/exact.ts';
import { clean } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import { weekBefore } from '#src/metrics/period.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { reanchorQuery } from '#src/metrics/reanchor.ts';
import type { Cell, Column, Figures, Group, NotKnown } from '#src/query/figures.ts';
import { boundOf, holds } from '#src/query/rank.ts';
import { runQuery } from '#src/query/run.ts';
import type { Runtime } from '#src/query/run-metric.ts';
import type { Reading } from './judge.ts';
import type { WatchRule } from './watch.ts';

/** What a look at a watch gave; `not_known` where no source records it, or what there is is too old to judge by. */
export type Look =
  | {
      readonly kind: 'readings';
      readonly readings: readonly Reading[];
      readonly unknown: ReadonlySet<string>;
    }
  | { readonly kind: 'not_known'; readonly why: NotKnown | 'too_old' };

/** A value this share of the limit on its good side is clearly back: less would have it come and go. */
const margin = exact('0.05');

/** Changes in percent rest on this many cases a week before at least, or they say nothing. */
const fewestCases = 20;

/** Things looked at side by side; more is not read by anybody. */
const mostGroups = 1000;

/** The key of a figure that is not split. */
const whole = 'all';

const backOf = (bound: Exact, op: WatchRule['op']): Exact => {
  const by = multiply(absolute(bound), margin);
  return op.startsWith('>') ? subtract(bound, by) : add(bound, by);
};

/** The cell's figure, or how far it is from a week before; null while that cannot be said. */
const figureOf = (
  column: Column,
  cell: Cell,
  before: Cell | undefined,
  of: WatchRule['of'],
): Exact | null => {
  if (of === 'value') return cell.value;
  if (!cell.value || !before?.value) return null;
  const isCount = metric(column.metric).unit.kind === 'count';
  if (isCount && toNumber(before.value) < fewestCases) return null;
  return divide(subtract(cell.value, before.value), before.value);
};

const unitOf = ({ metric: id }: Column, of: WatchRule['of']) =>
  of === 'value' ? metric(id).unit : ({ kind: 'percent' } as const);

/** What a watch asks now: the same words as seen from today, split for lists, with the week before where changes are watched. */
const queryOf = ({ query, of }: WatchRule, runtime: Runtime): MetricQuery => {
  const [id = ''] = query.metrics;
  const { listBy } = metric(id);
  const asked = reanchorQuery(query, runtime.now, runtime.estate.company.weekStart);
  const shops = runtime.estate.stores.filter(({ kind }) => kind === 'store').map((store) => store.id);
  return {
    ...asked,
    stores: asked.stores.length > 0 ? asked.stores : shops,
    groupBy: asked.groupBy.length === 0 && listBy ? [listBy] : asked.groupBy,
    comparison: of === 'change' ? { kind: 'week_before', period: weekBefore(asked.period) } : null,
    limit: mostGroups,
    order: null,
  };
};

/** What has not been heard of for longer than its metric allows says nothing about now. */
const isTooOld = (column: Column, { period }: MetricQuery): boolean => {
  const oldest = period.to.subtract({ minutes: metric(column.metric).maxAgeMinutes });
  return column.caveats.some(
    (caveat) => caveat.kind === 'complete_to' && Temporal.ZonedDateTime.compare(caveat.to, oldest) < 0,
  );
};

/** A thing by its name; what the list says of it besides stands before its number. */
const nameOf = (group: Group, groupBy: MetricQuery['groupBy'], detail: string | null): string => {
  const name = groupBy.map((id) => sayName(id, group[id] ?? null)).join(', ');
  return detail ? `${clean(detail, 60)} (${name})` : name;
};

type Line = { readonly key: string; readonly cell: Cell; readonly before: Cell | undefined };

const linesOf = (column: Column, { groups, query, details }: Figures): readonly Line[] =>
  query.groupBy.length === 0
    ? column.total
      ? [{ key: whole, cell: column.total, before: column.compared?.total ?? undefined }]
      : []
    : groups.flatMap((group, index) => {
        const cell = column.cells[index];
        const key = nameOf(group, query.groupBy, details[index]?.[0] ?? null);
        return cell ? [{ key, cell, before: column.compared?.cells[index] }] : [];
      });

const readColumn = (column: Column, figures: Figures, rule: WatchRule) => {
  const unit = unitOf(column, rule.of);
  const bound = boundOf(rule.limit, unit, column.currency);
  const back = backOf(bound, rule.op);
  const several = new Set(figures.columns.map(({ currency }) => currency)).size > 1;
  const lines = linesOf(column, figures).map((line) => ({
    key: several ? `${line.key} (${column.currency})` : line.key,
    value: figureOf(column, line.cell, line.before, rule.of),
  }));
  return {
    unknown: lines.filter(({ value }) => value === null).map(({ key }) => key),
    readings: lines.flatMap(({ key, value }): readonly Reading[] =>
      value === null
        ? []
        : [
            {
              key,
              said: sayValue(value, unit, column.currency),
              isBeyond: holds[rule.op](compare(value, bound)),
              isBack: !holds[rule.op](compare(value, back)),
            },
          ],
    ),
  };
};

/** Reads what a watch looks at, as of now. */
export const lookAt = async (rule: WatchRule, runtime: Runtime): Promise<Look> => {
  const query = queryOf(rule, runtime);
  const figures = await runQuery(runtime, query);
  if (figures.kind !== 'figures') return { kind: 'not_known', why: figures };
  if (figures.columns.some((column) => isTooOld(column, query))) return { kind: 'not_known', why: 'too_old' };
  const read = figures.columns.map((column) => readColumn(column, figures, rule));
  return {
    kind: 'readings',
    readings: read.flatMap(({ readings }) => readings),
    unknown: new Set(read.flatMap(({ unknown }) => unknown)),
  };
};
