import { listOf } from '#src/lib/text.ts';
import { dimensionsOf, metric } from '#src/metrics/catalogue.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import { familyLabel } from '#src/metrics/families.ts';
import type { NotKnown } from '#src/query/figures.ts';
import type { Estate } from '#src/query/stores.ts';
import { sayDay, sayTime } from './words/periods.ts';

const named = (estate: Estate, ids: readonly string[]): string =>
  listOf(ids.map((id) => estate.stores.find((store) => store.id === id)?.name ?? id));

/** Why there is no figure, in one sentence that says what is possible instead. */
export const notKnownText = (why: NotKnown, estate: Estate): string => {
  switch (why.kind) {
    case 'not_recorded':
      return `Not recorded: no connected source brings ${familyLabel(why.family)}${why.stores.length > 0 ? ` for ${named(estate, why.stores)}` : ''}.`;
    case 'outside':
      return `Not recorded then: there are ${familyLabel(why.family)} from ${sayDay(why.from)} to ${sayDay(why.to)}, ${sayTime(why.to)}.`;
    case 'not_split': {
      const possible = dimensionsOf(metric(why.metric)).map((id) => dimension(id).label);
      return `${metric(why.metric).label} cannot be split or filtered by ${dimension(why.dimension).label}; it can by ${listOf(possible)}.`;
    }
    case 'dimension_not_recorded':
      return `Not recorded: ${why.source} does not say the ${dimension(why.dimension).label}.`;
    case 'history_too_short':
      return `Not known yet: whether somebody is a new customer can be told from ${sayDay(why.from)} on, after 12 months of orders.`;
    default:
      return why satisfies never;
  }
};
