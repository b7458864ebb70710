import { personKey } from '#src/lib/ids.ts';
import { currencyExponent, isCurrencyCode } from '#src/lib/money.ts';
import { clean } from '#src/lib/text.ts';
import type { Column, ColumnKind } from './column.ts';

/** A value as COPY text, or why it cannot be stored (never the value itself: it may be personal). */
export type Cell = string | { readonly reason: string };

/** What reading a value from a file depends on: the row's currency, and the secret that hides who a customer is. */
export type ReadContext = { readonly currency: string; readonly secret: string };

/**
 * A kind of value: `label` is how the documentation of the files names it, `read` takes the text of a file,
 * `write` the value a source yields. Both end in COPY text and refuse what the column cannot hold.
 */
export type Kind = {
  readonly label: string;
  readonly read: (text: string, column: Column, context: ReadContext) => Cell;
  readonly write: (value: unknown, column: Column) => Cell;
};

const bad = (reason: string): Cell => ({ reason });

/** COPY's text format: backslash, tab and line ends are escaped. */
const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : text;

/** Whether a text needs neither tidying nor escaping: printable ASCII with single spaces inside. A loop, since almost all texts are. */
const isPlain = (text: string): boolean => {
  let before = 32;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 || code > 126 || code === 92 || (code === 32 && before === 32)) return false;
    before = code;
  }
  return before !== 32;
};

const tidy = (text: string, most: number): string =>
  text.length <= most && isPlain(text) ? text : clean(text, most);

const ofText = (value: unknown, column: Column): Cell => {
  if (typeof value !== 'string') return bad('is not a text');
  return value.length <= column.most && isPlain(value) ? value : escaped(clean(value, column.most));
};

const text: Kind = { label: 'text', read: ofText, write: ofText };

const ofChoice = (value: unknown, column: Column): Cell =>
  typeof value === 'string' && column.choices.includes(value)
    ? value
    : bad(`is none of ${column.choices.join(', ')}`);

const choice: Kind = { label: 'one of', read: ofChoice, write: ofChoice };

const largestWhole = 2_147_483_647;
const largestBig = 9_223_372_036_854_775_807n;

const ofWhole = (value: number): Cell => {
  if (!Number.isInteger(value)) return bad('is not a whole number');
  return Math.abs(value) <= largestWhole ? String(value) : bad('is too large');
};

const whole: Kind = {
  label: 'whole number',
  read: (value) => {
    if (!/^[+-]?\d+(?:\.0+)?$/.test(value)) return bad('is not a whole number');
    return ofWhole(Number(value));
  },
  write: (value) => (typeof value === 'number' ? ofWhole(value) : bad('is not a whole number')),
};

const ofBig = (value: bigint): Cell =>
  value <= largestBig && value >= -largestBig ? String(value) : bad('is too large');

const bigWhole: Kind = {
  label: 'whole number',
  read: (value) => (/^[+-]?\d{1,30}$/.test(value) ? ofBig(BigInt(value)) : bad('is not a whole number')),
  write: (value) => (typeof value === 'bigint' ? ofBig(value) : bad('is not a whole number')),
};

const plainDecimal = /^[+-]?\d{1,30}(?:\.\d{1,30})?$/;

const decimal: Kind = {
  label: 'decimal number',
  read: (value) => (plainDecimal.test(value) ? value : bad('is not a plain decimal number')),
  write: (value) =>
    typeof value === 'string' && plainDecimal.test(value) ? value : bad('is not a plain decimal number'),
};

/** A plain decimal in major units, its point moved by the currency's places: digits of whole minor units, and what is finer. */
const shift = (major: string, currency: string): { readonly minor: string; readonly finer: string } => {
  const places = currencyExponent(currency);
  const point = major.indexOf('.');
  const units = point < 0 ? major : major.slice(0, point);
  const part = point < 0 ? '' : major.slice(point + 1);
  if (part.length === places) return { minor: units + part, finer: '' };
  return { minor: units + part.slice(0, places).padEnd(places, '0'), finer: part.slice(places) };
};

/** Texts of so many digits surely fit into a bigint. */
const safeLength = 18;

const money: Kind = {
  label: 'amount',
  read: (value, _column, { currency }) => {
    if (!plainDecimal.test(value)) return bad('is not a plain decimal number');
    const { minor, finer } = shift(value, currency);
    if (finer !== '' && /[1-9]/.test(finer)) return bad(`is finer than the smallest unit of ${currency}`);
    return minor.length <= safeLength ? minor : ofBig(BigInt(minor));
  },
  write: bigWhole.write,
};

