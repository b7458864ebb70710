import type { SentenceKind } from './classify.ts';
import { kindsOf } from './classify.ts';
import type { TechEvent } from './event.ts';
import type { Said } from './impact.ts';
import { isStatusLine } from './parts.ts';
import { sentencesOf } from './sentences.ts';

/** A sentence with what it is about and the number of its update. */
export type Statement = Said & { readonly kinds: readonly SentenceKind[]; readonly index: number };

export const statementsOf = (event: TechEvent): readonly Statement[] =>
  event.updates.flatMap((update, index) =>
    sentencesOf(update.body)
      .filter((text) => !isStatusLine(text))
      .map((text) => ({ at: update.at, text, kinds: kindsOf(text), index })),
  );

export const is = (statement: Statement, ...kinds: readonly SentenceKind[]): boolean =>
  kinds.some((kind) => statement.kinds.includes(kind));

/** Statements of a kind in the newest update that has any. */
export const newest = (statements: readonly Statement[], kind: SentenceKind): readonly Statement[] => {
  const found = statements.filter((one) => is(one, kind));
  const last = found.at(-1)?.index;
  return found.filter(({ index }) => index === last);
};

export const isInformative = (one: Statement): boolean =>
  !is(one, 'empty', 'next') && !/^we (?:are|continue)[^.]{0,30}investigat\w+\.?$/i.test(one.text);
