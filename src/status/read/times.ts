import { tidyFigures } from '../book/tidy.ts';

/** A stretch of time a text states; `to` is null where it only says since when. */
export type Span = { readonly from: Temporal.Instant; readonly to: Temporal.Instant | null };

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';

const weekday = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s+)?';
const dayPattern = `${weekday}(?:(?:${months})[a-z]*\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+20\\d\\d)?|\\d{1,2}(?:st|nd|rd|th)?\\.?\\s+(?:of\\s+)?(?:${months})[a-z]*\\.?(?:,?\\s+20\\d\\d)?|20\\d\\d-\\d\\d-\\d\\d)`;
const about = '(?:about|around|approximately|approx\\.?|roughly|~)?\\s*';
const clockPattern = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?(?:\\s*(?:utc|gmt|z)\\b)?';
const pointPattern = `(?:(?:${dayPattern}),?\\s*(?:at|from|t)?\\s*)?${about}${clockPattern}(?:\\s*(?:on|,)?\\s*(?:${dayPattern}))?`;

const day = new RegExp(dayPattern, 'i');
const clock = /([01]?\d|2[0-3]):([0-5]\d)/;

/** A day as written, read against the year of `near`. */
const readDay = (text: string, near: Temporal.PlainDate): Temporal.PlainDate | null => {
  const iso = /20\d\d-\d\d-\d\d/.exec(text)?.[0];
  if (iso !== undefined) return Temporal.PlainDate.from(iso);
  const month = new RegExp(`(${months})`, 'i').exec(text)?.[1]?.toLowerCase();
  const number = /(?<!\d)(\d{1,2})(?!\d)/.exec(text)?.[1];
  if (month === undefined || number === undefined) return null;
  const year = Number(/20\d\d/.exec(text)?.[0] ?? near.year);
  const read = { year, month: months.split('|').indexOf(month) + 1, day: Number(number) };
  try {
    const found = Temporal.PlainDate.from(read, { overflow: 'reject' });
    const isNextYear = !/20\d\d/.test(text) && found.since(near).total('days') > 180;
    return isNextYear ? found.subtract({ years: 1 }) : found;
  } catch {
    return null;
  }
};

const readClock = (text: string): Temporal.PlainTime | null => {
  const found = clock.exec(text.replace(new RegExp(dayPattern, 'gi'), ' '));
  return found ? Temporal.PlainTime.from({ hour: Number(found[1]), minute: Number(found[2]) }) : null;
};

const instantOf = (date: Temporal.PlainDate, time: Temporal.PlainTime): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: 'UTC', plainTime: time }).toInstant();

