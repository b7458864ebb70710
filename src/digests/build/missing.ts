import { sayDay, sayTime } from '#src/answer/words/periods.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { familyLabel } from '#src/metrics/families.ts';
import type { Column } from '#src/query/figures.ts';
import type { FigureRead } from '../define.ts';
import { isComplete, lateFacts } from './read-figures.ts';

type Late = { readonly family: FactFamily; readonly to: Temporal.ZonedDateTime };

/** Facts a figure needs that do not reach to where it is read. */
const lateOf = (figure: FigureRead): readonly Late[] => {
  const { notKnown, query, columns } = figure;
  if (notKnown?.kind === 'outside') return [{ family: notKnown.family, to: notKnown.to }];
  return columns.flatMap((column) => {
    const late = lateFacts(column, query);
    return late.length > 0 || isComplete(column, query) ? late : wholeDaysOf(column);
  });
};

/** Sources that report whole days are late by days: the last one they have is where the figure ends. */
const wholeDaysOf = ({ sources, period }: Column): readonly Late[] => {
  const [oldest] = sources.toSorted((a, b) => Temporal.Instant.compare(a.completeTo, b.completeTo));
  return oldest ? [{ family: oldest.family, to: period.to }] : [];
};

/**
 * Sources that are late, one sentence each: `Not all in yet: ad spend, only to 15 Nov 2026, 23:00.` What no
 * source ever brought is not missing; it is not there. A month so far says itself how far it goes.
 */
export const missingSources = (figures: readonly FigureRead[]): readonly string[] => {
  const late = new Map<FactFamily, Late>();
  const owed = figures.filter(({ wish }) => wish.over !== 'month');
  for (const one of owed.flatMap(lateOf)) late.set(one.family, late.get(one.family) ?? one);
  return [...late.values()].map(
    ({ family, to }) => `Not all in yet: ${familyLabel(family)}, only to ${sayDay(to)}, ${sayTime(to)}.`,
  );
};
