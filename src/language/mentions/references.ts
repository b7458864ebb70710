import { timeWord } from '../time/lexicon.ts';
import { cuePhrases } from '../words/cues.ts';
import { numberAt } from './bounds.ts';
import type { Mention, Word } from './meaning.ts';

const rankWords = (['most', 'least', 'best', 'worst'] as const).map((cue) => ({
  cue,
  words: new Set(Object.values(cuePhrases[cue]).flatMap((list) => list.split(', '))),
}));

/** `top 5`, `5 best`, `bottom three`, `las 3 mejores`. */
const rankAt = (words: readonly Word[], start: number): Mention | null => {
  const said = (i: number): (typeof rankWords)[number] | undefined =>
    rankWords.find((one) => one.words.has(words[i]?.word ?? ''));
  const lead = said(start);
  const number = numberAt(words, lead ? start + 1 : start);
  const rank = lead ?? (number ? said(number.end) : undefined);
  if (!number || !rank || !/^\d{1,3}$/.test(number.value)) return null;
  const end = lead ? number.end : number.end + 1;
  return {
    start,
    end,
    size: end - start,
    meanings: [{ kind: 'rank', cue: rank.cue, count: Number(number.value) }],
  };
};

/** Order numbers and purchase order numbers: `100482`, `#1042`, `order 1042`, `PO-2231`, `po2231`. */
const referenceAt = (words: readonly Word[], start: number): Mention | null => {
  const word = words[start];
  if (!word) return null;
  const purchase = purchaseNumberAt(words, start);
  if (purchase) return purchase;
  const digits = /^\d{1,12}$/.test(word.word) ? word.word : null;
  if (digits === null || /^[.,:/-]\S/.test(word.after) || /\d[.,:/-]$/.test(word.before)) return null;
  const named = /#$/.test(word.before) || isOrderWord(words, start - 1);
  if (digits.length < (named ? 3 : 6) || timeWord(words[start + 1]?.stem, 'unit')) return null;
  return { start, end: start + 1, size: 1, meanings: [{ kind: 'number', what: 'order', number: digits }] };
};

/** "order 1042", "order no 1042", "bestellung 1042"; the plural asks for a count. */
const isOrderWord = (words: readonly Word[], i: number): boolean => {
  const at = /^(no|nr|number|num|nummer|numero|id)$/.test(words[i]?.word ?? '') ? i - 1 : i;
  return /^(order|bestellung|auftrag|pedido)$/.test(words[at]?.word ?? '');
};

const purchaseNumberAt = (words: readonly Word[], start: number): Mention | null => {
  const compact = /^po(\d{1,10})$/.exec(words[start]?.word ?? '');
  const spelt =
    words[start]?.word === 'purchase' && words[start + 1]?.stem === 'order' ? start + 2 : start + 1;
  const isPo = words[start]?.word === 'po' || spelt === start + 2;
  const digits = compact?.[1] ?? (isPo ? /^\d{1,10}$/.exec(words[spelt]?.word ?? '')?.[0] : undefined);
  if (digits === undefined) return null;
  const end = compact ? start + 1 : spelt + 1;
  return {
    start,
    end,
    size: end - start,
    meanings: [{ kind: 'number', what: 'purchase_order', number: `PO-${digits}` }],
  };
};

/** Numbers that say how many of the first are wanted, and numbers of orders. */
export const findReferences = (words: readonly Word[]): readonly Mention[] =>
  words.flatMap((_, start) =>
    [rankAt(words, start), referenceAt(words, start)].filter((one) => one !== null),
  );
