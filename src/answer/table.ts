import type { Exact } from '#src/lib/exact.ts';
import { compare, toNumber, zero } from '#src/lib/exact.ts';
import { toMajor } from '#src/lib/money.ts';
import { clean } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Detail } from '#src/metrics/define.ts';
import { dimension, timeGrains } from '#src/metrics/dimensions.ts';
import type { Cell, Column, Figures } from '#src/query/figures.ts';
import type { Chart, Table } from './reply.ts';
import { sayName } from './words/names.ts';
import { sayDay } from './words/periods.ts';
import { cellText } from './words/values.ts';

/** What a message shows of a long table; the rest is in the export. */
const mostRows = 15;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Columns of one metric in several currencies say which one. */
const titleOf = (column: Column, figures: Figures): string => {
  const { label } = metric(column.metric);
  const alike = figures.columns.filter((other) => other.metric === column.metric);
  return capital(alike.length > 1 && column.currency ? `${label} (${column.currency})` : label);
};

/** A detail of a row as people read it; texts from outside are cleaned. */
const sayDetail = (text: string | null, as: Detail['as']): string => {
  if (text === null) return '–';
  if (as === 'day') return sayDay(Temporal.PlainDate.from(text));
  if (as === 'text') return clean(text, 80);
  const at = Temporal.PlainDateTime.from(text.replace(' ', 'T'));
  return `${sayDay(at.toPlainDate())}, ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`;
};

/** The figures as rows and columns; null when they are a single row. */
export const tableOf = (figures: Figures, caption: string): Table | null => {
  const { groupBy } = figures.query;
  if (groupBy.length === 0 || figures.groups.length === 0) return null;
  const details = figures.details.some((texts) => texts.length > 0) ? detailsOf(figures) : [];
  const asked = figures.query.comparison !== null;
  const columns = figures.columns.flatMap((column) => {
    if (isTally(column.metric, figures)) return [];
    const own = { title: titleOf(column, figures), cells: column.cells, column };
    return asked && column.compared
      ? [own, { title: 'Before', cells: column.compared.cells, column }]
      : [own];
  });
  return {
    caption,
    columns: [
      ...groupBy.map((id) => ({ title: capital(dimension(id).label), align: 'left' as const })),
      ...details.map(({ title }) => ({ title, align: 'left' as const })),
      ...columns.map(({ title }) => ({ title, align: 'right' as const })),
    ],
    rows: figures.groups
      .slice(0, mostRows)
      .map((group, index) => [
        ...groupBy.map((id) => sayName(id, group[id] ?? null)),
        ...details.map(({ as }, place) => sayDetail(figures.details[index]?.[place] ?? null, as)),
        ...columns.map(({ cells, column }) => cellOf(cells, index, column, figures)),
      ]),
    of: figures.query.limit === null ? figures.groupCount : figures.groups.length,
  };
};

/** Whether a column only counts the very rows that are listed: `1` in each row says nothing. */
const isTally = (id: string, { query: { groupBy, comparison }, columns, details }: Figures): boolean => {
  const { listBy, compute } = metric(id);
  const isListed = listBy !== undefined && groupBy.includes(listBy) && comparison === null;
  const counts =
    (compute.kind === 'measure' || compute.kind === 'state') &&
    (compute.take.kind === 'count' || compute.take.kind === 'distinct');
  const sayMore = columns.some((column) => column.metric !== id) || details.some((texts) => texts.length > 0);
  return isListed && counts && sayMore;
};

/** A cell's text. Of several currencies a row may have only one: a zero in another is no figure of its own. */
const cellOf = (cells: readonly Cell[], index: number, column: Column, figures: Figures): string => {
  const cell = cells[index];
  const { unit } = metric(column.metric);
  const isElsewhere = figures.columns.some(
    (other) =>
      other.metric === column.metric && other.currency !== column.currency && isSome(other.cells[index]),
  );
  return isElsewhere && !isSome(cell) ? '–' : cellText(cell, unit, column.currency);
};

const isSome = (cell: Cell | undefined): boolean => Boolean(cell?.value && compare(cell.value, zero) !== 0);

/** What the listed metric says of each row besides figures. */
const detailsOf = ({
  query: {
    metrics: [id],
  },
}: Figures): readonly Detail[] => (id === undefined ? [] : (metric(id).details ?? []));

const plotted = (value: Exact, column: Column): number => {
  const { unit } = metric(column.metric);
  if (unit.kind === 'money') return Number(toMajor(value, column.currency ?? ''));
  return unit.kind === 'percent' ? toNumber(value) * 100 : toNumber(value);
};

const point = (cell: Cell | undefined, column: Column): number | null =>
  cell?.value ? plotted(cell.value, column) : null;

/** A line over time, or bars over a few names: where looking beats reading. */
export const chartOf = (figures: Figures, title: string): Chart | null => {
  const [id, ...others] = figures.query.groupBy;
  const [column] = figures.columns;
  if (!id || others.length > 0 || !column || figures.groups.length < 3 || figures.columns.length > 4)
    return null;
  const isLine = timeGrains.some((grain) => grain === id);
  if (!isLine && (figures.groups.length > 12 || dimension(id).kind === 'id')) return null;
  return {
    kind: isLine ? 'line' : 'bar',
    title,
    categories: figures.groups.map((group) => sayName(id, group[id] ?? null)),
    series: figures.columns.map((one) => ({
      name: titleOf(one, figures),
      points: one.cells.map((cell) => point(cell, one)),
    })),
    unit: metric(column.metric).unit.kind === 'money' ? (column.currency ?? '') : '',
  };
};
