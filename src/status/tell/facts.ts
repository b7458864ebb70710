import { listOf } from '#src/lib/text.ts';
import { asSentence } from '../book/plainly.ts';
import { kindsOf } from '../read/classify.ts';
import type { NamedPart } from '../read/parts.ts';
import type { Teller } from './teller.ts';
import { dated, isOver, same, say, sayIfClear, small } from './teller.ts';
import type { Line } from './telling.ts';
import { clausesOf } from './told.ts';

/** Names that are technical words themselves are not worth keeping beside their meaning. */
const isTechnicalName = /\b(?:API|CDN|UI|GraphQL|REST|DNS|SSO)\b|\.\w/;

const shortly = ({ name, part }: NamedPart, { plainly }: Teller): string => {
  if (part) return part.short;
  const plain = plainly(name);
  return plain.unclear.length === 0 ? small(plain.text) : `a part named “${name}”`;
};

const named = (one: NamedPart, teller: Teller): string =>
  one.part && !isTechnicalName.test(one.part.name)
    ? `${one.part.name} (${one.part.meaning})`
    : shortly(one, teller);

const mostNamed = 3;

export const partLines = (teller: Teller): readonly Line[] => {
  const { impact } = teller;
  const over = isOver(impact);
  const hit = impact.parts.filter(({ isBack }) => over || !isBack);
  const back = over ? [] : impact.parts.filter(({ isBack }) => isBack);
  const unique = [...new Map(hit.map((one) => [shortly(one, teller), one])).values()];
  const list =
    unique.length <= mostNamed
      ? unique.map((one) => named(one, teller))
      : unique.map((one) => shortly(one, teller));
  return [
    ...(list.length > 0
      ? [{ kind: 'part', text: `${over ? 'What was hit' : 'What is hit'}: ${listOf(list)}.` } as const]
      : []),
    ...(back.length > 0
      ? [
          {
            kind: 'part',
            text: `Back to normal: ${listOf([...new Set(back.map((one) => shortly(one, teller)))])}.`,
          } as const,
        ]
      : []),
  ];
};

export const figureLines = (teller: Teller): readonly Line[] => {
  const { impact } = teller;
  const elsewhere = [
    ...impact.warnings,
    ...(impact.expectedEnd ? [impact.expectedEnd] : []),
    ...(impact.data.kind === 'not_said' ? [] : impact.data.said),
  ];
  const figures = impact.figures.filter((one) => !elsewhere.some((other) => same(one, other)));
  const lines: Line[] = figures.map((one) => ({
    kind: 'figure',
    text: dated(teller, one, say(teller, one.text)),
  }));
  const plain = impact.troubles
    .filter((one) => ![...elsewhere, ...impact.remedies, ...impact.figures].some((other) => same(one, other)))
    .filter((one) => !(impact.cause.kind === 'stated' && same(one, impact.cause.said)))
    .flatMap((one) => {
      const text = sayIfClear(teller, one.text);
      return text ? [{ kind: 'figure', text: dated(teller, one, text) } as const] : [];
    });
  return [...lines, ...plain.slice(0, lines.length > 2 ? 0 : 1)];
};

/** The part of a sentence that says what to do. */
const helpOf = (said: string): string => {
  const text = said.replace(/^work-?arounds?: /i, '');
  const clauses = clausesOf(text);
  const helps = clauses.filter((clause) => kindsOf(clause).includes('workaround'));
  return clauses.length > 1 && helps.length > 0 && text.length > 140 ? helps.join(', ') : text;
};

export const meanwhileLines = (teller: Teller): readonly Line[] => {
  const { impact } = teller;
  const over = isOver(impact);
  const unaffected = impact.unaffected.filter(
    (one) =>
      !impact.workarounds.some((other) => same(one, other)) &&
      !impact.figures.some((other) => same(one, other)),
  );
  return [
    ...impact.warnings.map(
      (one) => ({ kind: 'warning', text: `Important: ${small(say(teller, one.text))}` }) as const,
    ),
    ...impact.workarounds.map(
      (one) =>
        ({
          kind: 'meanwhile',
          text: `${over ? 'What helped' : 'What helps'}: ${small(say(teller, helpOf(one.text)))}`,
        }) as const,
    ),
    ...unaffected.flatMap((one) => {
      const text = sayIfClear(teller, one.text);
      return text ? [{ kind: 'unaffected', text: `Not hit: ${small(text)}` } as const] : [];
    }),
  ];
};

export const dataLines = (teller: Teller): readonly Line[] => {
  const { data } = teller.impact;
  if (data.kind === 'not_said') return [];
  return data.said.map(({ text }) => ({ kind: 'data', text: asSentence(say(teller, text)) }) as const);
};
