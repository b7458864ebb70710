import { listOf } from '#src/lib/text.ts';
import { dimensionsOf, metric } from '#src/metrics/catalogue.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import { familyLabel } from '#src/metrics/families.ts';
import type { NotKnown } from '#src/query/figures.ts';
import type { Estate } from '#src/query/stores.ts';
import { sayDay, sayTime } from './words/periods.ts';

const named = (estate: Estate, ids: readonly string[]): string =>
  listOf(ids.map((id) => estate.stores.find((store) => store.id === id)?.name ?? id));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why there is no figure, in one sentence that says what is possible instead. */
export const notKnownText = (why: NotKnown, estate: Estate): string => {
  switch (why.kind) {
    case 'not_recorded':
      return `Not recorded: no connected source brings ${familyLabel(why.family)}${why.stores.length > 0 ? ` for ${named(estate, why.stores)}` : ''}.`;
    case 'outside':
      return `Not recorded then: there are ${familyLabel(why.family)} from ${sayDay(why.from)} to ${sayDay(why.to)}, ${sayTime(why.to)}.`;
    case 'not_split': {
      const possible = dimensionsOf(metric(why.metric)).map((id) => dimension(id).label);
      return `${capital(metric(why.metric).label)} cannot be split or filtered by ${dimension(why.dimension).label}; it can by ${listOf(possible)}.`;
    }
    case 'dimension_not_recorded':
      return `Not recorded: ${why.source} does not say the ${dimension(why.dimension).label}.`;
    case 'future':
      return `That has not happened yet: ${sayDay(why.from)} is still to come. Ask "what will ${metric(why.metric).label} be" for an estimate.`;
    case 'empty_period':
      return 'That period has no time in it: it ends where it begins.';
    case 'no_age':
      return `${capital(metric(why.metric).label)} has no age: only what is waiting or open can be older than something.`;
    case 'too_many_rows':
      return `That would be more than ${why.most.toLocaleString('en')} ${dimension(why.dimension).plural}. Ask for the top ones, or for a shorter time.`;
    case 'no_rate':
      return `There is no exchange rate from ${why.from} to ${why.to} for ${sayDay(Temporal.PlainDate.from(why.day))}, so nothing was converted.`;
    case 'nothing_named':
      return `${capital(metric(why.metric).label)}: of which one? Name a campaign, a discount code or a SKU.`;
    case 'several_currencies':
      return `${capital(metric(why.metric).label)} is in several currencies: name one, or a store.`;
    case 'cannot_estimate':
      return `${capital(metric(why.metric).label)} cannot be estimated: ${why.why}.`;
    case 'history_too_short':
      return `Not known yet: whether somebody is a new customer can be told from ${sayDay(why.from)} on, after 12 months of orders.`;
    default:
      return why satisfies never;
  }
};
