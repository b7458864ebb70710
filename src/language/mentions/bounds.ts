import type { Bound } from '#src/metrics/query.ts';
import type { Unit } from '../time/lexicon.ts';
import { timeWord } from '../time/lexicon.ts';
import type { BoundMeaning, Mention, Word } from './meaning.ts';

/** A number as it is written: `500`, `1,234.50`, `1.234,50`, `2.5k`, `three`. The value is a decimal string. */
export const numberAt = (
  words: readonly Word[],
  i: number,
): { readonly value: string; readonly end: number } | null =>
  /^\d{1,12}[km]?$/.test(words[i]?.word ?? '') ? digitsAt(words, i) : namedNumber(words[i], i);

const namedNumber = (
  word: Word | undefined,
  i: number,
): { readonly value: string; readonly end: number } | null => {
  const named = timeWord(word?.stem, 'number');
  const isArticle = ['a', 'an', 'un', 'una', 'ein', 'eine'].includes(word?.word ?? '');
  return named && !isArticle ? { value: String(named.n), end: i + 1 } : null;
};

/** Groups of three are thousands, a last group of another length is the fraction. */
const digitsAt = (words: readonly Word[], i: number): { readonly value: string; readonly end: number } => {
  let digits = '';
  let fraction = '';
  let suffix = '';
  let end = i;
  while (end === i || (suffix === '' && fraction === '' && /^[.,]$/.test(words[end]?.before ?? ''))) {
    const group = /^(\d{1,12})([km])?$/.exec(words[end]?.word ?? '');
    if (!group) break;
    const isWhole = end === i || (group[1]?.length === 3 && group[2] === undefined);
    if (isWhole) digits += group[1];
    else fraction = group[1] ?? '';
    suffix = group[2] ?? '';
    end += 1;
  }
  return { value: scaled(digits, fraction, suffix), end };
};

const scaled = (digits: string, fraction: string, suffix: string): string => {
  const zeros = suffix === 'k' ? 3 : suffix === 'm' ? 6 : 0;
  const moved = fraction.padEnd(zeros, '0');
  const whole = `${digits}${moved.slice(0, zeros)}`.replace(/^0+(?=\d)/, '');
  const rest = moved.slice(zeros);
  return rest === '' ? whole : `${whole}.${rest}`;
};

/** How limits are said, the number after them; folded, longest first where one begins another. */
const comparators: Readonly<Record<Bound, string>> = {
  '>': 'more than, greater than, higher than, larger than, bigger than, over, above, exceeding, exceeds, exceed, north of, older than, longer than, worth more than, for more than, for over, mehr als, groesser als, grosser als, hoeher als, hoher als, ueber, uber, aelter als, alter als, laenger als, langer als, mas de, superior a, mayor que, mayores de, por encima de, goes above, rises above, goes over, rise above, go above, climbs above',
  '<': 'less than, fewer than, lower than, smaller than, under, below, beneath, younger than, shorter than, south of, weniger als, unter, kleiner als, geringer als, juenger als, junger als, menos de, menor que, inferior a, por debajo de, drops below, falls below, drop below, fall below, goes below, go below, dips below, drops under, falls under, sinks below, gets below',
  '>=': 'at least, minimum of, no less than, mindestens, wenigstens, al menos, reaches, hits, make, reach, hit',
  '<=': 'at most, maximum of, no more than, up to, hoechstens, hochstens, maximal, como maximo, hasta',
};

const ages = /^(older|longer|younger|shorter|for|aelter|alter|laenger|langer|juenger|junger)\b/;

const comparatorPhrases = Object.entries(comparators)
  .flatMap(([op, list]) =>
    list.split(', ').map((phrase) => ({ op: op as Bound, phrase, words: phrase.split(' ') })),
  )
  .toSorted((a, b) => b.words.length - a.words.length);

/** Words of the comparators, for spelling. */
export const comparatorWords: readonly string[] = comparatorPhrases.flatMap(({ words }) => words);

const seconds: Readonly<Record<Unit, number>> = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  quarter: 7_776_000,
  year: 31_536_000,
};

