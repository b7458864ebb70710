import { entryOf } from '../../json.ts';
import type { Child } from '../dom.ts';
import { h, name } from '../dom.ts';
import { channelOf, channelTitle, personOf, store } from '../store.ts';

/** Pieces that Slack's markup and rich text share: links, names, dates. */

const safe = /^(https?:|mailto:|tel:)/i;

/** A link out of the page; an address of another kind stays plain text. */
export const link = (url: string, ...children: readonly Child[]): Node =>
  safe.test(url)
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer', class: 'link' }, ...children)
    : h('span', {}, ...children);

export const userMention = (id: string): Node => {
  const mine = id === store.snapshot.me;
  return h(
    'span',
    { class: mine ? 'mention mention-me' : 'mention', 'data-person': id },
    '@',
    name(personOf(id).realName),
  );
};

export const groupMention = (id: string, handle?: string): Node => {
  const group = store.snapshot.groups.find((one) => one.id === id);
  const mine = group?.members.includes(store.snapshot.me) === true;
  return h(
    'span',
    { class: mine ? 'mention mention-me' : 'mention' },
    `@${group?.handle ?? handle?.replace(/^@/, '') ?? id}`,
  );
};

export const broadcastMention = (range: string): Node =>
  h('span', { class: 'mention mention-me' }, `@${range}`);

export const channelMention = (id: string, called?: string): Node => {
  const channel = channelOf(id);
  return h(
    'a',
    { class: 'mention', href: `#/${id}` },
    `#${channel === undefined ? (called ?? id) : channelTitle(channel)}`,
  );
};

const dayMs = 86_400_000;
const startOfDay = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

export const timeText = (at: Date): string =>
  at.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' });

/** "Today", "Yesterday", or the date. */
export const dayText = (at: Date, now = new Date()): string => {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / dayMs);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return at.toLocaleDateString(undefined, { weekday: 'long', month: 'long', day: 'numeric', ...year });
};

const formats: Readonly<Record<string, (at: Date) => string>> = {
  date: (at) => at.toLocaleDateString(undefined, { month: 'long', day: 'numeric', year: 'numeric' }),
  date_num: (at) => at.toLocaleDateString('sv-SE'),
  date_short: (at) => at.toLocaleDateString(undefined, { month: 'short', day: 'numeric', year: 'numeric' }),
  date_long: (at) =>
    at.toLocaleDateString(undefined, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
  date_pretty: (at) => dayText(at).toLowerCase(),
  date_short_pretty: (at) => dayText(at).toLowerCase(),
  date_long_pretty: (at) => dayText(at).toLowerCase(),
  day_divider_pretty: (at) => dayText(at),
  time: timeText,
  time_secs: (at) => at.toLocaleTimeString(),
  ago: (at) => relative(at),
};

const relative = (at: Date): string => {
  const minutes = Math.round((at.getTime() - Date.now()) / 60_000);
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < 60 * 24) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 60 / 24), 'day');
};

/** Slack's date tokens (`{date_short} at {time}`) in the reader's language and zone. */
export const formatDate = (unixSeconds: number, pattern: string): string => {
  const at = new Date(unixSeconds * 1000);
  return pattern.replace(/\{(\w+)\}/g, (whole, token: string) => entryOf(formats, token)?.(at) ?? whole);
};
