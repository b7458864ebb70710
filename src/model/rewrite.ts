import { metric } from '#src/metrics/catalogue.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import type { Reading } from './form.ts';

const wordFor = (id: string): string => metric(id).synonyms.en[0] ?? '';

/** What a comparison begins with, which the rewritten question says in its own word. */
const against = /^(?:vs\.?|versus|compared (?:to|with)|against|than)\s+/i;

/** A period in words that the grammar may read: the quote where it can, else the model's English for it. */
export type Worded = { readonly time: string | null; readonly comparison: string | null };

export const bare = (text: string): string => text.replace(against, '').trim();

const rankedBy = (reading: Reading): string => {
  if (!reading.rank) return '';
  const side = reading.rank.direction === 'highest' ? 'top' : 'bottom';
  return `${side} ${reading.rank.limit ?? 10} `;
};

/**
 * What the model understood as a plain question in the catalogue's own words, for the rules to read: metrics and
 * splits by their names, filters and periods as they were quoted. So nothing the model says becomes a query by itself.
 */
export const rewrite = (reading: Reading, { time, comparison }: Worded): string => {
  const metrics = reading.metrics.map(({ id }) => wordFor(id)).join(' and ');
  const splits = reading.groupBy.map(({ dimension: id }) => dimension(id).label).join(' and ');
  const [split] = reading.groupBy;
  const asked =
    reading.rank && split
      ? `${rankedBy(reading)}${dimension(split.dimension).plural} by ${metrics}`
      : `${metrics}${splits ? ` by ${splits}` : ''}`;
  const filters = reading.filters.map(({ value, negated }) => `${negated ? 'without' : 'for'} ${value}`);
  const intent = reading.intent === 'why' ? 'why ' : reading.intent === 'forecast' ? 'forecast ' : '';
  return [
    `${intent}${asked}`,
    ...filters,
    ...(time === null ? [] : [time]),
    ...(comparison === null ? [] : [`vs ${comparison}`]),
  ].join(' ');
};