const letters: Readonly<Record<string, Unit>> = {
  h: 'hour',
  d: 'day',
  w: 'week',
  hrs: 'hour',
  min: 'minute',
};

const isMoneyWord = (word: Word | undefined): boolean =>
  /^(eur|euro|euros|usd|gbp|dollar|dollars|pound|pounds|bucks|quid)$/.test(word?.word ?? '');

type Amount = Pick<BoundMeaning, 'value' | 'unit'> & { readonly end: number };

/** A number with its unit: `3 days`, `48h`, `500 euro`, `eur 500`, `10 percent`. */
const amountAt = (words: readonly Word[], i: number): Amount | null => {
  if (isMoneyWord(words[i])) {
    const number = numberAt(words, i + 1);
    return number && { ...number, unit: 'money' };
  }
  const number = numberAt(words, i) ?? (words[i]?.word === 'a' ? { value: '1', end: i + 1 } : null);
  return compactAmount(words[i], i) ?? (number && withUnit(words, number, words[i]?.word === 'a'));
};

/** Number and unit in one word: `48h`, `500eur`. */
const compactAmount = (word: Word | undefined, i: number): Amount | null => {
  const time = /^(\d{1,4})(h|d|w|hrs|min)$/.exec(word?.word ?? '');
  const unit = letters[time?.[2] ?? ''];
  if (time && unit) return { value: String(Number(time[1]) * seconds[unit]), unit: 'time', end: i + 1 };
  const money = /^(\d{1,9})(eur|euro|euros|usd|gbp)$/.exec(word?.word ?? '');
  return money ? { value: money[1] ?? '', unit: 'money', end: i + 1 } : null;
};

const withUnit = (
  words: readonly Word[],
  number: { readonly value: string; readonly end: number },
  isArticle: boolean,
): Amount | null => {
  const next = words[number.end];
  const unit = timeWord(next?.stem, 'unit')?.unit;
  if (unit) return { value: String(Number(number.value) * seconds[unit]), unit: 'time', end: number.end + 1 };
  if (/^(percent|prozent|pct)$/.test(next?.word ?? ''))
    return { ...number, unit: 'percent', end: number.end + 1 };
  if (isMoneyWord(next)) return { ...number, unit: 'money', end: number.end + 1 };
  return isArticle ? null : { ...number, unit: 'plain' };
};

const boundAt = (words: readonly Word[], start: number): Mention | null => {
  const said = comparatorPhrases.find(({ words: phrase }) =>
    phrase.every((word, at) => words[start + at]?.word === word),
  );
  const from = said ? start + said.words.length : start;
  const amount = amountAt(words, from);
  if (!amount) return null;
  const trailing = trailingOp(words, amount.end);
  const op = said?.op ?? trailing?.op;
  if (!op) return null;
  const end = said ? amount.end : (trailing?.end ?? amount.end);
  const isAge =
    amount.unit === 'time' && (said === undefined || ages.test(said.phrase) || isAgeWord(words[end]));
  return {
    start,
    end: isAgeWord(words[end]) ? end + 1 : end,
    size: end - start,
    meanings: [{ kind: 'bound', op, value: amount.value, unit: amount.unit, isAge }],
  };
};

/** `10 or more`, `5 or less`, `3 days or older`. */
const trailingOp = (
  words: readonly Word[],
  i: number,
): { readonly op: Bound; readonly end: number } | null => {
  if (!/^(or|oder|o|and|und)$/.test(words[i]?.word ?? '')) return null;
  const word = words[i + 1]?.word ?? '';
  if (/^(more|above|over|higher|older|longer|up|mehr|mas)$/.test(word)) return { op: '>=', end: i + 2 };
  return /^(less|fewer|under|below|lower|weniger|menos)$/.test(word) ? { op: '<=', end: i + 2 } : null;
};

const isAgeWord = (word: Word | undefined): boolean =>
  word?.word === 'old' || word?.word === 'alt' || word?.word === 'ago';

/** Limits: a comparator and a number, in either order. */
export const findBounds = (words: readonly Word[]): readonly Mention[] =>
  words.flatMap((_, start) => boundAt(words, start) ?? []);
