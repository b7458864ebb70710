import { changeOf } from '#src/answer/facts.ts';
import { sayDay, sayRange, sayWeekday } from '#src/answer/words/periods.ts';
import { cellText, percent, sayValue } from '#src/answer/words/values.ts';
import { absolute, compare, exact, zero } from '#src/lib/exact.ts';
import { listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Column } from '#src/query/figures.ts';
import type { FigureRead, Line, Stake } from '../define.ts';
import { isComplete } from './read-figures.ts';

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `up 12.3%`, `down 0.4 points`, `unchanged`; null when there is nothing to compare with. */
const direction = (
  column: Column,
): { readonly word: 'up' | 'down' | 'unchanged'; readonly size: string } | null => {
  const change = changeOf(column)?.value;
  if (!change) return null;
  const sign = compare(change, zero);
  if (sign === 0) return { word: 'unchanged', size: '' };
  const size = percent(absolute(change));
  const isShare = metric(column.metric).unit.kind === 'percent';
  return { word: sign > 0 ? 'up' : 'down', size: isShare ? size.replace('%', ' points') : size };
};

/** `up 12.3% on €5,000.00`: in full, for a figure that leads. */
const comparisonText = (column: Column): string => {
  const before = column.compared?.total;
  const change = direction(column);
  if (!before || before.value === null) return '';
  const then = cellText(before, metric(column.metric).unit, column.currency);
  if (!change) return `, before ${then}`;
  return change.word === 'unchanged' ? ', unchanged' : `, ${change.word} ${change.size} on ${then}`;
};

/** `(+12.3%)`: short, for a figure among others. */
const comparisonMark = (column: Column): string => {
  const change = direction(column);
  if (!change) return '';
  return change.word === 'unchanged' ? ' (=)' : ` (${change.word === 'up' ? '+' : '−'}${change.size})`;
};

const cut = (column: Column, figure: FigureRead): string =>
  isComplete(column, figure.query) ? '' : `, only to ${sayDay(column.period.to.subtract({ seconds: 1 }))}`;

const span = (figure: FigureRead): string => {
  switch (figure.wish.over) {
    case 'period':
      return '';
    case 'now':
      return ' now';
    case 'month':
      return ` ${figure.query.period.label}`;
    default:
      return figure.wish.over satisfies never;
  }
};

/** `net sales €5,432.10, up 12.3% on €4,837.00`; several currencies are said in short, or nobody could tell them apart. */
export const figureText = (figure: FigureRead): string => {
  const one = metric(figure.wish.metric);
  const compared = figure.columns.length > 1 ? comparisonMark : comparisonText;
  const values = figure.columns.map(
    (column) =>
      `${cellText(column.total ?? undefined, one.unit, column.currency)}${compared(column)}${cut(column, figure)}`,
  );
  return `${one.label}${span(figure)} ${listOf(values)}`;
};

/** The same in short: `Orders 84 (−22.3%)`. */
export const figureMark = (figure: FigureRead): string => {
  const one = metric(figure.wish.metric);
  const values = figure.columns.map(
    (column) =>
      `${cellText(column.total ?? undefined, one.unit, column.currency)}${comparisonMark(column)}${cut(column, figure)}`,
  );
  return `${capital(one.label)}${span(figure)} ${listOf(values)}`;
};

/** The question behind a figure. */
export const figureLine = (figure: FigureRead, text: string): Line => ({
  text,
  open: { kind: 'metrics', query: figure.query, assumptions: [] },
});

/** `Tue 17 Nov 2026`, `Fri 13 – Sun 15 Nov 2026`. */
export const sayPeriod = (period: Period): string => {
  const first = period.from.toPlainDate();
  const last = period.to.subtract({ nanoseconds: 1 }).toPlainDate();
  if (first.equals(last) || period.unit !== 'day') return sayRange(period);
  const from =
    first.month === last.month ? sayWeekday(first).split(' ').slice(0, 2).join(' ') : sayWeekday(first);
  return `${from} – ${sayWeekday(last)}`;
};

/** What the period is set against, in words. */
export const sayComparison = (period: Period): string => {
  if (period.unit === 'week') return 'the week before';
  return period.count === 1 ? 'the same day a week before' : 'the same days a week before';
};

export const sayStake = ({ minor, currency }: Stake): string =>
  sayValue(exact(minor), { kind: 'money' }, currency);
