import type { Context, Interpretation, Question } from './interpretation.ts';

/** What a message means, one interpretation per question in it. */
export const interpret = (_question: Question, _context: Context): readonly Interpretation[] => [
  { kind: 'unknown', unknownWords: [], nearest: [] },
];
