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
