/** Characters that hide in text or change how what is around them is shown: controls, zero-width and bidi marks, tags, lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Text from outside made safe to keep and compare: NFKC, no invisible characters, spaces folded, at most `most` characters. */
export const clean = (text: string, most = 200): string => {
  const plain = text.normalize('NFKC').replace(/\s/gu, ' ').replace(invisible, '').replace(/ +/g, ' ').trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).trimEnd()}…`;
};

/** For comparing names: lower case, no accents, ß as ss, typographic dashes and quotes as plain ones. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"');

/** `1 order`, `2 orders`: the word that goes with a count. */
export const plural = (count: bigint | number, one: string, many: string): string =>
  BigInt(count) === 1n ? one : many;

/** `a, b and c`. */
export const listOf = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** Letters and digits of a text as words, as they are written; apostrophes inside a word vanish (`what's` is one word). */
export const wordsOf = (text: string): readonly string[] =>
  text.replace(/(\p{L})['\u2019](?=\p{L})/gu, '$1').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/**
 * A key that a word shares with its plural in -s (`beanie`, `beanies`, `categories`); not always a word. Nothing
 * else is cut, since stems merge what must stay apart (returns, returning).
 */
export const singular = (word: string): string => {
  if (word.length > 4 && /ies?$/.test(word)) return `${word.replace(/ies?$/, '')}y`;
  if (word.length < 4 || /(?:ss|us|is)$/.test(word) || keepsItsS.has(word) || !word.endsWith('s'))
    return word;
  return /(?:sh|ch|x|ss|z)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
};

const keepsItsS = new Set(['sales', 'news', 'does', 'goods', 'always', 'perhaps', 'less', 'was']);

/**
 * Edits between two words, a swap of neighbours counting once (optimal string alignment); `most + 1` as soon as
 * it is certain that there are more than `most`.
 */
export const editDistance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(editCost(a, b, i, j, { before, row, next }));
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length] ?? most + 1;
};

type EditRows = {
  readonly before: readonly number[];
  readonly row: readonly number[];
  readonly next: readonly number[];
};

const editCost = (a: string, b: string, i: number, j: number, rows: EditRows): number => {
  const change = a[i - 1] === b[j - 1] ? 0 : 1;
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    (rows.row[j] ?? 0) + 1,
    (rows.next[j - 1] ?? 0) + 1,
    (rows.row[j - 1] ?? 0) + change,
    swapped ? (rows.before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
  );
};
