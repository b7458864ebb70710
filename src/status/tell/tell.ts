import type { Department } from '#src/lib/departments.ts';
import { capability } from '../book/capabilities.ts';
import { readingGrade } from '../book/grade.ts';
import { plainlyFor } from '../book/plainly.ts';
import { figuresIn } from '../read/figures.ts';
import type { Impact } from '../read/impact.ts';
import { dataLines, figureLines, meanwhileLines, partLines } from './facts.ts';
import { doubts, opening } from './opening.ts';
import { causeLines, endLines } from './outlook.ts';
import { reasonFor } from './reasons.ts';
import { leftOpenLines, stateLine } from './standing.ts';
import type { TellContext, Teller } from './teller.ts';
import { isOver } from './teller.ts';
import type { Line, Telling } from './telling.ts';

const gradeLimit = 8;

const gradeOf = (lines: readonly Line[]): number => readingGrade(lines.map(({ text }) => text).join(' '));

const longest = (lines: readonly Line[], may: (line: Line) => boolean): Line | null =>
  lines.filter(may).toSorted((a, b) => readingGrade(b.text) - readingGrade(a.text))[0] ?? null;

/** Lines without a figure that are hardest to read go first, until the whole reads easily. */
const readable = (lines: readonly Line[], { cause }: Impact): readonly Line[] => {
  let kept = lines;
  while (gradeOf(kept) > gradeLimit) {
    const hardest = longest(
      kept,
      ({ kind, text }) =>
        (kind === 'figure' && figuresIn(text).length === 0) || kind === 'unaffected' || kind === 'part',
    );
    if (!hardest) break;
    kept = kept.filter((line) => line !== hardest);
  }
  if (gradeOf(kept) <= gradeLimit || cause.kind !== 'stated') return kept;
  const reason = reasonFor(cause.said.text) ?? 'a technical fault that the notes describe';
  return kept.map((line) => (line.kind === 'cause' ? { ...line, text: `The cause: ${reason}.` } : line));
};

/** Tells an impact to a department. Everything but the line for the department comes from the source's own words. */
export const tell = (impact: Impact, department: Department, context: TellContext): Telling => {
  const teller: Teller = {
    ...context,
    impact,
    plainly: plainlyFor(impact.supplier, context.ownParts),
    unclear: [],
  };
  const { ongoing, over } = capability(impact.capability);
  const forYou = (isOver(impact) ? over : ongoing)[department];
  const lines: readonly Line[] = [
    ...opening(teller),
    ...doubts(teller),
    { kind: 'state', text: stateLine(teller) },
    ...(forYou ? [{ kind: 'for_you', text: forYou } as const] : []),
    ...meanwhileLines(teller).filter(({ kind }) => kind === 'warning'),
    ...figureLines(teller),
    ...partLines(teller),
    ...meanwhileLines(teller).filter(({ kind }) => kind !== 'warning'),
    ...dataLines(teller),
    ...causeLines(teller),
    ...leftOpenLines(teller),
    ...endLines(teller),
  ];
  const seen = new Set<string>();
  const unique = lines.filter(({ text }) => text !== '' && !seen.has(text) && seen.add(text));
  return {
    department,
    reference: context.reference,
    lines: readable(unique, impact),
    unclear: [...new Set(teller.unclear)],
  };
};