const fineMoney: Kind = {
  label: 'amount, parts of a cent are kept',
  read: (value, _column, { currency }) => {
    if (!plainDecimal.test(value)) return bad('is not a plain decimal number');
    const { minor, finer } = shift(value, currency);
    return finer === '' ? minor : `${minor}.${finer}`;
  },
  write: decimal.write,
};

const ofCurrency = (value: unknown): Cell =>
  typeof value === 'string' && isCurrencyCode(value) ? value : bad('is not a three-letter currency code');

const currency: Kind = { label: 'currency code', read: ofCurrency, write: ofCurrency };

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const knownRegions = new Map<string, boolean>();

/** Whether it is a two-letter country code that ICU has a name for. */
const isCountry = (code: string): boolean => {
  const known = knownRegions.get(code);
  if (known !== undefined) return known;
  const found = /^[A-Z]{2}$/.test(code) && regionNames.of(code) !== undefined;
  knownRegions.set(code, found);
  return found;
};

const ofCountry = (value: unknown): Cell =>
  typeof value === 'string' && (value === '' || isCountry(value))
    ? value
    : bad('is not a two-letter country code');

const country: Kind = { label: 'country code', read: ofCountry, write: ofCountry };

const dayPattern = /^(\d{4})-(\d\d)-(\d\d)$/;
const instantPattern =
  /^(\d{4}-\d\d-\d\d)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?\s?(?:Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)?)?$/;
/** What follows the day in an instant: the time, and where it holds. */
const clockPattern =
  /^[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?\s?(?:Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)$/;

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** Days found to be in the calendar: the same few thousand come again and again. */
const knownDays = new Set<string>();
const mostKnownDays = 20_000;

const isDay = (value: string): boolean => {
  if (knownDays.has(value)) return true;
  const isFound = isInCalendar(value);
  if (isFound && knownDays.size < mostKnownDays) knownDays.add(value);
  return isFound;
};

/** Whether the calendar has the day; years before 1900 are taken for mistakes. */
const isInCalendar = (value: string): boolean => {
  const parts = dayPattern.exec(value);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

const ofDay = (value: unknown): Cell =>
  typeof value === 'string' && isDay(value) ? value : bad('is not a day of the form 2026-01-31');

const day: Kind = { label: 'day', read: ofDay, write: ofDay };

const instant: Kind = {
  label: 'time',
  read: (value) =>
    isDay(instantPattern.exec(value)?.[1] ?? '')
      ? value
      : bad('is not a time of the form 2026-01-31T09:30:00Z'),
  write: (value) => {
    if (typeof value !== 'string') return bad('is not an instant');
    if (clockPattern.test(value.slice(10)) && isDay(value.slice(0, 10))) return value;
    return bad('is not an instant');
  },
};

const yesNoWords: Readonly<Record<string, string>> = {
  yes: 'true',
  true: 'true',
  '1': 'true',
  no: 'false',
  false: 'false',
  '0': 'false',
};

const yesNo: Kind = {
  label: 'yes or no',
  read: (value) => yesNoWords[value.toLowerCase()] ?? bad('is neither yes nor no'),
  write: (value) => (typeof value === 'boolean' ? String(value) : bad('is neither yes nor no')),
};

const ofList = (values: readonly string[], column: Column): Cell =>
  escaped(
    `{${values
      .map((value) => tidy(value, column.most))
      .filter((value) => value !== '')
      .map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
      .join(',')}}`,
  );

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const list: Kind = {
  label: 'list',
  read: (value, column) => ofList(value.split(';'), column),
  write: (value, column) => (isTextList(value) ? ofList(value, column) : bad('is not a list of texts')),
};

const ofOptions = (entries: readonly (readonly [string, string])[], column: Column): Cell =>
  escaped(
    JSON.stringify(Object.fromEntries(entries.map(([name, of]) => [tidy(name, 40), tidy(of, column.most)]))),
  );

const options: Kind = {
  label: 'name=value list',
  read: (value, column) => {
    const entries = value.split(';').map((pair) => pair.split('='));
    return entries.every((entry) => entry.length === 2)
      ? ofOptions(
          entries.map(([name = '', of = '']) => [name.trim().toLowerCase(), of]),
          column,
        )
      : bad('is not a list of name=value pairs');
  },
  write: (value, column) =>
    typeof value === 'object' && value !== null && Object.values(value).every((of) => typeof of === 'string')
      ? ofOptions(Object.entries(value), column)
      : bad('is not a set of options'),
};

const person: Kind = {
  label: 'any text',
  read: (value, _column, { secret }) => personKey(secret, value),
  write: text.write,
};

export const kinds: Readonly<Record<ColumnKind, Kind>> = {
  text,
  choice,
  whole,
  big_whole: bigWhole,
  decimal,
  money,
  fine_money: fineMoney,
  currency,
  country,
  instant,
  day,
  yes_no: yesNo,
  list,
  options,
  person,
};
