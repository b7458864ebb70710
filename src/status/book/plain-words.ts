import { bookText } from './tables.ts';

const lines = bookText('plain-words.txt').split('\n');

/** Names among the plain words: they stand below a heading that says so. */
const nameLines = lines.slice(lines.findIndex((line) => /^# .*names/i.test(line)) + 1);
const names: ReadonlySet<string> = new Set(
  nameLines
    .slice(
      0,
      nameLines.findIndex((line) => line.startsWith('#')),
    )
    .flatMap((line) => line.split(/\s+/)),
);

/** Whether a word keeps its capital inside a sentence: names, short forms, words with a capital inside. */
export const keepsCapital = (word: string): boolean =>
  /.[A-Z]/.test(word) || names.has(word.toLowerCase()) || (/^[A-Z]/.test(word) && !isPlainWord(word));

const words: ReadonlySet<string> = new Set(
  lines
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== ''),
);

/** Endings and what may stand in their place in the base form. */
const endings: readonly (readonly [string, readonly string[]])[] = [
  ["'s", ['']],
  ["s'", ['s', '']],
  ['ies', ['y']],
  ['es', ['e', '']],
  ['s', ['']],
  ['ied', ['y']],
  ['ed', ['e', '']],
  ['ing', ['e', '']],
  ['ily', ['y']],
  ['ly', ['', 'le']],
];

const isDoubled = (stem: string): boolean => /([bdfglmnprt])\1$/.test(stem);

const isBase = (stem: string): boolean =>
  words.has(stem) || (isDoubled(stem) && words.has(stem.slice(0, -1)));

const places: ReadonlySet<string> = new Set(
  [
    'AD',
    'AE',
    'AT',
    'AU',
    'BE',
    'BG',
    'BR',
    'CA',
    'CH',
    'CL',
    'CN',
    'CO',
    'CY',
    'CZ',
    'DE',
    'DK',
    'EE',
    'EG',
    'ES',
    'FI',
  ]
    .concat([
      'FR',
      'GB',
      'GR',
      'HK',
      'HR',
      'HU',
      'ID',
      'IE',
      'IL',
      'IN',
      'IS',
      'IT',
      'JP',
      'KE',
      'KR',
      'LT',
      'LU',
      'LV',
    ])
    .concat([
      'MA',
      'MT',
      'MX',
      'MY',
      'NG',
      'NL',
      'NO',
      'NZ',
      'PE',
      'PH',
      'PK',
      'PL',
      'PT',
      'RO',
      'RS',
      'SA',
      'SE',
      'SG',
    ])
    .concat(['SI', 'SK', 'TH', 'TN', 'TR', 'TW', 'UA', 'US', 'VN', 'ZA'])
    .flatMap((code) =>
      (new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? '').toLowerCase().split(' '),
    ),
);

/** Whether everybody in a shop knows the word (or it is the name of a country). */
export const isPlainWord = (word: string): boolean => {
  const base = word.toLowerCase().replaceAll('’', "'");
  if (isBase(base) || places.has(base)) return true;
  const stem = /^(?:re|un)-?(?=\w{4})/.exec(base)?.[0];
  if (stem !== undefined && isPlainWord(base.slice(stem.length))) return true;
  if (base.includes('-')) return base.split('-').every((part) => part === '' || isPlainWord(part));
  return endings.some(
    ([ending, others]) =>
      base.endsWith(ending) && others.some((other) => isBase(base.slice(0, -ending.length) + other)),
  );
};

/** Clock times, dates, amounts and figures with their units: never technical by themselves. */
const figures =
  /\d{4}-\d\d-\d\d|\b\d{1,2}:\d\d(?::\d\d)?\b|[<>~]?\s?\d[\d.,]*(?:st|nd|rd|th|%|\s?€|\s?\$)?(?![\w])|\b[A-Z]\d(?= sheets)/g;

/** A reference such as OUT-31, and time zones: kept as they are. */
const kept = /\bOUT-[\w]+|\b(?:UTC|CET|CEST|GMT|BST|EST|EDT|PST|PDT)\b/g;

/** The words of a text that are not plain, in order; `known` are names that have been explained. */
export const unclearWords = (text: string, known: readonly string[] = []): readonly string[] => {
  let rest = text;
  for (const name of known) rest = rest.replaceAll(name, ' ');
  rest = rest.replace(kept, ' ').replace(figures, ' ');
  const tokens = rest.match(/[\p{L}\p{N}_/\\@#.]*[\p{L}\p{N}][\p{L}\p{N}_'’/@.-]*/gu) ?? [];
  return tokens
    .map((token) => token.replace(/[.'’-]+$/u, '').replace(/^[.'’@#-]+/u, ''))
    .filter((token) => token !== '' && token !== 's' && !isPlainWord(token));
};
