import type { DataSafety } from './impact.ts';
import type { Statement } from './statements.ts';
import { is } from './statements.ts';

const noneLost =
  /\bno\b[^.;:]{0,60}\b(?:lost|loss|dropped|deleted|corrupted|exposed)\b|\bnothing (?:was|is|has been) lost\b|\bnot (?:been )?lost\b|\bwithout (?:any )?(?:data )?loss\b|\bonly delayed\b/i;

export const dataOf = (statements: readonly Statement[]): DataSafety => {
  const said = statements.filter(
    (one) =>
      is(one, 'data') && !is(one, 'warning') && !/packet|prevent the potential|access\b/i.test(one.text),
  );
  const lost = said.filter(
    ({ text }) => !noneLost.test(text) && !/to prevent|could be|may be lost/i.test(text),
  );
  if (lost.length > 0) return { kind: 'some_lost', said: lost.slice(-2) };
  const none = said.filter(({ text }) => noneLost.test(text));
  return none.length > 0 ? { kind: 'none_lost', said: none.slice(-1) } : { kind: 'not_said' };
};
