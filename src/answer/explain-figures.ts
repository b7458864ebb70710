import type { Answerable } from '#src/language/interpretation.ts';
import { absolute, compare, zero } from '#src/lib/exact.ts';
import { listOf } from '#src/lib/text.ts';
import { metric, partsOf, tablesOf } from '#src/metrics/catalogue.ts';
import type { Metric } from '#src/metrics/define.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Column, Figures } from '#src/query/figures.ts';
import type { Estate } from '#src/query/stores.ts';
import { caveatsOf, footerOf, sourcesOf } from './caveats.ts';
import { changeOf, factsOf, sharesOf } from './facts.ts';
import type { Reply } from './reply.ts';
import { plainReply } from './reply.ts';
import { chartOf, tableOf } from './table.ts';
import { sayFilter, sayName } from './words/names.ts';
import { sayRange, sayZone } from './words/periods.ts';
import { percent, sayCell } from './words/values.ts';

type Asked = Extract<Answerable, { readonly kind: 'metrics' | 'why' | 'forecast' }>;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** When the figure is of: a state that has a time of its own is told at its end. */
const sayWhen = (one: Metric, { query: { period }, columns }: Figures): string => {
  const isState = partsOf(one).every(({ compute }) => compute.kind === 'state');
  const isMean = tablesOf(one).some(({ over }) => over !== undefined);
  const [column] = columns;
  if (!isState || isMean || period.unit === 'instant' || !column) return period.label;
  return `at the end of ${period.label}`;
};

/** What the figure is of: `Net sales last month, Germany`. */
export const subject = (one: Metric, figures: Figures): string => {
  const filters = figures.query.filters.map(sayFilter);
  return [`${capital(one.label)} ${sayWhen(one, figures)}`, ...filters].join(', ');
};

const columnsOf = (figures: Figures, id: string): readonly Column[] =>
  figures.columns.filter((column) => column.metric === id);

/** The figure of a metric in every currency it has: `€1,200.00 and £300.00`; what they share is said once. */
const totalText = (one: Metric, columns: readonly Column[]): string => {
  const texts = columns.map(({ total, currency }) =>
    total ? sayCell(total, one.unit, currency) : 'no single figure',
  );
  return listOf([...new Set(texts)]);
};

/** The first group's figure, without the currencies it has nothing in. */
const firstText = (one: Metric, columns: readonly Column[]): string => {
  const told = columns.filter(({ cells: [cell] }) => cell?.value && compare(cell.value, zero) !== 0);
  return listOf(
    (told.length > 0 ? told : columns).map(({ cells: [cell], currency }) =>
      cell ? sayCell(cell, one.unit, currency) : '–',
    ),
  );
};

const headline = (one: Metric, figures: Figures): string => {
  const columns = columnsOf(figures, one.id);
  const { groupBy, limit } = figures.query;
  const [group] = figures.groups;
  if (groupBy.length === 0) return `${subject(one, figures)}: ${totalText(one, columns)}.`;
  if (!group) return `${subject(one, figures)}: none.`;
  if (limit === 1 || one.noTotal) {
    const which = figures.query.order?.direction === 'asc' ? 'lowest' : 'highest';
    const name = groupBy.map((id) => sayName(id, group[id] ?? null)).join(', ');
    const values = firstText(one, columns);
    if (one.noTotal) return `${subject(one, figures)}: ${name}, ${values}.`;
    return `${name}: ${which} ${subject(one, figures).replace(/^./, (letter) => letter.toLowerCase())}, ${values}.`;
  }
  return `${subject(one, figures)}: ${totalText(one, columns)}.`;
};

/** `Up 12.3% on €1,200.00 (1–30 Sep 2026).` Direction and figure come from the same difference. */
const comparison = (one: Metric, column: Column): string | null => {
  const change = changeOf(column);
  const before = column.compared?.total;
  if (!column.compared || !before || before.value === null || column.total?.value === null) return null;
  const then = `${sayCell(before, one.unit, column.currency)} (${sayRange(column.compared.period)})`;
  if (change?.value && compare(change.value, zero) === 0) return `Unchanged from ${then}.`;
  if (!change?.value) return `Before: ${then}.`;
  const direction = compare(change.value, zero) > 0 ? 'Up' : 'Down';
  const size = percent(absolute(change.value));
  if (size === '0%') return `About the same as ${then}.`;
  return `${direction} ${one.unit.kind === 'percent' ? size.replace('%', ' percentage points') : size} on ${then}.`;
};

/** The largest group with its share, where the groups are parts of a whole. */
const leader = (figures: Figures): string | null => {
  const [first, second] = sharesOf(figures);
  const [id, ...others] = figures.query.groupBy;
  if (!first?.value || !id || others.length > 0 || figures.groups.length < 2) return null;
  if (dimension(id).kind === 'time' || dimension(id).kind === 'id') return null;
  if (second?.value && compare(first.value, second.value) === 0) return null;
  if (figures.query.order?.direction === 'asc' || figures.query.limit === 1) return null;
  return `${sayName(id, first.group[id] ?? null)} is the largest with ${percent(first.value)} of it.`;
};

const others = (ids: readonly string[], figures: Figures): readonly string[] =>
  ids.flatMap((id) => {
    const columns = columnsOf(figures, id);
    return columns.length === 0 ? [] : [`${capital(metric(id).label)}: ${totalText(metric(id), columns)}.`];
  });

/**
 * Says figures in words: the figure first, then the comparison, what stands beside it, a table or chart where
 * it helps, what was assumed, what is missing, and where it all comes from. `beside` are metrics read along.
 */
export const explainFigures = (
  asked: Asked,
  figures: Figures,
  context: { readonly estate: Estate; readonly now: Temporal.Instant; readonly beside: readonly string[] },
): Reply => {
  const [id = '', ...more] = figures.query.metrics.filter((one) => !context.beside.includes(one));
  const main = metric(id);
  const grouped = figures.query.groupBy.length > 0;
  const compared = grouped ? [] : columnsOf(figures, id).map((column) => comparison(main, column));
  const lines = [
    ...compared,
    leader(figures),
    ...others([...more, ...(grouped ? [] : context.beside)], figures),
  ];
  const caption = subject(main, figures);
  const [column] = figures.columns;
  return {
    ...plainReply('answer', asked, headline(main, figures)),
    lines: lines.filter((line) => line !== null),
    table: tableOf(figures, caption),
    chart: chartOf(figures, caption),
    assumptions: asked.assumptions.map(({ text }) => text),
    caveats: caveatsOf(figures, context),
    footer: footerOf(figures, context.estate),
    facts: factsOf(figures),
    derived: [...figures.columns.flatMap((one) => changeOf(one) ?? []), ...sharesOf(figures)],
    sources: sourcesOf(figures),
    provenance: {
      definitions: figures.query.metrics.map((one) => ({
        label: metric(one).label,
        formula: metric(one).formula,
      })),
      filters: figures.query.filters.map(sayFilter),
      period: column ? `${sayRange(column.period)}, ${sayZone(column.period.from.timeZoneId)}` : '',
      statements: figures.columns.flatMap(({ statements }) => statements),
    },
  };
};
