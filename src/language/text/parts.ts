import type { Token } from './tokens.ts';

/** Words after which a dot ends no sentence. */
const abbreviated =
  /^(?:vs|approx|incl|excl|inkl|exkl|no|nr|ca|e|g|i|z|b|d|h|etc|resp|bzw|st|dr|mr|mrs|inc|ltd|co|avg|min|max|\d{1,2})$/;

const endsSentence = (token: Token, next: Token | undefined): boolean =>
  next !== undefined &&
  (/[?!;\u00bf\u00a1]/.test(token.after) || (/\.\s/.test(token.after) && !abbreviated.test(token.word)));

const cutWhere = (
  tokens: readonly Token[],
  ends: (token: Token, next: Token | undefined, i: number) => boolean,
): readonly (readonly Token[])[] => {
  const parts: Token[][] = [[]];
  tokens.forEach((token, i) => {
    parts.at(-1)?.push(token);
    if (ends(token, tokens[i + 1], i)) parts.push([]);
  });
  return parts.filter((part) => part.length > 0);
};

/** The sentences of a message. */
export const sentences = (tokens: readonly Token[]): readonly (readonly Token[])[] =>
  cutWhere(tokens, endsSentence);

const joins = /^(?:and|und|y|also|then|plus|but)$/;

/** Places where a sentence may go on to another request: before "and", after a comma; positions of the first word. */
export const joints = (tokens: readonly Token[]): readonly number[] =>
  tokens.flatMap((token, i) =>
    i > 0 && i < tokens.length - 1 && (joins.test(token.word) || /,/.test(token.before)) ? [i] : [],
  );

/** The words on both sides of a joint, without the "and" itself. */
export const cutAtJoint = (
  tokens: readonly Token[],
  at: number,
): readonly [readonly Token[], readonly Token[]] => {
  let from = at;
  while (from < tokens.length - 1 && joins.test(tokens[from]?.word ?? '')) from += 1;
  return [tokens.slice(0, at), tokens.slice(from)];
};
