import type { MetricQuery } from '#src/metrics/query.ts';
import { isSteering } from './intents/guards.ts';
import type { Context, Interpretation, Question } from './interpretation.ts';
import type { Setting } from './read-clause.ts';
import { isForbidden, readClause } from './read-clause.ts';
import { inPlainWords } from './text/own-words.ts';
import { cutAtJoint, joints, sentences } from './text/parts.ts';
import type { Token } from './text/tokens.ts';
import { mostCharacters, tokenise } from './text/tokens.ts';

/** Questions of one message that are read; more is no message to a colleague. */
const mostParts = 5;

const unknown = (sentence: string | null): Interpretation => ({
  kind: 'unknown',
  sentence,
  unknownWords: [],
  nearest: [],
});

/**
 * What a message means by the rules alone, one interpretation per question in it: words are read, mentions found,
 * slots filled, and whatever a word leaves open is asked. Pure; the shop's names come through `context.findNames`.
 */
export const interpret = (question: Question, context: Context): readonly Interpretation[] => {
  if (question.text.length > mostCharacters)
    return [unknown(`That is too long for me: please ask in at most ${mostCharacters} characters.`)];
  const tokens = inPlainWords(tokenise(question.text), context.ownWords);
  if (tokens.length === 0) return [{ kind: 'help', department: question.asker.departments[0] ?? null }];
  if (isSteering(tokens.map(({ word }) => word).join(' '))) return [unknown(null)];
  let before = queryOf(context.previous);
  const parts: Interpretation[] = [];
  for (const sentence of sentences(tokens)) {
    const read = readSentence(sentence, { question, context, before });
    before = read.map(queryOf).findLast((query) => query !== null) ?? before;
    parts.push(...read);
  }
  return withoutChatter(parts).slice(0, mostParts);
};

const queryOf = (meaning: Interpretation | null): MetricQuery | null =>
  meaning && (meaning.kind === 'metrics' || meaning.kind === 'why' || meaning.kind === 'forecast')
    ? meaning.query
    : null;

/** "Hi!" and "Thanks!" around a question are not parts of their own. */
const withoutChatter = (parts: readonly Interpretation[]): readonly Interpretation[] => {
  const questions = parts.filter(({ kind }) => kind !== 'smalltalk');
  return questions.length > 0 ? questions : parts.slice(0, 1);
};

/** A sentence is read as a whole; where that leaves something open it may be two requests in one. */
const readSentence = (tokens: readonly Token[], setting: Setting): readonly Interpretation[] => {
  const forbidden = splitForbidden(tokens, setting);
  if (forbidden) return forbidden;
  const whole = readClause(tokens, setting);
  if (whole.every(isSettled)) return whole;
  for (const at of joints(tokens).slice(0, mostParts)) {
    const [left, right] = cutAtJoint(tokens, at);
    const first = readClause(left, setting);
    const before = first.map(queryOf).findLast((query) => query !== null) ?? setting.before;
    const second = readClause(right, { ...setting, before });
    if ([...first, ...second].every(isSettled)) return [...first, ...second];
  }
  return whole;
};

const isSettled = ({ kind }: Interpretation): boolean =>
  kind !== 'clarify' && kind !== 'unknown' && kind !== 'smalltalk';

/** "Revenue, and delete order 100482": what may not be done is refused, the rest is answered. */
const splitForbidden = (tokens: readonly Token[], setting: Setting): readonly Interpretation[] | null => {
  for (const at of joints(tokens).slice(0, mostParts)) {
    const [left, right] = cutAtJoint(tokens, at);
    const [leftBad, rightBad] = [isForbidden(left, setting.context), isForbidden(right, setting.context)];
    if (leftBad === rightBad) continue;
    return [...readClause(left, setting), ...readClause(right, setting)];
  }
  return null;
};