const dateOf = (at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO('UTC').toPlainDate();

/** Text in which clock times are written the one way the patterns read. */
const timed = (text: string): string =>
  tidyFigures(text.replace(/\b(\d{1,2}:\d\d)\s?[–—-]\s?(\d{1,2}:\d\d)/g, '$1 to $2')).replace(
    /\b(\d{4}-\d\d-\d\d)T(?=\d)/g,
    '$1 ',
  );

const rangePattern = new RegExp(
  `(?:(${dayPattern}),?\\s*)?(?:\\b(between|from|starting at|starting|occurred)\\s+)?(${pointPattern})\\s*(?:and|to|until|till|through|–|—|-)\\s*(${pointPattern})`,
  'gi',
);

/**
 * Stretches a sentence states, in UTC: "between 14:49 and 14:54 UTC", "From 16:45-20:01 UTC", "Between May 16, 2025,
 * 1:21 PM UTC and May 17, 2025, 2:26 AM UTC". Days that are left out are taken from before, else from `near`.
 */
export const spansIn = (sentence: string, near: Temporal.Instant): readonly Span[] => {
  const text = timed(sentence);
  let date = dateOf(near);
  const first = day.exec(text);
  if (first) date = readDay(first[0], date) ?? date;
  return [...text.matchAll(rangePattern)].flatMap((match) => {
    const [, leading, , start = '', end = ''] = match;
    const startDay = readDay(day.exec(start)?.[0] ?? leading ?? '', date) ?? date;
    const [from, to] = [readClock(start), readClock(end)];
    if (!from || !to) return [];
    const endDay = readDay(day.exec(end)?.[0] ?? '', startDay) ?? startDay;
    const began = instantOf(startDay, from);
    const ended = instantOf(endDay, to);
    const isNextDay = Temporal.Instant.compare(ended, began) < 0;
    return [{ from: began, to: isNextDay ? ended.add({ hours: 24 }) : ended }];
  });
};

const beginWords =
  '(?:since|starting(?: at| from| around)?|started(?: at| around)?|began(?: at| around)?|beginning(?: at)?|as of|from)';
const sinceClock = new RegExp(`\\b${beginWords}\\s+(?:the\\s+)?(${pointPattern})`, 'i');
const atClock = new RegExp(
  `\\b(?:jumped|spiked|dropped|lost|failed|stopped|went|stuck|down|rose|loss|detected|degraded|failing|errors?)\\b.{0,90}?\\b(?:at|around)\\s+(${pointPattern})`,
  'i',
);
const onAt = new RegExp(`^on\\s+(${dayPattern}),?\\s+(?:at\\s+)(${pointPattern})`, 'i');

/** When a sentence says that something began, or null. */
export const beginIn = (sentence: string, near: Temporal.Instant): Temporal.Instant | null => {
  const text = timed(sentence);
  const found = onAt.exec(text)?.[0] ?? sinceClock.exec(text)?.[1] ?? atClock.exec(text)?.[1];
  return found === undefined ? null : pointIn(found, text, near);
};

const pointIn = (found: string, text: string, near: Temporal.Instant): Temporal.Instant | null => {
  const time = readClock(found);
  if (!time) return null;
  const date = readDay(day.exec(found)?.[0] ?? day.exec(text)?.[0] ?? '', dateOf(near)) ?? dateOf(near);
  const at = instantOf(date, time);
  return Temporal.Instant.compare(at, near.add({ hours: 1 })) > 0 && !day.test(text)
    ? at.subtract({ hours: 24 })
    : at;
};

const endClock = new RegExp(
  `\\b(?:restored|recover\\w*|complete[d]?|finished|fixed|back|resolved|normal|healthy|replaced|swapped|installed|killed|empty|caught up|healthy since|mitigated|reverted|rolled back|undone|over|gone|ended)\\b[^.;]{0,60}?(?:\\b(?:at|by|around)\\s+)?(?<![\\d:])(${pointPattern})`,
  'gi',
);

/** When a sentence says that things were right again: the latest such time in it, or null. */
export const endIn = (sentence: string, near: Temporal.Instant): Temporal.Instant | null => {
  const text = timed(sentence);
  const points = [...text.matchAll(endClock)]
    .flatMap((match) => pointIn(match[1] ?? '', text, near) ?? [])
    .sort(Temporal.Instant.compare);
  return points.at(-1) ?? null;
};

const delay =
  /\b(?:in|within|for|about|another|next|up to|ETA(?: is)?(?: within)?)?\s*(?:the next |about |around |approximately |another |~|just over )*(\d+(?:\.\d+)?|an?|one|two|three|four|half an|couple of)\s*(?:-\s*\d+\s*)?(minutes?|mins?|min|hours?|hrs?|h)\b/i;
const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  'half an': 0.5,
  'couple of': 2,
};

const byClock = new RegExp(`\\b(?:by|at|before|around)\\s+(${pointPattern})`, 'i');

/** "by 20:00 UTC": the next such time after it was said, or that of the day it names. */
const dueBy = (text: string, said: Temporal.Instant): Temporal.Instant | null => {
  const by = byClock.exec(text)?.[1] ?? '';
  const time = readClock(by);
  if (!time) return null;
  const named = readDay(day.exec(by)?.[0] ?? '', dateOf(said));
  const at = instantOf(named ?? dateOf(said), time);
  return named === null && Temporal.Instant.compare(at, said) < 0 ? at.add({ hours: 24 }) : at;
};

/** The instant a text means by "in 30 minutes" or "by 20:00 UTC", counted from when it was said; null when it names none. */
export const dueIn = (sentence: string, said: Temporal.Instant): Temporal.Instant | null => {
  const text = timed(sentence);
  const by = dueBy(text, said);
  const [, count = '', unit = ''] = delay.exec(text) ?? [];
  const number = counts[count.toLowerCase()] ?? Number(count || Number.NaN);
  if (by || Number.isNaN(number)) return by;
  return said.add({ minutes: Math.round(unit.toLowerCase().startsWith('h') ? number * 60 : number) });
};
