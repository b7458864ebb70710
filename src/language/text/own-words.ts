import { fold } from '#src/lib/text.ts';
import type { Token } from './tokens.ts';
import { tokenise } from './tokens.ts';

const keyOf = (words: readonly Token[]): string => words.map(({ word }) => word).join(' ');

/** Where a phrase of the company's begins at a position: how many words it has, and the words it stands for. */
const phraseAt = (
  tokens: readonly Token[],
  start: number,
  phrases: ReadonlyMap<string, { readonly size: number; readonly meaning: readonly Token[] }>,
): { readonly size: number; readonly meaning: readonly Token[] } | null => {
  const longest = Math.max(0, ...[...phrases.values()].map(({ size }) => size));
  for (let size = Math.min(longest, tokens.length - start); size > 0; size -= 1) {
    const found = phrases.get(keyOf(tokens.slice(start, start + size)));
    if (found) return found;
  }
  return null;
};

/** Words that the company has given a meaning, written out; the longest phrase first, what it stands for as it stands. */
export const inPlainWords = (
  tokens: readonly Token[],
  own: Readonly<Record<string, string>>,
): readonly Token[] => {
  const phrases = new Map(
    Object.entries(own).map(([phrase, meaning]) => {
      const words = tokenise(fold(phrase));
      return [keyOf(words), { size: words.length, meaning: tokenise(meaning) }] as const;
    }),
  );
  if (phrases.size === 0) return tokens;
  const plain: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    const found = phraseAt(tokens, i, phrases);
    if (!found) {
      plain.push(...tokens.slice(i, i + 1));
      i += 1;
      continue;
    }
    const [first, last] = [tokens[i], tokens[i + found.size - 1]];
    plain.push(
      ...found.meaning.map((token, at) => ({
        ...token,
        before: at === 0 ? (first?.before ?? '') : ' ',
        after: at === found.meaning.length - 1 ? (last?.after ?? '') : ' ',
      })),
    );
    i += found.size;
  }
  return plain;
};
