import { sayDay, sayTime } from '#src/answer/words/periods.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { familyLabel } from '#src/metrics/families.ts';
import type { FigureRead } from '../define.ts';
import { isComplete } from './read-figures.ts';

type Late = { readonly family: FactFamily; readonly source: string; readonly to: Temporal.ZonedDateTime };

/** Facts a figure needs that do not reach to the end of its period. */
const lateOf = (figure: FigureRead): readonly Late[] => {
  if (figure.notKnown?.kind === 'outside') {
    const { family, to } = figure.notKnown;
    return [{ family, source: '', to }];
  }
  return figure.columns
    .filter((column) => !isComplete(column, figure.query))
    .flatMap((column) => {
      const zone = column.period.to.timeZoneId;
      const last = column.sources.toSorted((a, b) => Temporal.Instant.compare(a.completeTo, b.completeTo))[0];
      return last
        ? [{ family: last.family, source: last.source, to: last.completeTo.toZonedDateTimeISO(zone) }]
        : [];
    });
};

/**
 * Sources that are late, one sentence each: `Ad spend is complete only to Sun 15 Nov 2026, 23:00 (meta).` What no
 * source ever brought is not missing; it is not there.
 */
export const missingSources = (figures: readonly FigureRead[]): readonly string[] => {
  const late = new Map<FactFamily, Late>();
  for (const one of figures.flatMap(lateOf)) late.set(one.family, late.get(one.family) ?? one);
  return [...late.values()].map(({ family, source, to }) => {
    const label = familyLabel(family);
    const by = source ? ` (${source})` : '';
    return `Not all in yet: ${label} only to ${sayDay(to)}, ${sayTime(to)}${by}.`;
  });
};
