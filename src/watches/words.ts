import { sayLimit } from '#src/answer/words/names.ts';
import { sayAbout } from '#src/answer/words/queries.ts';
import { sayValue } from '#src/answer/words/values.ts';
import { exact } from '#src/lib/exact.ts';
import { listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { Beyond, WatchRule } from './watch.ts';

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A list watched for what comes into it: how many of each there are says nothing. */
const isPresence = ({ query, of, op, limit }: WatchRule): boolean =>
  of === 'value' && op === '>' && Number(limit) === 0 && metric(query.metrics[0] ?? '').listBy !== undefined;

/** The limit in words: `under 20 pieces`, `more than 30% below the same days a week before`. */
export const sayThreshold = ({ query, of, op, limit }: WatchRule): string => {
  const [id = ''] = query.metrics;
  if (isPresence({ query, of, op, limit })) return 'anything new in the list';
  if (of === 'value') return sayLimit(metric(id).unit, op, limit);
  const side = limit.startsWith('-') ? 'below' : 'above';
  return `more than ${limit.replace('-', '')}% ${side} the same days a week before`;
};

/** Over what it is looked at: nothing for a state of now. */
const sayOver = ({ query }: WatchRule): string =>
  query.period.unit === 'instant' ? '' : `, ${query.period.label}`;

/** What a watch is about: `available stock (Road Shoe), under 20 pieces`. */
export const sayWatch = (rule: WatchRule): string =>
  `${sayAbout(rule.query)}${sayOver(rule)}: ${sayThreshold(rule)}`;

const mostNamed = 5;

/** Things beyond the limit, each with its value where that says something. A figure that is not split has no name. */
export const sayThings = (things: Beyond, rule: WatchRule): string => {
  const bare = isPresence(rule);
  const all = Object.entries(things);
  const named = all
    .slice(0, mostNamed)
    .map(([name, { said }]) => (name === 'all' ? said : bare ? name : `${name} (${said})`));
  return all.length > mostNamed ? `${named.join(', ')} and ${all.length - mostNamed} more` : listOf(named);
};

/** `3 h 20 min`. */
export const sayFor = (since: Temporal.Instant, now: Temporal.Instant): string =>
  sayValue(exact(Math.round(now.since(since).total('seconds'))), { kind: 'duration' }, null);

/** What an alert says first: `Available stock (SHOE-42): 12 pieces, under 20 pieces.` */
export const sayAlert = (rule: WatchRule, things: Beyond): string => {
  const limit = isPresence(rule) ? '' : `, ${sayThreshold(rule)}`;
  return `${capital(sayAbout({ ...rule.query, groupBy: [] }))}: ${sayThings(things, rule)}${limit}.`;
};
